"""Sheets of paper: what stands on them, in which characters, and that a stranger's text stays text. Read back from the PDF."""

import html
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from components.exercise import making
from components.paper import exercise_sheet, handout, press
from components.paper.sheets import Notes
from components.parts.card import citation_rows
from components.stage.deck import step_slide
from pactline.files.load import load
from pactline.home import app_root, curated_record
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings.masking import names_of
from pactline.record.story import Story
from pactline.record.vocabulary import STATUSES
from pactline.tables import frames
from pactline.wording import text
from tests.support import SMALL, shown

DAY = date(2026, 11, 25)
HOSTILE = '#read("/etc/passwd") #panic() *bold* $x^2$ [a] \\ // @ref <lab> `code` "q" <script>alert(1)</script>'
STORY = """
stories:
- id: s
  title: A story of two talks
  summary: In two steps.
  minutes: 20
  age: from 15
  goals: [Tell a voice from an echo.]
  questions: ["Who spoke first?", "Who was silent?"]
  steps:
  - {event: early-talks, claims: [early-talks.2], say: They talked of shells., ask: Who says so?, look: The date.}
  - {title: Who reacted, view: reactions, say: Three reactions.}
  - {title: What there is, view: timeline?theme=military}
  - {title: Shells, view: numbers?metric=shells}
metrics: [{id: shells, unit: shells, label: Shells}]
estimates: [{id: e1, metric: shells, as_of: 2024-02, low: 1000000, estimator: nis, sources: [wire-1]}]
"""


@pytest.fixture(scope="module")
def record() -> View:
    return whole(frames.build(load(curated_record()).dossier))


def read(template: str, values: Mapping[str, Any]) -> PdfReader:
    return PdfReader(io.BytesIO(press.pdf(template, values, on=DAY)))


