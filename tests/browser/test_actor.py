"""People and bodies in a browser: the way from a name to its panel and back, by mouse and by keyboard, with axe."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE
from tests.browser.test_app import dark


def still(page: Page) -> Page:
    expect(page.locator(".colophon")).to_be_visible(timeout=PATIENCE)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    return page


def test_a_name_on_a_card_leads_to_its_panel_and_on_to_others_and_back(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/event?event=vostochny-summit-2023")
    still(page)
    page.locator(".facts").get_by_role("link", name="Vladimir Putin").click()
    expect(page.get_by_role("heading", level=1, name="Vladimir Putin")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/actor\?actor=vladimir-putin$"))
    expect(page).to_have_title("Vladimir Putin · Pactline")
    page.get_by_role("link", name="Russia", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Russia")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Vladimir Putin")).to_be_visible()
    page.go_back()  # a link that changes page and query is one step
    expect(page).to_have_url(re.compile(r"/event\?event=vostochny-summit-2023$"))
    expect(page.locator(".facts")).to_be_visible()


def test_from_the_chooser_to_a_claim_by_keyboard_alone(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/actor")
    still(page)
    members = page.locator("li", has=page.get_by_role("link", name="South Korea", exact=True)).locator("summary")
    members.focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="South Korean NIS").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="South Korean NIS")).to_be_visible()
    page.get_by_role("link", name=re.compile(r"^\d+ claims$")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^What .+ says$"))).to_be_focused()
    expect(page.get_by_role("heading", name=re.compile("^What .+ says$"))).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/event.*event="))


def test_axe_finds_nothing_on_two_panels(open_page: Callable[..., Page], served_app: str) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{served_app}/actor?actor=nis-kor&actor=rus")
    still(page)
    assert violations(page) == []
    assert violations(dark(page)) == []
