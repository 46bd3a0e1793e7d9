"""The treaty's page in a browser: jumps into what is folded, stacked columns on a phone, accessibility."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import FloatRect, Page, expect

from tests.app_server import AppServer
from tests.browser.axe import violations
from tests.browser.test_app import dark, settled
from tests.treaty_record import TREATIES

# As many resolutions as make the matrix wider than a phone.
MORE = "".join(
    f"- {{id: res-{n}, number: {n}, adopted: 2017, measures: [{{subject: oil, text: Less oil.}}]}}\n"
    for n in range(2371, 2379)
)


@pytest.fixture(scope="module")
def treaty_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a small record with treaties."""
    file = tmp_path_factory.mktemp("treaties") / "treaties.yaml"
    file.write_text(TREATIES.replace("questions:\n", f"{MORE}questions:\n"), encoding="utf-8")
    with AppServer(file) as server:
        yield server.url


def test_contents_and_matrix_lead_into_what_is_folded_without_a_mouse(
    open_page: Callable[..., Page], treaty_app: str
) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{treaty_app}/treaty")
    settled(page)
    page.get_by_role("link", name="The legal questions").click()
    expect(page.locator("#treaty-questions")).to_be_in_viewport()
    oil = page.locator("#measure-oil")
    expect(oil.get_by_text("Oil is capped.")).to_be_hidden()
    page.get_by_role("region", name="Which resolution").get_by_role("link", name="Oil").focus()
    page.keyboard.press("Enter")
    expect(oil.get_by_text("Oil is capped.")).to_be_visible()
    expect(oil).to_be_focused()
    expect(oil).to_be_in_viewport()
    first, second = cells(page)
    assert second["y"] < first["y"] + first["height"] - 1  # side by side
    expect(page.locator(".cell-year").first).to_be_hidden()
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    assert violations(page) == []
    assert violations(dark(page)) == []


def cells(page: Page) -> tuple[FloatRect, FloatRect]:
    row = page.get_by_role("row", name="Defence").get_by_role("cell")
    first, second = row.nth(0).bounding_box(), row.nth(1).bounding_box()
    assert first is not None
    assert second is not None
    return first, second


def test_a_phone_stacks_the_columns_under_their_years(phone_page: Page, treaty_app: str) -> None:
    phone_page.goto(f"{treaty_app}/treaty")
    settled(phone_page)
    first, second = cells(phone_page)
    assert second["y"] >= first["y"] + first["height"] - 1
    expect(phone_page.locator(".cell-year").first).to_be_visible()
    main = phone_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    assert violations(phone_page) == []
