"""The timeline in a browser: one window of time, moved by mouse, wheel, touch and keyboard, and what is drawn in it."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.app_server import AppServer
from tests.browser.axe import violations
from tests.browser.test_app import dark

# Boxes of what is drawn, in px of the window.
BOXES = """(art) => {
  const boxes = (what) => [...art.querySelectorAll(what)].map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    return { words: (one.textContent || "").trim(), left, right, top, bottom };
  });
  // The counts' own numbers stand on their buttons: they are no labels.
  const labels = boxes(".textpoint text").filter((label) => !/^\\+\\d+$/.test(label.words));
  return { labels, marks: boxes(".scatterlayer .points .point") };
}"""
RANGE = "(art) => art._fullLayout.xaxis.range.slice()"
# Notes the first time of each: the card is in the page, its event has a ring, the frame with both is all but painted,
# the page gives the card room, the picture is drawn anew.
ORDER = """() => {
  window.order = [];
  const note = (what) => window.order.includes(what) || window.order.push(what);
  const around = new MutationObserver(() => {
    if (window.order.includes("card") || !document.querySelector(".drawer-foot")) return;
    note("card");
    requestAnimationFrame(() => note("frame"));
  });
  around.observe(document.body, { subtree: true, childList: true });
  new MutationObserver(() => note("room")).observe(document.documentElement, { attributeFilter: ["class"] });
  document.addEventListener("pactline:focus", () => note("ring"));
  const { react } = window.Plotly;
  window.Plotly.react = (...given) => {
    note("drawn");
    return react(...given);
  };
}"""
FRAME = "(frame) => { const box = frame.getBoundingClientRect(); return [box.left, box.right]; }"


@pytest.fixture
def desk(page: Page, served_app: str) -> Page:
    return opened(page, f"{served_app}/timeline")


def opened(page: Page, url: str) -> Page:
    """Open a page and wait until its timeline is drawn for the window and the width that it has."""
    page.goto(url)
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    return page


def chart(page: Page) -> Locator:
    return page.get_by_role("application", name=re.compile("^Timeline of"))


def boxes(page: Page) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = page.locator(".pl-art").evaluate(BOXES)
    return found


def shown(page: Page) -> list[float]:
    """Return the places on the axis between which the picture shows it, once it stays the same."""
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    found: list[float] = page.locator(".pl-art").evaluate(RANGE)
    return found


def length(page: Page) -> float:
    low, high = shown(page)
    return high - low


def shows(page: Page, least: float, most: float) -> None:
    """Wait until the picture, in whatever element it is drawn, shows a stretch as long as that."""
    page.wait_for_function(
        """([least, most]) => {
          const parts = [...document.querySelectorAll(".st-key-timeline-box *")].map((one) => one.shadowRoot);
          const art = parts.map((part) => part?.querySelector(".pl-art")).find((one) => one?._fullLayout);
          const [low, high] = art?._fullLayout.xaxis.range ?? [];
          return high - low >= least && high - low <= most;
        }""",
        arg=[least, most],
    )


def frame(page: Page) -> list[float]:
    found: list[float] = page.locator(".pl-window").evaluate(FRAME)
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
    return middle(next(one for one in boxes(page)["labels"] if one["words"].startswith(words)))


@pytest.mark.parametrize(
    ("path", "size"),
    [("timeline", (1280, 720)), ("timeline?from=2024-01-01", (1920, 1080)), ("timeline?lanes=actor", (1280, 720))],
)
def test_no_label_covers_another_or_a_mark_and_the_page_fits_its_window(
    open_page: Callable[..., Page], served_app: str, size: tuple[int, int], path: str
) -> None:
    page = opened(open_page(viewport={"width": size[0], "height": size[1]}), f"{served_app}/{path}")
    drawn = boxes(page)
    labels = [ink(one) for one in drawn["labels"]]
    sight = page.locator(".pl-plot").evaluate("(plot) => plot.getBoundingClientRect().toJSON()")
    labels = [one for one in labels if one["right"] > sight["left"] and one["left"] < sight["right"]]
    assert len(labels) > 10
    for n, one in enumerate(labels):
        assert [other["words"] for other in labels[n + 1 :] if meet(one, other)] == [], one["words"]
        assert [mark for mark in drawn["marks"] if meet(one, mark)] == [], one["words"]
    scrolled = "(main) => main.scrollHeight - main.clientHeight"
    assert page.locator("[data-testid=stMain]").evaluate(scrolled) <= 0
    assert sight["top"] < 200


def test_buttons_keys_wheel_and_drag_move_one_window_and_back_undoes_it(desk: Page) -> None:
    whole, place = length(desk), frame(desk)
    desk.get_by_role("button", name="Zoom in").click()
    assert length(desk) == pytest.approx(whole / 2, rel=0.05)
    near = frame(desk)
    assert near[1] - near[0] == pytest.approx((place[1] - place[0]) / 2, rel=0.05)
    expect(desk).to_have_url(re.compile(r"from=\d{4}"))
    chart(desk).focus()
    desk.keyboard.press("0")
    shows(desk, whole * 0.99, whole * 1.01)
    expect(desk).to_have_url(re.compile("/timeline$"))
    desk.go_back()
    expect(desk).to_have_url(re.compile(r"from=\d{4}"))
    shows(desk, whole * 0.48, whole * 0.52)
    # A stretch of the page's own row, at once; the server follows with the headline of what it holds.
    desk.get_by_role("link", name="Since the treaty").click()
    expect(desk).to_have_url(re.compile("from=2024-06-19"))
    expect(desk.get_by_role("link", name="Since the treaty")).to_have_attribute("aria-current", "true")
    expect(desk.get_by_role("heading", level=1)).to_contain_text("events shown")
    before = shown(desk)
    x, y = desk.locator(".pl-plot").evaluate("(plot) => [plot.getBoundingClientRect().left + 500, 300]")
    desk.mouse.move(x, y)
    desk.mouse.down()
    desk.mouse.move(x + 60, y)
    desk.mouse.move(x + 120, y)
    desk.mouse.up()
    assert shown(desk)[0] < before[0]
    assert length(desk) == pytest.approx(before[1] - before[0], rel=0.01)
    # Two chips stand in a row of their own now, and still there is nothing to scroll: the wheel zooms.
    expect(desk.locator(".chips .chip")).to_have_count(2)
    desk.wait_for_function(
        "() => { const page = document.querySelector('[data-testid=stMain]'); return page.scrollHeight <= page.clientHeight; }"
    )
    desk.mouse.wheel(0, -240)  # is on its way when this returns
    shows(desk, 0, (before[1] - before[0]) * 0.99)
    # The frame of the strip is the window: dragged, it takes the picture with it.
    here = shown(desk)
    left, right = frame(desk)
    strip = desk.locator(".pl-strip").bounding_box()
    assert strip
    desk.mouse.move((left + right) / 2, strip["y"] + 20)
    desk.mouse.down()
    desk.mouse.move((left + right) / 2 - 40, strip["y"] + 20)
    desk.mouse.move((left + right) / 2 - 80, strip["y"] + 20)
    desk.mouse.up()
    assert shown(desk)[0] < here[0]


# The line from the server, whose answers can be held back: `held` of them wait, `let(n)` lets the first n go.
HELD_BACK = """
  window.line = { holds: false, held: [], let(n) { for (const one of line.held.splice(0, n)) one(); } };
  const listen = WebSocket.prototype.addEventListener;
  WebSocket.prototype.addEventListener = function (what, hear, ...how) {
    const late = (message) => {
      if (!line.holds) return hear.call(this, message);
      const has = (words) => new TextDecoder().decode(message.data).includes(words);
      line.held.push(Object.assign(() => hear.call(this, message), { window: has('"range":[') }));
    };
    listen.call(this, what, what === "message" ? late : hear, ...how);
  };
