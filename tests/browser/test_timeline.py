"""The timeline in a browser: what is drawn where, and that mouse, touch and keyboard all reach it."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pactline.files.load import load
from pactline.home import curated_record
from tests.app_server import AppServer
from tests.browser.test_app import settled

# Boxes of what is drawn, in px of the window. A label's own leading or trailing spaces are not ink.
BOXES = """(art) => {
  const boxes = (what, trim) => [...art.querySelectorAll(what)].map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const words = one.textContent || "";
    const space = 2.6;
    const before = trim ? words.match(/^\\u00a0*/)[0].length * space : 0;
    const after = trim ? words.match(/\\u00a0*$/)[0].length * space : 0;
    return { words: words.trim(), left: left + before, right: right - after, top, bottom };
  });
  // The counts' own numbers stand on their buttons: they are no labels.
  const labels = boxes(".textpoint text", true).filter((label) => !/^\\+\\d+$/.test(label.words));
  return { labels, marks: boxes(".scatterlayer .points .point") };
}"""
RANGES = """(art) => ["xaxis", "xaxis2"].filter((axis) => art._fullLayout[axis])
  .map((axis) => art._fullLayout[axis].range.map((day) => new Date(day).getTime()))"""
SCROLLED = "document.querySelector('[data-testid=stMain]').scrollTop"


@pytest.fixture
def desk(page: Page, served_app: str) -> Page:
    return opened(page, f"{served_app}/timeline")


@pytest.fixture
def phone(phone_page: Page, served_app: str) -> Page:
    return opened(phone_page, f"{served_app}/timeline")


def opened(page: Page, url: str) -> Page:
    """Open a page and wait until its timeline is drawn for the width it has."""
    page.goto(url)
    expect(page.locator(".pl-timeline[data-ready]")).to_be_attached()
    if (opener := page.get_by_role("button", name="Show the picture")).is_visible():  # a narrow window
        opener.click()
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    expect(page.locator(".colophon")).to_be_visible()
    return page


def chart(page: Page) -> Locator:
    return page.get_by_role("application", name=re.compile("^Timeline of"))


def boxes(page: Page) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = page.locator(".pl-art").evaluate(BOXES)
    return found


def ranges(page: Page) -> list[list[float]]:
    found: list[list[float]] = page.locator(".pl-art").evaluate(RANGES)
    return found


def meet(a: dict[str, Any], b: dict[str, Any], slack: float = 0.5) -> bool:
    across = min(a["right"], b["right"]) - max(a["left"], b["left"])
    down = min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
    return bool(across > slack and down > slack)


def ink(label: dict[str, Any]) -> dict[str, Any]:
    """A line's box without the leading that belongs to no letter."""
    return label | {"top": label["top"] + 2, "bottom": label["bottom"] - 2}


def middle(box: dict[str, Any]) -> tuple[float, float]:
    return (box["left"] + box["right"]) / 2, (box["top"] + box["bottom"]) / 2


def label(page: Page, words: str) -> tuple[float, float]:
    """Where the first label stands that begins so, scrolled into sight."""
    page.locator(".pl-art .textpoint", has_text=words).first.scroll_into_view_if_needed()
    return middle(next(one for one in boxes(page)["labels"] if one["words"].startswith(words)))


@lru_cache(maxsize=1)
def titles() -> dict[str, str]:
    return {event.title: str(event.id) for event in load(curated_record()).dossier.events}