def words(pdf: PdfReader) -> str:
    """Return a PDF's text; lines are joined, since where they break is no one's business here."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def event(view: View, event_id: str) -> str:
    return words(read("handout", handout.of_event(view, event_id, printed=DAY)))


# What every sheet states


@pytest.mark.parametrize("kind", ["handout", "exercise", "key"])
def test_every_page_of_every_sheet_states_edition_filters_day_licence_and_number(kind, record):
    view = select(record.frames, Selection.from_query({"theme": "sanctions", "from": "2024", "known": "2025-01-01"}))
    made = exercise_sheet.of_view(view)
    made_by: dict[str, Callable[[], Mapping[str, Any]]] = {
        "handout": lambda: handout.of_view(view, printed=DAY),
        "exercise": lambda: exercise_sheet.sheet_of(view, made, printed=DAY),
        "key": lambda: exercise_sheet.key_of(view, made, printed=DAY),
    }
    values = made_by[kind]()
    pdf = read(kind, values)
    edition = record.frames.dossier.edition
    for number, page in enumerate(pdf.pages, start=1):
        foot = " ".join(page.extract_text().split())
        assert f"Edition {edition.version}, as of 28 September 2026" in foot
        assert f"Record: {edition.licence}" in foot
        assert "printed 25 November 2026" in foot
        assert "Shown: from 1 January 2024; Sanctions; as known on 1 January 2025." in foot
        assert f"{number} / {len(pdf.pages)}" in foot
    assert pdf.metadata is not None
    assert pdf.metadata.title == f"{text(f'paper.{kind}')}: {values['title']}"
    assert "://" not in pdf.metadata.title


def test_without_filters_edition_or_licence_a_sheet_says_so():
    said = event(shown("events: [{id: a, date: 2024, title: A title}]"), "a")
    assert "Pactline · no edition given · no licence given · printed 25 November 2026" in said
    assert "Shown: the whole record, no filter." in said
    assert "A title" in said


def test_a_sheet_is_tagged_a4_and_the_same_on_the_same_day():
    values = handout.of_event(shown(), "pact", printed=DAY)
    first = press.pdf("handout", values, on=DAY)
    assert first == press.pdf("handout", values, on=DAY)
    pdf = PdfReader(io.BytesIO(first))
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]
    assert b"pdfuaid" in first
    root: Any = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"


# Handouts


def test_claims_carry_note_numbers_and_notes_say_chain_title_day_and_address():
    values = handout.of_event(shown(), "early-talks", printed=DAY)
    met, asked = values["sections"][0]["claims"]
    assert [note["n"] for note in values["notes"]] == [1, 2, 3, 4]
    assert met["notes"] == [1, 2]
    assert asked["notes"] == [3, 4]  # the same publications, but the words of another
    said = words(read("handout", values))
    assert "They met." in said
    assert "● documented" in said
    assert "Reuters → The Daily Talks, 14 September 2023. https://example.org/talks" in said.replace("/ ", "/")
    assert "NIS → Reuters → The Daily" in said
    assert "(no copy opened)" in said
    assert "Disagrees: No shells were sent." in said


def test_state_controlled_publishers_and_citations_that_dispute_are_marked():
    said = event(shown(), "pact")
    assert re.search(r"TASS state-controlled", said)
    assert "No shells were sent.1 ● documented 1 independent source · 1 outlet" in said
    assert "Disagrees: The Daily disputes this. “shells were sent”2" in said
    assert "No statement found as of 24 November 2026" in said


def test_the_legend_explains_every_status():
    said = event(shown(), "pact")
    for status in STATUSES:
        assert text(f"status_meaning.{status}") in said
    assert "A state owns or funds the publisher and directs it." in said


def test_as_known_on_a_day_nothing_later_is_on_paper():
    said = event(shown(SMALL, known="2023-09-30"), "early-talks")
    assert "Shells were asked for." in said
    assert "No shells were sent." not in said  # the contradiction came a year later
    assert "The Daily Shells" not in said  # and the paper's report a month later
    assert "as known on 30 September 2023" in said


def test_sources_are_counted_as_of_the_day_and_otherwise_as_on_the_card(record):
    facts = [one["facts"] for one in handout.of_event(shown(), "early-talks", printed=DAY)["sections"][0]["claims"]]
    assert facts == ["1 independent source · 2 outlets", "NIS says · 1 independent source · 2 outlets"]
    early = shown(SMALL.replace("publisher: reuters, carried_by: [daily]", "publisher: reuters"), known="2023-09-30")
    facts = [one["facts"] for one in handout.of_event(early, "early-talks", printed=DAY)["sections"][0]["claims"]]
    assert facts == ["1 independent source · 1 outlet", "NIS says · 1 independent source · 1 outlet"]
    for event_id in record.events["event_id"].tolist()[::7]:
        claims = record.claims[record.claims["event_id"] == event_id]
        made = handout.of_event(record, event_id, printed=DAY)["sections"][0]["claims"]
        for number, claim in zip(claims["independent"], made, strict=True):
            assert text("count.independent", n=int(number)) in claim["facts"] or not claim["notes"]


def test_hidden_claims_are_counted():
    assert "1 of 2 claims." in event(shown(SMALL, status="alleged"), "early-talks")


def test_a_view_holds_the_most_important_events_and_says_how_many_it_leaves_out(record):
    values = handout.of_view(record, printed=DAY)
    assert len(values["sections"]) == handout.EVENTS
    assert f"This sheet holds the {handout.EVENTS} most important of {len(record.events)} events." in values["remarks"]
    titles = [section["heading"] for section in values["sections"]]
    shown_titles = record.events["title"].tolist()
    assert titles == sorted(titles, key=shown_titles.index)
    chosen = record.events[record.events["title"].isin(titles)]
    left = record.events[~record.events["title"].isin(titles)]
    assert chosen["importance"].min() >= left["importance"].max()
    assert all(len(section["claims"]) <= handout.CLAIMS for section in values["sections"])


def test_a_view_is_in_the_readers_order_and_numbers_its_notes_in_that_order():
    values = handout.of_view(shown(SMALL, sort="new"), printed=DAY)
    assert [one["heading"] for one in values["sections"]] == ["Nothing claimed", "A pact is signed", "Early talks"]
    assert values["sections"][1]["claims"][0]["notes"] == [1]
    assert [len(one["claims"]) for one in values["sections"]] == [0, 2, 2]


def test_events_without_claims_are_listed_all_the_same():
    values = handout.of_view(shown("events: [{date: 2024, title: Bare}]"), printed=DAY)
    assert "Bare" in words(read("handout", values))


def test_nothing_shown_is_a_sheet_that_says_so():
    said = words(read("handout", handout.of_view(shown(SMALL, q="zzzz"), printed=DAY)))
    assert "0 of 3 events" in said


def test_lengths_are_those_of_a_handout(record):
    def pages(values: dict[str, Any]) -> int:
        return len(read("handout", values).pages)

    long = [
        pages(handout.of_event(record, one, printed=DAY)) for one in ("treaty-signed", "nis-troop-announcement-2024")
    ]
    assert max(long) <= 4
    usual = [pages(handout.of_event(record, one, printed=DAY)) for one in record.events["event_id"].tolist()[::5]]
    assert sorted(usual)[len(usual) * 9 // 10] <= 2
    assert pages(handout.of_view(record, printed=DAY)) <= 12


# Stories


def told(**query: str) -> tuple[View, Story]:
    view = shown(SMALL + STORY, **query)
    return view, view.frames.dossier.stories[0]


def test_a_storys_handout_says_shows_and_asks_in_order():
    view, story = told()
    said = words(read("handout", handout.of_story(view, story, printed=DAY)))
    wanted = (
        "A story of two talks", "20 minutes, for readers from 15", "In two steps.", "Tell a voice from an echo.",
        "1. Early talks", "They talked of shells.", "Shells were asked for.", "Look at The date.", "Question: Who says so?",
        "2. Who reacted", "Three reactions.", "China cautious", "A matter between the two.",
        "3. What there is", "A pact is signed", "4. Shells", "At least 1,000,000 shells; as of February 2024.",
        "To discuss", "Who spoke first?",
    )  # fmt: skip
    places = [said.index(one) for one in wanted]
    assert places == sorted(places)


def test_a_storys_handout_shows_what_its_slides_show_in_their_order(record):
    shown = 0
    for story in record.frames.dossier.stories:
        sections = handout.of_story(record, story, printed=DAY)["sections"]
        for number, section in enumerate(sections, start=1):
            slide = step_slide(record.frames, story, number, look="light")["html"]
            wanted = [_flat(one) for one in re.findall(r'<p class="slide-words"[^>]*>(.*?)</p>', slide, re.DOTALL)]
            wanted += [_flat(one) for one in re.findall(r'<strong class="strip-amount">(.*?)</strong>', slide)]
            said = [_flat(one["text"]) for one in [*section["claims"], *section["reactions"]]]
            shown += len(wanted)
            for words in wanted:
                bare = re.sub(r"^Article \S+ ", "", words)
                assert any(bare in one or bare.startswith(one) for one in said), (story.id, number, words)
            if not re.search("slide-columns|strips|slide-answers", slide):  # the others have a text of their own
                places = [said.index(words) for words in wanted if words in said]
                assert places == sorted(places), (story.id, number)
    assert shown > 200


def _flat(words: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())


def test_on_paper_a_claim_of_another_event_says_which_and_a_step_may_show_claims_alone():
    story = """