"""


def test_an_answer_that_comes_late_leaves_the_picture_at_the_address(page: Page, served_app: str) -> None:
    page.add_init_script(HELD_BACK)
    whole = length(opened(page, f"{served_app}/timeline"))
    headline = page.get_by_role("heading", level=1)
    expect(headline).not_to_contain_text("events shown")
    page.evaluate("() => { line.holds = true; }")
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"from=\d{4}"))
    answer = page.wait_for_function("() => line.held.findIndex((one) => one.window) + 1").json_value()
    chart(page).focus()
    page.keyboard.press("0")
    expect(page).to_have_url(re.compile("/timeline$"))
    page.evaluate("(n) => line.let(n)", answer)
    expect(headline).to_contain_text("events shown")  # of the window that the reader has left
    assert length(page) == pytest.approx(whole, rel=0.01)
    page.go_back()
    shows(page, whole * 0.48, whole * 0.52)
    page.evaluate("() => { line.holds = false; line.let(line.held.length); }")
    expect(headline).to_contain_text("events shown")
    shows(page, whole * 0.48, whole * 0.52)


def test_a_filter_shows_before_the_run_that_it_asks_for(page: Page, served_app: str) -> None:
    page.add_init_script(HELD_BACK)
    asked: list[str] = []

    def hear(request: Request) -> None:
        if "/drawn?" in request.url:
            asked.append(request.url)

    page.on("request", hear)
    opened(page, f"{served_app}/timeline")
    before, marks = chart(page).get_attribute("aria-label"), page.locator(".pl-art .point")
    assert before
    page.locator(".opens-filters").click()
    page.evaluate("() => { line.holds = true; }")
    page.get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(chart(page)).not_to_have_attribute("aria-label", before)
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    after, left = chart(page).get_attribute("aria-label"), marks.count()
    assert page.locator(".chips .chip").count() == 0  # nothing has been heard of the run
    page.evaluate("() => { line.holds = false; line.let(line.held.length); }")
    expect(page.locator(".chips .chip")).to_have_count(1)
    expect(chart(page)).to_have_attribute("aria-label", str(after))
    expect(marks).to_have_count(left)
    page.go_back()
    expect(chart(page)).to_have_attribute("aria-label", before)
    assert len(asked) == len(set(asked)) == 2  # neither what was there before nor what is told twice is fetched again


def test_a_picked_mark_opens_its_card_beside_the_picture_and_stays_in_sight(desk: Page) -> None:
    expect(desk.get_by_role("link", name="Play", exact=True).first).to_have_attribute("href", re.compile("play$"))
    row = desk.locator(".st-key-timeline-row").evaluate("(row) => row.offsetHeight")
    wide = desk.locator(".pl-plot").evaluate("(plot) => plot.clientWidth")
    desk.mouse.click(*label(desk, "Vostochny summit"))
    expect(desk).to_have_url(re.compile("event="))
    expect(desk.get_by_role("heading", name=re.compile("Vostochny")).first).to_be_visible()
    expect(desk.locator(".pl-ring.pl-focus").first).to_be_visible()
    expect(desk.locator(".pl-picked")).to_have_text("Vostochny summit")
    expect(desk.locator(".pl-day")).to_have_text("13 Sept 2023")
    expect(desk.locator(".pl-timeline[data-settled]")).to_be_visible()
    assert desk.locator(".pl-plot").evaluate("(plot) => plot.clientWidth") < wide - 300
    ring = desk.locator(".pl-ring.pl-focus").first.bounding_box()
    plot = desk.locator(".pl-plot").bounding_box()
    assert ring
    assert plot
    assert plot["x"] <= ring["x"] <= plot["x"] + plot["width"]
    assert desk.locator(".st-key-timeline-row").evaluate("(row) => row.offsetHeight") == row
    assert violations(desk) == []
    assert violations(dark(desk)) == []


def test_the_card_is_painted_before_page_and_picture_make_room_for_it(desk: Page) -> None:
    desk.mouse.move(*label(desk, "Vostochny summit"))
    desk.wait_for_function("() => document.__pactlineDrawer.cards.ready('vostochny-summit-2023')")
    desk.evaluate(ORDER)
    desk.mouse.click(*label(desk, "Vostochny summit"))
    desk.wait_for_function("() => window.order.includes('drawn')")
    assert desk.evaluate("window.order") == ["card", "ring", "frame", "room", "drawn"]


def test_arrows_go_from_event_to_event_and_enter_picks(desk: Page) -> None:
    chart(desk).focus()
    spoken = desk.get_by_role("status").filter(has_text=re.compile(r"\d{4}"))
    desk.keyboard.press("Home")
    expect(spoken.first).to_contain_text("9 August 1945")
    desk.keyboard.press("ArrowRight")
    expect(spoken.first).to_contain_text("1948")
    expect(desk.locator(".pl-ring.pl-cursor").first).to_be_visible()
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("event=soviet-entry-korea-1945"))


def test_a_count_opens_the_list_of_its_events(open_page: Callable[..., Page], served_app: str) -> None:
    page = opened(open_page(viewport={"width": 900, "height": 520}), f"{served_app}/timeline")
    count = page.locator(".pl-art .textpoint", has_text=re.compile(r"^\+\d+$")).first
    number = int((count.text_content() or "").strip().removeprefix("+"))
    page.mouse.click(*middle(count.evaluate("(one) => one.getBoundingClientRect().toJSON()")))
    expect(page.get_by_role("heading", name=re.compile(rf"^{number} events")).first).to_be_visible()


def test_on_a_phone_the_events_stand_along_a_line_under_the_strip(phone_page: Page, served_app: str) -> None:
    opened(phone_page, f"{served_app}/timeline?from=2024-06-01&to=2024-06-30")
    expect(phone_page.get_by_role("heading", name=re.compile("June 2024")).first).to_be_visible()
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390
    entries = phone_page.locator(".pl-entry")
    june = entries.count()
    phone_page.get_by_role("combobox", name="Time").select_option("/")
    expect(phone_page).to_have_url(re.compile("/timeline$"))
    expect(entries.nth(june + 10)).to_be_attached()
    years = [int(re.findall(r"\d{4}", words)[0]) for words in phone_page.locator(".pl-list h3").all_inner_texts()]
    assert years == sorted(years), "they are sent theme by theme"
    entries.first.get_by_role("button").tap()
    expect(phone_page).to_have_url(re.compile("event="))


class _Under(AppServer):
    """A server whose app lies under a path of its address."""

    def get(self, path: str) -> bytes:
        return super().get(f"/record{path}")


@pytest.fixture(scope="module")
def app_under_a_path() -> Iterator[str]:
    with _Under(env={"STREAMLIT_SERVER_BASE_URL_PATH": "record"}) as server:
        yield f"{server.url}/record"


def test_it_is_drawn_under_a_path_of_the_address_too(page: Page, app_under_a_path: str) -> None:
    opened(page, f"{app_under_a_path}/timeline")
    assert boxes(page)["marks"]
    page.get_by_role("button", name="Zoom in").click()
    expect(page).to_have_url(re.compile(r"/record/timeline\?from="))


def test_leaving_the_page_and_coming_back_draws_it_anew(desk: Page) -> None:
    desk.get_by_role("link", name="Sources", exact=True).click()
    expect(desk.locator(".pl-timeline")).to_have_count(0)
    desk.go_back()
    expect(desk.locator(".pl-timeline[data-settled]")).to_be_visible()
    assert boxes(desk)["marks"]
