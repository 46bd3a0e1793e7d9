"""A play in a browser: steps by hand, by keys and by itself; each has an address, and none asks the server."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE
from tests.browser.test_app import dark


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator(".play-beat:not([hidden])")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator(".colophon")).to_be_visible()
    return page


def test_a_play_steps_by_hand_and_by_itself_without_a_server(page: Page, served_app: str) -> None:
    page.clock.install()
    opened(page, f"{served_app}/play?beat=troops.10")
    expect(page.get_by_role("heading", level=1)).to_have_text("The troops: rumour, denial, admission")
    day = page.locator(".play-beat:not([hidden]) .play-day")
    expect(day).to_have_text("11 January 2025")
    page.get_by_role("button", name="Next step").click()
    expect(day).to_have_text("26 April 2025")
    expect(page.locator(".play-chip").filter(has_text="now documented").first).to_be_visible()
    expect(page.locator(".play-line.changed").first).to_contain_text("documented")
    expect(page).to_have_url(re.compile(r"beat=troops\.11$"))
    expect(page.locator("[data-live]")).to_contain_text("26 April 2025. ")
    page.keyboard.press("Home")
    expect(page).to_have_url(re.compile(r"beat=troops\.1$"))
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"beat=troops\.2$"))

    page.get_by_role("button", name="Play", exact=True).click()
    page.clock.run_for(2600)
    expect(page).to_have_url(re.compile(r"beat=troops\.3$"))
    page.locator(".play-beats").hover()  # who reads has the time to
    page.clock.run_for(6000)
    expect(page).to_have_url(re.compile(r"beat=troops\.3$"))
    page.mouse.move(2, 2)
    page.clock.run_for(2700)
    expect(page).to_have_url(re.compile(r"beat=troops\.4$"))
    page.get_by_role("button", name="Pause").click()
    page.clock.run_for(6000)
    expect(page).to_have_url(re.compile(r"beat=troops\.4$"))

    page.locator(".play-steps a").nth(6).click()
    expect(day).to_have_text("24 October 2024")
    page.locator(".play-line:not(.unborn) a").first.click()
    expect(page.locator("#drawer")).to_be_visible()


def test_with_reduced_motion_it_only_steps_and_axe_finds_nothing(
    open_page: Callable[..., Page], served_app: str
) -> None:
    page = opened(open_page(color_scheme="light", reduced_motion="reduce"), f"{served_app}/play?beat=shells.3")
    expect(page.get_by_role("button", name="Play", exact=True)).to_have_count(0)
    steps = page.locator(".play-steps").bounding_box()
    assert steps is not None
    page.keyboard.press(" ")
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile(r"beat=shells\.4$"))
    for _ in range(9):  # each step stands in one screen, and the row of steps where it stood
        row = page.locator(".play-steps").bounding_box()
        assert row is not None
        assert row["y"] + row["height"] <= 720
        assert row["y"] == steps["y"]
        page.keyboard.press("ArrowRight")
    assert violations(page) == []
    assert violations(dark(page)) == []
