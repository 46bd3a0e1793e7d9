"""The event page in a browser: one screen, at most four, folds and words that open at once, a phone, accessibility."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_app import dark, settled

EVENT = "event?event=treaty-signed"
SCREEN = 720  # px


def test_the_treaty_stands_in_one_screen_and_opens_what_it_rests_on(
    open_page: Callable[..., Page], served_app: str
) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{served_app}/{EVENT}")
    settled(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight") <= 4 * SCREEN
    for part in (".card-title", ".ev-digest li:nth-child(5)", ".ev-voices tbody tr:last-child", ".ev-line .own b"):
        box = page.locator(f".event {part}").bounding_box()
        assert box, part
        assert box["y"] + box["height"] <= SCREEN, part

    row = page.locator(".ev-voices tbody a").last
    claim = page.locator(f'[id="{str(row.get_attribute("href")).removeprefix("#")}"]')
    expect(claim.locator(".citation").first).to_be_hidden()
    row.focus()
    page.keyboard.press("Enter")
    expect(claim.locator(".citation").first).to_be_in_viewport()

    dot = page.locator(".ev-scale .ev-dot").first
    dot.focus()
    page.keyboard.press("Enter")
    words = page.locator(".words:popover-open")
    expect(words.locator(".reaction")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(words).to_have_count(0)
    expect(dot).to_be_focused()

    page.locator("details.claim > summary").first.click()
    dot.click()
    expect(words).to_have_count(1)
    assert violations(page) == []
    assert violations(dark(page)) == []
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Cite", exact=True).click()
    expect(words).to_contain_text("/e/treaty-signed")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Next event").click()
    expect(page.locator(".st-key-event-card .card-title")).not_to_contain_text("comprehensive strategic partnership")
    page.get_by_role("link", name="Previous event").click()
    expect(page.locator(".st-key-event-card .card-title")).to_contain_text("comprehensive strategic partnership")


def test_on_a_phone_claims_are_a_list_with_marks_and_the_rest_of_the_bar_opens(
    phone_page: Page, served_app: str
) -> None:
    phone_page.goto(f"{served_app}/{EVENT}")
    settled(phone_page)
    main = phone_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    row = phone_page.locator(".ev-voices tbody tr").first
    expect(row.locator(".ev-unit")).to_be_visible()
    expect(phone_page.get_by_role("link", name="Judge its sources")).to_be_hidden()
    phone_page.get_by_role("button", name="More", exact=True).tap()
    expect(phone_page.get_by_role("link", name="Judge its sources")).to_be_visible()
