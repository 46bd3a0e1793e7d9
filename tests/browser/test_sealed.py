"""The sealed edition: by double click, with no network, the same keys and the same results as the app."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from components.sealed.build import sealed
from pactline import frames
from pactline.frames import Frames
from pactline.home import curated_record
from pactline.load import load
from pactline.select import select, whole
from pactline.selection import read
from tests.support import SMALL, tables

RECORD = frames.build(load(curated_record()).dossier)
QUERIES: list[dict[str, Any]] = [
    {},
    {"theme": ["sanctions"]},
    {"theme": ["sanctions", "legality"], "match": ["all"]},
    {"actor": ["kor"]},
    {"actor": ["kor", "jpn"], "match": ["all"]},
    {"actor": ["vladimir-putin"]},
    {"actor": ["prk"], "theme": ["military"], "importance": ["3"]},
    {"publisher": ["tass"]},
    {"publisher": ["tass", "kcna"], "status": ["documented"]},
    {"kind": ["igo"]},
    {"kind": ["state_media"], "statemedia": ["hide"]},
    {"statemedia": ["hide"]},
    {"status": ["alleged"]},
    {"status": ["disputed", "projection"]},
    {"independent": ["2"]},
    {"independent": ["3"], "importance": ["2"]},
    {"from": ["2024"]},
    {"to": ["1991"]},
    {"from": ["2023-09-13"], "to": ["2024-06-19"]},
    {"from": ["2024-06"], "to": ["2024-06"], "dates": ["certain"]},
    {"from": ["2025"], "to": ["2024"]},
    {"q": ["treaty"]},
    {"q": ["Kursk  OBLAST"]},
    {"q": ["chargé"]},
    {"q": ["무력"]},
    {"q": ["помощ"]},
    {"q": ["zzzz-nothing"]},
    {"known": ["2024-10-20"]},
    {"known": ["2025-04-27"], "status": ["documented"]},
    {"known": ["1995"]},
    {"known": ["2024-06-19"], "q": ["article"]},
    {"theme": ["military"], "kind": ["think_tank"], "status": ["reported"], "from": ["2023"]},
    {"actor": ["nobody"], "theme": ["nothing"], "importance": ["9"], "from": ["soon"], "status": ["none"]},
    {"event": ["treaty-signed"], "lanes": ["actor"], "sort": ["new"]},
]
ASK = """(queries) => queries.map((query) => {
  const asked = new URLSearchParams(Object.entries(query).flatMap(([key, values]) => values.map((one) => [key, one])));
  const { events, claims, reactions } = select(DATA, readQuery(asked, DATA), TEXTS);
  const ids = (places, names) => [...names].filter(([, place]) => places.has(place)).map(([id]) => id).sort();
  return { events: ids(events, PLACES), claims: ids(claims, CLAIMS), reactions: ids(reactions, REACTIONS) };
})"""


def cases(record: Frames, queries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Python selects for each query."""
    known = {key: record.values(key) for key in ("actor", "theme", "publisher", "event")}
    views = [select(record, read(query, known)[0]) for query in queries]
    return [
        {
            "events": sorted(view.events["event_id"]),
            "claims": sorted(view.claims["claim_id"]),
            "reactions": sorted(view.reactions["reaction_id"]),
        }
        for view in views
    ]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("sealed") / "pactline.html"
    file.write_text(sealed(whole(RECORD)), encoding="utf-8")
    return file


@pytest.fixture
def desk(page: Page, edition: Path) -> Page:
    return opened(page, edition)


def opened(page: Page, edition: Path, address: str = "") -> Page:
    page.goto(f"{edition.as_uri()}{address}")
    expect(page.locator("html.ready")).to_be_attached()
    return page


def drawn(page: Page) -> Page:
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    return page


def test_the_browser_selects_what_python_selects(desk: Page) -> None:
    wanted = cases(RECORD, QUERIES)
    found = desk.evaluate(ASK, QUERIES)
    for query, ours, theirs in zip(QUERIES, wanted, found, strict=True):
        for rows in ("events", "claims", "reactions"):
            assert theirs[rows] == ours[rows], (query, rows)
    assert len({tuple(case["events"]) for case in wanted}) > len(QUERIES) / 2  # the cases differ


def test_a_small_strangers_record_selects_alike_too(page: Page, tmp_path: Path) -> None:
    record = tables(SMALL)
    file = tmp_path / "small.html"
    file.write_text(sealed(whole(record)), encoding="utf-8")
    queries = [{}, {"statemedia": ["hide"]}, {"actor": ["kor"]}, {"known": ["2024-06-20"]}, {"q": ["shells"]}]
    found = opened(page, file).evaluate(ASK, queries)
    for query, ours, theirs in zip(queries, cases(record, queries), found, strict=True):
        assert {key: ours[key] for key in theirs} == theirs, query


