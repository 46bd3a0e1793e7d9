"""A site of plain files at work, by double click: its filters, its search and its drawer need no server."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Page, expect

from components.site.build import site
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from tests.browser.axe import violations
from tests.support import SMALL, tables

RECORD = tables(SMALL)


def events(view: View) -> list[str]:
    found: list[str] = view.frames.cells("events", "event_id", view.event_rows)
    return found


def shown(page: Page) -> list[str]:
    listed = page.locator(".event-list .entry:not([hidden])")
    found: list[str] = listed.evaluate_all("entries => entries.map((entry) => entry.dataset.event)")
    return found


def asking(record: Frames, **keys: str) -> list[str]:
    return events(select(record, Selection.from_query({key: [value] for key, value in keys.items()})))


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """Serve files as a plain host does."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def test_a_site_opened_from_a_disk_filters_searches_and_shows_cards(
    open_page: Callable[..., Page], tmp_path: Path
) -> None:
    site(RECORD, tmp_path / "events.yaml", tmp_path / "out")
    start = (tmp_path / "out").as_uri()
    page = open_page().context.new_page()  # one that waits for no app

    page.goto(f"{start}/timeline.html")
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    assert shown(page) == events(select(RECORD, Selection()))
    page.locator('[data-opens="filters"]').click()
    panel = page.locator("#filter-host")
    panel.get_by_label("Military").check()
    expect(page.locator(".selection .chip")).to_have_count(1)
    assert re.search(r"theme=military", page.url)
    assert shown(page) == asking(RECORD, theme="military") != events(select(RECORD, Selection()))
    page.go_back()
    expect(page.locator(".selection .chip")).to_have_count(0)
    assert shown(page) == events(select(RECORD, Selection()))

    page.goto(f"{start}/actor/rus.html")
    page.locator("a.opens-filters").click()
    expect(panel.get_by_label("Military")).to_be_visible()
    expect(page.locator(".selection .chip")).to_have_text(re.compile("Russia"))
    assert page.url.endswith("/timeline.html?actor=rus")
    assert shown(page) == asking(RECORD, actor="rus") != events(select(RECORD, Selection()))

    page.goto(f"{start}/index.html")
    page.locator(".masthead .find input").fill("pact")
    page.keyboard.press("Enter")
    expect(page.locator(".selection .chip")).to_have_count(1)
    assert page.url.endswith("/timeline.html?q=pact")
    assert shown(page) == asking(RECORD, q="pact")

    page.locator("#below-list summary").click()
    page.locator(".entry:not([hidden]) [data-pick]").first.click()
    expect(page.locator("#drawer h2")).to_be_visible()
    page.locator("#drawer .drawer-foot").get_by_text("Open the full page").click()
    expect(page.locator("h1")).to_be_visible()
    assert re.search(r"/event/[a-z-]+\.html$", page.url)

    with hosted(tmp_path) as address:
        page.goto(f"{address}/out/timeline.html?theme=military")
        expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
        assert shown(page) == asking(RECORD, theme="military")
        assert violations(page) == []
        page.goto(f"{address}/out/event/pact.html?edition=0.9.")
        expect(page.locator("h1 + .since")).to_have_text("The link is of edition 0.9; these pages are edition 1.")
        assert violations(page) == []

    plain = open_page(java_script_enabled=False)
    plain.goto(f"{start}/timeline.html")
    assert plain.locator(".event-list .entry:visible").count() == RECORD.size("events")
    assert plain.locator(
        ".st-key-timeline-list noscript .notice"
    ).is_visible()  # texts in noscript are found by no other way
    assert plain.locator("button:visible:not([popovertarget])").count() == 0
