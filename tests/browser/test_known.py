"""Rewinding the record: a day on the slider, playing, pausing, and what the address says meanwhile."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

SHOWN = re.compile(r"^(\d+) of ")


@pytest.fixture
def desk(page: Page, served_app: str) -> Page:
    page.goto(f"{served_app}/timeline")
    return still(page)


def still(page: Page) -> Page:
    expect(page.locator(".colophon")).to_be_visible()
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    return page


def slider(page: Page) -> Locator:
    return page.get_by_role("slider", name="As known on")


def shown(page: Page) -> int:
    found = SHOWN.match(page.locator(".result").inner_text())
    assert found
    return int(found[1])


def test_the_slider_rewinds_by_keyboard_and_the_last_place_is_today(desk: Page) -> None:
    everything = shown(desk)
    slider(desk).focus()
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("PageDown")
    expect(desk).to_have_url(re.compile(r"known=\d{4}-\d\d-\d\d$"))
    still(desk)
    expect(slider(desk)).to_be_focused()
    assert shown(desk) < everything
    expect(desk.get_by_role("link", name=re.compile("^Remove as known on"))).to_be_visible()
    desk.keyboard.press("End")
    expect(desk).to_have_url(re.compile("/timeline$"))
    expect(slider(desk)).to_have_attribute("aria-valuetext", "today")


def test_a_day_between_two_stops_is_said_as_it_is(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/timeline?known=2024-10-20")
    still(page)
    expect(slider(page)).to_have_attribute("aria-valuetext", "20 October 2024")


def test_playing_writes_nothing_into_the_address_until_it_is_stopped(desk: Page) -> None:
    everything = shown(desk)
    desk.get_by_role("button", name="Play", exact=True).click()
    pause = desk.get_by_role("button", name="Pause", exact=True)
    expect(pause).to_be_visible()
    expect(desk.locator(".result")).not_to_have_text(re.compile(f"^{everything} of "))
    first = shown(desk)
    expect(desk.locator(".result")).not_to_have_text(re.compile(f"^{first} of "))
    assert shown(desk) > first
    assert desk.url.endswith("/timeline")
    pause.click()
    expect(desk).to_have_url(re.compile(r"known=\d{4}-\d\d-\d\d$"))
    expect(desk.get_by_role("button", name="Play", exact=True)).to_be_visible()
    desk.go_back()
    expect(desk).to_have_url(re.compile("/timeline$"))


def test_whoever_does_something_else_ends_the_playing(desk: Page) -> None:
    desk.get_by_role("button", name="Play", exact=True).click()
    expect(desk.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    desk.get_by_role("link", name="by status").click()
    expect(desk).to_have_url(re.compile("lanes=status$"))  # with the day that the reader saw, if one had come
    expect(desk.get_by_role("button", name="Play", exact=True)).to_be_visible()
    still(desk)
    assert desk.url == still(desk).url


def test_with_reduced_motion_there_is_no_playing(open_page: Callable[..., Page], served_app: str) -> None:
    page = open_page(reduced_motion="reduce")
    page.goto(f"{served_app}/timeline")
    still(page)
    expect(slider(page)).to_be_visible()
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_hidden()
