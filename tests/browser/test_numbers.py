"""The page of contested figures in a browser: links that open a figure, the plot, keyboard, phone, accessibility."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.app_server import AppServer
from tests.browser.axe import violations
from tests.browser.test_app import dark, settled
from tests.figures_record import FIGURES

PLOT = ".js-plotly-plot .main-svg"


@pytest.fixture(scope="module")
def figures_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a small record with contested figures."""
    file = tmp_path_factory.mktemp("figures") / "figures.yaml"
    file.write_text(FIGURES, encoding="utf-8")
    with AppServer(file) as server:
        yield server.url


def test_a_mark_says_whose_it_is_and_a_card_opens_its_figure_without_a_mouse(page: Page, figures_app: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{figures_app}/numbers")
    settled(page)
    assert not page.locator(PLOT).count()
    assert not [url for url in asked if "plotly" in url.lower()]  # a library of some MB, for what is opened alone
    page.get_by_role("link", name="Crates sent by ship").click()
    plot = page.locator(".st-key-plot-figure-crates")
    expect(plot.locator(".textpoint", has_text="White House").first).to_be_visible()  # there is room beside the mark
    for point in plot.locator(".point").all():  # tips of arrows say nothing
        point.hover(force=True)
        if plot.locator(".hoverlayer text").count():
            break
    expect(plot.locator(".hoverlayer")).to_contain_text("in the list")

    fallen = page.locator(".st-key-figure-fallen")
    expect(fallen.locator(PLOT)).to_have_count(0)
    page.get_by_role("link", name="The fallen").focus()
    page.keyboard.press("Enter")
    expect(fallen.locator(PLOT).first).to_be_visible()
    expect(fallen.get_by_text("party to the war", exact=True)).to_be_visible()
    expect(page.locator("#figure-fallen")).to_be_focused()
    expect(page).to_have_url(re.compile(r"/numbers#figure-fallen$"))
    assert [url for url in asked if "plotly" in url.lower()]
    page.keyboard.press("Tab")  # the figure's own switch
    page.keyboard.press("Enter")
    expect(fallen.locator(PLOT)).to_have_count(0)


def test_a_new_tab_at_a_figures_link_opens_it(page: Page, figures_app: str) -> None:
    page.goto(f"{figures_app}/numbers?sort=new#figure-fallen")
    settled(page)
    expect(page.locator(".st-key-figure-fallen").locator(PLOT).first).to_be_visible()
    expect(page.locator("#figure-fallen")).to_be_in_viewport()


def test_axe_finds_nothing_of_our_making(open_page: Callable[..., Page], figures_app: str) -> None:
    page = open_page(color_scheme="light")
    page.goto(f"{figures_app}/numbers#figure-crates")
    settled(page)
    expect(page.locator(PLOT).first).to_be_visible()
    assert violations(page) == []
    assert violations(dark(page)) == []


def test_a_phone_hides_the_names_and_scrolls_not_sideways(phone_page: Page, figures_app: str) -> None:
    phone_page.goto(f"{figures_app}/numbers#figure-crates")
    settled(phone_page)
    expect(phone_page.locator(PLOT).first).to_be_visible()
    name = phone_page.locator(".st-key-plot-figure-crates .textpoint", has_text="White House").first
    expect(name).to_be_visible(visible=False)
    main = phone_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
