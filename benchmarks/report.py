"""Writes what was measured as ``docs/performance.md``: tables, ratios, the machine, and each goal with its outcome."""

import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from statistics import median

from benchmarks.browser import Measured
from benchmarks.goals import goals
from benchmarks.server import Runs

Found = Mapping[tuple[str, str], Measured]
PageRuns = Mapping[tuple[str, str], Runs]
_HEAD = """# Performance

Written by `make bench`: one run, one machine, one browser, the same events for all. `make bench QUICK=1` prints a smaller one.

**Only ratios inside this run count.** The contenders took turns, so that whatever else the machine did disturbed all alike. Steps on the server are given in processor time. All numbers are medians.

*Floor*: an empty Streamlit app with one Plotly chart of 150 points and one box to tick, with Streamlit's own settings. *Curated*: the record that comes with Pactline. The other records are made up by `benchmarks/generate.py` and served from Parquet; vis-timeline and TimelineJS get the same titles and dates as JSON, without filters, sources or lists around them, as plain pages without a server to ask, which is why they open faster at small sizes. Their pages are as their manuals begin; TimelineJS has no filter.
"""


def text(
    ours: Mapping[str, float],
    found: Found,
    runs: PageRuns,
    starts: Mapping[str, list[float]],
    versions: Mapping[str, str],
    *,
    turns: int,
) -> str:
    """Return the page.

    Args:
        ours: As ``inside.measure``.
        found: Per name and size what the browser measured.
        runs: Per page and size what a run of it takes on the server.
        starts: Ms from the command to the first picture.
        versions: Of what is compared.
        turns: How often each page was measured.
    """
    parts = [
        _HEAD,
        _machine(versions, turns),
        _goals(ours, found, runs, starts),
        _browser(found),
        _runs(runs),
        _starts(starts),
        _inside(ours),
    ]
    return "\n".join(parts)


def _machine(versions: Mapping[str, str], turns: int) -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    own = {name: version(name) for name in ("streamlit", "plotly", "pandas", "numpy", "pyarrow", "pyyaml")}
    named = ", ".join(f"{name} {number}" for name, number in (own | dict(versions)).items())
    load = os.getloadavg()[1]
    return (
        f"Machine: {os.cpu_count()} cores, {memory:.0f} GB of memory, {platform.system()} on {platform.machine()}, "
        f"Python {platform.python_version()}; {named}. On average {load:.1f} processes wanted the cores at the end. Each page was measured {turns} times, those that may take the whole minute once.\n"
    )


def _goals(ours: Mapping[str, float], found: Found, runs: PageRuns, starts: Mapping[str, list[float]]) -> str:
    rows = ["## Goals\n", "| goal | measured | | likely why |", "| --- | --- | --- | --- |"]
    rows += [f"| {one.what} | {one.measured} | {one.outcome} | {one.why} |" for one in goals(ours, found, runs, starts)]
    return "\n".join(rows) + "\n"


def _browser(found: Found) -> str:
    head = (
        "first picture", "× floor", "the app", "× floor", "layout shift", "page weight", "filter to new picture", "× floor", "bytes a run",
        "frames/s, dragged",
    )  # fmt: skip
    floor = found["floor", ""]
    rows = ["## In the browser\n", f"| page | events | {' | '.join(head)} |", "| --- " * (len(head) + 2) + "|"]
    for (name, size), one in found.items():
        if one.late:
            rows.append(f"| {name} | {size} | not within 60 s |{' |' * (len(head) - 1)}")
            continue
        cells = [
            _ms(one.middle("first")),
            _ratio(one.middle("first"), floor.middle("first")),
            _ms(one.middle("app")),
            _ratio(one.middle("app"), floor.middle("first")),
            "" if one.middle("moved") is None else f"{one.middle('moved'):.3f}",
            _bytes(one.middle("weight")),
            _ms(one.middle("change")),
            _ratio(one.middle("change"), floor.middle("change")),
            _bytes(one.middle("traffic")),
            _number(one.middle("frames")),
        ]
        rows.append(f"| {name} | {size} | {' | '.join(cells)} |")
    notes = sorted({f"{name}, {size}: {one.note}" for (name, size), one in found.items() if one.note and not one.late})
    told = "\n".join(f"- not measured whole: {note}" for note in notes)
    return "\n".join(rows) + (
        "\n\nFirst picture: from the start of the navigation, with an empty browser cache, until marks are painted. The app: "
        "until its own marks are. Page weight: what came down the wire until 1.5 s after that. Filter: from the click until other marks are painted. "
        "Bytes a run: both directions, as on the "
        "wire, from the click until 0.7 s after the new picture.\n" + told
    )


def _runs(runs: PageRuns) -> str:
    rows = [
        "\n## A page's run on the server, processor time\n",
        "| page | events | a new selection | slowest of these | a selection seen before |",
        "| --- | --- | --- | --- | --- |",
    ]
    rows += [
        f"| {page} | {size} | {one.middle('new'):,.1f} ms | {max(one.new):,.1f} ms | {one.middle('seen'):,.1f} ms |"
        for (page, size), one in runs.items()
    ]
    return "\n".join(rows) + (
        "\n\nFrom the message that asks for a page under another selection to the one that says that its run is over, "
        "through a WebSocket without a browser: the processor time of the server's whole process, Streamlit's own work "
        "included. New: no reader of the server has asked for it, on this page or another. Seen before: asked again after "
        "the others. Events that are opened, words that are sought and the like stand in the address beside it.\n"
    )


def _starts(starts: Mapping[str, list[float]]) -> str:
    rows = ["\n## From the command to the first picture\n", "| | time | × floor |", "| --- | --- | --- |"]
    base = median(starts["floor"])
    rows += [f"| {name} | {_ms(median(times))} | {_ratio(median(times), base)} |" for name, times in starts.items()]
    return "\n".join(rows) + "\n"


def _inside(ours: Mapping[str, float]) -> str:
    rows = ["## On the server, processor time\n", "| step | ms |", "| --- | --- |"]
    rows += [f"| {step} | {ms:,.2f} |" for step, ms in ours.items()]
    return "\n".join(rows) + (
        "\n\nFilter: dates, two themes, two kinds of source and a status, with counts for three facets. Search: two words. "
        "Figure: what the timeline sends, from the selected rows on.\n"
    )


def _ms(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f} ms"


def _bytes(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value / 1e6:.2f} MB" if value >= 1e6 else f"{value / 1e3:.1f} KB"  # noqa: PLR2004 - units


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _ratio(value: float | None, base: float | None) -> str:
    return "" if value is None or not base else f"{value / base:.2f}"
