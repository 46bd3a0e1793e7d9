"""What only a browser can tell: links, Back, filters by mouse and keyboard, phone, accessibility, no foreign request."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from components import pages
from components.pages import FIRST
from tests.browser.axe import violations
from tests.browser.conftest import Watch

PAGES = tuple("" if name == FIRST else name for name in pages.PAGES)
MOVES = (*PAGES, "timeline?event=treaty-signed")  # an event of the address opens in the drawer


def settled(page: Page) -> Page:
    """Wait until the page that the URL names stands, with its footer, and nothing runs."""
    expect(page.locator(".colophon")).to_be_attached()  # not seen where a picture fills the window
    expect(page.get_by_test_id("stMain")).to_have_css("visibility", "visible")
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    page.wait_for_function(
        "() => document.getAnimations().every((one) => one.playState !== 'running')"
    )  # what fades in
    return page


def filters(page: Page) -> Page:
    """Open the filters."""
    page.locator(".opens-filters").click()
    expect(page.get_by_role("region", name="Filters", exact=True)).to_be_visible()
    return page


# How far a page's parts move by themselves while it comes; what the reader did is not counted.
SHIFTS = """window.moved = []; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved.push([one.value, one.sources.map(({ node }) =>
    (node?.nodeType === 1 ? node : node?.parentElement)?.outerHTML.slice(0, 120))]);
}).observe({ type: "layout-shift", buffered: true });"""
MOST_SHIFT = 0.05  # above 0.1 a page is called one that moves


def moved(page: Page) -> list[object]:
    """Return what moved on a page that had ``SHIFTS``, if it was too much."""
    found = page.evaluate("window.moved")
    return found if sum(value for value, _ in found) > MOST_SHIFT else []


def dark(page: Page) -> Page:
    """Turn an open page dark, and wait until it is."""
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'")
    return settled(page)


def test_the_first_request_may_be_a_deep_link(page: Page, cold_app: str) -> None:
    """A fresh server must not fall back to Streamlit's own pages/ discovery."""
    page.goto(f"{cold_app}/reactions?publisher=tass")
    settled(page)
    expect(page.locator(".page-finding .kicker")).to_have_text("Reactions")
    expect(page.get_by_role("link", name="Remove TASS")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/reactions?publisher=tass")


def test_a_selection_survives_the_change_of_page_and_back_undoes_one_step(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/timeline")
    filters(settled(page)).get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(page).to_have_url(re.compile("theme=sanctions"))
    expect(page.get_by_role("link", name="Remove Sanctions")).to_be_visible()
    expect(page).to_have_title("Timeline · Pactline")
    page.get_by_role("link", name="Reactions", exact=True).click()
    expect(page).to_have_url(re.compile("/reactions.*theme=sanctions"))
    expect(page).to_have_title("Reactions · Pactline")
    expect(page.get_by_role("link", name="Remove Sanctions")).to_be_visible()
    page.go_back()
    expect(page.locator("h1.timeline-finding")).to_be_visible()
    expect(page.get_by_role("link", name="Remove Sanctions")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("link", name="Remove Sanctions")).to_have_count(0)
    filters(page)
    expect(page.get_by_role("checkbox", name=re.compile("^Sanctions"))).not_to_be_checked()
    page.go_forward()
    expect(page.get_by_role("checkbox", name=re.compile("^Sanctions"))).to_be_checked()


def test_a_chip_takes_its_filter_away_and_clear_all_takes_every_one(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/sources?theme=sanctions&from=2024&importance=2")
    settled(page)
    page.get_by_role("link", name="Remove Sanctions").click()
    expect(page.get_by_role("link", name="Remove Sanctions")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/sources\?from=2024-01-01&importance=2$"))
    page.get_by_role("link", name="Clear", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/sources$"))


def test_the_filters_count_keep_quick_choices_and_take_words_and_dates(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/timeline?status=alleged")
    filters(settled(page))
    row = page.locator("label.row", has=page.get_by_role("checkbox", name=re.compile("^Sanctions")))
    number = row.locator(".n").inner_text()
    row.click()
    expect(page.locator(".result")).to_have_text(re.compile(f"^{number} of "))  # what stood beside the value
    names = ("Diplomacy", "Military", "Sanctions", "Economy")
    for name in names:
        page.get_by_role("checkbox", name=re.compile(f"^{name}")).check()
    settled(page)
    expect(page).to_have_url(re.compile("theme=diplomacy&theme=economy&theme=military&theme=sanctions"))
    for name in names:
        expect(page.get_by_role("checkbox", name=re.compile(f"^{name}"))).to_be_checked()
    page.get_by_role("searchbox", name="Search", exact=True).fill("treaty")
    expect(page).to_have_url(re.compile("q=treaty"))
    page.get_by_text("Dates", exact=True).click()
    start = page.get_by_role("textbox", name="From")
    start.fill("soon")
    start.press("Enter")
    expect(start).to_have_attribute("aria-invalid", "true")  # it stays here
    start.fill("2024-06")
    start.press("Enter")
    expect(page).to_have_url(re.compile("from=2024-06-01.*q=treaty"))


def test_the_main_way_needs_no_mouse(page: Page, served_app: str) -> None:
    """Filter, open the list, choose an event, read its card, and back: Tab, Space, Enter and Escape only."""
    page.goto(f"{served_app}/timeline")
    settled(page)
    page.keyboard.press("f")
    page.get_by_role("checkbox", name=re.compile("^Sanctions")).focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("theme=sanctions"))
    settled(page)
    focused = "() => document.activeElement.shadowRoot?.activeElement?.dataset.name ?? ''"
    assert page.evaluate(focused) == "theme-sanctions"
    page.keyboard.press("Escape")
    page.locator("#below-list summary").focus()
    page.keyboard.press("Enter")
    first = page.locator(".event-list .entry-title a").first
    first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("event="))
    expect(page.locator("#drawer .drawer-claim")).to_be_visible()
    expect(page.locator("#drawer-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()


@pytest.mark.parametrize("name", MOVES)
def test_nothing_moves_and_axe_finds_nothing_of_our_making_in_light_and_dark(
    page: Page, served_app: str, name: str
) -> None:
    page.emulate_media(color_scheme="light")
    page.add_init_script(SHIFTS)
    page.goto(f"{served_app}/{name}")
    if "event=" in name:
        expect(page.locator("#drawer .drawer-claim")).to_be_visible()
        expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()  # its card may be there first
    assert violations(settled(page)) == []
    assert moved(page) == []
    assert violations(dark(page)) == []


def test_axe_finds_nothing_where_nothing_is_left_and_on_a_narrowed_page(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/timeline?q=zzzz&actor=nobody")
    assert violations(settled(page)) == []
    page.goto(f"{served_app}/sources?publisher=tass")
    assert violations(filters(settled(page))) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_shows_every_page_without_sideways_scrolling_and_nothing_moves(
    phone_page: Page, served_app: str, name: str
) -> None:
    phone_page.add_init_script(SHIFTS)
    phone_page.goto(f"{served_app}/{name}")
    settled(phone_page)
    main = phone_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    assert moved(phone_page) == []
    expect(phone_page.locator(".opens-filters")).to_be_visible(visible=pages.PAGES[name or FIRST].filters)


# What a hole in our templates would let in: it is put into the page, and what the browser refuses is noted.
HOLE = """() => {
  window.refused = [];
  document.addEventListener("securitypolicyviolation", (one) => window.refused.push(one.effectiveDirective));
  const hole = document.createElement("div");
  hole.innerHTML = '<img src="data:," onerror="window.ran = 1"><img src="https://elsewhere.example/x">' +
    '<iframe src="https://elsewhere.example/"></iframe><base href="https://elsewhere.example/">' +
    '<div style="background: url(https://elsewhere.example/y); width: 9px; height: 9px"></div>';
  hole.append(Object.assign(document.createElement("script"), { textContent: "window.ran = 1" }));
  hole.append(Object.assign(document.createElement("script"), { src: "https://elsewhere.example/x.js" }));
  document.body.append(hole);
  fetch("https://elsewhere.example/").catch(() => 0);
}"""
REFUSED = {"script-src-attr", "img-src", "frame-src", "base-uri", "script-src-elem", "connect-src"}


def test_a_strangers_record_is_shown_and_its_text_stays_text(
    page: Page, watch: Watch, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    evil = "<img src=https://elsewhere.example/x onerror=alert(1)>![](https://elsewhere.example/y)"
    file = tmp_path / "my.yaml"
    file.write_text(f"events:\n- {{date: 2024, title: '{evil}', summary: '{evil}'}}\n", encoding="utf-8")
    page.goto(f"{serve(file)}/timeline")
    settled(page)
    page.get_by_role("button", name="More").click()
    expect(page.get_by_text("Record my.yaml")).to_be_visible()
    expect(page.locator(".event-list")).to_contain_text("<img src=https://elsewhere.example/x onerror=alert(1)>")
    assert watch.errors == []
    page.evaluate(HOLE)
    page.wait_for_function("all => all.every((one) => window.refused.includes(one))", arg=sorted(REFUSED))
    assert set(page.evaluate("window.refused")) == REFUSED
    assert page.evaluate("window.ran") is None
    watch.clear()


def test_a_broken_record_is_a_readable_page(page: Page, serve: Callable[[Path], str], tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    file.write_text("events:\n- {date: 2024-02-30, titel: x}\n", encoding="utf-8")
    page.goto(serve(file))
    expect(page.get_by_role("heading", name="This record does not open yet")).to_be_visible()
    expect(page.get_by_text("my.yaml:2:10")).to_be_visible()


def test_a_claim_of_the_article_is_a_jump_away(page: Page, served_app: str) -> None:
    """From the strip to a check, from there to the event that answers it, and back to the same check."""
    page.goto(f"{served_app}/article")
    settled(page)
    page.get_by_role("link", name=re.compile("^S33:")).click()
    check = page.locator("#S33")
    expect(check).to_be_focused()
    expect(check).to_be_in_viewport()
    check.get_by_role("link", name=re.compile("Vostochny")).first.click()
    expect(page).to_have_url(re.compile("/event.event=vostochny"))
    expect(page).to_have_title(re.compile("Vostochny.*· Pactline"))
    page.locator("details.claim:has(a[data-jump='S33']) > summary").first.click()
    page.get_by_role("link", name="S33", exact=True).first.click()
    expect(page).to_have_url(re.compile("/article"))
    expect(page.locator("#S33")).to_be_in_viewport()


def test_a_page_is_not_seen_before_its_style_sheet_is_there(page: Page, served_app: str) -> None:
    page.goto(served_app)  # a server that has just started answers with a page that has nothing to be painted
    page = page.context.new_page()  # one that is not waited for: it is whole only when the sheet has come
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/made/style-*.css", hold)
    with page.expect_request("**/made/style-*.css"):
        page.goto(served_app, wait_until="commit")
    expect(page.locator(".colophon")).to_be_attached()
    # The page is there, and nothing of it is painted, though the browser has had the time: it has asked the server for
    # twenty things, one after the other.
    painted = page.evaluate(
        """async () => {
          for (let n = 0; n < 20; n++) await fetch("_stcore/health");
          return performance.getEntriesByType("paint").length;
        }"""
    )
    assert painted == 0
    held[0].continue_()
    page.keyboard.press("Shift")  # on a busy machine the app waits for a first use
    # The app has taken the first page's place, with the same sheet, and what follows links is there.
    page.wait_for_function("() => document.__pactlineFrame && !document.getElementById('baked')")
    settled(page)
    assert len(held) == 1
    page.get_by_role("link", name="Timeline", exact=True).click()
    settled(page)
    assert len(held) == 1  # once for all pages


def test_looks_that_do_not_come_as_a_file_come_with_the_page(page: Page, watch: Watch, served_app: str) -> None:
    page.route("**/made/style-*.css", lambda route: route.abort())
    page.goto(served_app)
    settled(page)
    paper = "() => getComputedStyle(document.querySelector('.stApp')).getPropertyValue('--paper')"
    page.wait_for_function(paper)
    page.get_by_role("link", name="Timeline", exact=True).click()
    settled(page)
    assert page.evaluate(paper)
    watch.clear()  # the browser says that the file did not come


def test_an_answer_that_is_no_sheet_is_not_taken_for_one(page: Page, watch: Watch, served_app: str) -> None:
    page.route("**/made/style-*.css", lambda route: route.fulfill(content_type="text/css", body="<!doctype html>"))
    page.goto(f"{served_app}/timeline?embed=true")
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('.stApp') ?? document.body).getPropertyValue('--paper')"
    )
    expect(page.locator(".masthead")).to_have_count(0)
    watch.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_address_without_a_page_says_so_without_scripts_and_leads_back(
    scheme: str, open_page: Callable[..., Page], served_app: str, watch: Watch
) -> None:
    page = open_page(java_script_enabled=False, color_scheme=scheme)
    answer = page.goto(f"{served_app}/event/x")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", name="There is no page at this address")).to_be_visible()
    assert page.get_by_role("link", name="Event", exact=True).get_attribute("href") == "/event"
    page.get_by_role("link", name="To the findings").click()
    expect(page).to_have_url(f"{served_app}/")
    assert "404" in watch.errors[0]
    watch.clear()
