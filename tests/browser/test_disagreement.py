"""Disagreement in a browser: a number of the table shows its pairs alone, a pair leads to Compare, axe is content."""

import re

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_app import dark, settled


def test_a_number_shows_its_pairs_alone_and_a_pair_leads_to_both_sides_words(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/disagreement")
    settled(page)
    expect(page.locator("h1")).to_have_text(re.compile("contradict each other"))
    assert violations(page) == []
    assert violations(dark(page)) == []
    number = page.locator(".between-sides td a").first
    counted = number.inner_text().split()[-1]
    number.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("side="))
    expect(page.locator("#disputes-title")).to_have_text(re.compile(f"^{counted} disagreement"))
    expect(page.locator(".between-sides a[aria-current]")).to_have_count(1)
    page.get_by_role("link", name="Show all").click()
    page.locator(".compare-link a").first.click()
    expect(page).to_have_url(re.compile("compare.*side=.*side="))
    expect(page.locator(".beside-columns").first).to_be_visible()
    assert violations(page) == []
