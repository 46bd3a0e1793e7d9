"""What a sealed edition holds of the exercise: sheets that tell no outlet, keys that tell all, as known on a day."""

import re
from datetime import date

import pytest

from components.exercise import making
from components.sealed.sheets import Sheets, sheets
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings import exercise
from pactline.text.folding import fold
from pactline.wording import text
from tests.support import SMALL, curated, tables

RECORD = curated()
DAY = date(2024, 6, 25)


@pytest.fixture(scope="module")
def view() -> View:
    return select(RECORD, Selection(publishers=("tass",), known=DAY))


@pytest.fixture(scope="module")
def made(view: View) -> Sheets:
    return sheets(view)


def houses(view: View, event: str) -> set[str]:
    dossier = view.frames.dossier
    sources = [one.source for one in making.of_event(view, event).witnesses]
    assert all(one.published is None or one.published.earliest <= DAY for one in sources)
    return {dossier.publishers[one.publisher].name for one in sources if one.publisher}


def test_a_sheet_tells_no_outlet_and_its_key_tells_each(made: Sheets, view: View) -> None:
    assert len(made.events) > 2
    assert [*made.blind] == ["", *made.events]
    for event in made.events:
        names = houses(view, event)
        assert len(names) > 1
        for name in names:
            assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", made.keys[event]), (event, name)
            assert not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", made.blind[event]), (event, name)
        assert "http" not in made.blind[event]
        assert "http" in made.keys[event]
    assert all(f"event={event}" in made.blind[""] for event in made.events)


def test_it_states_the_day_alone_since_no_filter_changes_it_and_who_prints_states_their_own(made: Sheets) -> None:
    sheet = next(html for event, html in made.blind.items() if event)
    assert "printed {day}" in sheet
    assert f"Shown: {text('keys.known.chip', day='25 June 2024')}." in sheet


def test_an_event_whose_own_id_tells_an_outlet_has_no_sheet() -> None:
    told = "reuters-osc-shells-2025"
    held = select(RECORD, Selection(themes=("military",), first=date(2025, 1, 1)))
    assert told in dict(exercise.suitable(held))
    assert told not in sheets(held).events


def test_a_record_without_enough_publishers_has_none() -> None:
    assert sheets(whole(tables(SMALL))) == Sheets({}, {})


FORMS = """
events: [{id: deal, date: 2024-06-19, title: 'SOUTH-WIND and So\u00aduth Wind, as Zu\u0308rcher Bote', claims: [{text: '새벽신문의 and ZURCHER\u00a0BOTE', said_by: [SOUTH WIND], sources: [{id: w-1, quote: 'so South\u2011Wind', lang: en}, b-1, p-1]}]}]
edition: {version: South Wind 1, licence: Zürcher-Bote}
publishers: [{id: wind, name: South Wind, kind: wire}, {id: bote, name: Zürcher Bote, kind: newspaper}, {id: post, name: 새벽신문, kind: newspaper}]
sources: [{id: w-1, publisher: wind}, {id: b-1, publisher: bote}, {id: p-1, publisher: post}]
"""


def test_no_form_of_an_outlet_is_on_a_sheet_nor_on_the_choice_of_sheets() -> None:
    made = sheets(whole(tables(FORMS)))
    assert made.events == ["deal"]
    for html in made.blind.values():
        seen = "".join(letter for letter in fold(html) if letter.isalnum())
        assert "outlet" in seen
        for name in ("southwind", "zurcherbote", "새벽신문"):
            assert name not in seen
    assert "Zürcher Bote" in made.keys["deal"]
