"""A page before the app: it can be read and left without scripts, and gives way to the app without a move."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, Route, expect

_MOVES = """window.moved = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
}).observe({ type: "layout-shift", buffered: true });"""


def test_a_page_is_read_without_scripts_and_then_becomes_the_app_without_a_move(
    open_page: Any, served_app: str
) -> None:
    app: Page = open_page()
    app.goto(served_app)
    expect(app.locator(".colophon")).to_be_attached()
    _reads_without_scripts(open_page(java_script_enabled=False), served_app)

    app.add_init_script(_MOVES)
    app.goto(f"{served_app}/timeline")  # which waits until the baked page is gone
    assert app.evaluate("performance.getEntriesByName('first-contentful-paint').length") == 1
    expect(app.locator("h1")).to_be_visible()
    expect(app.locator(".pl-timeline[data-ready]")).to_be_visible()
    assert app.evaluate("window.moved") <= 0.05

    # What the reader was about goes along: the claim that a link names, one that was opened, words that were typed.
    app.goto(f"{served_app}/c/treaty-signed.3")
    expect(app.locator("#root details[id='treaty-signed.3']")).to_have_attribute("open", "")
    expect(app.locator("#root details[id='treaty-signed.3']")).to_be_in_viewport()
    with before_the_app(app, f"{served_app}/event?event=treaty-signed"):
        app.locator("#baked details[id='treaty-signed.2'] > summary").click()
    expect(app.locator("#root details[id='treaty-signed.2']")).to_have_attribute("open", "")
    with before_the_app(app, f"{served_app}/search"):
        app.locator("#baked form.search-field input").fill("troops")
    expect(app.locator("#root form.search-field input")).to_have_value("troops")
    expect(app).to_have_url(re.compile(r"/search\?q=troops$"))
    with before_the_app(app, f"{served_app}/timeline"):
        app.keyboard.press("f")
        app.locator("#filter-form").get_by_label("Military").check()
        app.evaluate("window.stays = true")
    app.wait_for_function("() => document.__pactlineRouter && document.documentElement.dataset.drawn === ''")
    app.locator("#filter-form .panel-foot button").click()
    expect(app.locator("#root a.chip")).to_have_count(1)
    expect(app.locator("#baked")).to_have_count(0)
    assert app.evaluate("window.stays"), "the app was there already: nothing is loaded anew"
    expect(app).to_have_url(re.compile(r"/timeline\?theme=military$"))
    with before_the_app(app, f"{served_app}/about", until="**/*router*"):
        app.keyboard.press("/")
        app.keyboard.type("lavrov")
    expect(app.locator("#root form.find [role=option]").first).to_contain_text("Sergei Lavrov")


def _reads_without_scripts(plain: Page, served_app: str) -> None:
    """Read the timeline, narrow it, go on by the menu, search."""
    for _ in range(200):  # until the server has read its record it answers with the app's own document
        plain.goto(f"{served_app}/timeline")
        if plain.locator("svg.timeline-still").count():
            break
    expect(plain.locator("h1")).to_be_visible()
    expect(plain.locator("svg.timeline-still a").first).to_be_visible()
    head, title = plain.locator(".masthead").bounding_box(), plain.locator("h1").bounding_box()
    assert head is not None
    assert title is not None
    assert head["y"] + head["height"] <= title["y"]
    wide = plain.viewport_size
    assert wide is not None
    plain.set_viewport_size({"width": 390, "height": 844})  # a phone has its own picture
    expect(plain.locator("svg.timeline-still")).to_be_hidden()
    expect(plain.locator(".pl-strip svg")).to_be_visible()
    expect(plain.locator(".pl-entry a").first).to_be_visible()
    plain.set_viewport_size(wide)
    plain.locator(".opens-filters").click()
    plain.locator("#filter-form").get_by_label("Military").check()
    plain.locator("#filter-form .panel-foot button").click()
    plain.wait_for_url("**/timeline?theme=military")
    plain.locator("a.chip").click()
    plain.wait_for_url("**/timeline")
    plain.locator(".masthead .main a", has_text="Reactions").click()
    plain.wait_for_url("**/reactions")
    for _ in range(20):  # on a busy machine a page may be told in short first
        if "actors" in plain.locator("h1").inner_text():
            break
        plain.reload()
    expect(plain.locator("h1")).to_contain_text("actors")
    plain.locator(".masthead input[name=q]").fill("treaty")
    plain.locator(".masthead input[name=q]").press("Enter")
    plain.wait_for_url("**/search?q=treaty")


@contextmanager
def before_the_app(page: Page, url: str, until: str = "**/static/js/**") -> Iterator[None]:
    """Go to an address whose app, or a script of it, does not come before the block has ended."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(until, hold)
    page.evaluate("(url) => { location.href = url; }", url)
    page.locator("#baked h1").wait_for()
    page.wait_for_load_state("domcontentloaded")  # its script, which hears keys, stands at its end
    page.evaluate("() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))")  # on whatever line
    yield
    for route in held:
        route.continue_()
    page.unroute(until)
