"""The map in a browser: mouse, touch and keyboard open what happened at a place, in the drawer."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.app_server import AppServer
from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE
from tests.browser.test_app import dark

PLACES = (
    ("Lima", -12.05, -77.04, "city", 9), ("Atacama", -23.5, -69.5, "region", 2), ("Santiago", -33.45, -70.67, "city", 4),
    ("La Paz", -16.5, -68.15, "city", 1), ("Tokyo", 35.7, 139.7, "city", 1),
)  # fmt: skip


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a record of a few places in South America, and one far away."""
    events = [
        f"- {{date: 2024-{n % 12 + 1:02}, title: '{name} {n}', themes: [{'military' if n % 2 else 'diplomacy'}],"
        f" place: {{name: '{name}', lat: {lat}, lon: {lon}, precision: {form}}}}}"
        for name, lat, lon, form, count in PLACES
        for n in range(count)
    ]
    file = tmp_path_factory.mktemp("mapped") / "places.yaml"
    file.write_text("\n".join(["events:", *events, "- {date: 2024, title: Nowhere}"]), encoding="utf-8")
    with AppServer(file) as server:
        yield server.url


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator(".map")).to_have_count(1, timeout=PATIENCE)
    expect(page.locator(".colophon")).to_be_visible()
    return page


def mark(page: Page, name: str) -> Locator:
    return page.get_by_role("figure").get_by_role("link", name=re.compile(f"^{name}"))


def test_a_place_opens_its_events_in_the_drawer_by_mouse_and_by_keyboard(page: Page, mapped: str) -> None:
    opened(page, f"{mapped}/map")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lima holds 9 of 17 placed events")
    drawer = page.locator("#drawer")
    mark(page, "Lima").click()
    expect(drawer).to_contain_text("Lima 0")
    expect(drawer.locator("[data-pick]")).to_have_count(9)
    page.keyboard.press("Escape")
    mark(page, "La Paz").focus()  # the only event there
    expect(mark(page, "La Paz").locator(".map-tip")).to_have_css("clip-path", "none")
    page.keyboard.press("Enter")
    expect(drawer.get_by_role("heading", name="La Paz 0")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/map\?event="))
    page.keyboard.press("Escape")
    expect(mark(page, "La Paz")).to_be_focused()
    page.get_by_role("link", name="Tokyo").first.click()  # far away, and named under the map
    expect(drawer.get_by_role("heading", name="Tokyo 0")).to_be_visible()


def test_each_mark_lies_on_the_map_where_its_place_is(phone_page: Page, mapped: str) -> None:
    page = opened(phone_page, f"{mapped}/map?place=atacama")
    expect(page.locator(".place-open")).to_contain_text("2 events at Atacama")  # without a script, too
    field = page.locator(".map-field").bounding_box()
    assert field
    assert field["width"] > 300
    north, south = (mark(page, name).bounding_box() for name in ("Lima", "Santiago"))
    assert north
    assert south
    assert field["y"] < north["y"] < south["y"] < field["y"] + field["height"]
    assert north["x"] < south["x"]
    mark(page, "Santiago").tap()
    expect(page.locator("#drawer [data-pick]")).to_have_count(4)


def test_axe_finds_nothing(open_page: Callable[..., Page], mapped: str) -> None:
    page = opened(open_page(color_scheme="light"), f"{mapped}/map?place=lima&place=santiago")
    assert violations(page) == []
    assert violations(dark(page)) == []
