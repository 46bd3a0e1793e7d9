"""What the server answers at the address of a card: once for all, 404 for what the record has not."""

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest

from components.shell import cards, serving
from pactline.files.watch import LiveRecord
from pactline.tables.frames import Frames
from tests.components.shell.test_door import ask
from tests.support import SMALL, tables

HELD: LiveRecord[Frames] = LiveRecord(1, tables(SMALL), datetime(2026, 11, 30, tzinfo=UTC))
OF = serving.name_of(HELD)


@pytest.fixture(autouse=True)
def _held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "live_record", lambda _: HELD)


@pytest.mark.parametrize("base", ["", "/deep"])
def test_a_card_is_kept_for_good_under_the_name_of_its_record(base: str) -> None:
    status, headers, body = ask(f"{base}/card", f"event=pact&of={OF}", base=base)
    assert status == 200
    assert "A pact is signed" in body
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].startswith("text/html")


def test_a_card_of_another_record_than_asked_is_not_kept() -> None:
    status, headers, body = ask("/card", "event=pact&of=other")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert "A pact is signed" in body


@pytest.mark.parametrize("query", ["", "event=", "event=%3Cscript%3E", f"event=no-such-event&of={OF}"])
def test_what_the_record_has_not_is_not_there(query: str) -> None:
    status, headers, body = ask("/card", query)
    assert (status, body) == (404, "")
    assert headers["cache-control"] == "no-store"


def test_a_card_is_of_the_selection_in_its_address_and_made_once() -> None:
    assert HELD.record is not None
    HELD.record.shelf.clear()
    for _ in range(3):
        ask("/card", f"event=pact&theme=outlook&of={OF}")
    ask("/card", f"event=pact&theme=outlook&lanes=actor&metric=x&of={OF}")  # what narrows nothing matters not
    kept: Any = HELD.record.shelf[cards._carded.__wrapped__]
    assert kept.cache_info().misses == 1
    assert "Outside the filters in force." in ask("/card", f"event=pact&theme=outlook&of={OF}")[2]


def test_a_list_has_the_events_that_there_are_in_the_order_asked() -> None:
    body = gzip.decompress(cards.answer(f"list=1&event=bare&event=nothing&event=pact&of={OF}").body).decode()
    assert body.count("<li>") == 2
    assert body.index("Nothing claimed") < body.index("A pact is signed")


def test_how_an_event_and_its_claims_are_cited_is_made_anew_with_the_address_as_the_reader_has_it() -> None:
    query = f"cite=1&event=pact&of={OF}&base=https%3A%2F%2Fexample.org%2Fdeep"
    status, headers, body = ask("/card", query)
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert "https://example.org/deep/e/pact?edition=1. Rows" in body
    assert body.count('data-way="apa"') == 1 + 2
    assert "claim; documented; says TASS" in body
    strange = ask("/card", f"cite=1&event=pact&of={OF}&base=javascript:alert(1)")[2]
    assert "javascript" not in strange


def test_what_a_page_shows_is_cited_with_the_page_and_what_narrows_it() -> None:
    query = "cite=1&theme=military&page={}&base=https%3A%2F%2Fexample.org%2Fdeep"
    status, headers, body = ask("/card", query.format("map"))
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert "“Theme: Military” [1 event; 2 claims]" in body
    assert "https://example.org/deep/map?theme=military&amp;edition=1. Rows" in body
    for page, path in (("findings", ""), ("exercise", "data"), ("nowhere", "data")):
        assert f"https://example.org/deep/{path}?theme=military" in ask("/card", query.format(page))[2]
