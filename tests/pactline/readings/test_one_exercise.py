"""An event's exercise is one: the page, the PDF and the sealed edition have the same sources under the same letters."""

import html
import io
import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from components.exercise.panel import asked, unmasked
from components.paper import press
from components.paper.buttons import event_exercise
from components.sealed.sheets import sheets
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings import exercise
from pactline.wording import text
from tests.support import curated, tables

DAY = date(2026, 11, 25)
DAYS = (None, date(2024, 10, 25))
RECORD = curated()
Told = list[tuple[str, list[str]]]


def view_of(event: str | None, known: date | None, **filters: Any) -> View:
    return select(RECORD, Selection(event=event, known=known, **filters))


def on_the_page(view: View) -> tuple[Told, Told]:
    """Return what the class sees, and what the reveal shows, by letter."""
    made = asked(view)
    assert made is not None
    blind = [(f"Source {one.letter}", [said.text for said in one.sayings]) for one in made.blind().witnesses]
    opened = []
    for witness in made.witnesses:
        shown = unmasked(view, made, witness)
        words = [shown.title, *(part for one in shown.sayings for part in _said(one.text, one.chain, one.against))]
        opened.append((f"Source {witness.letter}", words))
    return blind, opened


def on_paper(view: View, event: str) -> tuple[Told, Told]:
    sheet, key = (make(DAY) for make in event_exercise(view, event))
    blind = [(one["name"], [said["text"] for said in one["sayings"]]) for one in sheet["witnesses"]]
    return blind, [
        (
            one["name"],
            [
                one["title"],
                *(part for said in one["sayings"] for part in _said(said["text"], said["chain"], said["against"])),
            ],
        )
        for one in key["witnesses"]
    ]


def _said(words: str, chain: list[str], against: list[str]) -> list[str]:
    return [words, " → ".join(chain), " ".join(against)]


def in_the_file(blind: str, key: str) -> tuple[Told, Told]:
    return _read(blind, ("claim-text",)), _read(key, ("publication", "claim-text", "witness-whose", "against"))


def _read(page: str, kinds: tuple[str, ...]) -> Told:
    """Return the sources of a sheet of the sealed edition with the words that stand at each, as they are read."""
    found: Told = []
    for part in page.split('<section class="witness">')[1:]:
        name = re.search(r"<h2>(Source \w)", part)
        assert name
        said = re.findall(rf'<p class="({"|".join(kinds)})"(?: dir="auto")?>(.*?)</p>', part)
        found.append((name[1], [_plain(kind, words) for kind, words in said]))
    return found


def _plain(kind: str, words: str) -> str:
    words = re.sub(r'<span class="(tag|status).*', "", words) if kind == "claim-text" else words
    plain = " ".join(html.unescape(re.sub(r"<[^>]+>", "", words)).split())
    return plain.removeprefix(f"{text('exercise.against')}: ")


def _flat(told: Told) -> Told:
    return [(name, [" ".join(part.split()) for part in parts if part]) for name, parts in told]


@pytest.mark.parametrize("known", DAYS)
def test_page_paper_and_sealed_edition_have_the_same_sources_under_the_same_letters(known: date | None) -> None:
    made = sheets(view_of(None, known))
    assert len(made.events) > 5
    most = 0
    for event in made.events:
        view = view_of(event, known)
        page, paper, file = on_the_page(view), on_paper(view, event), in_the_file(made.blind[event], made.keys[event])
        for which in (0, 1):
            assert _flat(page[which]) == _flat(paper[which]) == _flat(file[which]), (event, which)
        most = max(most, len(page[0]))
    assert most == exercise.MOST  # some have more sources than a class judges


def test_filters_change_neither_its_sources_nor_their_letters() -> None:
    narrow: dict[str, Any] = {"publishers": ("tass",), "statuses": ("documented",)}
    made = sheets(view_of(None, None, **narrow))
    assert len(made.events) > 5
    for event in made.events[:20]:
        page = on_the_page(view_of(event, None))
        assert on_paper(view_of(event, None, **narrow), event) == on_paper(view_of(event, None), event)
        assert _flat(in_the_file(made.blind[event], made.keys[event])[0]) == _flat(page[0])
        assert "TASS" not in made.blind[event]


def test_the_pdf_itself_names_each_source_in_the_order_of_the_page() -> None:
    for event in ("treaty-signed", "nis-troop-announcement-2024"):
        view = view_of(event, DAYS[1])
        made = asked(view)
        assert made is not None
        assert made.held > exercise.MOST
        kinds = zip(("exercise", "key"), event_exercise(view, event), strict=True)
        sheet, key = (_words(press.pdf(kind, make(DAY), on=DAY)) for kind, make in kinds)
        assert re.findall(r"Source ([A-Z])(?= )", sheet) == [one.letter for one in made.witnesses]
        places = [key.index(f"Source {one.letter} · ") for one in made.witnesses]
        assert places == sorted(places)
        for witness, start, end in zip(made.witnesses, places, [*places[1:], len(key)], strict=True):
            house = made.dossier.publishers[str(witness.source.publisher)].name
            assert house in key[start:end]


def _words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("pqrs"), st.integers(1, 28), st.booleans()), min_size=3, max_size=14))
def test_of_any_event_the_three_are_one(cited: list[tuple[str, int, bool]]) -> None:
    sources = "\n".join(
        f"- {{id: s{n}, publisher: house-{house}, published: 2024-06-{day:02}}}"
        for n, (house, day, _) in enumerate(cited)
    )
    parts = ", ".join(f"{{id: s{n}, part: {'supports' if own else 'repeats'}}}" for n, (_, _, own) in enumerate(cited))
    houses = "\n".join(f"- {{id: house-{one}, name: House {one}}}" for one in "pqrs")
    written = (
        "events:\n- {id: e, date: 2024-06-01, title: Something, claims: [{id: e.1, text: One thing., "
        f"status: reported, sources: [{parts}]}}]}}\nsources:\n{sources}\npublishers:\n{houses}\n"
    )
    record = tables(written)
    known = Selection(event="e", known=date(2024, 6, 14))
    for selection in (Selection(event="e"), known):
        view = select(record, selection)
        made = asked(view)
        assert made is not None
        page, paper = on_the_page(view), on_paper(view, "e")
        assert _flat(page[0]) == _flat(paper[0])
        assert _flat(page[1]) == _flat(paper[1])
        file = sheets(select(record, Selection(known=selection.known)))
        if "e" in file.events:
            assert _flat(page[0]) == _flat(in_the_file(file.blind["e"], file.keys["e"])[0])
