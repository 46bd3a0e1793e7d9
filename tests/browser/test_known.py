"""Rewinding the record: a day on the slider, playing, pausing, and what the address says meanwhile."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_app import filters, settled
from tests.support import curated

EVERYTHING = curated().size("events")
SHOWN = re.compile(rf"^(\d+) of {EVERYTHING} ")


def slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="As known on")


def shown(page: Page) -> int:
    result = page.locator(".result")
    expect(result).to_have_text(SHOWN)
    found = SHOWN.match(result.inner_text())
    assert found
    return int(found[1])


def test_the_slider_rewinds_by_keyboard_and_stays_open_at_its_last_place_which_is_today(
    page: Page, served_app: str
) -> None:
    """With reduced motion there is no playing."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{served_app}/timeline?known=2024-10-20")  # between two stops: said as it is
    settled(page)
    expect(slider(page)).to_have_attribute("aria-valuetext", "20 October 2024")
    expect(slider(page)).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_hidden()
    assert shown(page) < EVERYTHING
    slider(page).focus()
    page.keyboard.press("End")
    expect(page).to_have_url(re.compile("/timeline$"))
    expect(slider(page)).to_have_attribute("aria-valuetext", "today")
    settled(page)
    expect(slider(page)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("PageDown")
    expect(page).to_have_url(re.compile(r"known=\d{4}-\d\d-\d\d$"))
    settled(page)
    expect(slider(page)).to_be_focused()
    assert shown(page) < EVERYTHING
    expect(page.get_by_role("link", name=re.compile("^Remove as known on"))).to_be_visible()


def test_playing_writes_nothing_into_the_address_until_it_is_stopped_and_ends_with_another_act(
    page: Page, served_app: str
) -> None:
    page.goto(f"{served_app}/timeline")
    settled(page)
    page.get_by_text("More about this timeline").click()
    play = page.get_by_role("button", name="Play", exact=True)
    pause = page.get_by_role("button", name="Pause", exact=True)
    play.click()
    expect(pause).to_be_visible()
    first = shown(page)
    expect(page.locator(".result")).not_to_have_text(re.compile(f"^{first} of "))
    assert shown(page) > first
    assert page.url.endswith("/timeline")
    pause.click()
    expect(page).to_have_url(re.compile(r"known=\d{4}-\d\d-\d\d$"))
    expect(play).to_be_visible()
    page.go_back()
    expect(page).to_have_url(re.compile("/timeline$"))
    settled(page)

    play.click()
    expect(pause).to_be_visible()
    filters(page).get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(page).to_have_url(re.compile("theme=sanctions"))  # with the day that the reader saw, if one had come
    expect(play).to_be_visible()
    address = page.url
    settled(page)
    assert page.url == address
