"""What the stage is given: a slide a step, nothing before its time, and notes that stay off the stage."""

import json
import re
from typing import Any

import pytest
from markupsafe import escape

from components.pages import PAGES, presents
from components.stage.deck import story_deck, view_deck
from components.stage.qr import qr_code
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.record.article import VERDICTS
from pactline.record.dossier import claims_of
from pactline.record.story import VIEWS
from pactline.record.vocabulary import STANCES
from pactline.tables.frames import Frames
from tests.story_record import STORIED
from tests.support import SMALL, curated, shown, tables

RECORD = tables(STORIED)


def deck(record: Frames = RECORD, story: str = "talks", **options: Any) -> dict[str, Any]:
    return story_deck(record, story, **({"look": "light", "room": None} | options))


def one_step(step: str, record: str = SMALL) -> dict[str, Any]:
    """The slide of a story's only step, on a record without stories of its own."""
    slide: dict[str, Any] = deck(tables(f"{record}\nstories: [{{id: s, title: S, steps: [{step}]}}]"), "s")["slides"][1]
    return slide


def drawn(slide: dict[str, Any]) -> str:
    return json.dumps(slide["picture"])


def view(record: Frames = RECORD, **query: str) -> View:
    return select(record, Selection.from_query(query))


def test_a_deck_has_a_cover_a_slide_a_step_and_the_questions() -> None:
    told = deck()
    assert [slide["title"] for slide in told["slides"]] == [
        "From talks to a pact", "Early talks", "The pact", "What was known then", "Who took which side", "Whose pages",
        "In articles", "Nothing claimed", "To discuss",
    ]  # fmt: skip
    assert (told["story"], told["minutes"], told["steps"]) == ("talks", 20, 7)
    assert "Tell one voice from several." in told["slides"][0]["html"]
    assert "What would settle it?" in told["slides"][-1]["html"]


def test_a_deck_goes_to_the_browser_as_it_is() -> None:
    assert json.loads(json.dumps(deck())) == deck()


def test_a_story_that_is_not_there_has_no_deck() -> None:
    with pytest.raises(KeyError):
        deck(story="nothing")


def test_a_story_without_steps_or_questions_is_its_cover() -> None:
    assert [slide["title"] for slide in deck(story="untold")["slides"]] == ["Not yet written"]


def test_the_stage_shows_what_to_look_at_and_to_ask_but_not_what_to_say() -> None:
    slide = deck()["slides"][1]
    assert "The word of one service." in slide["html"]
    assert "Who says so?" in slide["html"]
    assert "Begin slowly." not in json.dumps({key: value for key, value in slide.items() if key != "notes"})
    assert slide["notes"]["say"] == "Begin slowly."


def test_an_event_shows_its_claims_with_status_and_who_says_so_those_of_the_step_first() -> None:
    html = deck()["slides"][2]["html"]
    assert html.index("No shells were sent.") < html.index("A treaty was signed.")
    first = html.split("No shells were sent.", 1)[1].split("</li>", 1)[0]
    assert "documented" in first
    assert "TASS" in first
    assert "state-controlled" in first
    assert "Shells were asked for." in first  # what stands against it
    assert "19 June 2024" in html


def test_an_event_without_claims_says_so() -> None:
    assert "No claims given" in deck()["slides"][7]["html"]


def test_no_slide_names_an_event_before_its_step() -> None:
    slides = [json.dumps({**slide, "notes": None}) for slide in deck()["slides"]]
    for step, title in ((2, "A pact is signed"), (7, "Nothing claimed")):
        assert not [n for n in range(step) if title in slides[n]]


def test_the_picture_holds_the_events_up_to_the_step_with_its_own_ringed() -> None:
    first, second, last = (deck()["slides"][n]["picture"] for n in (1, 2, 7))
    for picture, marks in ((first, 1), (second, 2), (last, 3)):
        names = [trace["name"] for trace in picture["data"]]
        assert names.count("ring") == 1
        assert sum(len(trace["x"]) for trace in picture["data"] if trace["name"] == "marks") == marks
    assert "A pact is signed" in second["alt"]
    assert "A pact" not in first["alt"]


def test_from_step_to_step_the_picture_does_not_move() -> None:
    layouts = [deck()["slides"][n]["picture"]["layout"] for n in (1, 2, 7)]
    assert layouts[0] == layouts[1] == layouts[2]

    def where(slide: int) -> dict[int, tuple[float, float]]:
        traces = [trace for trace in deck()["slides"][slide]["picture"]["data"] if trace["name"] == "marks"]
        return {x: y for trace in traces for x, y in zip(trace["x"], trace["y"], strict=True)}

    assert where(1).items() <= where(2).items() <= where(7).items()


