"""Search in a browser: the page and its keys, the field in the head of every page, what is drawn, and axe."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE
from tests.browser.test_app import dark, settled

# Found words whose ground is seen, though the line that they stand in is left out.
TRACES = """() => [...document.querySelectorAll(".find-list mark")].filter((mark) => {
  const { bottom } = mark.closest(".head").getBoundingClientRect(), own = mark.getBoundingClientRect();
  return own.bottom > bottom + 2 && own.top < bottom;
}).map((mark) => mark.closest(".head").textContent)"""


def found(page: Page, headline: str) -> None:
    expect(page.get_by_role("heading", level=1, name=re.compile(headline))).to_be_visible(timeout=PATIENCE)
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def test_the_page_finds_marks_divides_and_is_walked_by_keyboard(
    open_page: Callable[..., Page], served_app: str
) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{served_app}/search?q=containers")
    found(page, r"^Containers: \d+ claims, \d+ of them disputed$")
    field = page.locator("#search-field")
    expect(field).to_have_value("containers")
    assert page.locator(".hit mark").first.inner_text().casefold() in ("container", "containers")
    assert violations(page) == []
    assert violations(dark(page)) == []

    claims = page.locator('[data-kind="claims"] .hit')
    assert [one.is_visible() for one in claims.all()[:4]] == [True, True, True, False]
    page.get_by_role("radio", name=re.compile("^Claims")).check()
    expect(claims.nth(3)).to_be_visible()
    expect(page.locator('[data-kind="events"]')).to_be_hidden()
    page.get_by_role("radio", name=re.compile("^All")).check()

    field.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hit-link").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#drawer")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/search\?q=containers&event="))
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile(r"/search\?q=containers$"))

    field.fill("artilery")  # typed, not sent
    found(page, "^Nothing in the record has “artilery”.$")
    expect(field).to_be_focused()
    page.get_by_role("link", name="artillery").click()
    found(page, r"^Artillery: ")
    expect(field).to_have_value("artillery")
    field.focus()
    page.keyboard.press("Escape")
    found(page, "^Search$")
    expect(page.get_by_role("link", name="Sanctions")).to_be_visible()


def test_the_field_on_every_page_lists_the_first_hits_while_one_types(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/about")
    field = page.get_by_role("search").locator("input")
    expect(field).to_be_visible(timeout=PATIENCE)
    field.press_sequentially("lavrov")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Sergei Lavrov")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "find-1")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    field.fill('<img src=x onerror="alert(1)">')
    expect(page.locator(".find-list .none, .find-list [role=option]").first).to_be_visible()
    assert page.locator(".find-list img").count() == 0
    field.fill("troops")
    expect(page.locator(".find-list mark").first).to_be_visible()
    assert page.evaluate(TRACES) == []
    field.fill("kim jong-un")
    expect(options.first).to_contain_text("Kim Jong Un")
    page.keyboard.press("Enter")
    found(page, "^Kim jong-un: ")
    expect(page).to_have_url(re.compile(r"/search\?q=kim"))


def test_whoever_types_while_a_page_comes_goes_on_in_the_head_that_it_brings(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/timeline")
    settled(page)
    field = page.locator("form.find input")
    field.fill("containers")
    page.locator("form.find").evaluate(
        """(form) => {  // as a page's head takes the place of the one before it
          const head = form.parentElement, next = form.cloneNode(true);
          next.querySelector(".find-list")?.remove();
          form.remove();
          head.append(next);
        }"""
    )
    expect(field).to_be_focused()
    expect(field).to_have_value("containers")
    expect(page.locator("#find-list [role=option]").first).to_be_visible()
    page.locator("h1").first.click()  # elsewhere
    page.locator("form.find").evaluate("(form) => form.replaceWith(form.cloneNode(true))")
    expect(field).not_to_be_focused()
