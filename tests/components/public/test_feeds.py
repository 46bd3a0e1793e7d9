"""Feeds, read back by a library that reads what others write."""

from xml.etree import ElementTree as ET

import feedparser
import pytest

from components.public.feeds import touched
from pactline.tables.frames import Frames
from tests.components.public.fetching import fetch, held
from tests.support import curated, tables

ATOM = "{http://www.w3.org/2005/Atom}"


def read(path: str, query: str = "", base: str = "") -> feedparser.FeedParserDict:
    """Return a feed as a program reads it; what is not as the standard has it is an error."""
    found = fetch(path, query, base=base)
    assert found.status == 200, found.body
    assert found.headers["content-type"].startswith("application/atom+xml")
    feed = feedparser.parse(found.body)
    assert not feed.bozo, feed.bozo_exception
    assert feed.version == "atom10"
    return feed


def needed(body: bytes) -> None:
    """Check what RFC 4287 says each feed and entry must have (4.1.1, 4.1.2)."""
    root = ET.fromstring(body)  # noqa: S314 - our own
    for one in (root, *root.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1
            assert one.findtext(f"{ATOM}{name}")
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    ids = [entry.findtext(f"{ATOM}id") for entry in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids)


def test_events_come_with_those_first_that_the_record_changed_last() -> None:
    feed = read("/feed/events.atom")
    assert [entry.title for entry in feed.entries] == [
        "A pact is signed (19 June 2024)",
        "Nothing claimed (about 2025)",
        "Early talks (September 2023)",
    ]
    assert [entry.updated[:10] for entry in feed.entries] == ["2026-02-03", "2025-11-01", "2025-11-01"]
    assert feed.feed.updated.startswith("2026-02-03")


def test_an_entry_has_each_claim_with_its_status_and_who_says_it() -> None:
    feed = read("/feed/events.atom", base="/deep")
    told = feed.entries[0].content[0].value
    assert (
        '<strong>Documented</strong>: <a href="https://example.org/deep/c/pact.1">A treaty was signed.</a> Says so: TASS'
        in told
    )
    assert "edition 1, as of 31 December 2025" in told
    assert feed.entries[0].link == "https://example.org/deep/e/pact"
    assert feed.feed.links[0].href == "https://example.org/deep/feed/events.atom"


def test_a_feed_is_of_a_selection_and_names_itself_with_it() -> None:
    feed = read("/feed/events.atom", "status=alleged&limit=1")
    assert [entry.title for entry in feed.entries] == ["Early talks (September 2023)"]
    assert "They met." not in feed.entries[0].content[0].value
    assert feed.feed.links[0].href == "https://example.org/feed/events.atom?status=alleged&limit=1"


def test_changes_come_newest_first_and_the_claims_that_they_touch_with_their_status() -> None:
    feed = read("/feed/changes.atom")
    assert [entry.title for entry in feed.entries] == [
        "Corrected: The paper had written of shells before.",
        "Withdrawn: A claim without a source.",
        "Added: First edition.",
    ]
    assert "<strong>Documented</strong>" in feed.entries[0].content[0].value
    assert feed.entries[0].link == "https://example.org/c/pact.2"
    assert "early-talks.9" in feed.entries[1].content[0].value


def test_changes_of_a_selection_are_those_that_touch_what_it_shows() -> None:
    feed = read("/feed/changes.atom", "theme=military")
    assert [entry.title for entry in feed.entries] == ["Corrected: The paper had written of shells before."]
    assert read("/feed/changes.atom", "theme=outlook").entries == []


def test_a_key_that_cannot_be_used_is_refused_not_widened() -> None:
    found = fetch("/feed/events.atom", "theme=militry")
    assert found.status == 400
    assert found.json["where"] == "theme"
    assert "military" in found.json["todo"]


def test_what_xml_cannot_say_and_markup_of_a_stranger_stay_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = 'events: [{id: a, date: 2024, title: "A <script>alert(1)</script> & ]]>", claims: [{text: "<b>x</b>"}]}]'
    with held(tables(text), monkeypatch):
        feed = read("/feed/events.atom")
        assert "<script>" in feed.entries[0].title_detail.value or "&lt;script&gt;" in feed.entries[0].title
        assert "&lt;b&gt;x&lt;/b&gt;" in fetch("/feed/events.atom").body.decode().replace("&amp;", "&")


def test_a_record_without_claims_ledger_or_edition_has_feeds(monkeypatch: pytest.MonkeyPatch) -> None:
    with held(tables("events: [{id: a, date: 2024, title: A}]"), monkeypatch):
        needed(fetch("/feed/events.atom").body)
        assert read("/feed/events.atom").entries[0].updated.startswith("2026-11-30")  # when it was loaded
        assert read("/feed/changes.atom").entries == []


def test_the_whole_record_gives_feeds_that_have_all_they_must(monkeypatch: pytest.MonkeyPatch) -> None:
    with held(curated(), monkeypatch):
        for path in ("/feed/events.atom", "/feed/changes.atom"):
            found = fetch(path, "limit=200")
            needed(found.body)
            assert not feedparser.parse(found.body).bozo


def test_an_event_was_touched_when_the_ledger_last_named_it_or_what_is_its_own(record: Frames) -> None:
    assert {event: day.isoformat() for event, day in touched(record).items()} == {"pact": "2026-02-03"}


def test_changes_of_one_event_are_the_lines_that_touch_it_alone() -> None:
    titles = [entry.title for entry in read("/feed/changes.atom", "event=pact").entries]
    assert titles == ["Corrected: The paper had written of shells before."]
