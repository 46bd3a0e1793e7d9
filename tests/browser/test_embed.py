"""The view in a frame of a page elsewhere: copied from the app, with its sources, without the pages around it."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import cast

import pytest
from playwright.sync_api import Page, expect

from pactline.wording import text
from tests.browser.axe import violations
from tests.browser.test_app import settled

pytestmark = pytest.mark.windows


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None: ...


@contextmanager
def elsewhere(folder: Path) -> Iterator[str]:
    """Serve a folder from an origin of its own."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def copied(page: Page, address: str) -> str:
    page.goto(address)
    settled(page)
    if page.locator(".event-bar").count():
        page.get_by_role("button", name=text("embed.title"), exact=True).click()
        box = page.get_by_role("dialog", name=text("embed.title"), exact=True)
    else:
        page.locator("#below-more > summary").click()
        page.locator("summary", has_text=re.compile("^Embed$")).click()
        box = page.locator(".embed")
    expect(box).to_contain_text("Only this computer reaches the address in it.")
    code = box.locator("code").inner_text()
    box.get_by_role("button", name="Copy code").click()
    expect(box.get_by_role("button", name="Link copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == code
    return code


def use(page: Page, number: int) -> None:
    """Press a key in a frame: on a line that looks slow, as on a busy machine, the app in it waits for a first use."""
    iframe = page.locator("iframe").nth(number)
    iframe.content_frame.locator("h1").first.wait_for()
    framed = iframe.element_handle().content_frame()
    assert framed
    framed.wait_for_load_state()
    framed.evaluate("() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))")


def test_an_event_a_story_and_the_timeline_stand_in_a_page_elsewhere_with_their_sources(
    open_page: Callable[..., Page], served_app: str, tmp_path: Path
) -> None:
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    views = ("event?event=treaty-signed", "timeline?theme=sanctions", "classroom?story=soviet-era-to-treaty&step=2")
    codes = [copied(page, f"{served_app}/{view}") for view in views[:2]]
    codes.append(codes[0].replace(views[0], views[2].replace("&", "&amp;")).replace('title="', 'title="Story: '))
    assert f'src="{served_app}/{views[0]}&amp;embed=true"' in codes[0]
    body = "".join(f"<h2>{n}</h2>{code}" for n, code in enumerate(codes))
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>An article</title><main><h1>An article</h1>{body}</main>',
        encoding="utf-8",
    )
    with elsewhere(tmp_path) as origin:
        page.goto(origin)
        event, timeline, story = (page.frame_locator(f"iframe >> nth={n}") for n in range(3))
        expect(event.get_by_role("heading", level=1)).to_have_text(re.compile("^Putin and Kim sign"))
        event.locator("details.claim > summary").first.click()
        expect(event.locator(".card a[target=_blank]").first).to_be_visible()  # a source to open
        for n, frame in enumerate((event, timeline, story)):
            page.locator("iframe").nth(n).scroll_into_view_if_needed()  # it loads late
            link = frame.get_by_role("link", name="Open in Pactline")
            use(page, n)
            expect(frame.locator("#baked")).to_have_count(0)
            expect(link).to_be_attached()
            assert "embed" not in (link.get_attribute("href") or "")
            for chrome in (".masthead", ".st-key-filters", ".opens-filters"):
                expect(frame.locator(chrome)).to_be_hidden()
            expect(frame.get_by_role("button", name=re.compile("Present|Copy"))).to_have_count(0)
            expect(frame.locator('[data-stale="true"]')).to_have_count(0)
        expect(story.locator(".slide-claims .who").first).to_be_visible()
        expect(timeline.locator(".pl-timeline[data-settled]")).to_be_visible()
        for place in page.frames:  # the page, and each view inside its frame
            assert violations(cast("Page", place)) == []
        story.get_by_role("link", name=re.compile("^Next")).click()  # it goes on inside the frame, and stays bare
        expect(story.locator(".crumb")).to_contain_text("Step 3 of")
        expect(story.locator(".masthead")).to_have_count(0)
        with page.context.expect_page() as opening:
            story.get_by_role("link", name="Open in Pactline").click()
        expect(opening.value).to_have_url(re.compile(r"/classroom\?story=soviet-era-to-treaty&step=3$"))
