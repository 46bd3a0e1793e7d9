"""The evidence matrix in a browser: keyboard alone, its first column stays, a phone, accessibility."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_app import settled

EVENT = "event?event=treaty-signed"


def test_a_mark_opens_its_citation_and_escape_leads_back(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/{EVENT}")
    settled(page)
    table = page.get_by_role("table", name=re.compile("^Claims down"))
    mark = table.get_by_role("button", name=re.compile("^supports")).first
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".words:popover-open .citation")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".words:popover-open")).to_have_count(0)
    expect(mark).to_be_focused()


def test_the_claims_stay_in_sight_while_the_publications_scroll(
    open_page: Callable[..., Page], served_app: str
) -> None:
    page = open_page(viewport={"width": 1010, "height": 720})  # the narrowest that is not a list
    page.goto(f"{served_app}/{EVENT}")
    settled(page)
    room = page.get_by_role("region", name="Evidence at a glance")
    claim = page.locator(".matrix tbody th").first
    before = claim.bounding_box()
    assert room.evaluate("room => { room.scrollLeft = 90; return room.scrollLeft }") > 0
    after = claim.bounding_box()
    assert before
    assert after
    assert after["x"] == pytest.approx(before["x"], abs=1)


def test_a_claim_of_the_matrix_leads_to_its_words_in_the_card(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/{EVENT}")
    settled(page)
    page.get_by_role("link", name="Evidence at a glance").click()
    expect(page.get_by_role("table", name=re.compile("^Claims down"))).to_be_in_viewport()
    row = page.get_by_role("rowheader").last.get_by_role("link")
    place = str(row.get_attribute("href")).removeprefix("#")
    row.click()
    expect(page.locator(f'[id="{place}"]')).to_be_in_viewport()


def test_the_ways_of_a_claim_are_read_as_a_sentence(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/{EVENT}")
    settled(page)
    page.locator(".paths > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("img", name=re.compile("passed on by")).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_an_event_with_its_ways_and_a_citation_open(
    open_page: Callable[..., Page], served_app: str, scheme: str
) -> None:
    page = open_page(color_scheme=scheme)
    page.goto(f"{served_app}/{EVENT}")
    settled(page)
    page.locator(".paths > summary").first.click()
    page.locator(".cell-sign").first.click()
    expect(page.locator(".words:popover-open")).to_have_count(1)
    assert violations(page) == []


def test_on_a_phone_the_matrix_is_a_list_that_names_its_publications(phone_page: Page, served_app: str) -> None:
    phone_page.goto(f"{served_app}/{EVENT}")
    settled(phone_page)
    mark = phone_page.locator(".cell-sign").first
    expect(mark.locator(".narrow")).to_be_visible()
    main = phone_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    mark.tap()
    expect(phone_page.locator(".words:popover-open .citation")).to_be_visible()