def test_it_stays_small(edition: Path) -> None:
    assert edition.stat().st_size <= 5_000_000


def test_it_asks_nothing_of_any_network(desk: Page) -> None:
    """The page's own policy forbids it, and the browser knows no host; the watch fails on a try."""
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url))
    desk.reload()
    drawn(desk)
    for name in ("Reactions", "Sources", "Article check", "About", "Timeline"):
        desk.get_by_role("link", name=name, exact=True).first.click()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_filters_chips_and_back_work_on_the_address(desk: Page) -> None:
    drawn(desk)
    desk.get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(desk).to_have_url(re.compile("#timeline.theme=sanctions$"))
    number = sum("sanctions" in e.themes for e in RECORD.dossier.events)
    expect(desk.locator("#view-timeline .result")).to_have_text(re.compile(f"^{number} of {len(RECORD.events)} events"))
    desk.get_by_role("link", name="Reactions", exact=True).click()
    expect(desk).to_have_url(re.compile("#reactions.theme=sanctions$"))
    desk.locator("#view-reactions").get_by_role("link", name="Remove Sanctions").click()
    expect(desk).to_have_url(re.compile("#reactions$"))
    desk.go_back()
    desk.go_back()
    expect(desk).to_have_url(re.compile("#timeline.theme=sanctions$"))
    expect(desk.get_by_role("checkbox", name=re.compile("^Sanctions"))).to_be_checked()


def test_a_mark_of_the_picture_opens_its_card_and_a_filter_thins_the_picture(desk: Page) -> None:
    drawn(desk)
    marks = desk.locator(".pl-art .scatterlayer .points .point")
    everything = marks.count()
    desk.get_by_role("application").focus()
    desk.keyboard.press("Home")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("event="))
    expect(desk.locator(".sealed-event.in-focus .card-title")).to_be_visible()
    desk.get_by_role("checkbox", name=re.compile("^Legality")).check()
    expect(desk).to_have_url(re.compile("theme=legality"))
    expect(marks).not_to_have_count(everything)


def test_unknown_values_are_named(page: Page, edition: Path) -> None:
    opened(page, edition, "#timeline?actor=nobody&fbclid=1")
    expect(page.locator("#view-timeline .notice")).to_contain_text("actor=nobody")
    expect(page.locator("#view-timeline .notice")).not_to_contain_text("fbclid")


def test_a_link_of_the_app_opens_the_same_here(page: Page, edition: Path) -> None:
    opened(page, edition, "#timeline?event=treaty-signed&known=2024-06-20")
    card = page.locator(".sealed-event.in-focus")
    expect(card.locator(".card-title")).to_be_visible()
    shown = RECORD.claims[(RECORD.claims["event_id"] == "treaty-signed") & (RECORD.claims["known"] <= "2024-06-20")]
    expect(card.locator(".claim:visible")).to_have_count(len(shown))


def test_without_scripts_it_is_a_plain_list_with_sources(open_page: Callable[..., Page], edition: Path) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(edition.as_uri())
    expect(page.locator(".card-title")).to_have_count(len(RECORD.events))
    expect(page.locator(".sealed-event").last).to_be_visible()
    expect(page.locator(".citation a").first).to_be_visible()
    expect(page.locator("#filters")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["timeline?event=treaty-signed", "reactions", "sources", "article", "about"])
def test_axe_finds_nothing(open_page: Callable[..., Page], edition: Path, view: str, scheme: str) -> None:
    page = opened(open_page(color_scheme=scheme), edition, f"#{view}")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], node["html"][:120]) for one in found for node in one["nodes"]] == []


def test_a_phone_shows_it_without_sideways_scrolling(phone_page: Page, edition: Path) -> None:
    for view in ("timeline", "reactions", "sources", "article", "about"):
        opened(phone_page, edition, f"#{view}")
        assert phone_page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, view


def test_a_strangers_text_stays_text_in_it(page: Page, tmp_path: Path) -> None:
    evil = "</script><img src=https://elsewhere.example/x onerror=alert(1)><!--"
    record = tables(
        f"events: [{{date: 2024, title: '{evil}', summary: '{evil}', claims: [{{text: '{evil}', sources: ['{evil}']}}]}}]"
    )
    file = tmp_path / "evil.html"
    file.write_text(sealed(whole(record)), encoding="utf-8")
    opened(page, file)
    expect(page.locator(".card-title").first).to_have_text(evil)
    expect(page.locator("img")).to_have_count(0)
