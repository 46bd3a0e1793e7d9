"""What buttons of a page open: in a session fetched, packed once for all, and of the record that the page is of."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from components.reactions.board import words_html
from components.shell import behind, own_records, serving
from pactline.files.watch import LiveRecord
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from tests.components.shell.test_door import ask
from tests.components.shell.test_pages import html, opened
from tests.pactline.readings.test_stance_shifts import MOVES
from tests.support import SMALL, tables

HELD: LiveRecord[Frames] = LiveRecord(1, tables(SMALL), datetime(2026, 11, 30, tzinfo=UTC))
OF = serving.name_of(HELD)


@pytest.fixture
def _held(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "live_record", lambda _: HELD)


def test_a_session_fetches_all_boxes_that_its_page_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "own.yaml").write_text(MOVES, encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(tmp_path / "own.yaml"))
    for page in ("reactions", "compare"):
        text = html(opened(page, event="troops"))
        opens = set(re.findall(r'popovertarget="(words-\d+)"', text))
        assert opens
        assert "<div popover" not in text.split('class="all-words"')[1].split("</div>")[0]
        (address,) = re.findall(r'data-fetched="([^"]+)"', text)
        path, _, query = unescape(address).partition("?")
        status, headers, body = ask(f"/{path}", query)
        assert (status, "immutable" in headers["cache-control"]) == (200, True)
        assert set(re.findall(r'<div popover id="(words-\d+)"', body)) == opens


@pytest.mark.usefixtures("_held")
def test_they_are_packed_once_for_all_who_ask() -> None:
    assert HELD.record is not None
    HELD.record.shelf.clear()
    bodies = {ask("/words", f"page=reactions&event=pact&of={OF}")[2] for _ in range(3)}
    assert bodies == {words_html(select(HELD.record, Selection.from_query({"event": "pact"})))}
    assert "<div popover" in bodies.pop()
    kept: Any = HELD.record.shelf[behind._packed.__wrapped__]
    assert kept.cache_info().misses == 1


@pytest.mark.usefixtures("_held")
@pytest.mark.parametrize(
    "query", ["", "page=reactions", "page=reactions&of=another", "page=reactions&of=own-x", f"page=about&of={OF}"]
)
def test_those_of_another_record_or_page_are_not_there(query: str) -> None:
    status, headers, body = ask("/words", query)
    assert (status, body, headers["cache-control"]) == (404, "", "no-store")


@pytest.mark.usefixtures("_held")
def test_those_of_a_readers_own_record_are_kept_by_nobody() -> None:
    own = own_records.opened("mine.yaml", (("mine.yaml", SMALL),))
    status, headers, body = ask("/words", f"page=reactions&of={own.key}")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert "<div popover" in body
