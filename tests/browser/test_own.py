"""A reader's own record in a browser: dropped, mended at the line, shown by the whole app, and ended."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_app import dark, settled

GOOD = """edition: {title: The quay}
events:
- {id: quay, date: 2021-03-04, title: The old quay is closed, place: {name: Quay}}
- {id: sale, date: 2021-05, title: The quay is sold}
"""
BAD = GOOD.replace("2021-03-04", "4 March 2021")


def test_a_record_is_brought_mended_shown_on_every_page_to_its_reader_alone_and_ended(
    open_page: Callable[..., Page], served_app: str
) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{served_app}/own")
    expect(page.get_by_role("heading", level=1, name="Your own record")).to_be_visible()
    chooser = page.locator('[data-testid="stFileUploader"] input[type="file"]')
    chooser.set_input_files({"name": "quay.yaml", "mimeType": "application/yaml", "buffer": BAD.encode()})

    expect(page.get_by_role("heading", name="1 thing keeps the record from being shown")).to_be_visible()
    expect(page.locator(".cm-lint-marker-error")).to_have_count(1)
    expect(page.locator(".own-strip")).to_have_count(0)
    marked = page.locator(".cm-lintRange-error").first
    expect(marked).to_contain_text("4 March 2021")
    text = page.get_by_role("textbox", name="The record as YAML")
    text.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(GOOD + "- ")  # a third event is begun
    page.keyboard.press("Control+Space")
    expect(page.locator(".cm-tooltip-autocomplete")).to_contain_text("main_theme")
    page.keyboard.press("Escape")
    for _ in range(3):
        page.keyboard.press("Backspace")
    page.get_by_role("button", name="Check and show").click()

    strip = page.locator(".own-strip")
    expect(strip).to_contain_text("quay.yaml")
    expect(page.get_by_role("heading", name="The record is shown")).to_be_visible()
    expect(page.locator(".cm-lint-marker-error")).to_have_count(0)
    assert violations(page) == []
    assert violations(dark(page)) == []

    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Timeline").click()
    expect(strip).to_be_visible()
    expect(page.locator("body")).to_contain_text("The old quay is closed")
    settled(page)
    page.locator("form.find input").fill("sold")
    page.locator("#find-list [role=option]").filter(has_text="The quay is").first.click()
    expect(page.locator("#drawer")).to_contain_text("The quay is sold")
    page.keyboard.press("Escape")

    other = open_page(color_scheme="light")
    other.goto(f"{served_app}/timeline")
    expect(other.locator(".stMain h1").first).to_be_visible()
    assert "quay" not in other.content()

    page.get_by_role("button", name=re.compile("^Back to ")).click()
    expect(strip).to_have_count(0)
    expect(page.get_by_text("The old quay is closed")).to_have_count(0)
