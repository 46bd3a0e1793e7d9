"""A slow phone: when its reader can read, what came down until then, and what it costs to go on reading.

390 px wide, 1.6 Mbit/s, 150 ms, a processor four times slower than this machine's, an empty cache: Chromium's own
emulation, one page after the other. It slows down what is asked by HTTP, and no WebSocket.
"""

from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page, TimeoutError, sync_playwright  # noqa: A004 - its own

from benchmarks import browser
from tests.app_server import AppServer

_LATENCY, _RATE, _SLOWER = 150, 1_600_000 / 8, 4  # ms, bytes a second, times
_LOOKED = 6_000  # ms for which a page is read, and scrolled
_PAGES = ("", "event?event=treaty-signed", "timeline", "reactions", "sources")
_USED = '#baked button[data-copy]:not([hidden]), #baked [data-opens="filters"]'
# When the heading and all that is in sight stand, in the letters that they stay in.
_READ = "() => bench.painted('h1', false)"
_SETTLED = "() => document.fonts.ready.then(() => performance.now())"
_FACTS = """() => ({
  app: performance.getEntriesByType("resource").some(({ name }) => name.includes("/static/js/")),
  moved: window.moved,
})"""
_HEAD = (
    "page", "can be read after", "its letters stand", "bytes by then", "after 6 s of reading", "the app was asked for",
    "moved", "the app, from first use",
)  # fmt: skip
_WATCH = """window.moved = 0; new PerformanceObserver((list) => {
  for (const one of list.getEntries()) if (!one.hadRecentInput) window.moved += one.value;
}).observe({ type: "layout-shift", buffered: true });"""


@dataclass(slots=True)
class Read:
    """One page, read once.

    Attributes:
        readable: Ms until its heading is painted; ``settled``: until its letters are those that stay.
        first: Bytes until it is readable; ``screen``: until it has settled; ``whole``: after it was read and scrolled.
        app: Whether Streamlit's scripts were asked for by then.
        moved: Layout shift by then.
        woken: Ms from the first use of what needs the app until the app stands.
    """

    readable: float
    settled: float
    first: float
    screen: float
    whole: float
    app: bool
    moved: float
    woken: float


def measure(running: Browser, address: str) -> Read:
    """Read a page once, in a fresh profile; then use it."""
    context = running.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    context.set_default_timeout(browser.LIMIT)
    context.add_init_script(path=browser.SCRIPT)
    context.add_init_script(_WATCH)
    try:
        page = context.new_page()
        came = _slowed(context.new_cdp_session(page))
        page.goto(address, wait_until="commit")
        readable, first = float(page.evaluate(_READ)), sum(came)
        settled, screen = float(page.evaluate(_SETTLED)), sum(came)
        _scroll(page)
        facts = page.evaluate(_FACTS)
        whole = sum(came)
        return Read(readable, settled, first, screen, whole, facts["app"], facts["moved"], _woken(page))
    finally:
        context.close()


def _slowed(session: CDPSession) -> list[float]:
    """Slow a page's line and processor down; return the bytes that come, as they come."""
    came: list[float] = []
    session.on("Network.dataReceived", lambda told: came.append(told["encodedDataLength"]))
    session.on("Network.responseReceived", lambda told: came.append(told["response"]["encodedDataLength"]))
    session.send("Network.enable")
    line = {"offline": False, "latency": _LATENCY, "downloadThroughput": _RATE, "uploadThroughput": _RATE}
    session.send("Network.emulateNetworkConditions", line)
    session.send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    return came


def _scroll(page: Page) -> None:
    """Read on for a while, as a thumb does."""
    page.mouse.move(200, 400)
    for _ in range(6):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(_LOOKED / 6)


def _woken(page: Page) -> float:
    """Return how long the app takes from its first use on; 0 if it stands already, the limit if it does not come."""
    begun = page.evaluate("() => performance.now()")
    page.evaluate(
        """(what) => { const one = [...document.querySelectorAll(what)].find((one) => !one.popoverTargetElement);
        (one ?? document.body).dispatchEvent(new PointerEvent("pointerdown", { bubbles: true })); }""",
        _USED,
    )
    try:
        page.wait_for_function("() => !document.getElementById('baked')")
    except TimeoutError:
        return float(browser.LIMIT)
    return max(float(page.evaluate("() => performance.now()")) - begun, 0.0)


def told(*, quick: bool) -> str:
    """Measure, and return a part of ``docs/performance.md``."""
    found: dict[str, list[Read]] = {path: [] for path in _PAGES}
    with sync_playwright() as playwright, AppServer() as server:
        running = browser.launch(playwright)
        page = running.new_page()
        for path in _PAGES:  # pages are made once for all; somebody was there before
            page.goto(f"{server.url}/{path}")
            page.wait_for_function("() => document.querySelector('.colophon')")
        for _ in range(1 if quick else 3):
            for path in _PAGES:
                found[path].append(measure(running, f"{server.url}/{path}"))
    return written(found)


def written(found: dict[str, list[Read]]) -> str:
    """Return a table of medians, and each goal with its outcome."""
    rows = [
        "\n## On a slow phone\n",
        f"| {' | '.join(_HEAD)} |",
        "| --- " * len(_HEAD) + "|",
    ]
    for path, own in found.items():
        ms, more = (
            [f"{median(getattr(one, name) for one in own):,.0f} ms" for name in names]
            for names in (("readable", "settled"), ("woken",))
        )
        first, screen, whole = (
            f"{median(getattr(one, name) for one in own) / 1e3:,.0f} KB" for name in ("first", "screen", "whole")
        )
        app = "yes" if any(one.app for one in own) else "no"
        moved = f"{max(one.moved for one in own):.3f}"
        rows.append(f"| `/{path}` | {ms[0]} | {ms[1]} | {first}, {screen} | {whole} | {app} | {moved} | {more[0]} |")
    late = [path or "/" for path, own in found.items() if median(one.readable for one in own) > 3_000]  # noqa: PLR2004
    heavy = [path or "/" for path, own in found.items() if median(one.screen for one in own) > 100_000]  # noqa: PLR2004
    return "\n".join(rows) + (
        "\n\n390 px, 1.6 Mbit/s, 150 ms, a processor four times slower, an empty cache: Chromium's emulation (a WebSocket "
        "is not slowed down). Bytes as on the wire: until the heading is painted, and until the letters are those that "
        "stay. Goals: readable within 3 s, "
        f"{'met' if not late else '**missed** on ' + ', '.join(late)}; first screen within 100 KB, "
        f"{'met' if not heavy else '**missed** on ' + ', '.join(heavy)}.\n"
    )


if __name__ == "__main__":
    print(told(quick=True))
