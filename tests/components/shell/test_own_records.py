"""A record that a reader has brought is shown by the whole app in that session, and nowhere else."""

import gc
import logging
import re
import weakref
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.formparsers import MultiPartParser
from streamlit.testing.v1 import AppTest

from components.parts import markup
from components.shell import asgi, cards, every_page, hits, own_records, serving
from components.shell.own_records import OwnRecord
from pactline.brought.limits import MAX_UPLOAD
from pactline.home import app_root
from tests.components.shell.test_door import ask
from tests.components.shell.test_pages import html
from tests.support import SMALL

TITLE = "Zyxomma at the old quay"
MINE = SMALL.replace("A pact is signed", TITLE)


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("PACTLINE_DATA", raising=False)
    yield
    serving.WATCHED.clear()


def mine(name: str = "mine.yaml") -> OwnRecord:
    return own_records.opened(name, ((name, MINE),))


def opened(page: str, record: OwnRecord | None) -> AppTest:
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=120)
    if record:
        app.session_state["_own"] = record
    app.run()
    if page != "findings":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


@pytest.mark.parametrize("page", ["findings", "timeline", "data"])
def test_a_session_sees_its_own_record_on_every_page_and_another_one_nothing_of_it(page: str) -> None:
    record = mine()
    own, other = opened(page, record), opened(page, None)
    own.run()
    assert re.search("Your own record, for this visit: .?mine.yaml", html(own))
    assert "own-strip" not in html(other)
    assert TITLE in html(own)
    for text in (html(other), html(opened(page, None))):
        assert TITLE not in text
        assert "mine.yaml" not in text
        assert record.key not in text


def test_the_way_back_ends_it_for_good() -> None:
    record = mine()
    app = opened("timeline", record)
    gone, key = weakref.ref(record), record.key
    del record
    app.button(key="own-end").click().run()
    assert "own-strip" not in html(app)
    assert TITLE not in html(app)
    assert "_own" not in app.session_state
    gc.collect()
    assert gone() is None
    assert own_records.find(key) is None


def test_its_cards_and_hits_are_given_by_its_name_alone_and_kept_by_nobody() -> None:
    record = mine()
    status, headers, body = ask("/card", f"event=pact&of={record.key}")
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert TITLE in body
    assert "event?event=pact" in ask("/hits", f"q=Zyxomma&of={record.key}")[2]
    for query in ("event=pact", "event=pact&of=", "event=pact&of=own-", f"event=pact&of={record.key[:-1]}"):
        assert TITLE not in ask("/card", query)[2]
    assert "event?event=pact" not in ask("/hits", "q=Zyxomma")[2]
    assert len(record.key) >= len("own-") + 22  # 128 bits


def test_once_it_is_gone_its_name_leads_nowhere_and_never_to_the_servers_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live = own_records.opened("server.yaml", (("server.yaml", SMALL),)).live
    monkeypatch.setattr(serving, "live_record", lambda _: live)
    record = mine()
    key = record.key
    del record
    gc.collect()
    assert ask("/card", f"event=pact&of={key}")[0] == 404
    assert cards.answer(f"list=1&event=pact&of={key}").status == 404
    assert hits.answer(f"q=pact&of={key}") == ""
    assert ask("/card", "event=pact")[0] == 200


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/timeline",
        "/event?event=pact",
        "/own",
        "/feed/changes.xml",
        "/api",
        "/api/events",
        "/e/pact",
        "/sitemap.xml",
        "/events.ics",
        "/seen",
    ],
)
def test_no_address_of_the_server_has_any_of_it(address: str) -> None:
    record = mine()
    opened("timeline", record)
    path, _, query = address.partition("?")
    for asked in (query, f"{query}&of={record.key}"):
        body = ask(path, asked)[2]
        assert TITLE not in body
        assert record.key not in body


def test_what_was_made_of_it_goes_with_it_at_once() -> None:
    record = mine()
    cards.answer(f"event=pact&of={record.key}")
    shelf, tables = record.record.shelf, weakref.ref(record.record)
    assert shelf
    assert markup.href.cache_info().currsize
    gc.collect()
    gc.disable()
    try:
        del record
        assert (shelf, tables()) == ({}, None)
        assert markup.href.cache_info().currsize == 0
    finally:
        gc.enable()


def test_there_is_room_for_so_many_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    gc.collect()
    monkeypatch.setattr(own_records, "_RECORDS", weakref.WeakValueDictionary())
    monkeypatch.setattr(own_records, "MOST", 2)
    first, second = mine("a.yaml"), mine("b.yaml")
    with pytest.raises(own_records.FullError):
        mine("c.yaml")
    again = own_records.opened("a.yaml", first.texts, instead_of=first)  # an edit takes its own place
    del first, second
    monkeypatch.setattr(own_records, "MOST_ROWS", 2 * serving.weigh(again.record) - 1)
    with pytest.raises(own_records.FullError):
        mine("d.yaml")


def test_a_page_that_fails_on_it_tells_the_log_where_and_nothing_of_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, faults: list[str]
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise KeyError(TITLE)

    monkeypatch.setattr(every_page, "masthead", fails)
    with caplog.at_level(logging.DEBUG):
        app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=120)
        app.session_state["_own"] = mine()
        monkeypatch.setattr(every_page, "_sorry", lambda *_: None)
        app.run()
    assert ["KeyError" in one for one in faults] == [True]
    assert TITLE not in caplog.text + "".join(faults)
    faults.clear()


def test_no_address_for_others_stands_on_its_pages() -> None:
    record = mine()
    card = ask("/card", f"event=pact&of={record.key}")[2]
    assert 'data-act="link"' not in card
    cited = ask("/card", f"cite=1&event=pact&of={record.key}&base=https%3A%2F%2Fexample.org")[2]
    assert "example.org" not in cited


def test_an_upload_is_held_in_memory_up_to_the_largest_that_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MultiPartParser, "spool_max_size", 1)
    asgi.options(own=True)
    assert MultiPartParser.spool_max_size > MAX_UPLOAD