def test_a_view_is_shown_as_known_on_its_day() -> None:
    slide = deck()["slides"][3]
    assert "as known on 30 September 2023" in slide["html"]
    picture = drawn(slide)
    assert "Early talks" in picture
    assert "pact" not in picture.lower()


def test_reactions_are_gathered_by_stance_as_in_the_table() -> None:
    actors = [f"a{n}" for n in range(8)]  # with the silence one more than are shown one by one
    stances = [STANCES[n % 2] for n in range(8)]
    rows = ", ".join(
        f"{{event: e, actor: {a}, stance: {s}, summary: {a} speaks}}" for a, s in zip(actors, stances, strict=True)
    )
    record = (
        f"events: [{{id: e, date: 2024, title: E}}]\nreactions: [{rows}, {{event: e, actor: b, silence: 2024-02-01}}]"
    )
    html = one_step("{view: reactions}", record)["html"]
    for stance in STANCES[:2]:
        row = html.split(f"stance-{stance}", 1)[1].split("</dd>", 1)[0]
        own = [a for a, s in zip(actors, stances, strict=True) if s == stance]
        assert row.endswith(f"<dd>{', '.join(own)}")
    assert html.index("stance-supports") < html.index("stance-endorses") < html.index("stance-silent")
    assert "speaks" not in html


def test_a_few_reactions_are_shown_with_their_words() -> None:
    html = deck()["slides"][4]["html"]
    assert "A matter between the two." in html
    assert "Lin Jian" in html
    assert "No statement found as of 24 November 2026" in html


def test_reactions_to_the_event_in_focus_alone() -> None:
    other = SMALL.replace("reactions:\n", "reactions:\n- {event: bare, actor: chn, summary: To another.}\n")
    assert "To another." not in one_step("{view: 'reactions?event=pact'}", other)["html"]
    assert "To another." in one_step("{view: 'reactions?event=bare'}", other)["html"]


def test_the_numbers_of_sources_are_those_of_the_table() -> None:
    html = deck()["slides"][5]["html"]
    cited = RECORD.citations[RECORD.citations["claim"] >= 0]
    for house, name in RECORD.names["publisher"].items():
        n = cited.loc[cited["publisher"] == house, "claim"].nunique()
        row = html.split(f"<strong>{name}</strong>", 1)[1].split("</li>", 1)[0]
        assert f"cited by {n} claim" in row
        assert ("state-controlled" in row) == (house == "tass")


def test_chosen_publishers_are_shown_by_their_claims() -> None:
    html = one_step("{view: 'sources?publisher=tass'}")["html"]
    assert "A treaty was signed." in html
    assert "They met." not in html


CHECKED = """
events: [{id: e, date: 2024, title: E, claims: [{id: e.1, text: T, article: [S2], status: reported, sources: [s]}]}]
article:
  title: A digest
  sections: [{id: one, title: One}]
  checks:
  - {id: S1, section: one, says: The first thing., verdict: borne-out, why: Because.}
  - {id: S2, section: one, says: The second thing., verdict: strained, why: Too strong., instead: Something weaker.}
  - {id: S3, section: one, says: The third thing., verdict: strained, why: Too strong.}
"""


def test_the_article_is_shown_by_a_place_by_the_steps_claims_or_as_a_tally() -> None:
    by_place = one_step("{view: 'article#S1'}", CHECKED)["html"]
    assert "The first thing." in by_place
    assert "The second thing." not in by_place
    by_claim = one_step("{view: article, claims: [e.1]}", CHECKED)["html"]
    assert "The second thing." in by_claim
    assert "Something weaker." in by_claim
    assert "The first thing." not in by_claim
    assert "The third thing." in one_step("{view: article, title: 'S3: is it so?'}", CHECKED)["html"]
    tally = one_step("{view: article}", CHECKED)["html"]
    numbers = [int(n) for n in re.findall(r'<span class="number">(\d+)</span>', tally)]
    assert numbers == [{"borne-out": 1, "strained": 2}.get(verdict, 0) for verdict in VERDICTS]


def test_the_article_is_not_shown_as_known_on_an_earlier_day() -> None:
    assert "first thing" not in one_step("{view: 'article?known=2023#S1'}", CHECKED)["html"]


