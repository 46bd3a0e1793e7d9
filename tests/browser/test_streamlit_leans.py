"""What our scripts lean on in Streamlit without its promise is still there: a new Streamlit fails here first."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from components.shell.every_page import STAGE
from tests.app_server import AppServer
from tests.browser_scripts import address

LEANS = address("parts/streamlit.js")
BASE = "some/where"


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page that takes a script out of a test, which its own policy refuses."""
    return open_page(bypass_csp=True)


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """The address of an app that is served below a path."""
    with AppServer(env={"STREAMLIT_SERVER_BASE_URL_PATH": BASE}, health=f"/{BASE}/_stcore/health") as server:
        yield f"{server.url}/{BASE}"


def test_the_apps_address_is_that_of_streamlits_own_script(page: Page, below: str) -> None:
    page.goto(f"{below}/timeline")
    expect(page.locator("h1.timeline-finding")).to_be_visible()
    assert page.evaluate("async (leans) => (await import(leans)).base()", LEANS) == f"{below}/"


def test_one_element_holds_the_page_and_its_theme_and_a_visit_runs_another_without_loading_anew(
    page: Page, served_app: str
) -> None:
    page.goto(f"{served_app}/sources")
    expect(page.locator(".page-finding .kicker")).to_have_text("Sources")
    said = page.evaluate(
        """async (leans) => {
          const own = (await import(leans)).app();
          const all = document.querySelectorAll(".stApp").length;
          return [all, own.contains(document.querySelector("h1")), getComputedStyle(own).colorScheme];
        }""",
        LEANS,
    )
    assert said == [1, True, "light"]
    # What is inside has the theme too, so that a part of ours asks its own element.
    page.wait_for_function(
        "() => getComputedStyle(document.querySelector('.st-key-router')).getPropertyValue('--paper')"
    )
    inside = page.locator(".st-key-router").evaluate("(one) => getComputedStyle(one).colorScheme")
    assert inside == "light"

    # No lean: whatever scrolls around a part of ours is found by that it does.
    scrolled = page.evaluate(
        """async ([scrolling, key]) => {
          const { scroller } = await import(scrolling);
          const around = scroller(document.querySelector(key));
          const top = () => document.querySelector("h1").getBoundingClientRect().top;
          const before = top();
          around.scrollTo({ top: 300, behavior: "instant" });
          return [around.scrollTop, Math.round(before - top())];
        }""",
        [address("parts/scrolling.js"), f".st-key-{STAGE}"],
    )
    assert scrolled == [300, 300]

    page.evaluate("() => { window.still = true; }")
    page.evaluate(
        "async ([leans, to]) => (await import(leans)).visit(to)", [LEANS, f"{served_app}/timeline?theme=sanctions"]
    )
    expect(page.locator("h1.timeline-finding")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/timeline\?theme=sanctions$"))
    expect(page.locator(".chip", has_text="Sanctions").first).to_be_visible()
    assert page.evaluate("window.still") is True
    page.go_back()
    expect(page.locator(".page-finding .kicker")).to_have_text("Sources")


def test_charts_are_found_with_the_widths_of_their_pictures(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/numbers#figure-casualties")
    expect(page.locator(".stPlotlyChart .main-svg").first).to_be_visible()
    charts = page.evaluate("async (leans) => (await import(leans)).charts().map(([, widths]) => widths)", LEANS)
    assert charts
    assert all(max(widths) > 100 for widths in charts)