stories:
- id: s
  title: T
  steps:
  - {event: pact, claims: [pact.1, early-talks.2], show: [claims], say: x}
  - {title: Both, view: timeline, claims: [early-talks.1, pact.2], show: [claims], say: x}
  - {title: Then, view: timeline?known=2023-09-30, claims: [early-talks.1, pact.2], show: [claims], say: x}
"""
    view = shown(SMALL + story)
    pact, both, then = handout.of_story(view, view.frames.dossier.stories[0], printed=DAY)["sections"]
    assert [one["text"] for one in pact["claims"]] == ["A treaty was signed.", "Shells were asked for."]
    assert pact["claims"][1]["facts"].startswith("September 2023 · Early talks · ")
    assert [one["text"] for one in both["claims"]] == ["They met.", "No shells were sent."]
    assert [one["text"] for one in then["claims"]] == ["They met."]  # the other was not known yet


def test_a_step_with_an_event_in_focus_shows_its_claims_as_known_then():
    story = """
stories:
- id: s
  title: T
  steps:
  - {title: Then, view: timeline?known=2024-06-30&event=pact}
  - {title: Now, view: timeline?event=pact}
  - {title: Said, view: reactions?event=pact&actor=chn}
  - {title: Outside, view: timeline?event=pact&to=2023}
  - {title: Before, view: timeline?known=2023-09-30&event=early-talks}
