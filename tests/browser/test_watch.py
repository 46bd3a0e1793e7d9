"""The watch over each page's requests and errors sees what it must see, or every other test here proves less."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Watch

pytestmark = pytest.mark.windows


@pytest.mark.parametrize(
    ("event", "asks"),
    [
        ("request", "new Image().src = 'https://elsewhere.example/pixel.png'"),
        ("request", "new Image().src = 'http://192.0.2.1/pixel.png'"),
        ("request", "fetch('https://elsewhere.example/').catch(() => 0)"),
        ("websocket", "new WebSocket('wss://elsewhere.example/')"),
    ],
)
def test_the_watch_sees_a_request_to_another_host(
    page: Page, served_app: str, watch: Watch, event: Literal["request", "websocket"], asks: str
) -> None:
    page.goto(f"{served_app}/_stcore/health")
    with page.expect_event(event), page.expect_event("console"):  # the console tells that it came to nothing
        page.evaluate(f"() => {{ {asks} }}")
    assert len(watch.foreign) == 1
    assert len(watch.errors) == 1
    watch.clear()


def test_a_request_to_another_host_reaches_nobody(page: Page, served_app: str, watch: Watch) -> None:
    """The browser refuses even a bare address, which needs no look-up, wherever the tests run."""
    page.goto(f"{served_app}/_stcore/health")
    with page.expect_event("console"):
        page.evaluate("() => { fetch('http://192.0.2.1/', {mode: 'no-cors'}).catch(() => 0) }")
    assert "ERR_NAME_NOT_RESOLVED" in watch.errors[0]
    watch.clear()


@pytest.mark.parametrize(
    ("event", "slip"),
    [("console", "console.error('slip')"), ("weberror", "setTimeout(() => { throw new Error('slip') })")],
)
def test_the_watch_sees_an_error(
    page: Page, served_app: str, watch: Watch, event: Literal["console", "weberror"], slip: str
) -> None:
    page.goto(f"{served_app}/_stcore/health")
    with page.context.expect_event(event):
        page.evaluate(f"() => {{ {slip} }}")
    assert len(watch.errors) == 1
    assert "slip" in watch.errors[0]
    watch.clear()


def test_a_phone_has_touch_and_a_narrow_page(phone_page: Page, served_app: str) -> None:
    phone_page.goto(served_app)
    assert phone_page.evaluate("navigator.maxTouchPoints") > 0
    assert phone_page.evaluate("document.documentElement.clientWidth") == 390


def test_a_page_may_be_opened_as_one_needs_it(open_page: Callable[..., Page], served_app: str) -> None:
    page = open_page(color_scheme="dark")
    page.goto(served_app)
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")


def test_the_installed_package_shows_its_first_page(page: Page, installed_app: str) -> None:
    page.goto(installed_app)
    expect(page.get_by_role("heading").first).to_be_visible()
