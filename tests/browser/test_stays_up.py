"""The record changes under open pages: they follow a good one by themselves, and keep the last good one else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocket, expect

from tests.browser.axe import violations
from tests.browser.conftest import PATIENCE

GOOD = "edition: {version: '7', as_of: 2025-12-31}\nevents:\n- {id: a, date: 2024, title: Alpha}\n- {id: b, date: 2025, title: Beta}\n"
HELD = "The last good state of the record is shown"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    record = tmp_path / "my.yaml"
    record.write_text(GOOD, encoding="utf-8")
    return record


def opened(page: Page, url: str) -> Page:
    page.goto(url)
    expect(page.locator(".colophon")).to_be_attached(timeout=PATIENCE)  # out of sight below a picture
    return page


def listed(page: Page, url: str) -> Page:
    """Open the timeline with its list unfolded."""
    opened(page, url).locator("#below-list summary").click()
    return page


def event(page: Page, title: str):
    return page.locator(".event-list").get_by_role("link", name=title, exact=True)


def test_open_pages_follow_an_edit_and_hold_on_when_it_breaks_is_emptied_or_deleted(
    open_page: Callable[..., Page], serve: Callable[[Path], str], file: Path
) -> None:
    url = serve(file)
    page, other = (listed(open_page(), f"{url}/{name}") for name in ("timeline?event=b", "timeline?q=alpha"))
    address = page.url
    file.write_text(GOOD.replace("Beta", "Gamma"), encoding="utf-8")
    expect(event(page, "Gamma")).to_be_visible(timeout=PATIENCE)
    expect(event(page, "Beta")).to_have_count(0)
    assert page.url == address
    expect(other.get_by_text("1 of 2 events")).to_be_visible()

    for broken in (GOOD.replace("2025,", "2025-02-30,"), "", GOOD[:-20]):
        file.write_text(broken, encoding="utf-8")
        for one in (page, other):
            banner = one.get_by_role("status").filter(has_text=HELD)
            expect(banner).to_be_visible(timeout=PATIENCE)
            expect(banner).to_contain_text("Edition 7, as of 31 December 2025")
            expect(banner).to_contain_text("my.yaml")
        expect(event(page, "Gamma")).to_be_visible()
        expect(page.locator("#drawer-title")).to_have_text("Gamma")
        file.write_text(GOOD.replace("Beta", "Gamma"), encoding="utf-8")
        expect(page.get_by_text(HELD)).to_have_count(0, timeout=PATIENCE)

    file.unlink()
    expect(page.get_by_text(HELD)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_text("no such file")).to_be_visible()
    assert violations(page) == []
    assert re.search(r"as it was loaded on \d+ \w+ \d{4}, \d\d:\d\d UTC", page.locator(".held").inner_text())
    fresh = listed(open_page(), f"{url}/timeline")  # who comes now sees the same
    expect(event(fresh, "Gamma")).to_be_visible()
    expect(fresh.get_by_text(HELD)).to_be_visible()
    file.write_text(GOOD.replace("Beta", "Back again"), encoding="utf-8")
    for one in (page, fresh):
        expect(event(one, "Back again")).to_be_visible(timeout=PATIENCE)
        expect(one.get_by_text(HELD)).to_have_count(0)
    expect(other.get_by_text(HELD)).to_have_count(0, timeout=PATIENCE)


def test_an_event_that_went_is_named_and_left_out(page: Page, serve: Callable[[Path], str], file: Path) -> None:
    opened(page, f"{serve(file)}/event?event=b")
    file.write_text(GOOD.replace("id: b", "id: c"), encoding="utf-8")
    expect(page.get_by_text("event=b", exact=True)).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Choose an event")).to_be_visible()


def test_a_record_that_does_not_open_yet_opens_by_itself_once_it_is_mended(
    page: Page, serve: Callable[[Path], str], file: Path
) -> None:
    file.write_text("events:\n- {date: 2024-02-30, titel: x}\n", encoding="utf-8")
    page.goto(serve(file))
    expect(page.get_by_role("heading", name="This record does not open yet")).to_be_visible(timeout=PATIENCE)
    file.write_text(GOOD, encoding="utf-8")
    expect(page.locator(".masthead")).to_be_visible(timeout=PATIENCE)


def test_several_files_saved_one_after_the_other_never_show_a_mixture(
    page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """Both files say which edition they belong to; no run may see two that differ."""

    def save(n: int, *, between: Callable[[], None] = lambda: None) -> None:
        (tmp_path / "record" / "events.yaml").write_text(f"events: [{{id: a, date: 2024, title: Title {n}}}]\n")
        between()
        (tmp_path / "record" / "reactions.yaml").write_text(
            f"reactions: [{{event: a, actor: chn, summary: Reaction {n}}}]\n"
        )

    (tmp_path / "record").mkdir()
    save(1)
    opened(page, f"{serve(tmp_path / 'record')}/event?event=a")
    page.evaluate(
        "() => { window.seen = []; new MutationObserver(() => { const text = document.querySelector('.st-key-event-card')?.textContent ?? '';"
        " const found = [/Title (\\d)/, /Reaction (\\d)/].map((what) => text.match(what)?.[1]).join('-');"
        " window.seen.push(found) }).observe(document.body, { subtree: true, childList: true, characterData: true }) }"
    )
    save(2, between=lambda: page.wait_for_timeout(600))  # an editor takes his time between two files
    expect(page.locator(".st-key-event-card")).to_contain_text("Reaction 2", timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Title 2")).to_be_visible()
    seen = set(page.evaluate("() => window.seen"))
    assert "2-2" in seen
    assert seen <= {"1-1", "2-2", "-"}


def test_an_idle_page_is_left_alone(page: Page, serve: Callable[[Path], str], file: Path) -> None:
    """It asks nothing and is told nothing, nothing is drawn anew or marked as running, and what is open stays open."""
    said: list[bytes | str] = []

    def hear(message: bytes | str) -> None:
        said.append(message)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", hear)
        socket.on("framereceived", hear)

    page.on("websocket", listen)
    opened(page, f"{serve(file)}/timeline")
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(1000)  # its last messages
    assert said
    said.clear()
    page.evaluate(
        "() => { window.changes = []; new MutationObserver((all) => window.changes.push(...all.map((m) => m.target.className || m.target.nodeName)))"
        ".observe(document.querySelector('[data-testid=stMain]'), { subtree: true, childList: true, attributes: true, characterData: true }) }"
    )
    page.wait_for_timeout(4000)
    assert page.evaluate("() => window.changes") == []
    assert page.get_by_test_id("stStatusWidget").count() == 0
    assert said == []