"""
    view = shown(SMALL + story)
    then, now, said, outside, before = handout.of_story(view, view.frames.dossier.stories[0], printed=DAY)["sections"]
    assert then["dateline"] == "19 June 2024 · A pact is signed"
    assert [one["status"]["name"] for one in then["claims"]] == ["documented", "alleged"]
    assert [one["status"]["name"] for one in now["claims"]] == ["documented", "documented"]
    assert [one["who"] for one in said["reactions"]] == ["China"]
    assert [one["title"] for one in outside["events"]] == ["Early talks"]
    assert [len(one["notes"]) for one in before["claims"]] == [1, 1]  # the paper wrote of it a month later


def test_a_step_never_knows_more_than_the_whole_view():
    view, story = told(known="2023-09-30")
    values = handout.of_story(view, story, printed=DAY)
    said = words(read("handout", values))
    assert "A pact is signed" not in said
    assert "A matter between the two." not in said
    assert handout.view_of(view, story.steps[1]).selection.known == date(2023, 9, 30)


def test_a_storys_exercise_asks_its_questions_and_the_key_says_what_to_tell():
    view, story = told()
    made = exercise_sheet.of_story(view, story)
    sheet = words(read("exercise", exercise_sheet.sheet_of(view, made, printed=DAY, questions=story.questions)))
    assert "Who was silent?" in sheet
    assert "They talked of shells." not in sheet
    key = words(read("key", exercise_sheet.key_of(view, made, printed=DAY, story=story)))
    assert "1. Early talks They talked of shells." in key
    assert "A, B pass on one voice: NIS." in key


def test_a_storys_outline_has_a_button_for_each_sheet_and_a_step_none():
    for step, expected in ((None, ["Handout (PDF)", "Exercise (PDF)", "Answer key (PDF)"]), ("2", [])):
        app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
        app.query_params["story"] = "article-4-promise"
        if step:
            app.query_params["step"] = step
        app.switch_page("pages/classroom.py").run()
        assert not app.exception
        assert [one.proto.label for one in app.get("download_button")] == expected


def test_an_event_without_sources_has_a_handout_alone(tmp_path, monkeypatch):
    (tmp_path / "events.yaml").write_text("events: [{id: a, date: 2024, title: Something happened}]", encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(tmp_path / "events.yaml"))
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    app.query_params["event"] = "a"
    app.switch_page("pages/event.py").run()
    assert not app.exception
    assert [one.proto.label for one in app.get("download_button")] == ["Handout (PDF)"]
    sheet = read(
        "handout", handout.of_event(shown("events: [{id: a, date: 2024, title: Something happened}]"), "a", printed=DAY)
    )
    assert "Something happened" in words(sheet)


# The exercise on paper


def test_the_exercise_sheet_names_no_outlet_and_the_key_names_all(record):
    title = "South Korea's spy agency says North Korean troops are going to Russia"
    view = select(record.frames, Selection.from_query({"actor": "kor"}))
    made = making.of_events(view, ["nis-troop-announcement-2024"], title, most=exercise_sheet.MOST)
    sheet = words(read("exercise", exercise_sheet.sheet_of(view, made, printed=DAY)))
    key = words(read("key", exercise_sheet.key_of(view, made, printed=DAY)))
    for witness in made.witnesses:
        houses = [made.dossier.publishers[one] for one in (witness.source.publisher, *witness.source.carried_by) if one]
        for name in {one for house in houses for one in names_of(house)}:
            assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", sheet), name
        assert houses[0].name in key
        assert f"Source {witness.letter}" in sheet
        assert f"Source {witness.letter}" in key
    assert "http" not in sheet
    for name in (
        "Who wrote it?",
        "completely reliable",
        "confirmed by other sources",
        "[outlet]" if "[outlet]" in sheet else "",
    ):
        assert name in sheet


def test_a_filter_on_a_publisher_is_not_named_on_the_exercise_sheet():
    view = shown(SMALL, publisher="reuters")
    values = exercise_sheet.sheet_of(view, exercise_sheet.of_view(view), printed=DAY)
    assert values["stated"]["filters"] == "Shown: [outlet]."


# What strangers write


def test_a_strangers_text_is_set_as_it_is_written_and_never_run():
    odd = HOSTILE.replace("'", "''")
    record = f"""
edition: {{version: '{odd[:40]}', licence: '{odd}'}}
events:
- id: a
  date: 2024
  title: '{odd}'
  summary: '{odd}'
  place: {{name: '{odd}'}}
  claims: [{{text: '{odd}', status: alleged, said_by: ['{odd}'], sources: [{{id: s, quote: '{odd}', lang: en, translation: {{text: '{odd}', by: us}}}}]}}]
