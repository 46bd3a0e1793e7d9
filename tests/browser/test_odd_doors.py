"""What stands at the app's doors and is odd: addresses that are no code of letters, a clock that is set back."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_app import settled
from tests.browser_scripts import address

SET_BACK = "Date.now = ((now) => () => now() - 3600000)(Date.now)"  # an hour, as when summer time ends


@pytest.mark.parametrize("path", ["about#%EB", "sources#%00", "Sources?q=%00#%E0%A4%A", "sources?metric=%00&q=%00#50%"])
def test_an_odd_address_opens_its_page_and_its_links_are_followed(page: Page, served_app: str, path: str) -> None:
    page.goto(f"{served_app}/{path}")
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.locator("[data-testid=stAlert], [data-testid=stBidiComponentError]")).to_have_count(0)
    page.get_by_role("link", name="Reactions", exact=True).click()  # the router runs
    expect(page.locator(".page-finding .kicker")).to_have_text("Reactions")


def test_a_clock_that_is_set_back_stops_no_list_no_pick_and_no_filter(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/data?table=claims")
    settled(page)
    turn = page.get_by_role("button", name="Next part").first
    turn.click()
    expect(page.get_by_text(re.compile("^Rows 41 to 80 of")).first).to_be_visible()
    settled(page)
    page.evaluate(SET_BACK)
    turn.click()
    expect(page.get_by_text(re.compile("^Rows 81 to 120 of")).first).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Timeline", exact=True).first.click()
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    settled(page)
    page.get_by_role("application").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("event="))
    settled(page)
    page.locator(".opens-filters").click()
    page.get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(page).to_have_url(re.compile("theme=sanctions"))


def test_acts_are_counted_over_all_components_and_on_from_what_the_server_took(page: Page) -> None:
    said = page.evaluate(
        """async (address) => {
          const [one, other] = await Promise.all(["#one", "#other"].map((part) => import(address + part)));
          const first = [one.nextAct(), other.nextAct()];
          one.tookAct(40); // this document joins a session that has counted further
          const joined = [other.nextAct(), one.nextAct()];
          one.tookAct(3); // an answer to an older act
          return [...first, ...joined, other.nextAct()];
        }""",
        address("parts/acts.js"),
    )
    assert said == [1, 2, 41, 42, 43]
