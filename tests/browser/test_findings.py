"""The first page in a browser: what it says first, a mark that opens its card, the arrows, a phone, axe in both themes."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.test_app import dark


def test_the_first_page_says_a_finding_and_its_marks_open_cards(
    open_page: Callable[..., Page], served_app: str
) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{served_app}/overview?known=2026-03-17")
    expect(page.get_by_role("heading", level=1)).to_contain_text("treaty in June")
    assert page.url == f"{served_app}/?known=2026-03-17"
    picture = page.locator(".whole-picture .drawn")
    first = picture.locator('a[tabindex="0"]:visible')
    expect(first).to_have_count(1)
    first.focus()
    page.keyboard.press("ArrowRight")
    second = picture.locator('a[tabindex="0"]:visible')
    expect(second).to_be_focused()
    expect(page.locator("[data-reading]")).to_have_text(str(second.get_attribute("aria-label")))
    assert violations(page) == []
    assert violations(dark(page)) == []
    picture.locator('a[data-pick="gerasimov-acknowledges-2025"]').click()
    expect(page).to_have_url(f"{served_app}/?known=2026-03-17&event=gerasimov-acknowledges-2025")


def test_a_phone_shows_all_of_it_without_scrolling_sideways(open_page: Callable[..., Page], served_app: str) -> None:
    page = open_page(**PHONE)
    page.goto(served_app)
    expect(page.locator(".front-moments li")).to_have_count(3)
    expect(page.locator(".whole-picture .layer-3 .pic-bar").first).to_be_visible()
    expect(page.locator(".finding")).to_have_count(5)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