reactions: [{{event: a, actor: '{odd}', speaker: '{odd}', summary: '{odd}', sources: [s]}}]
sources: [{{id: s, publisher: p, title: 'T {odd}', url: "https://x.example/#%23panic()"}}]
publishers: [{{id: p, name: 'P {odd}'}}]
stories: [{{id: s, title: '{odd}', goals: ['{odd}'], questions: ['{odd}'], steps: [{{event: a, say: '{odd}', ask: '{odd}', look: '{odd}'}}]}}]
"""
    view = shown(record)
    story = view.frames.dossier.stories[0]
    made = making.of_events(view, ["a"], HOSTILE)
    plain = " ".join(HOSTILE.split())
    for template, values in (
        ("handout", handout.of_event(view, "a", printed=DAY)),
        ("handout", handout.of_story(view, story, printed=DAY)),
        ("exercise", exercise_sheet.sheet_of(view, made, printed=DAY, questions=story.questions)),
        ("key", exercise_sheet.key_of(view, made, printed=DAY, story=story)),
    ):
        assert plain in words(read(template, values)).replace("- ", "-"), template


def test_addresses_are_links_and_one_that_is_not_safe_to_open_is_not_printed():
    view = shown()
    values = handout.of_event(view, "early-talks", printed=DAY)
    links = [
        note.get_object()["/A"]["/URI"]
        for page in read("handout", values).pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get_object().get("/A", {})
    ]
    assert set(links) == {"https://example.org/talks"}
    (cited, *_) = citation_rows(view.frames, view.shown.citation_rows)
    notes = Notes()
    notes.numbers([replace(cited, source=replace(cited.source, url="javascript:alert(1)"))])
    assert notes.all[0]["url"] is None


QUOTES = """
events:
- id: a
  date: 2024
  title: Слова и 말 и 話
  claims:
  - text: Quoted.
    status: documented
    sources:
    - {id: s1, quote: "Это наши соседи, ёжик їжак", lang: ru}
  - {text: Two., status: alleged, sources: [{id: s2, quote: "불법적 군사 협력을 즉각 중단하라", lang: ko, translation: {text: stop it, by: us}}]}
  - {text: Three., status: reported, sources: [{id: s3, quote: "中俄朝三国在珲春会谈", lang: zh}]}
  - {text: Four., status: reported, sources: [{id: s4, quote: "懸念を持って注視している", lang: ja}]}
"""


def test_russian_korean_chinese_and_japanese_quotations_have_their_glyphs():
    """PDF/UA refuses a character without a glyph, so that its mark proves that each has one."""
    made = press.pdf("handout", handout.of_event(shown(QUOTES), "a", printed=DAY), on=DAY)
    assert b"pdfuaid" in made
    said = words(PdfReader(io.BytesIO(made)))
    for quote in (
        "Это наши соседи, ёжик їжак",
        "불법적 군사 협력을 즉각 중단하라",
        "中俄朝三国在珲春会谈",
        "懸念を持って注視している",
        "Слова и 말 и 話",
    ):
        assert quote in said
    fonts = {str(font["/BaseFont"]) for page in PdfReader(io.BytesIO(made)).pages for font in _fonts(page)}
    assert {name.split("+")[1] for name in fonts} >= {
        "PactlineKR-Regular",
        "PactlineSC-Regular",
        "PactlineSerif-Italic",
    }


def _fonts(page: Any) -> list[Any]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]


def test_a_character_that_no_shipped_font_has_does_not_stop_the_sheet():
    odd = QUOTES.replace("Quoted.", "Quoted. \U0001f600 ꙮ \u1000")
    assert "Quoted." in event(shown(odd), "a")


def test_every_character_of_the_record_is_in_a_shipped_font():
    """Or a sheet of ours would not be PDF/UA; ``scripts/paper_fonts.py`` makes the fonts anew."""
    letters = sorted(
        {
            letter
            for file in curated_record().glob("*.yaml")
            for letter in file.read_text(encoding="utf-8")
            if letter.isprintable()
        }
    )
    values = handout.of_event(shown(), "pact", printed=DAY) | {"lead": " ".join(letters)}
    assert b"pdfuaid" in press.pdf("handout", values, on=DAY)


def test_notes_are_numbered_by_first_use():
    notes = Notes()
    assert notes.numbers([]) == []
    assert notes.all == []
