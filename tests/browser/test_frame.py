"""What stands around every page, in a browser: panels, keys, theme, the first paint; and that nothing moves."""

import re

import pytest
from playwright.sync_api import Page, Route, WebSocket, expect

from components.parts.theme import DARK
from tests.browser.test_app import filters, settled

MOST = 10  # presses of Tab from the top of the page to its picture
TARGET = 44  # px of what a finger presses
FOCUS = (
    "() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
)


def focused(page: Page, what: str) -> object:
    """Return what an expression says of the element ``at`` that has the focus, in whatever shadow."""
    return page.evaluate(f"{FOCUS} return {what}; }}")


def test_the_keyboard_stays_at_its_entry_of_the_menu_when_a_page_brings_a_head_of_its_own(
    page: Page, served_app: str
) -> None:
    page.goto(f"{served_app}/sources")
    settled(page)
    expect(page.locator("nav.main a[tabindex='0']")).to_have_text("Sources")
    skip, head = page.locator("a.skip"), page.locator(".masthead")
    skip.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    treaty = page.get_by_role("link", name="Treaty", exact=True)
    expect(treaty).to_be_focused()
    anew = "(head) => { const next = head.cloneNode(true); head.replaceWith(next); }"
    head.evaluate(anew)
    expect(treaty).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("nav.main [aria-current]")).to_have_text("Treaty")
    settled(page)
    expect(treaty).to_be_focused()
    page.locator("h1").first.click()  # elsewhere
    head.evaluate(anew)
    expect(treaty).not_to_be_focused()


def test_the_filters_open_at_a_key_without_the_server_and_stay_while_it_runs(page: Page, served_app: str) -> None:
    asked: set[str] = set()  # the page's question whether the record changed is the same each time

    def hear(socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: asked.add(str(frame)))

    page.on("websocket", hear)
    page.goto(f"{served_app}/sources")
    settled(page)
    panel, button = page.get_by_role("region", name="Filters", exact=True), page.locator(".opens-filters")
    expect(page.locator("#filters")).to_be_attached()  # keys are heard from now on
    expect(panel).to_be_hidden()
    expect(page.locator(".result")).to_have_text("")  # all is shown: nothing to count
    before = len(asked)
    page.keyboard.press("f")
    expect(panel).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert focused(page, "at.textContent") == "Filters"
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    assert focused(page, "at.className") == "opens-filters"
    assert len(asked) == before  # the browser did it alone
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(button).to_have_text("Filter 1")
    expect(panel).to_be_visible()
    expect(page.locator(".result")).to_have_text(re.compile(r"^[\d,]+ of [\d,]+ events$"))
    field = page.get_by_role("searchbox", name="Search", exact=True)
    field.fill("")
    field.press("f")
    expect(panel).to_be_visible()  # a letter that is typed is none that is pressed
    page.get_by_role("button", name="Close the filters").click()
    expect(panel).to_be_hidden()
    assert focused(page, "at.className") == "opens-filters"
    page.get_by_role("link", name="Clear", exact=True).first.click()
    expect(page.locator(".chip")).to_have_count(0)


def test_the_menu_opens_over_the_page_and_its_theme_holds_for_every_page(page: Page, served_app: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{served_app}/sources")
    settled(page)
    more = page.get_by_role("button", name="More")
    more.click()
    expect(page.get_by_role("link", name="Data", exact=True)).to_be_visible()
    page.locator("h1").click()
    expect(page.get_by_role("link", name="Data", exact=True)).to_be_hidden()
    page.locator(".masthead .wordmark").hover()
    page.mouse.wheel(0, 200)  # over the head, which stands beside what scrolls
    page.wait_for_function("() => document.getElementById('stMain').scrollTop > 0")
    more.click()
    ends = page.locator("button[data-scheme]").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.right].map(Math.round))"
    )
    assert [right for _, right in ends[:-1]] == [left for left, _ in ends[1:]]  # they stand side by side
    page.get_by_role("button", name="Dark", exact=True).click()
    page.wait_for_function("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'dark'")
    expect(page.get_by_role("button", name="Dark", exact=True)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("checkbox", name="Single letters as shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("f")
    expect(page.get_by_role("region", name="Filters", exact=True)).to_be_hidden()

    def none(route: Route) -> None:
        route.abort()

    # Another page, of which nothing but the first document comes: its ground is dark.
    page.route("**/static/js/**", none)
    page.evaluate("(url) => { location.href = url; }", f"{served_app}/about")
    expect(page.locator("#baked h1")).to_be_visible()
    ground = page.evaluate("() => getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb({}, {}, {})".format(*(int(DARK.paper[at : at + 2], 16) for at in (1, 3, 5)))


@pytest.fixture(autouse=True)
def _provoked(watch: object) -> None:
    """Scripts that a test keeps away are missed on the console."""
    watch.provokes("/static/js/")  # type: ignore[attr-defined]


def test_tab_comes_to_the_picture_soon_and_arrows_walk_the_menu(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/timeline")
    settled(page)
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    stops: list[str] = []
    inside = "at.closest('.pl-timeline') ? 'picture' : at.textContent.trim()"
    while len(stops) < 2 * MOST and "picture" not in stops:
        page.keyboard.press("Tab")
        stops.append(str(focused(page, inside)))
        assert focused(page, "getComputedStyle(at).outlineStyle") != "none", stops
    assert stops[0] == "Skip to content"
    assert "picture" in stops[:MOST], stops
    current = page.locator(".masthead .main [aria-current=page]")
    current.focus()
    page.keyboard.press("ArrowRight")
    assert focused(page, "at.getAttribute('data-go')") == "numbers"
    page.keyboard.press("Home")
    page.keyboard.press("ArrowLeft")
    assert focused(page, "at.getAttribute('data-go')") == "classroom"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/classroom$"))


def test_on_a_phone_menu_and_filters_are_sheets_with_targets_for_a_finger(phone_page: Page, served_app: str) -> None:
    page = phone_page
    page.goto(f"{served_app}/sources")
    settled(page)
    small = """() => [...document.querySelectorAll('.masthead :is(a, button), .selection button, .panel-head button')]
      .filter((one) => one.checkVisibility() && !one.matches('.skip'))
      .map((one) => [one.textContent.trim(), one.getBoundingClientRect().height]).filter(([, high]) => high < args)"""
    page.get_by_role("button", name="Menu").tap()
    expect(page.get_by_role("link", name="Timeline", exact=True)).to_be_visible()
    assert page.locator(".masthead").evaluate("(head) => head.getBoundingClientRect().height === innerHeight")
    assert page.evaluate(small.replace("args", str(TARGET))) == []
    page.get_by_role("button", name="Menu").tap()
    filters(page)
    panel = page.get_by_role("region", name="Filters", exact=True)
    assert panel.evaluate(
        "(one) => { const box = one.getBoundingClientRect();"
        " return [box.top, box.left, box.width === innerWidth, box.height === innerHeight]; }"
    ) == [0, 0, True, True]
    assert page.evaluate(small.replace("args", str(TARGET))) == []
    page.get_by_role("checkbox", name=re.compile("^Sanctions")).tap()
    page.get_by_role("button", name=re.compile("^Show [0-9,]+ events$")).tap()
    expect(panel).to_be_hidden()
    expect(page.locator(".chip")).to_have_text(re.compile("^Sanctions"))