def labelled(page: Page, number: int) -> list[tuple[str, str]]:
    """The words of some labels that stand once and mean one event, with that event's id, a label a lane apart."""
    words = [one["words"] for one in boxes(page)["labels"]]
    found: dict[str, tuple[str, str]] = {}
    for one in words:
        events = [event for title, event in titles().items() if title.startswith(one.rstrip("…"))]
        if len(events) == 1 and words.count(one) == 1:
            found.setdefault(events[0], (one, events[0]))
    assert len(found) >= number
    return list(found.values())[:: max(len(found) // number, 1)][:number]


def touch(page: Page, *steps: list[tuple[float, float]]) -> None:
    """Put fingers down, move them step by step, lift them: Playwright itself can only tap."""
    session = page.context.new_cdp_session(page)
    for n, fingers in enumerate(steps):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(fingers)]
        session.send("Input.dispatchTouchEvent", {"type": "touchMove" if n else "touchStart", "touchPoints": points})
        page.wait_for_timeout(25)  # fingers take time; a jump is no gesture
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def stands_still(page: Page) -> list[list[float]]:
    """Return the range once it stays the same from one look to the next."""
    before = ranges(page)
    for _ in range(40):
        page.wait_for_timeout(100)
        now = ranges(page)
        if now == before:
            return now
        before = now
    return before


# What is drawn


@pytest.mark.parametrize(
    ("path", "size"),
    [
        *(("timeline", size) for size in ((1280, 720), (1920, 1080), (390, 844))),
        *(("", size) for size in ((1280, 720), (390, 844))),
        ("timeline?lanes=actor", (1280, 720)),
        ("timeline?importance=3", (1920, 1080)),
    ],
)
def test_no_label_covers_another_or_a_mark(
    open_page: Callable[..., Page], served_app: str, size: tuple[int, int], path: str
) -> None:
    page = opened(open_page(viewport={"width": size[0], "height": size[1]}), f"{served_app}/{path}")
    drawn = boxes(page)
    labels = [ink(one) for one in drawn["labels"]]
    assert labels
    assert len(drawn["marks"]) > len(labels) / 2
    for n, one in enumerate(labels):
        assert [other["words"] for other in labels[n + 1 :] if meet(one, other)] == [], one["words"]
        assert [mark for mark in drawn["marks"] if meet(one, mark)] == [], one["words"]


def test_a_phone_shows_no_more_than_its_width(phone: Page) -> None:
    right = phone.locator(".pl-art").evaluate("(art) => art.getBoundingClientRect().right")
    assert right <= 390
    assert max(mark["right"] for mark in boxes(phone)["marks"]) <= 390


def test_on_a_phone_the_list_comes_first_and_the_picture_when_asked_for(phone_page: Page, served_app: str) -> None:
    asked: list[str] = []
    phone_page.on("request", lambda request: asked.append(request.url))
    phone_page.goto(f"{served_app}/timeline")
    expect(phone_page.locator(".event-list .entry").first).to_be_visible()
    expect(phone_page.locator(".pl-stage")).to_be_hidden()
    opener = phone_page.get_by_role("button", name="Show the picture")
    expect(opener).to_have_attribute("aria-expanded", "false")
    assert not [url for url in asked if "plotly-basic" in url]
    opener.tap()
    expect(phone_page.locator(".pl-timeline[data-settled]")).to_be_visible()
    phone_page.get_by_role("button", name="Hide the picture").tap()
    expect(phone_page.locator(".pl-stage")).to_be_hidden()


def test_eras_are_named_and_named_again_where_the_reader_zooms(desk: Page) -> None:
    expect(desk.locator(".pl-era").first).to_be_attached()
    names = {era.get_attribute("title") for era in desk.locator(".pl-era").all()}
    assert len(names) >= 4
    last = desk.locator(".pl-era").last
    before = last.bounding_box()
    desk.get_by_role("button", name="Zoom in").click()
    stands_still(desk)
    assert desk.locator(".pl-era").last.bounding_box() != before


def test_the_links_of_the_event_in_focus_are_arrows(page: Page, served_app: str) -> None:
    opened(page, f"{served_app}/timeline?event=msmt-launched-2024")
    mine = page.locator(".pl-link.pl-mine")
    expect(mine.first).to_be_attached()
    assert mine.first.get_attribute("marker-end") or "part-of" in (mine.first.get_attribute("class") or "")


def test_hovering_says_title_date_status_and_sources(desk: Page) -> None:
    desk.mouse.move(*label(desk, "Putin and Kim meet at the Vostochny"))
    card = desk.locator(".pl-tip")
    expect(card).to_contain_text("Putin and Kim meet at the Vostochny Cosmodrome")
    expect(card).to_contain_text("13 September 2023")
    expect(card).to_contain_text("documented")
    expect(card).to_contain_text("independent source")


# Choosing


def test_a_click_chooses_and_the_ring_says_which(desk: Page) -> None:
    desk.mouse.click(*label(desk, "Putin and Kim meet at the Vostochny"))
    expect(desk).to_have_url(re.compile("event=vostochny"))
    assert desk.locator(".pl-ring.pl-focus").count() >= 1


def test_the_later_of_two_quick_clicks_counts_and_the_same_may_be_chosen_again(desk: Page) -> None:
    (one, first_event), (other, second_event) = neighbours(desk)
    label(desk, one)  # scrolls
    first, second = (label(desk, words) for words in (one, other))
    desk.mouse.click(*first)
    desk.mouse.click(*second)
    expect(desk).to_have_url(re.compile(f"event={second_event}$"))
    desk.mouse.click(*label(desk, one))
    expect(desk).to_have_url(re.compile(f"event={first_event}$"))


def neighbours(page: Page) -> list[tuple[str, str]]:
    """Two labels that are in sight at once."""
    places = {one["words"]: one["top"] for one in boxes(page)["labels"]}
    found = sorted(labelled(page, 8), key=lambda one: places[one[0]])
    return min(([a, b] for a, b in pairwise(found) if a != b), key=lambda pair: places[pair[1][0]] - places[pair[0][0]])


def test_each_tap_chooses_what_was_tapped(phone: Page) -> None:
    for words, event in labelled(phone, 2) * 2:
        phone.touchscreen.tap(*label(phone, words))
        expect(phone).to_have_url(re.compile(f"event={event}$"))


def test_a_tap_beside_a_mark_chooses_it(phone: Page) -> None:
    """A finger is wider than a mark: 24 px and more are its target."""
    ((words, event),) = labelled(phone, 1)
    at = label(phone, words)
    box = next(one for one in boxes(phone)["labels"] if one["words"] == words)
    beside = [mark for mark in boxes(phone)["marks"] if abs(middle(mark)[1] - at[1]) < 6]
    mark = min(beside, key=lambda one: min(abs(one["left"] - box["right"]), abs(box["left"] - one["right"])))
    away = 1 if middle(mark)[0] > at[0] else -1  # on the side where its label does not stand
    phone.touchscreen.tap(middle(mark)[0] + away * 3, middle(mark)[1] + 9)
    expect(phone).to_have_url(re.compile(f"event={event}$"))


def test_a_count_opens_the_list_of_its_events(desk: Page) -> None:
    count = desk.locator(".pl-art .textpoint", has_text=re.compile(r"^\+\d+$")).first
    number = int(count.text_content() or "")
    count.scroll_into_view_if_needed()
    desk.mouse.click(*middle(count.evaluate("(one) => one.getBoundingClientRect().toJSON()")))
    expect(desk.get_by_role("heading", name=re.compile(rf"\b{number}\b")).first).to_be_visible()


# The keyboard


def test_arrows_go_from_event_to_event_and_enter_chooses(desk: Page) -> None:
    chart(desk).focus()
    spoken = desk.get_by_role("status").filter(has_text=re.compile(r"\d{4}"))
    desk.keyboard.press("Home")
    expect(spoken).to_contain_text("9 August 1945")
    desk.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("1948")
    expect(desk.locator(".pl-ring.pl-cursor").first).to_be_visible()
    desk.keyboard.press("ArrowLeft")
    expect(spoken).to_contain_text("9 August 1945")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("event=soviet-entry-korea-1945"))
    desk.keyboard.press("Escape")
    expect(desk.locator(".pl-ring.pl-cursor")).to_have_count(0)


