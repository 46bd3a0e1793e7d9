"""The data page in a browser: by keyboard alone, a bar narrows, a row opens its event; axe with everything unfolded."""

import json
import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.test_app import dark, settled


def test_tables_are_sorted_and_opened_and_columns_chosen_by_keyboard_which_keeps_its_place(
    page: Page, served_app: str
) -> None:
    page.goto(f"{served_app}/data")
    settled(page)
    tables = page.get_by_role("navigation", name="Tables")
    tables.get_by_role("link", name=re.compile("^Estimates")).focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("table=estimates"))
    expect(tables.get_by_role("link", name=re.compile("^Estimates"))).to_be_focused()

    page.get_by_role("columnheader", name="Up to").get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Up to")).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("columnheader", name="Up to").get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Up to")).to_have_attribute("aria-sort", "descending")
    amounts = page.locator("td.cell-high").all_inner_texts()
    numbers = [float(one.replace(",", "")) for one in amounts if one]
    assert numbers == sorted(numbers, reverse=True)

    page.get_by_text(re.compile("of 31 columns")).click()
    page.get_by_role("link", name="Basis (hidden, show it)").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Basis")).to_be_visible()
    expect(page.get_by_role("link", name="Basis (shown, hide it)")).to_be_focused()
    page.get_by_role("button", name="Next part").first.click()
    expect(page.get_by_text(re.compile("^Rows 41 to 80 of")).first).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Estimates as CSV").click()
    content = taken.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")  # so that a spreadsheet takes it for UTF-8
    heads = content.decode("utf-8-sig").splitlines()[0].split(",")
    assert "basis" in heads
    assert "estimate_id" not in heads
    with page.expect_download() as taken:
        page.get_by_role("link", name="What the CSV files are").click()
    said = json.loads(taken.value.path().read_text(encoding="utf-8"))
    assert (taken.value.suggested_filename, said["notes"][0]["selection"]) == ("csv-metadata.json", "the whole record")
    (estimates,) = (one for one in said["tables"] if one["url"] == "pactline-estimates.csv")
    assert [one["name"] for one in estimates["tableSchema"]["columns"]] == heads

    with page.expect_download() as taken:
        page.get_by_role("link", name="Everything as GeoJSON").click()
    said = json.loads(taken.value.path().read_text(encoding="utf-8"))
    assert taken.value.suggested_filename == "pactline.geojson"
    assert said["about"]["address"] == f"{served_app}/data"

    page.get_by_role("rowheader").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/(event|numbers)"))
    settled(page)
    page.go_back()
    expect(page.get_by_role("columnheader", name="Up to")).to_have_attribute("aria-sort", "descending")


def test_a_bar_a_column_and_a_number_narrow_to_what_they_count(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/data")
    settled(page)
    number = page.get_by_role("region", name="Events by theme").get_by_role("link").first
    counted = number.inner_text().split()[0]
    number.click()
    expect(page.locator(".result")).to_have_text(re.compile(f"^{counted} of "))
    settled(page)  # the line comes before the bars below it
    column = page.locator("a.period").last
    title = column.get_attribute("title") or ""
    column.click()
    expect(page.locator(".result")).to_have_text(re.compile(f"^{title.split(': ')[1].split()[0]} of "))
    settled(page)
    page.get_by_text("By month, as a table").click()
    cell = page.locator(".calendar td:not(.whole) a").first
    counted = cell.inner_text().split()[0]
    cell.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".result")).to_have_text(re.compile(f"^{counted} of "))
    expect(page).to_have_url(re.compile("dates=certain"))


def test_axe_finds_nothing_unfolded_and_a_phone_scrolls_only_inside_tables(
    open_page: Callable[..., Page], served_app: str
) -> None:
    page = open_page(color_scheme="light", viewport={"width": 390, "height": 844})
    page.goto(f"{served_app}/data?table=claims&by=-known&column=text&column=status&column=known&column=note")
    settled(page)
    for scheme in (settled, dark):
        scheme(page)
        page.evaluate("() => document.querySelectorAll('.stHtml details').forEach(one => { one.open = true })")
        expect(page.get_by_role("table").first).to_be_visible()
        assert violations(page) == []
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
