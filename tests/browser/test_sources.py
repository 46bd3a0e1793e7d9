"""The source diet in a browser: a number leads to its claims, what folds opens, accessibility."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_app import dark, settled


def test_a_number_leads_to_exactly_its_claims(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/sources")
    settled(page)
    number = page.get_by_role("link", name=re.compile("of news agency: show these claims"))
    counted = number.inner_text().split()[0]
    label = page.locator(".bar-label").first.bounding_box()
    assert label
    assert label["width"] > 120  # no other page's rules reach its bars
    number.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("kind=wire"))
    expect(page.locator(".page-finding")).to_contain_text(re.compile(f"{counted} claims"))


def test_axe_finds_nothing_with_everything_unfolded(open_page: Callable[..., Page], served_app: str) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{served_app}/sources?theme=technology")
    settled(page)
    page.locator("[data-testid=stExpander] summary", has_text="The register").click()
    expect(page.locator(".house-group").first).to_be_visible()
    page.evaluate(
        "() => document.querySelectorAll('.diet details, .sources details').forEach(one => { one.open = true })"
    )
    expect(page.locator(".publications").first).to_be_visible()
    assert violations(page) == []
    assert violations(dark(page)) == []
