"""What the server answers where a timeline's picture is asked for, and that a page asks for just that."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

import pytest

from components.parts.theme import DARK, LIGHT
from components.shell import drawn, serving
from components.timeline import chart
from components.timeline.component import DATES, PICTURED
from pactline.files.watch import LiveRecord
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from tests.components.shell.test_door import ask
from tests.support import SMALL, tables

RECORD: Frames = tables(SMALL)
HELD: LiveRecord[Frames] = LiveRecord(1, RECORD, datetime(2026, 12, 1, tzinfo=UTC))
OF = serving.name_of(HELD)
SELECTIONS: tuple[dict[str, list[str]], ...] = (
    {},
    {"theme": ["outlook"]},
    {"status": ["alleged"], "lanes": ["actor"]},
    {"from": ["2024-01-01"], "to": ["2024-06-30"]},
    {"from": ["2024-06-01"], "dates": ["certain"]},
    {"known": ["2024-06-30"], "event": ["pact"], "sort": ["new"]},
)


@pytest.fixture(autouse=True)
def _held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "live_record", lambda _: HELD)


def asked(view: View) -> dict[str, list[str]]:
    """Return what a page tells the browser to ask for."""
    return chart._asked(view)


def answered(query: dict[str, list[str]], look: str = "light") -> Any:
    """Return the picture at an address."""
    found = drawn.answer(urlencode({"of": OF, "look": look, **query}, doseq=True))
    assert found.status == 200
    return json.loads(gzip.decompress(found.body))


@pytest.mark.parametrize("query", SELECTIONS)
@pytest.mark.parametrize("look", ["light", "dark"])
def test_what_a_page_asks_for_is_the_picture_of_its_selection(query: dict[str, list[str]], look: str) -> None:
    view = select(RECORD, Selection.from_query(query))
    assert answered(asked(view), look) == json.loads(chart.picture(view, look=look))
    assert answered({}, look)["colours"]["paper"] == (LIGHT if look == "light" else DARK).paper


@pytest.mark.parametrize("query", SELECTIONS)
def test_a_page_asks_by_what_its_picture_depends_on_alone(query: dict[str, list[str]]) -> None:
    own = asked(select(RECORD, Selection.from_query(query)))
    assert own.keys() <= set(PICTURED)
    assert own == {key: query[key] for key in own}
    left = query.keys() - own.keys()
    assert left <= {"event", "sort", *DATES}
    assert not left & set(DATES) or "dates" not in query


def test_a_picture_of_a_large_record_depends_on_its_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart, "MOST", 1)
    view = select(RECORD, Selection.from_query({"from": ["2024-01-01"]}))
    assert asked(view) == {"from": ["2024-01-01"]}
    assert answered(asked(view)) == json.loads(chart.picture(view, look="light"))


def test_a_picture_is_kept_for_good_under_the_name_of_its_record_alone() -> None:
    status, headers, body = ask("/drawn", f"of={OF}&look=light")
    assert (status, headers["content-type"]) == (200, "application/json")
    assert "immutable" in headers["cache-control"]
    assert json.loads(body)["events"]
    assert ask("/drawn", "of=other&look=light")[1]["cache-control"] == "no-store"


@pytest.mark.parametrize("query", ["", f"of={OF}", f"of={OF}&look=%3Cscript%3E", "of=own-nobody&look=light"])
def test_what_is_not_there_is_told(query: str) -> None:
    status, headers, body = ask("/drawn", query)
    assert (status, body, headers["cache-control"]) == (404, "", "no-store")


def test_a_picture_is_made_once_for_all_who_ask_for_the_same() -> None:
    RECORD.shelf.clear()
    for more in ("", "&event=pact", "&sort=new&metric=x"):  # what narrows nothing matters not
        ask("/drawn", f"of={OF}&look=dark&theme=outlook{more}")
    kept: Any = RECORD.shelf[drawn._packed.__wrapped__]
    assert kept.cache_info().misses == 1
