"""``make bench``: all side by side in one run, written to ``docs/performance.md``; ``--quick`` prints a smaller one."""

import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks import browser, contenders, crowd, inside, phone, records, report, server
from benchmarks.browser import Contender, Measured
from benchmarks.server import Runs
from components.pages import FIRST, PAGES
from pactline.files.opening import open_record
from pactline.files.parquet_files import read
from pactline.home import curated_record
from pactline.tables.frames import Frames
from tests.app_server import AppServer

OUT = records.ROOT / "docs" / "performance.md"
_SLOW = (("vis-timeline", "10,000"), ("TimelineJS", "10,000"), ("TimelineJS", "1,000"))
ENOUGH = 240.0  # s after which no further turn begins
_POINTS = ".scatterlayer .points .point"
_EVENTS = ".whole-picture :is(.layers > .pic-dot, .layer-1 :is(.pic-stack, .pic-squares))"  # single ones, or what they are where there are many
_OFTEN = ("findings", "timeline")  # pages that are measured on large records too
_STILL = ".timeline-still a, .scatterlayer .points .point"  # before the app, or with it
_HALF, _IMPORTANT = '[data-testid="stCheckbox"] input', '[data-name="importance-3"]'


def main(arguments: list[str]) -> None:
    """Measure and write."""
    quick, began = "--quick" in arguments, time.monotonic()
    sizes = {"curated": curated_record(), **{f"{n:,}": records.parquet(n) for n in (1_000, 10_000, 100_000)}}
    if quick:
        sizes = {name: path for name, path in sizes.items() if name in ("curated", "10,000")}
    versions = contenders.install()
    _say("what runs on the server")
    ours = inside.measure(quick=quick)
    many = crowd.told(quick=quick) + phone.told(quick=quick)  # alone: nothing else is open yet
    with sync_playwright() as playwright, ExitStack() as stack:
        running = browser.launch(playwright)
        floor, pactline = _floor(stack), {name: AppServer(path) for name, path in sizes.items()}
        starts = _starts(running, quick=quick, floor=floor, sizes=sizes)
        ports = {name: stack.enter_context(own).port for name, own in pactline.items()}
        plain = stack.enter_context(floor())
        pages = _pages(ports, plain.port)
        if versions:
            pages += _others(stack, [name for name in sizes if name != "100,000"])
        found = {(one.name, one.size): Measured() for one in pages}
        slow = [one for one in pages if (one.name, one.size) in _SLOW]
        turns = [[one for one in pages if one not in slow]] * (2 if quick else 3)
        for number, turn in enumerate(turns):
            for one in turn:  # one after the other, so that what else runs disturbs all alike
                _say(f"turn {number + 1}: {one.name}, {one.size}")
                browser.measure(one, found[one.name, one.size])
            if time.monotonic() - began > ENOUGH:
                break
        runs = _runs(plain, pactline)
        for one in slow:  # once: each may take the whole minute
            told = (
                report.text(ours, found, runs, starts, versions | {"Chromium": running.version}, turns=number + 1)
                + many
            )
            if not quick:
                OUT.write_text(told, encoding="utf-8")
            _say(f"once: {one.name}, {one.size}")
            browser.measure(one, found[one.name, one.size])
        told = report.text(ours, found, runs, starts, versions | {"Chromium": running.version}, turns=number + 1) + many
        if not quick:
            OUT.write_text(told, encoding="utf-8")
    if quick:
        print(told)
    _say(f"done in {time.monotonic() - began:.0f} s")


def _runs(floor: AppServer, pactline: Mapping[str, AppServer]) -> dict[tuple[str, str], Runs]:
    """Return what runs take on the server: of every page on the curated record, of the first two on the others."""
    found = {("floor", ""): server.runs(floor.port, floor.process, "")}
    for size, own in pactline.items():
        record = _record(size)
        for number, page in enumerate(PAGES if size == "curated" else _OFTEN):
            _say(f"runs on the server: {page}, {size}")
            path, opened = "" if page == FIRST else page, _opened(record, page)
            found[page, size] = server.runs(own.port, own.process, path, opened=opened, apart=number)
    return found


def _opened(record: Frames, page: str) -> str:
    """Return the keys with which a reader stands on a page that shows little without."""
    if page in ("event", "exercise"):
        return f"event={record.dossier.edition.lead or record.cell('events', 'event_id', 0)}"
    return "q=troops" if page == "search" else ""


def _record(name: str) -> Frames:
    return open_record(curated_record()) if name == "curated" else read(records.parquet(int(name.replace(",", ""))))


def _floor(stack: ExitStack) -> Callable[[], AppServer]:
    empty = Path(stack.enter_context(tempfile.TemporaryDirectory()))  # where no config lies
    command = [sys.executable, "-m", "benchmarks.floor"]
    return lambda: AppServer(command=command, cwd=empty, env={"PYTHONPATH": str(records.ROOT)})


def _starts(
    running: Browser, *, quick: bool, floor: Callable[[], AppServer], sizes: dict[str, Path]
) -> dict[str, list[float]]:
    """Return ms from the command to the first picture, by what was started."""
    kinds: dict[str, tuple[Callable[[], AppServer], str]] = {"floor": (floor, "/")}
    for name in ("curated",):
        if name in sizes:
            kinds[name] = (lambda path=sizes[name]: AppServer(path)), "/timeline"  # type: ignore[misc]
    found: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(1 if quick else 2):
        for name, (begun, path) in kinds.items():
            _say(f"start: {name}")
            begin = time.monotonic()
            with begun() as started:
                own = Contender(name, "", started.port, path, _POINTS, first="" if name == "floor" else _STILL)
                browser.first_picture(running, own)
                found[name].append((time.monotonic() - begin) * 1_000)
    return found


def _pages(ports: dict[str, int], floor: int) -> list[Contender]:
    found = [Contender("floor", "", floor, "/", _POINTS, _HALF, ".js-plotly-plot")]
    for name, port in ports.items():
        found.append(Contender("First page", name, port, "/", f"#root {_EVENTS}", first=_EVENTS))
        found.append(Contender("Timeline", name, port, "/timeline", _POINTS, _IMPORTANT, ".pl-art", first=_STILL))
    return found


def _others(stack: ExitStack, names: list[str]) -> list[Contender]:
    port = stack.enter_context(contenders.served())
    found = []
    for name in names:
        record = _record(name)
        file = name.replace(",", "")
        contenders.pages(record, file)
        vis = Contender("vis-timeline", name, port, f"/vis-{file}.html", ".vis-item", "#half", ".vis-center", False)
        knight = Contender("TimelineJS", name, port, f"/knight-{file}.html", ".tl-timemarker", "", ".tl-timenav", False)
        found += [vis, knight]
    return found


def _say(what: str) -> None:
    sys.stderr.write(f"bench: {what}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