def test_tab_reaches_buttons_and_chart_and_leaves_again(desk: Page) -> None:
    desk.get_by_role("button", name="Show all").focus()
    desk.keyboard.press("Tab")
    expect(chart(desk)).to_be_focused()
    desk.keyboard.press("Tab")
    expect(chart(desk)).not_to_be_focused()


def test_after_many_runs_a_key_still_goes_one_step(desk: Page) -> None:
    """A component's code runs again at each rerun: listeners must not pile up."""
    steps = {"Sanctions": "sanctions$", "Economy": "economy.*sanctions$"}
    for theme, address in (*steps.items(), ("Sanctions", r"\?theme=economy$"), ("Economy", "/timeline$")):
        desk.get_by_role("checkbox", name=re.compile(f"^{theme}")).click()
        expect(desk).to_have_url(re.compile(address))
    settled(desk)
    chart(desk).focus()
    spoken = desk.get_by_role("status").filter(has_text=re.compile(r"\d{4}"))
    desk.keyboard.press("Home")
    desk.keyboard.press("ArrowRight")
    expect(spoken).to_contain_text("1948")


# Zoom


def test_zoom_outlives_a_choice_a_filter_and_a_change_of_theme(desk: Page) -> None:
    desk.get_by_role("button", name="Zoom in").click()
    desk.get_by_role("button", name="Zoom in").click()
    zoomed = stands_still(desk)
    ((words, event),) = labelled(desk, 1)
    desk.mouse.click(*label(desk, words))
    expect(desk).to_have_url(re.compile(f"event={event}"))
    desk.get_by_role("checkbox", name=re.compile("^Diplomacy")).check()
    expect(desk).to_have_url(re.compile("theme=diplomacy"))
    expect(desk.locator('[data-stale="true"]')).to_have_count(0)
    assert stands_still(desk) == zoomed
    ink_colour = "(art) => art.layout.font.color"
    light = desk.locator(".pl-art").evaluate(ink_colour)
    desk.emulate_media(color_scheme="dark")
    expect(desk.locator(".pl-timeline[data-settled]")).to_be_visible()
    desk.wait_for_function(
        "([light]) => [...document.querySelectorAll('*')].map((e) => e.shadowRoot?.querySelector('.pl-art')).find(Boolean).layout.font.color !== light",
        arg=[light],
    )
    assert stands_still(desk) == zoomed


