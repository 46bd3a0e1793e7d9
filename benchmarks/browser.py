"""Measures a page in a real browser: first picture, weight, a filter's new picture, bytes, frames."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, sync_playwright

from benchmarks.counter import Counter
from benchmarks.records import ROOT
from tests.browser import chrome
from tests.browser.conftest import FLAGS

LIMIT = 60_000  # ms after which a page counts as not finished
SCRIPT = Path(__file__).with_name("page.js")
_MOVES = 60


@dataclass(frozen=True, slots=True)
class Contender:
    """A page that is measured.

    Attributes:
        name: In the tables.
        size: Number of its events, in words.
        port: Of its server.
        path: Of the page.
        marks: Selector of what it draws.
        button: Selector of what filters it; empty for a page that cannot.
        area: Selector of the picture that is dragged; empty for one that does not move.
        streamlit: Whether a server answers to the filter.
        first: Selector of its first picture, where that stands before what draws its marks does.
    """

    name: str
    size: str
    port: int
    path: str
    marks: str
    button: str = ""
    area: str = ""
    streamlit: bool = True
    first: str = ""


@dataclass(slots=True)
class Measured:
    """What was measured of a contender, a value per repetition, in ms, bytes and frames a second.

    ``app`` is when the marks of the app itself stand, ``moved`` how far the page has moved by then (layout shift).
    """

    first: list[float] = field(default_factory=list)
    app: list[float] = field(default_factory=list)
    moved: list[float] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    traffic: list[float] = field(default_factory=list)
    frames: list[float] = field(default_factory=list)
    late: bool = False
    note: str = ""

    def middle(self, what: str) -> float | None:
        """Return the median of one of them, ``None`` where there is none."""
        values: list[float] = getattr(self, what)
        return median(values) if values else None


def launch(playwright: Playwright) -> Browser:
    """Start the browser of the browser tests."""
    executable = chrome.find()
    if executable is None:
        raise SystemExit(chrome.HELP)
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else list(FLAGS)
    return playwright.chromium.launch(executable_path=executable, args=flags)


def measure(one: Contender, into: Measured) -> None:
    """Measure a contender once, in a browser of its own; a page that was late before is left out.

    In a process of its own: a page that keeps its thread busy for minutes answers no time limit, and has to be ended.
    """
    if into.late:
        return
    command = [sys.executable, "-m", "benchmarks.browser", json.dumps(asdict(one))]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
        try:
            out, _ = child.communicate(timeout=LIMIT / 1_000 + 10)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)  # the browser ends when nobody holds its pipe
            out, _ = child.communicate()
            into.note = "ended: it did not answer any more"
    lines = out.splitlines()
    for name, value in (json.loads(lines[-1]) if lines else {}).items():
        if isinstance(value, list):
            getattr(into, name).extend(value)
        elif value:
            setattr(into, name, value)
    into.late = not into.first


def _once(browser: Browser, one: Contender, into: Measured) -> None:
    with Counter(one.port) as counter:
        context = browser.new_context(viewport={"width": 1280, "height": 720})
        context.set_default_timeout(LIMIT)
        context.add_init_script(path=SCRIPT)
        try:
            _page(context, counter, one, into)
        except Error as error:
            into.note = str(error).splitlines()[0][:120]
            _tell(into)
        finally:
            context.close()


def _tell(measured: Measured) -> None:
    """Hand over what is measured so far."""
    sys.stdout.write(json.dumps(asdict(measured)) + "\n")
    sys.stdout.flush()


def first_picture(browser: Browser, one: Contender) -> float:
    """Return the ms that a page takes to its first picture, in a fresh profile."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(path=SCRIPT)
    try:
        return _opened(context.new_page(), f"http://127.0.0.1:{one.port}{one.path}", one)
    finally:
        context.close()


def _page(context: BrowserContext, counter: Counter, one: Contender, into: Measured) -> None:
    page = context.new_page()
    first = _opened(page, f"http://127.0.0.1:{counter.port}{one.path}", one)
    into.first.append(first)
    if one.first:
        into.app.append(float(_within(page, "([marks, deep]) => bench.painted(marks, deep)", [one.marks, True])))
    page.wait_for_timeout(1_500)  # what comes after the first picture is over
    into.moved.append(float(page.evaluate("() => bench.moved")))
    into.weight.append(counter.down)
    _tell(into)
    if one.button:
        _change(page, counter, one, into)
        _tell(into)
        if one.streamlit:
            page.evaluate("(button) => bench.click(button)", one.button.replace("-3", "-1"))  # all events again
            page.wait_for_timeout(1_000)
    if one.area:
        into.frames.append(_pan(page, one))
        _tell(into)


def _opened(page: Page, url: str, one: Contender) -> float:
    page.goto(url, wait_until="commit", timeout=LIMIT)
    marks = one.first or one.marks
    return float(_within(page, "([marks, deep]) => bench.painted(marks, deep)", [marks, one.streamlit]))


def _within(page: Page, script: str, argument: Any) -> Any:
    """Evaluate what ends by itself, or fail after the limit."""
    page.evaluate(
        f"(argument) => {{ bench.answer = null; ({script})(argument).then((a) => (bench.answer = [a])); }}", argument
    )
    return page.wait_for_function("() => bench.answer", timeout=LIMIT, polling=50).json_value()[0]


def _pan(page: Page, one: Contender) -> float:
    """Return the frames a second while the picture is dragged, zoomed in before."""
    box = page.locator(one.area).first.bounding_box()
    if box is None:
        raise Error(f"{one.area} has no box")
    x, y = box["x"] + box["width"] * 0.6, box["y"] + min(box["height"], 400) * 0.5
    page.mouse.move(x, y)
    page.keyboard.down("Control")
    for _ in range(3):
        page.mouse.wheel(0, -240)
    page.keyboard.up("Control")
    page.wait_for_timeout(1_500)
    page.evaluate("() => { bench.told = null; bench.frames().then((times) => (bench.told = times)); }")
    page.mouse.down()
    for step in range(_MOVES):
        page.mouse.move(x - 4 * step, y)
    page.mouse.up()
    page.evaluate("() => { bench.stop = true; }")
    times: list[float] = page.wait_for_function("() => bench.told", timeout=LIMIT).json_value()
    page.wait_for_timeout(100)
    return 1_000 * len(times) / sum(times)


def _change(page: Page, counter: Counter, one: Contender, into: Measured) -> None:
    counter.start()
    took = float(_within(page, "([button, marks]) => bench.changed(button, marks)", [one.button, one.marks]))
    page.wait_for_timeout(700)
    into.change.append(took)
    if one.streamlit:
        into.traffic.append(counter.up + counter.down)


if __name__ == "__main__":
    with sync_playwright() as _playwright:
        _once(launch(_playwright), Contender(**json.loads(sys.argv[1])), Measured())
