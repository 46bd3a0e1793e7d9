"""The maps in a browser: land is drawn, and mouse, touch and keyboard open what happened at a place."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.app_server import AppServer
from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE, Watch
from tests.browser.test_app import dark

KURSK = re.compile(r"^Kursk region \(region\): 2 events")
PLACES = (
    ("Moscow", 55.7558, 37.6173, "city", 9), ("Kursk region", 51.7304, 36.1926, "region", 2),
    ("Brussels", 50.8503, 4.3517, "city", 1), ("Vostochny Cosmodrome, Amur Oblast", 51.8844, 128.3339, "site", 1),
    ("Pyongyang", 39.0392, 125.7625, "city", 12), ("Seoul", 37.5665, 126.978, "city", 4),
    ("Wonsan", 39.1528, 127.4436, "city", 1), ("Najin (Rajin), Rason", 42.2333, 130.2833, "city", 1),
    ("Rajin port", 42.2333, 130.3, "site", 1), ("Khasan", 42.4283, 130.6456, "city", 2),
    ("Dunai (Dunay), Primorsky Krai", 42.8833, 132.35, "site", 1), ("New York", 40.7489, -73.968, "site", 3),
)  # fmt: skip


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on a record of a few places, of which nothing moves when the curated one grows."""
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


@pytest.fixture
def desk(page: Page, mapped: str) -> Page:
    return opened(page, f"{mapped}/map")


def opened(page: Page, url: str) -> Page:
    """Open a page and wait until both maps are drawn for the width they have."""
    page.goto(url)
    expect(page.locator(".maps[data-settled]")).to_be_attached(timeout=PATIENCE)
    expect(page.locator(".map[data-ready]")).to_have_count(2)
    expect(page.locator(".colophon")).to_be_visible()
    return page


def mark(page: Page, name: str | re.Pattern[str], window: str = "Europe and Asia") -> Locator:
    return page.get_by_role("figure", name=window).get_by_role("link", name=name)


def panel(page: Page) -> Locator:
    return page.locator(".place-open")


def test_land_and_every_mark_are_drawn_where_their_links_are(desk: Page) -> None:
    for figure in desk.get_by_role("figure").all():
        coast = figure.locator(".scatterlayer .trace").first.locator("path.js-fill")
        assert len(coast.get_attribute("d") or "") > 5000
        points = figure.locator(".scatterlayer .points path.point")
        drawn = points.evaluate_all(
            "all => all.map((p) => { const b = p.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2] })"
        )
        for link in figure.get_by_role("link").all():
            box = link.bounding_box()
            assert box
            middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            assert min(abs(x - middle[0]) + abs(y - middle[1]) for x, y in drawn) < 1.5


def test_a_click_opens_the_events_at_a_place_and_a_second_closes_them(desk: Page) -> None:
    mark(desk, KURSK).click()
    expect(desk).to_have_url(re.compile(r"/map\?place=kursk-region$"))
    expect(panel(desk).get_by_role("heading")).to_have_text(re.compile("events at Kursk region"))
    expect(mark(desk, KURSK)).to_have_attribute("aria-current", "true")
    expect(desk.locator(".maps + [role=status]")).to_have_text(re.compile("^Kursk region: "))
    mark(desk, KURSK).click()
    expect(panel(desk)).to_have_count(0)
    desk.go_back()
    expect(panel(desk)).to_be_visible()
    panel(desk).get_by_role("link", name="Close").click()
    expect(panel(desk)).to_have_count(0)


def test_a_tap_opens_the_place_that_was_tapped(phone_page: Page, mapped: str) -> None:
    page = opened(phone_page, f"{mapped}/map")
    for name in ("Wonsan", "Seoul", "Wonsan"):
        target = mark(page, re.compile(f"^{name}"), "The Korean Peninsula")
        target.tap()
        expect(panel(page).get_by_role("heading").first).to_have_text(re.compile(f"(at {name}|places)"))
        expect(target).to_have_attribute("aria-current", "true")


