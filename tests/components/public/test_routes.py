"""What holds for all that others fetch: tags, caches, other origins, methods, and a store that stays small."""

import gzip
from datetime import UTC, datetime

import pytest

from components.public import routes
from components.public.answering import KEPT, Answer, Asked, Held
from components.shell.public_door import is_same
from pactline.tables.frames import Frames
from tests.components.public.fetching import fetch

PLACES = (
    "/api",
    "/api/events",
    "/feed/events.atom",
    "/feed/changes.atom",
    "/events.ics",
    "/sitemap.xml",
    "/robots.txt",
)


@pytest.mark.parametrize("path", PLACES)
def test_whoever_has_it_need_not_fetch_it_again_and_any_page_may_read_it(path: str) -> None:
    found = fetch(path)
    assert found.status == 200
    assert found.headers["cache-control"].startswith("public, max-age=")
    assert found.headers["access-control-allow-origin"] == "*"
    tag = found.headers["etag"]
    same = fetch(path, headers={"if-none-match": f'"other", {tag}'})
    assert (same.status, same.body, same.headers["etag"]) == (304, b"", tag)
    assert same.headers["access-control-allow-origin"] == "*"
    assert fetch(path, headers={"if-none-match": '"other"'}).status == 200


def test_another_selection_or_another_host_is_another_content() -> None:
    tags = {fetch("/api/events", query).headers["etag"] for query in ("", "status=alleged")}
    tags.add(fetch("/api/events", headers={"host": "other.example"}).headers["etag"])
    assert len(tags) == 3


@pytest.mark.parametrize(
    ("known", "same"),
    [('W/"a"', True), ('"a"', True), ('"b", W/"a"', True), ("*", True), ('"b"', False), ("", False), ('"aa"', False)],
)
def test_tags_are_compared_as_the_standard_says(known: str, same: bool) -> None:  # noqa: FBT001
    assert is_same('W/"a"', known) is same


def test_an_answer_is_packed_for_whoever_can_unpack_it_under_one_tag() -> None:
    plain, packed = fetch("/api/events"), fetch("/api/events", headers={"accept-encoding": "br, gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] == plain.headers["etag"]
    assert "Accept-Encoding" in plain.headers["vary"]


def test_a_browser_that_asks_before_it_asks_may_send_a_tag() -> None:
    found = fetch(
        "/api/events",
        method="OPTIONS",
        headers={
            "origin": "https://other.example",
            "access-control-request-method": "GET",
            "access-control-request-headers": "if-none-match",
        },
    )
    assert found.status == 200
    assert found.headers["access-control-allow-origin"] == "*"
    assert "If-None-Match" in found.headers["access-control-allow-headers"]


@pytest.mark.parametrize("path", ["/api/events", "/e/pact", "/events.ics"])
@pytest.mark.parametrize("method", ["POST", "DELETE", "OPTIONS"])
def test_nothing_can_be_written(path: str, method: str) -> None:
    found = fetch(path, method=method)
    assert (found.status, found.headers["allow"]) == (405, "GET, HEAD")
    assert found.json["where"] == method


@pytest.mark.parametrize("host", ["evil.example/x", "a b", "<script>", ""])
def test_what_is_written_like_no_host_stands_in_no_answer(host: str) -> None:
    found = fetch("/api", base="/deep", headers={"host": host})
    assert found.json["events"] == "/deep/api/events"


def test_addresses_are_those_under_which_the_room_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PACTLINE_ROOM", "http://192.168.7.5:8501")
    assert fetch("/api").json["claims"] == "http://192.168.7.5:8501/api/claims"


def test_an_answer_is_made_once_for_all_who_ask(record: Frames, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def make(asked: Asked, *_: object) -> Answer:
        made.append(asked)
        return Answer(b"x", "text/plain")

    monkeypatch.setattr(routes, "_made", make)
    asked = Asked("api/events", "status=alleged", "https://example.org")
    for _ in range(3):
        assert routes.answer(asked, Held(record, datetime(2026, 1, 1, tzinfo=UTC)), inside="") is not None
    assert len(made) == 1


def test_the_store_holds_no_more_than_its_room_and_lets_the_oldest_go() -> None:
    store = routes.Store(10_000)
    for number in range(100):
        store.keep((number,), Answer(b"x" * 500, "text/plain"))
        store.get((0,))
        assert store.size <= 10_000
    assert store.get((0,)) is not None  # asked for all the time
    assert store.get((50,)) is None
    store.keep(("large",), Answer(b"x" * 5_000, "text/plain"))
    assert store.get(("large",)) is None
    store.cache_clear()
    assert (store.size, store.get((0,))) == (0, None)


def test_the_calendar_is_of_a_selection_and_is_saved_as_a_file() -> None:
    found = fetch("/events.ics", "theme=military")
    assert found.headers["content-type"] == "text/calendar; charset=utf-8"
    assert found.headers["content-disposition"] == 'attachment; filename="pactline.ics"'
    assert found.headers["cache-control"] == KEPT
    assert found.body.count(b"BEGIN:VEVENT") == 1
    assert b"https://example.org/e/pact" in found.body.replace(b"\r\n ", b"")
    assert fetch("/events.ics", "event=bare").body.count(b"BEGIN:VEVENT") == 1
