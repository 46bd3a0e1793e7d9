"""What a step looks at on a card (``show``) is what its slide shows: these parts, and no others in their place."""

import re
from typing import Any

import pytest

from components.stage.deck import story_deck
from tests.support import tables

RECORD = """
events:
- id: talks
  date: 2023-09-13
  tz: Asia/Yakutsk
  title: Talks
  claims:
  - {id: t.1, text: They met., status: documented, sources: [wire]}
  - id: t.2
    text: Shells were promised.
    status: disputed
    contradicts: [t.3]
    history: [{date: 2023-09-20, status: alleged}, {date: 2024-01-05, status: disputed}]
    sources: [{id: wire, quote: we will help, lang: en}, {id: home, quote: мы поможем, lang: ru}, {id: other, part: repeats}]
  - {id: t.3, text: Nothing was promised., status: documented, contradicts: [t.2], sources: [home]}
- id: later
  date: 2024-05-01
  title: Later
  claims: [{id: l.1, text: Shells came., status: alleged, sources: [late]}]
sources:
- {id: wire, publisher: Wire, published: 2023-09-14}
- {id: home, publisher: Home, published: 2023-09-14}
- {id: other, publisher: Other, published: 2023-09-15}
- {id: late, publisher: Late, published: 2024-05-02}
article:
  title: A digest
  sections: [{id: one, title: One}]
  checks: [{id: S1, section: one, says: The first thing., verdict: strained, why: Too strong., instead: A weaker thing.}]
stories:
- {id: s, title: S, steps: [STEP]}
"""


def slide(step: str) -> dict[str, Any]:
    record = tables(RECORD.replace("STEP", "{" + step + ", look: At this.}"))
    shown: dict[str, Any] = story_deck(record, "s", look="light", room=None)["slides"][1]
    return shown


def html(show: str, claims: str = "t.2, t.1") -> str:
    return str(slide(f"event: talks, claims: [{claims}], show: [{show}]")["html"])


PARTS = {
    "quotes": ("we will help", "мы поможем"),
    "against": ("Disagrees:",),
    "history": ("alleged (20 September 2023), disputed (5 January 2024)",),
    "sources": ("Other", "repeats", "independent sources"),
}


@pytest.mark.parametrize("part", PARTS)
def test_a_slide_shows_the_part_that_its_step_looks_at_alone(part: str) -> None:
    shown = html(part)
    assert all(words in shown for words in PARTS[part])
    others = [words for other, all_ in PARTS.items() if other != part for words in all_]
    assert not [words for words in others if words in shown]
    assert not re.search(r"<(p|ul)[^>]*data-spare", shown)  # of a claim it gives way with the claim, or not at all


def test_named_claims_come_in_the_order_of_the_step_and_no_others() -> None:
    shown = html("quotes")
    assert shown.index("Shells were promised.") < shown.index("They met.")
    assert "Nothing was promised." not in shown


def test_two_claims_against_each_other_are_named_once() -> None:
    assert html("against", "t.2").count("Nothing was promised.") == 1


def test_claims_of_other_events_stand_with_their_event_if_asked_for_and_known() -> None:
    assert "Shells came." not in html("quotes", "t.1, l.1")
    assert '1 May 2024<span data-spare="1"> · Later</span>' in html("claims", "t.1, l.1")
    early = slide("view: 'event?event=talks&known=2023-12-31', claims: [t.1, l.1], show: [claims]")["html"]
    assert "They met." in early
    assert "Shells came." not in early
    assert "Later" not in early


def test_a_check_can_be_shown_without_its_verdict() -> None:
    judged, unjudged = (str(slide(f"view: 'article#S1'{show}")["html"]) for show in ("", ", show: [claims]"))
    for words in ("Too strong.", "strained", "A weaker thing."):
        assert words in judged
        assert words not in unjudged
    assert "The first thing." in unjudged


def test_the_timeline_leaves_its_room_to_what_the_step_looks_at() -> None:
    events = "".join(f"\n- {{id: e{n}, date: 2023-09-{n + 10}, title: Event number {n} of many}}" for n in range(9))
    steps = ", ".join([f"{{event: e{n}}}" for n in range(9)] + ["{event: e1, show: [quotes]}"])
    told = story_deck(
        tables(f"events:{events}\nstories: [{{id: s, title: S, steps: [{steps}]}}]"), "s", look="light", room=None
    )
    high, low = (told["slides"][n]["picture"]["layout"]["height"] for n in (9, 10))
    assert low < high


def test_a_card_names_the_clock_by_which_it_counts() -> None:
    assert "13 September 2023 (date by Asia/Yakutsk)" in slide("event: talks")["when"]


def test_one_day_is_said_as_one_day() -> None:
    when = slide("view: 'timeline?from=2023-09-13&to=2023-09-13'")["when"]
    assert when == "13 September 2023"


def reactions(number: int) -> str:
    rows = [
        f"{{event: e{n % 2}, actor: a{n}, date: 2024-01-{20 - n}, stance: neutral, summary: Word {n}}}"
        for n in range(number)
    ]
    rows += ["{event: e1, actor: q, silence: 2024-03-01}", "{event: e1, actor: r, silence: 2024-02-01}"]
    record = f"events: [{{id: e1, date: 2024-01-02, title: E}}, {{id: e0, date: 2024-01-03, title: E}}]\nreactions: [{', '.join(rows)}]"
    record += "\nstories: [{id: s, title: S, steps: [{view: reactions}]}]"
    return str(story_deck(tables(record), "s", look="light", room=None)["slides"][1]["html"])


def test_reactions_stand_in_the_order_of_their_days_with_who_spoke_when() -> None:
    shown = reactions(4)
    words = re.findall(r"Word \d", shown)
    assert words == ["Word 3", "Word 2", "Word 1", "Word 0"]
    assert shown.index("17 January 2024") < shown.index("Word 3") < shown.index("18 January 2024")


def test_silences_say_until_when_all_of_them_were_looked_for() -> None:
    shown = reactions(9)
    assert "No statement found as of 1 February 2024" in shown.split("<dd>q, r", 1)[1]
