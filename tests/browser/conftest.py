"""A real browser for the tests in this folder, and a watch over what each page asks for and complains of."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from tests.browser import chrome

FLAGS = (
    "--disable-background-networking",  # no look-ups of the browser's own: only the page's requests count
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",  # letters as wide as a browser with a window draws them; the shell rounds each
    # Whatever a page asks of another host fails at once, on every machine alike, and is seen by the watch.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
DESK = {"viewport": {"width": 1280, "height": 720}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
PATIENCE = (
    60_000  # ms for a page to come to the expected state: two cores may be busy, and nothing waits so long in vain
)
expect.set_options(timeout=PATIENCE)


@dataclass
class Watch:
    """What the pages of a test did wrong; a test that provokes something on purpose clears it."""

    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    provoked: list[str] = field(default_factory=list)

    def clear(self) -> None:
        """Forget what a test has provoked on purpose."""
        self.foreign.clear()
        self.errors.clear()

    def provokes(self, address: str) -> None:
        """Expect errors about an address, or a part of one, however late the browser tells of them."""
        self.provoked.append(address)

    def over(self, context: BrowserContext) -> None:
        """Note requests and WebSockets to other hosts, errors on the console, and uncaught exceptions."""
        for what, take in self._listeners():
            context.on(what, take)

    def leave(self, context: BrowserContext) -> None:
        """Note no more of it: another test goes on with it."""
        for what, take in self._listeners():
            context.remove_listener(what, take)

    def _listeners(self) -> tuple[tuple[Any, Callable[..., None]], ...]:
        return (
            ("request", self._requested),
            ("console", self._said),
            ("weberror", self._failed),
            ("page", self._opened),
        )

    def _requested(self, request: Request) -> None:
        self._asked(request.url)

    def _failed(self, error: WebError) -> None:
        self.errors.append(str(error.error))

    def _opened(self, page: Page) -> None:
        page.on("websocket", lambda socket: self._asked(socket.url))

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname != "127.0.0.1":
            self.foreign.append(url)

    def _said(self, message: ConsoleMessage) -> None:
        # At a deep link Streamlit looks for its server below the page first (a 404), and a page that
        # outlives its server asks after it, and after the record: none of it is the page's doing.
        asks_nobody = message.text.startswith("Cannot send rerun backMessage when disconnected")
        about = str(message.location.get("url"))
        expected = asks_nobody or "/_stcore/" in about or any(part in about for part in self.provoked)
        if message.type == "error" and not expected:
            self.errors.append(f"{message.text} ({about})")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder, and run it last: a slip in the domain shows first."""
    inside = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    for item in inside:
        item.add_marker("browser")
    items[:] = [item for item in items if item not in inside] + inside


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What drives the browsers."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """One browser for all tests that open no windows."""
    running = _launched(playwright, chrome.find())
    yield running
    running.close()


@pytest.fixture(scope="session")
def browser_of_windows(playwright: Playwright) -> Iterator[Browser]:
    """One with windows, for tests marked ``windows``."""
    running = _launched(playwright, chrome.find(windows=True))
    yield running
    running.close()


def _launched(playwright: Playwright, executable: Path | None) -> Browser:
    if executable is None:
        pytest.fail(chrome.HELP, pytrace=False)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)  # Chrome's sandbox refuses root
    return playwright.chromium.launch(executable_path=executable, args=flags)


@pytest.fixture
def watch() -> Watch:
    """What this test's pages did wrong."""
    return Watch()


class Profiles:
    """Profiles of the browser by their options, kept for the next test: scripts stay in their caches, nothing else."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}

    def take(self, options: Mapping[str, Any]) -> BrowserContext:
        """Return a profile that nobody uses; it remembers nothing of earlier tests."""
        free = self._free.get(repr(sorted(options.items())))
        return free.pop() if free else self._browser.new_context(**options)

    def give_back(self, options: Mapping[str, Any], profile: BrowserContext) -> None:
        """End its pages, and forget what they kept."""
        for page in profile.pages:
            if page.url.startswith("http"):
                session = profile.new_cdp_session(page)
                kept = {"origin": "{0.scheme}://{0.netloc}".format(urlsplit(page.url)), "storageTypes": "all"}
                session.send("Storage.clearDataForOrigin", kept)
            page.close()
        profile.clear_cookies()
        self._free.setdefault(repr(sorted(options.items())), []).append(profile)


@pytest.fixture(scope="session")
def profiles(browser: Browser) -> Profiles:
    """The profiles of this browser."""
    return Profiles(browser)


@pytest.fixture(scope="session")
def profiles_of_windows(browser_of_windows: Browser) -> Profiles:
    """The profiles of the browser that has windows."""
    return Profiles(browser_of_windows)


@pytest.fixture
def open_page(
    request: pytest.FixtureRequest,
    watch: Watch,
    serve: Callable[..., str],  # noqa: ARG001 - so that a server ends after the pages that ask it
) -> Iterator[Callable[..., Page]]:
    """A function that opens a page in a profile of its own; it takes the options of ``browser.new_context``."""
    taken: list[tuple[Mapping[str, Any], BrowserContext]] = []
    windows = request.node.get_closest_marker("windows")
    profiles: Profiles = request.getfixturevalue("profiles_of_windows" if windows else "profiles")

    def opened(**options: Any) -> Page:
        asked = DESK | options
        profile = profiles.take(asked)
        profile.set_default_timeout(PATIENCE)
        watch.over(profile)
        taken.append((asked, profile))
        page = profile.new_page()
        if asked.get("java_script_enabled", True):
            _waits_for_the_app(page)
        return page

    yield opened
    for asked, profile in taken:
        profiles.give_back(asked, profile)
        watch.leave(profile)
    assert watch.foreign == [], "a page asked another host"
    assert watch.errors == [], "a page complained on the console"


def _waits_for_the_app(page: Page) -> None:
    """Let each load of a page end with the app: what stands before it has its own tests (``test_baked.py``)."""
    for name in ("goto", "reload"):
        load = getattr(page, name)

        def loaded(*where: Any, load: Callable[..., Any] = load, **how: Any) -> Any:
            answer = load(*where, **how)
            # Where the line looks slow, as on a busy machine, the app waits for a first use.
            page.evaluate("() => document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Shift' }))")
            page.wait_for_function("() => !document.getElementById('baked')")
            return answer

        setattr(page, name, loaded)


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A page on a desk, 1280 × 720."""
    return open_page()


@pytest.fixture
def phone_page(open_page: Callable[..., Page]) -> Page:
    """A page on a phone, 390 × 844, with touch."""
    return open_page(**PHONE)
