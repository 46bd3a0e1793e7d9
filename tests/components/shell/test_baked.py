"""What each address answers before the app runs: the page itself, in a document that says what it is about."""

import asyncio
import gzip
import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from threading import Event
from typing import Any

import brotli
import pytest

from components.pages import PAGES
from components.parts import cites
from components.shell import baked, door, heading, kept_pages, serving
from components.shell.first_page import first_page
from pactline.files.cache_folder import FOLDER_VARIABLE
from pactline.files.load import load_texts
from pactline.files.watch import LiveRecord
from pactline.tables import frames
from pactline.tables.frames import Frames
from tests.components.shell.test_door import _streamlit, ask_of
from tests.components.shell.test_every_text import VIEWS
from tests.every_text import hostile, record
from tests.support import SMALL, curated, tables

LOADED = datetime(2026, 11, 30, tzinfo=UTC)
ROOT = "https://example.org/below/"


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(baked, "WAIT", 60.0)
    monkeypatch.setattr(kept_pages, "START", kept_pages.Start())
    door.ready.set()
    _forget()
    yield
    _forget()


def _forget() -> None:
    baked.OVEN.cache_clear()
    baked.SHORT.cache_clear()


@pytest.fixture
def hold(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function that makes a record the one that is shown."""

    def holding(shown: Frames, loaded: datetime = LOADED) -> None:
        held = LiveRecord(1, shown, loaded)
        monkeypatch.setattr(serving, "live_record", lambda _: held)

    return holding


class Document(HTMLParser):
    """A document's elements: each with its attributes and its own text, and those that no end closes."""

    VOID = frozenset(("br", "img", "input", "hr", "link", "meta", "source", "wbr"))

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.open: list[tuple[str, list[str]]] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own: list[str] = []
        self.elements.append((tag, dict(attrs), own))
        if tag not in self.VOID:
            self.open.append((tag, own))

    def handle_endtag(self, tag: str) -> None:
        if tag not in {name for name, _ in self.open}:
            self.wrong.append(tag)
            return
        while self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, own in self.open:
            own.append(data)

    def all(self, tag: str, **attributes: str) -> list[tuple[dict[str, str | None], str]]:
        return [
            (given, " ".join("".join(own).split()))
            for name, given, own in self.elements
            if name == tag and attributes.items() <= given.items()
        ]

    def meta(self, name: str) -> str | None:
        found = [
            given["content"] for given, _ in self.all("meta") if name in (given.get("name"), given.get("property"))
        ]
        return found[0] if found else None


def document(page: str, query: str = "", root: str = ROOT) -> Document:
    made = baked.page(page, query, root)
    assert made is not None, page
    return Document(made.body.decode())


def linked(page: Document) -> dict[str, Any]:
    ((_, written),) = page.all("script", type="application/ld+json")
    found: dict[str, Any] = json.loads(written)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_curated_record_says_itself_what_it_shows(
    page: str, hold: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(baked, "today", LOADED.date)
    monkeypatch.setattr(cites, "datetime", None)  # a page says no day of its own: it may be kept for a later one
    hold(curated())
    query = "event=vostochny-summit-2023" if page == "event" else ""
    made = document(page, query)
    assert made.wrong == []
    headings = [words for _, words in made.all("h1")]
    assert len([words for words in headings if words]) >= 1
    title = made.all("title")[0][1]  # a picture may have more of them
    assert title.endswith("Pactline")
    assert 20 < len(made.meta("description") or "") <= heading.LONGEST
    assert made.meta("og:title") == headings[0]
    path = "" if page == "findings" else page
    assert made.all("link", rel="canonical")[0][0]["href"] == f"{ROOT}{path}{f'?{query}' if query else ''}"
    assert made.all("header", **{"class": "masthead"})
    assert made.all("footer")
    links = [given["href"] for given, _ in made.all("a") if given.get("data-go")]
    assert any(str(link).startswith("timeline") for link in links)


def test_an_event_is_told_with_status_and_source_wherever_it_is_told(hold: Any) -> None:
    hold(tables(SMALL))
    made = document("event", "event=pact")
    assert made.meta("description") == (
        "19 June 2024. A treaty was signed. (documented, TASS alone) No shells were sent. (documented, TASS alone)"
    )
    assert made.meta("og:image") == f"{ROOT}share/e/pact.png"
    data = linked(made)
    assert (data["@type"], data["name"], data["startDate"]) == ("Event", "A pact is signed", "2024-06-19")
    claim = data["subjectOf"][1]
    assert (claim["@type"], claim["creativeWorkStatus"]) == ("Claim", "documented")
    assert [one["publisher"]["name"] for one in claim["citation"]] == ["TASS", "The Daily"]
    assert data["subjectOf"][-1]["@type"] == "Dataset"
    assert linked(document("findings"))["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"


# Of schema.org (version 29): what each of our types may say, and of which type that is.
_THING = {"name": "", "description": "", "url": "", "identifier": "", "subjectOf": ("Claim", "Dataset")}
_WORK = _THING | {
    "author": ("Person", "Organization"), "creditText": "", "citation": ("CreativeWork",), "creativeWorkStatus": "",
    "dateModified": "", "isPartOf": ("Dataset",), "license": "", "publisher": ("Organization",), "text": "", "version": "",
}  # fmt: skip
_SCHEMA: dict[str, Mapping[str, Any]] = {
    "Event": _THING | {"startDate": "", "endDate": "", "location": ("Place",)},
    "Place": _THING, "Person": _THING, "Organization": _THING,
    "Claim": _WORK, "CreativeWork": _WORK, "Dataset": _WORK, "WebPage": _WORK,
}  # fmt: skip


def _breaches(value: Mapping[str, Any], at: str) -> Iterator[str]:
    """Yield what schema.org does not know of a value."""
    kind = value["@type"]
    for name, told in value.items():
        if name.startswith("@"):
            continue
        of = _SCHEMA[kind].get(name)
        for one in told if isinstance(told, list) else [told]:
            if of is None or (of == "") != isinstance(one, str) or (of and one["@type"] not in of):
                yield f"{at}.{kind}.{name}"
            elif of:
                yield from _breaches(one, f"{at}.{kind}")


@pytest.mark.parametrize("page", ["findings", "event", "timeline"])
def test_what_machines_read_of_a_page_is_as_schema_org_has_it(page: str, hold: Any) -> None:
    hold(curated())
    for event in ("vostochny-summit-2023", "treaty-signed") if page == "event" else ("",):
        data = linked(document(page, f"event={event}" if event else ""))
        assert list(_breaches(data, "")) == []
        assert data["@type"] == {"event": "Event", "findings": "Dataset"}.get(page, "WebPage")
        if event:
            assert {one["@type"] for one in data["subjectOf"]} == {"Claim", "Dataset"}
            assert all(one["citation"] for one in data["subjectOf"][:-1])


def test_ways_on_are_no_description() -> None:
    html = (
        "<h1>Russia</h1><p><a href='x'>Its events</a> <a href='y'>Its words</a></p><p>A state, <a href='z'>big</a>.</p>"
    )
    assert heading.lead_of(html) == heading.Lead("Russia", "A state, big.")


def test_a_date_that_is_not_sure_is_no_date_of_a_calendar(hold: Any) -> None:
    hold(tables(SMALL))
    assert "startDate" not in linked(document("event", "event=bare"))


@pytest.mark.parametrize(("page", "query"), VIEWS)
def test_no_text_of_a_record_becomes_markup(page: str, query: Mapping[str, str], hold: Any) -> None:
    hold(frames.build(load_texts([("events.yaml", record(hostile))]).dossier))
    made = document(page, "&".join(f"{key}={value}" for key, value in query.items()))
    assert made.wrong == []
    ours = {words for _, words in Document(_empty()).all("script")}
    scripts = [(given, words) for given, words in made.all("script") if given.get("type") != "application/ld+json"]
    assert {words for given, words in scripts} == ours
    for tag, given, _ in made.elements:
        assert not [name for name in given if name.startswith("on")], tag
        assert "leak.invalid" not in str(given.get("src", "")), tag
    for given, _ in made.all("a"):
        assert re.match(
            r"(https://example\.invalid/|\./|#|[a-z]+(\?|$)|picture/[a-z0-9-]+\.(svg|png)(\?|$)"
            r"|feed/[a-z]+\.atom(\?|$)|events\.ics(\?|$)|$)",
            given.get("href") or "",
        )
    if not PAGES[page].blind:
        linked(made)


def _empty() -> str:
    from components.shell.first_page import with_content  # noqa: PLC0415

    return with_content("", "").body.decode()


def test_a_page_that_hides_outlets_tells_none_in_its_head(hold: Any) -> None:
    hold(tables(SMALL))
    made = baked.page("exercise", "event=pact", ROOT)
    assert made is not None
    head = made.body.decode().partition("</head>")[0]
    assert "TASS" not in head
    assert "ld+json" not in head


def test_a_page_says_what_has_changed_since_before_the_app_runs(hold: Any) -> None:
    hold(tables(SMALL))
    for page, query in (("timeline", ""), ("findings", ""), ("map", ""), ("event", "event=pact"), ("changes", "")):
        assert len(document(page, f"{query}&edition=0").all("p", **{"class": "since"})) == 1, page
        assert not document(page, query).all("p", **{"class": "since"})


def test_a_query_is_part_of_the_page_and_what_is_not_ours_makes_no_other(hold: Any) -> None:
    hold(tables(SMALL))
    made = document("timeline", "theme=military")
    assert made.all("a", **{"class": "chip"})
    assert made.all("link", rel="canonical")[0][0]["href"] == f"{ROOT}timeline?theme=military"
    named = document("timeline", "theme=military&edition=0")  # the same page, whoever wrote its address down, and when
    assert named.all("link", rel="canonical") == made.all("link", rel="canonical")
    again = baked.page("timeline", "fbclid=1&theme=military&utm_source=x", ROOT)
    assert again is baked.page("timeline", "theme=military", ROOT)


def test_a_view_for_a_frame_has_no_head_and_leads_to_the_whole(hold: Any) -> None:
    hold(tables(SMALL))
    made = document("timeline", "embed=true")
    assert not made.all("header", **{"class": "masthead"})
    assert made.all("footer", **{"class": "colophon embedded"})


def test_without_a_host_the_page_names_no_address_of_its_own(hold: Any) -> None:
    hold(tables(SMALL))
    made = document("timeline", root="")
    assert not made.all("link", rel="canonical")
    assert made.meta("og:image") is None


def test_an_event_that_is_not_there_is_missed_with_the_choice_of_those_that_are(hold: Any) -> None:
    hold(tables(SMALL))
    own = door.Door(_streamlit, pages=door.pages(), bake=door.bake)
    status, headers, body = ask_of(own, "/event", "event=nosuch")
    assert status == 404
    assert "nosuch" in body
    assert "event=pact" in body
    again, _, _ = ask_of(own, "/event", "event=nosuch", headers={"if-none-match": headers["etag"]})
    assert again == 404
    found = {query: ask_of(own, "/event", query)[0] for query in ("", "event=pact", "theme=nosuch")}
    assert set(found.values()) == {200}, found
    assert ask_of(own, "/timeline", "event=nosuch")[0] == 200  # the page is there


def test_what_fails_is_logged_and_the_apps_own_document_goes_out(
    hold: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    hold(tables(SMALL))

    def fails(*_: object, **__: object) -> None:
        raise ValueError("secret words of a trace")

    monkeypatch.setattr("components.shell.heading.told", fails)
    status, _, body = ask_of(door.Door(_streamlit, pages=door.pages(), bake=door.bake), "/timeline")
    assert (status, body) == (200, first_page().body.decode())
    assert "secret words of a trace" in caplog.text


@pytest.mark.parametrize(
    ("page", "query"), [("findings", ""), ("timeline", "theme=military"), ("event", "event=pact"), ("reactions", "")]
)
def test_a_page_that_is_not_done_in_time_is_told_in_short_and_is_whole_at_the_next_asking(
    page: str, query: str, hold: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(tables(SMALL))
    monkeypatch.setattr(baked, "WAIT", 0.0)
    held = Event()
    baked.OVEN._makes.submit(held.wait)  # the page comes after this
    try:
        short = document(page, query)
    finally:
        held.set()
    monkeypatch.setattr(baked, "WAIT", 60.0)
    monkeypatch.setattr(kept_pages, "START", kept_pages.Start())
    whole = document(page, query)
    assert short.wrong == []
    for head in (("meta", "property", "og:title"), ("meta", "name", "twitter:card"), ("meta", "property", "og:image")):
        assert short.all(head[0], **{head[1]: head[2]}), head
    canonical = [given["href"] for given, _ in short.all("link", rel="canonical")]
    assert canonical == [given["href"] for given, _ in whole.all("link", rel="canonical")]
    assert len(short.meta("description") or "") > 20
    assert linked(short)["@type"] == linked(whole)["@type"]
    assert len(short.all("h1")) == 1
    listed = [given["data-event"] for given, _ in short.all("li") if given.get("data-event")]
    assert "pact" in listed
    assert short.all("form", method="get")
    if page == "event":
        assert "(documented, TASS alone)" in (short.meta("description") or "")


def test_what_is_too_large_is_told_in_short_and_what_hides_outlets_hides_them_there_too(
    hold: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold(tables(SMALL))
    monkeypatch.setattr(baked, "LARGEST", 100)
    assert "pact" in {given.get("data-event") for given, _ in document("timeline").all("li")}
    short = baked.page("exercise", "event=pact", ROOT)
    assert short is not None
    assert "TASS" not in short.body.decode()


def test_the_door_answers_with_it_packed_and_says_when_nothing_is_new(hold: Any) -> None:
    hold(tables(SMALL))
    own = door.Door(_streamlit, pages=door.pages(), base="/below", bake=door.bake)
    asked = {"host": "example.org", "accept-encoding": "gzip"}
    status, headers, _ = ask_of(own, "/below/event", "event=pact", headers={"host": "example.org"})
    assert (status, headers["cache-control"]) == (200, "no-cache")
    made = baked.page("event", "event=pact", "http://example.org/below/")
    assert made is not None
    assert headers["etag"] == made.tag
    assert gzip.decompress(made.packed) == brotli.decompress(made.smaller) == made.body
    for codings, given in (("gzip, deflate, br", "br"), ("gzip", "gzip"), ("identity", None)):
        query = {"host": "example.org", "accept-encoding": codings}
        assert _coding(own, query) == given, codings
    assert ask_of(own, "/below/event", "event=pact", headers=asked | {"if-none-match": made.tag})[0] == 304


def _coding(own: door.Door, headers: Mapping[str, str]) -> str | None:
    """Return how an answer is packed, which is not text then."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http", "scheme": "http", "method": "GET", "path": "/below/event", "query_string": b"event=pact",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()], "client": None,
    }  # fmt: skip
    asyncio.run(own(scope, receive, send))
    return {name: value.decode() for name, value in sent[0]["headers"]}.get(b"content-encoding")


def test_another_record_makes_other_pages(hold: Any) -> None:
    hold(tables(SMALL))
    before = baked.page("event", "event=pact", ROOT)
    hold(tables(SMALL.replace("A pact is signed", "A pact was signed")), LOADED + timedelta(seconds=1))
    after = baked.page("event", "event=pact", ROOT)
    assert before is not None
    assert after is not None
    assert "A pact was signed" in after.body.decode()
    assert "A pact was signed" not in before.body.decode()


def test_scripts_are_the_same_on_every_page_and_come_from_no_record(hold: Any) -> None:
    hold(tables(SMALL))
    scripts = {
        tuple(words for given, words in document(page).all("script") if given.get("type") != "application/ld+json")
        for page in ("findings", "timeline", "about")
    }
    assert len(scripts) == 1


def test_before_the_record_is_read_the_apps_own_document_comes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "ready", Event())
    monkeypatch.setattr(serving, "live_record", _never)
    status, _, body = ask_of(door.Door(_streamlit, pages=door.pages(), bake=door.bake), "/timeline")
    assert (status, body) == (200, first_page().body.decode())


def _never(_: object) -> None:
    raise AssertionError("waited for the record")


def test_what_is_made_ready_is_not_made_for_the_first_who_asks(hold: Any) -> None:
    shown = tables(SMALL)
    hold(shown)
    baked.warm("findings")
    made = {make.__qualname__: kept.cache_info().misses for make, kept in shown.shelf.items()}  # type: ignore[attr-defined]
    assert made
    assert baked.page("findings", "", ROOT) is not None
    assert {make.__qualname__: kept.cache_info().misses for make, kept in shown.shelf.items()} == made  # type: ignore[attr-defined]


def test_what_one_start_has_made_the_next_one_has(hold: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    file, shown = tmp_path / "own.yaml", tables(SMALL)
    file.write_text(SMALL, encoding="utf-8")
    hold(shown)
    baked.keep_for_later(["about"])  # of a record that no start has read nothing is kept
    assert not (tmp_path / "cache").exists()
    kept_pages.START.begin(file)
    kept_pages.START.confirm(file, shown)
    made = baked.page("timeline", "", ROOT)
    asked = baked.page("timeline", "q=pact", ROOT)
    assert made is not None
    assert asked is not None
    baked.keep_for_later(["timeline", "about"])
    baked.OVEN.after(lambda: None)  # it is kept once its asker has it
    assert len(list((tmp_path / "cache").iterdir())) == 2
    _forget()
    monkeypatch.setattr(baked, "_made", _never)
    again = baked.page("timeline", "", "http://127.0.0.1:9/")
    assert again is not None
    assert again.body == made.body.replace(ROOT.encode(), b"http://127.0.0.1:9/")
    assert ROOT.encode() in made.body
    assert baked.page("about", "", ROOT) is not None
    with pytest.raises(AssertionError):
        baked.page("timeline", "q=pact", ROOT)