@pytest.mark.parametrize("page", VIEWS)
def test_every_view_that_a_story_may_name_has_a_slide(page: str) -> None:
    slide = one_step(f"{{view: {page}, title: Here, look: At this.}}")
    assert "Here" in slide["html"]
    assert "At this." in slide["html"]


def test_a_page_that_the_stage_does_not_show_is_a_link() -> None:
    html = one_step("{view: 'map?publisher=tass', title: Here, ask: What?}")["html"]
    assert 'href="map?publisher=tass"' in html
    assert "Open the page: Map" in html


def test_notes_hold_what_bears_it_out_with_every_source() -> None:
    notes = deck()["slides"][2]["notes"]
    assert [claim["text"] for claim in notes["claims"]] == ["No shells were sent."]
    assert notes["claims"][0]["sources"] == [
        "TASS · Pact · 20 June 2024 · state-controlled",
        "The Daily · Shells · October 2023 · disputes",
    ]
    assert deck()["slides"][1]["notes"]["claims"][1]["said_by"] == "NIS says"


def test_notes_of_a_view_know_no_more_than_it_does() -> None:
    step = "{view: 'timeline?known=2024-12-31', claims: [pact.2]}"
    assert one_step(step)["notes"]["claims"][0]["status"] == "alleged"
    assert one_step("{view: 'timeline?known=2023-09-30', claims: [pact.2]}")["notes"]["claims"] == []


def test_a_present_view_is_a_deck_of_one_slide() -> None:
    for page in (name for name, one in PAGES.items() if one.slide):
        told = view_deck(view(event="pact"), page, look="light", room=None)
        assert told is not None
        assert (told["story"], len(told["slides"])) == (None, 1)
    for page in ("about", "data", "changes", "classroom"):
        assert view_deck(view(), page, look="light", room=None) is None


def test_a_present_view_says_which_filters_are_in_force() -> None:
    told = view_deck(view(theme="military", known="2024-07-01"), "timeline", look="light", room=None)
    assert told is not None
    assert told["slides"][0]["when"] == "Military · as known on 1 July 2024"


def test_what_can_be_presented() -> None:
    assert presents("timeline", view())
    assert not presents("event", view())
    assert presents("event", view(event="pact"))
    assert not presents("timeline", view(q="zzzz"))
    assert not presents("about", view())


def test_an_event_that_was_not_known_yet_is_not_named() -> None:
    told = view_deck(view(event="pact", known="2023-09-30"), "event", look="light", room=None)
    assert told is not None
    text = json.dumps({**told["slides"][0], "link": None})
    assert "pact" not in text.lower()
    assert "as known on 30 September 2023" in text


def test_a_strangers_text_stays_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    record = SMALL.replace("They met.", f"'{evil}'").replace("title: Early talks", f"title: '{evil}'")
    for slide in deck(
        tables(
            f"{record}\nstories: [{{id: s, title: '{evil}', summary: '{evil}', steps: [{{event: early-talks, look: '{evil}'}}]}}]"
        ),
        "s",
    )["slides"]:
        assert "<img" not in slide["html"]
        assert "&lt;img" in slide["html"]
        assert "<img" not in json.dumps((slide["picture"] or {"data": []})["data"])  # Plotly's text is markup


def test_each_slide_has_the_address_and_code_of_its_step() -> None:
    told = deck(room="http://192.168.7.5:8501")
    for number, slide in enumerate(told["slides"]):
        assert slide["link"] == f"http://192.168.7.5:8501/classroom?story=talks&step={number}"
        assert slide["code"] == list(qr_code(slide["link"]))
    one = view_deck(view(theme="military"), "timeline", look="light", room="http://192.168.7.5:8501")
    assert one is not None
    assert one["slides"][0]["link"] == "http://192.168.7.5:8501/timeline?theme=military"
    top = view_deck(shown(), "findings", look="light", room="http://r")
    assert top is not None
    assert top["slides"][0]["link"] == "http://r/"


def test_without_a_room_there_is_no_code() -> None:
    assert {(slide["link"], slide["code"]) for slide in deck()["slides"]} == {(None, None)}


def test_the_notes_of_our_own_stories_hold_each_claim_that_its_slide_shows() -> None:
    for story in curated().dossier.stories:
        slides = story_deck(curated(), story.id, look="light", room=None)["slides"]
        for step, slide in zip(story.steps, slides[1:], strict=False):
            noted = {claim["text"] for claim in slide["notes"]["claims"]}
            said = {claim.text for _, claim in claims_of(curated().dossier) if claim.id in step.claims}
            shown = {text for text in said if str(escape(text)) in slide["html"]}
            assert shown <= noted, (story.id, step.title)