def test_the_keyboard_opens_a_place_and_stays_on_its_mark(desk: Page) -> None:
    mark(desk, KURSK).focus()
    tip = mark(desk, KURSK).locator(".map-tip")
    expect(tip).to_have_css("clip-path", "none")
    desk.keyboard.press("Enter")
    expect(panel(desk)).to_be_visible()
    expect(mark(desk, KURSK)).to_be_focused()
    desk.keyboard.press("Enter")
    expect(panel(desk)).to_have_count(0)
    desk.keyboard.press("Tab")
    assert desk.evaluate("document.activeElement.closest('.map-marks') !== null")


def test_a_filter_redraws_the_maps_and_the_open_place_stays(page: Page, mapped: str) -> None:
    opened(page, f"{mapped}/map?place=kursk-region")
    before = mark(page, re.compile("^Moscow")).inner_text()
    page.locator(".opens-filters").click()
    page.get_by_role("checkbox", name=re.compile("^Military")).check()
    expect(page).to_have_url(re.compile("theme=military.*place=kursk-region"))
    expect(mark(page, re.compile("^Moscow"))).not_to_have_text(before)
    expect(panel(page)).to_be_visible()


def test_the_list_holds_the_same_and_an_event_is_two_steps_away(desk: Page) -> None:
    place = desk.locator("details.place", has_text="Kursk region 0")
    place.locator("summary").focus()
    desk.keyboard.press("Enter")
    place.locator(".entry-title a").first.focus()
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("/event.event="))
    expect(desk.locator(".st-key-event-card .card-title")).to_be_visible()


def test_on_a_phone_the_maps_stand_one_under_the_other(phone_page: Page, mapped: str) -> None:
    page = opened(phone_page, f"{mapped}/map")
    first, second = (figure.bounding_box() for figure in page.get_by_role("figure").all())
    assert first
    assert second
    assert first["x"] == second["x"]
    assert second["y"] >= first["y"] + first["height"]
    assert first["width"] > 340


def test_a_dragged_edge_redraws_the_maps_for_the_new_width(desk: Page) -> None:
    desk.set_viewport_size({"width": 820, "height": 900})
    expect(desk.locator(".maps:not(.side)")).to_be_attached()
    expect(desk.locator(".maps[data-settled]")).to_be_attached()
    for field in desk.locator(".map-field").all():
        box, art = field.bounding_box(), field.locator(".main-svg").first.bounding_box()
        assert box
        assert art
        assert abs(box["width"] - art["width"]) < 1.5
        assert abs(box["height"] - art["height"]) < 2.5


def test_axe_finds_nothing_while_a_place_is_open(open_page: Callable[..., Page], mapped: str) -> None:
    page = opened(open_page(color_scheme="light"), f"{mapped}/map?place=pyongyang&place=seoul")
    assert violations(page) == []
    assert violations(dark(page)) == []


def test_without_the_land_file_the_places_are_there_and_the_picture_comes_when_it_can(
    page: Page, mapped: str, watch: Watch
) -> None:
    watch.provokes("/geo/land.json")  # the browser notes the missing file, once for each of the two pictures
    page.route("**/geo/land.json", lambda route: route.fulfill(status=404))
    page.goto(f"{mapped}/map")
    expect(page.get_by_text("The picture could not be drawn.").first).to_be_visible(timeout=PATIENCE)
    page.unroute("**/geo/land.json")
    mark(page, KURSK).click()
    expect(panel(page)).to_be_visible()
    expect(page.locator(".map[data-ready]")).to_have_count(2)
    expect(page.get_by_text("The picture could not be drawn.")).to_have_count(0)


def test_on_the_curated_record_the_maps_are_drawn(page: Page, served_app: str) -> None:
    opened(page, f"{served_app}/map")
    expect(page.get_by_role("link", name=re.compile("^Pyongyang")).first).to_be_visible()
