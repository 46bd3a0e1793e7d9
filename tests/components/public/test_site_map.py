"""What crawlers are told: each page and event once, with the day on which the record last changed it."""

import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree as ET

import pytest

from components.public import site_map
from components.shell.door import pages
from pactline.tables.frames import Frames
from tests.components.public.fetching import fetch, held
from tests.support import tables

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(body: bytes) -> dict[str, str | None]:
    """Return the addresses of a map, each with its day."""
    root = ET.fromstring(body)  # noqa: S314 - our own
    assert root.tag == f"{SPACE}urlset"
    return {str(url.findtext(f"{SPACE}loc")): url.findtext(f"{SPACE}lastmod") for url in root}


@pytest.mark.parametrize("base", ["", "/deep"])
def test_each_page_and_event_is_named_once_with_its_day(base: str) -> None:
    found = fetch("/sitemap.xml", base=base)
    assert found.headers["content-type"].startswith("application/xml")
    told = addresses(found.body)
    root = f"https://example.org{base}"
    assert told[f"{root}/"] == "2026-02-03"
    assert told[f"{root}/event?event=pact"] == "2026-02-03"
    assert told[f"{root}/event?event=bare"] == "2025-11-01"
    assert f"{root}/play" not in told  # the record has none
    assert {name for address in told if (name := address.removeprefix(f"{root}/").partition("?")[0])} <= pages()


def test_without_a_ledger_no_day_is_made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    with held(tables("events: [{id: a, date: 2024, title: A}]"), monkeypatch):
        assert set(addresses(fetch("/sitemap.xml").body).values()) == {None}


def test_a_large_record_has_an_index_of_maps_that_leave_nothing_out(
    record: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = addresses(fetch("/sitemap.xml").body)
    monkeypatch.setattr(site_map, "MOST", 5)
    index = ET.fromstring(site_map.site_map(record, base="https://example.org"))  # noqa: S314 - our own
    assert index.tag == f"{SPACE}sitemapindex"
    parts = [str(one.findtext(f"{SPACE}loc")) for one in index]
    assert parts[0] == "https://example.org/sitemap-1.xml"
    found: dict[str, str | None] = {}
    for part in parts:
        own = addresses(fetch(part.removeprefix("https://example.org")).body)
        assert len(own) <= 5
        assert not own.keys() & found.keys()
        found |= own
    assert found == whole
    assert fetch(f"/sitemap-{len(parts) + 1}.xml").status == 404


def test_crawlers_may_read_pages_and_are_told_of_the_map() -> None:
    found = fetch("/robots.txt", base="/deep").body.decode()
    rules = RobotFileParser()
    rules.parse(found.splitlines())
    assert rules.can_fetch("any", "https://example.org/deep/timeline?theme=military")
    assert rules.can_fetch("any", "https://example.org/deep/share/e/pact.png")
    assert not rules.can_fetch("any", "https://example.org/deep/card?event=pact")
    assert not rules.can_fetch("any", "https://example.org/deep/_stcore/stream")
    assert rules.site_maps() == ["https://example.org/deep/sitemap.xml"]
    assert re.search(r"^Disallow: /deep/hits$", found, re.MULTILINE)