def test_buttons_and_keys_zoom_and_show_all_again(desk: Page) -> None:
    whole = ranges(desk)
    out = desk.get_by_role("button", name="Zoom out")
    expect(out).to_have_attribute("aria-disabled", "true")
    chart(desk).focus()
    for zoom_in, zoom_out in (("+", "0"), ("=", "-")):
        desk.keyboard.press(zoom_in)
        near = stands_still(desk)
        assert near[-1][1] - near[-1][0] == pytest.approx((whole[-1][1] - whole[-1][0]) / 2, rel=0.01)
        expect(out).to_have_attribute("aria-disabled", "false")
        desk.keyboard.press(zoom_out)
        assert stands_still(desk) == whole


def test_the_bare_wheel_scrolls_the_page_and_with_ctrl_it_zooms(desk: Page) -> None:
    whole = ranges(desk)
    desk.mouse.move(*label(desk, "Putin and Kim meet"))
    desk.mouse.wheel(0, 200)
    desk.wait_for_function(f"{SCROLLED} > 100")
    assert ranges(desk) == whole
    desk.mouse.move(*label(desk, "Putin and Kim meet"))
    scrolled = desk.evaluate(SCROLLED)
    desk.keyboard.down("Control")
    desk.mouse.wheel(0, -200)
    desk.keyboard.up("Control")
    near = stands_still(desk)
    assert near[-1][1] - near[-1][0] < 0.8 * (whole[-1][1] - whole[-1][0])
    assert desk.evaluate(SCROLLED) == scrolled


def test_labels_are_packed_anew_for_what_the_reader_has_zoomed_to(desk: Page) -> None:
    before = {one["words"] for one in boxes(desk)["labels"]}
    for _ in range(3):
        desk.get_by_role("button", name="Zoom in").click()
    zoomed = stands_still(desk)
    expect(desk.locator(".pl-timeline[data-settled]")).to_be_visible()
    assert stands_still(desk) == zoomed
    left, right = desk.locator(".pl-art").evaluate(
        "(art) => { const { _offset, _length } = art._fullLayout.xaxis2; const { left } = art.getBoundingClientRect();"
        " return [left + _offset, left + _offset + _length]; }"
    )
    drawn = boxes(desk)
    inside = [ink(one) for one in drawn["labels"] if one["left"] >= left and one["right"] <= right]
    assert {one["words"] for one in inside} - before
    for n, one in enumerate(inside):
        assert [other["words"] for other in inside[n + 1 :] if meet(one, other)] == [], one["words"]


# The strip


