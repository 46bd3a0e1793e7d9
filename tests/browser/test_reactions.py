"""The board of reactions in a browser: keyboard alone, boxes that open and close, a phone, accessibility."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations
from tests.browser.test_app import dark, settled

TARGET = 24  # px of what is pressed, at least


def cell(page: Page, stakeholder: str, event: int) -> Locator:
    row = page.get_by_role("row", name=re.compile(f"^{stakeholder}"))
    return row.get_by_role("cell").nth(event).get_by_role("button")


def opened(page: Page) -> Locator:
    return page.locator(".words:popover-open")


def test_a_cell_opens_its_words_a_column_its_sides_and_a_name_its_panel(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/reactions")
    settled(page)
    table = page.get_by_role("table", name=re.compile("^Stakeholders down"))
    assert table.get_by_role("columnheader").count() == 8
    expect(table.get_by_role("rowheader", name="Neighbours")).to_be_visible()
    expect(table.get_by_role("rowheader", name="South Korea")).to_be_visible()
    first = cell(page, "China", 0)
    first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="China")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("dialog", name="China").get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(opened(page)).to_have_count(0)
    expect(first).to_be_focused()

    head = page.get_by_role("columnheader").nth(1).get_by_role("link")
    title = head.inner_text()
    head.click()
    expect(page).to_have_url(re.compile(r"/reactions\?event="))
    expect(page.locator(".sides-event")).to_contain_text(title)

    page.get_by_role("rowheader", name="China").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=re.compile(r"^China: \d+ reactions, "))).to_be_visible()
    panel = page.locator("details.stakeholder[open]")
    expect(panel).to_have_count(1)
    panel.get_by_role("button", name=re.compile("^Words and")).first.click()
    expect(page.get_by_role("dialog", name="China")).to_be_visible()


def test_axe_finds_nothing_with_words_and_panels_open(open_page: Callable[..., Page], served_app: str) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{served_app}/reactions?actor=chn")
    settled(page)
    page.get_by_text(re.compile("more events? with reactions")).click()
    cell(page, "China", 0).click()
    expect(opened(page)).to_have_count(1)
    assert violations(page) == []
    assert violations(dark(page)) == []


def test_on_a_phone_the_board_is_a_list_with_its_events_named(phone_page: Page, served_app: str) -> None:
    phone_page.goto(f"{served_app}/reactions")
    settled(phone_page)
    button = cell(phone_page, "China", 0)
    expect(button.locator(".narrow")).to_be_visible()
    button.tap()
    words = phone_page.get_by_role("dialog", name="China")
    expect(words).to_be_visible()
    assert words.evaluate("box => box.scrollWidth - box.clientWidth") <= 0
    words.get_by_role("button", name="Close").tap()
    expect(opened(phone_page)).to_have_count(0)


def test_an_event_is_set_beside_the_lead_and_the_words_open(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/reactions")
    settled(page)
    page.get_by_role("link", name="How stances moved, before and since").click()
    expect(page.locator(".page-finding .kicker")).to_have_text("Compare")
    table = page.get_by_role("table", name=re.compile("^Stakeholders down, moments across"))
    expect(table.get_by_role("columnheader")).to_have_count(4)
    page.locator(".compare-choice a").first.click()
    expect(table.get_by_role("columnheader")).to_have_count(5)
    words = table.get_by_role("button", name="All the words").first
    assert words.evaluate("(one) => one.getBoundingClientRect().height") >= TARGET
    words.click()
    expect(opened(page)).to_have_count(1)
    assert violations(page) == []