def knob(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def test_a_brush_on_the_strip_is_a_range_of_dates_and_one_step_back(desk: Page) -> None:
    strip = desk.locator(".pl-strip").bounding_box()
    assert strip
    y = strip["y"] + strip["height"] / 2
    desk.mouse.move(strip["x"] + strip["width"] * 0.6, y)
    desk.mouse.down()
    desk.mouse.move(strip["x"] + strip["width"] * 0.65, y, steps=3)
    desk.mouse.move(strip["x"] + strip["width"] * 0.75, y, steps=3)
    assert desk.url.endswith("/timeline")  # nothing before the reader lets go
    desk.mouse.up()
    expect(desk).to_have_url(re.compile(r"from=\d{4}-\d\d-01&to=\d{4}-\d\d-\d\d$"))
    expect(desk.get_by_role("link", name=re.compile("^Remove from"))).to_be_visible()
    assert len(ranges(opened_still(desk))) == 1  # one axis, for the range
    desk.go_back()
    expect(desk).to_have_url(re.compile("/timeline$"))


def opened_still(page: Page) -> Page:
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    return page


def test_keys_move_the_ends_of_the_range_and_escape_takes_it_back(desk: Page) -> None:
    first, last = knob(desk, "First day shown"), knob(desk, "Last day shown")
    last.focus()
    desk.keyboard.press("PageDown")
    expect(desk).to_have_url(re.compile("to="))
    opened_still(desk)
    expect(last).to_be_focused()
    shown = last.get_attribute("aria-valuetext")
    first.focus()
    desk.keyboard.press("PageUp")
    desk.keyboard.press("ArrowRight")
    expect(desk).to_have_url(re.compile("from=.*&to="))
    assert last.get_attribute("aria-valuetext") == shown
    desk.keyboard.press("Escape")
    expect(desk).to_have_url(re.compile("/timeline$"))
    expect(first).to_have_attribute("aria-valuenow", "0")


def test_a_finger_brushes_the_strip_too(phone: Page) -> None:
    strip = phone.locator(".pl-strip")
    strip.scroll_into_view_if_needed()
    box = strip.bounding_box()
    assert box
    y = box["y"] + box["height"] / 2
    touch(phone, *([(box["x"] + box["width"] * (0.5 + 0.05 * n), y)] for n in range(7)))
    expect(phone).to_have_url(re.compile("from="))


def test_a_stretch_of_time_is_one_choice_away(desk: Page) -> None:
    desk.get_by_role("link", name="spaceport to treaty").click()
    expect(desk).to_have_url(re.compile("from=2023-09-13&to=2024-06-19"))
    expect(desk.get_by_role("link", name="spaceport to treaty")).to_have_attribute("aria-current", "true")
    desk.get_by_role("link", name="whole record").click()
    expect(desk).to_have_url(re.compile("/timeline$"))


def test_dragging_moves_the_zoomed_part_and_chooses_nothing(desk: Page) -> None:
    desk.get_by_role("button", name="Zoom in").click()
    before = stands_still(desk)
    words = next(one["words"] for one in boxes(desk)["labels"] if 600 < one["left"] < 900)
    x, y = label(desk, words)
    desk.mouse.move(x, y)
    desk.mouse.down()
    desk.mouse.move(x - 120, y + 3, steps=6)
    desk.evaluate("() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    held = label(desk, words)
    assert list(held) == pytest.approx([x - 120, y], abs=1.5)  # it is under the pointer all the way
    desk.mouse.up()
    after = stands_still(desk)
    assert list(label(desk, words)) == pytest.approx(list(held), abs=1.5)
    assert after[-1][0] > before[-1][0]
    assert after[-1][1] - after[-1][0] == pytest.approx(before[-1][1] - before[-1][0], rel=1e-6)
    assert after[0] == before[0]
    assert "event=" not in desk.url
    desk.mouse.dblclick(x, y + 12)
    stands_still(desk)


def test_two_fingers_zoom_and_one_moves_sideways_or_scrolls_the_page(phone: Page) -> None:
    ((words, _),) = labelled(phone, 1)
    x, y = label(phone, words)
    x = 250.0  # within the later part
    whole = ranges(phone)
    touch(phone, *([(x - 20 - 10 * n, y), (x + 20 + 10 * n, y)] for n in range(7)))
    near = stands_still(phone)
    assert near[-1][1] - near[-1][0] < 0.6 * (whole[-1][1] - whole[-1][0])
    touch(phone, *([(x - 15 * n, y)] for n in range(7)))
    moved = stands_still(phone)
    assert moved[-1][0] > near[-1][0]
    scrolled = phone.evaluate(SCROLLED)
    touch(phone, *([(x, y + 200 - 25 * n)] for n in range(8)))
    phone.wait_for_function(f"{SCROLLED} > {scrolled} + 50")
    assert stands_still(phone) == moved
    assert "event=" not in phone.url


# Where it runs


class _Under(AppServer):
    """A server whose app lies under a path of its address."""

    def get(self, path: str) -> bytes:
        return super().get(f"/record{path}")


@pytest.fixture(scope="module")
def app_under_a_path() -> Iterator[str]:
    with _Under(env={"STREAMLIT_SERVER_BASE_URL_PATH": "record"}) as server:
        yield f"{server.url}/record"


@pytest.mark.parametrize("path", ["/", "/timeline"])
def test_it_is_drawn_under_a_path_of_the_address_too(page: Page, app_under_a_path: str, path: str) -> None:
    opened(page, f"{app_under_a_path}{path}")
    assert boxes(page)["marks"]


def test_leaving_the_page_and_coming_back_draws_it_anew(desk: Page) -> None:
    desk.get_by_role("link", name="Sources", exact=True).click()
    expect(desk.locator(".pl-timeline")).to_have_count(0)
    desk.go_back()
    expect(desk.locator(".pl-timeline[data-settled]")).to_be_visible()
    assert boxes(desk)["marks"]


def test_plotly_is_asked_for_once_per_page(page: Page, served_app: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "plotly-basic" in request.url else None)
    opened(page, served_app)
    page.get_by_role("link", name="Timeline", exact=True).click()
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    assert len(asked) == 1
