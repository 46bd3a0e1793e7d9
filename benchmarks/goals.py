"""The goals, each held against what was measured."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from benchmarks.browser import Measured
from benchmarks.server import Runs

# Why a goal is missed, where we know; printed only beside a missed one.
WHY: Mapping[str, str] = {
    "Timeline's app": "panels and list come with the picture, and a second run follows once the width is known",
    "From command": "Python reads the modules of the server before it answers",
    "Timeline's run on the server": "half of the run is Streamlit's own work on some twenty-five elements; list and picture take most of the rest",
    "Bytes a rerun": "filters, the list's first part and the picture come whole, whatever has changed in them",
    "Load 10,000 events of YAML, cold": "libyaml's parsing alone takes more than half of the goal, checking and making the tables the rest",
    "Load 10,000 events of YAML, unchanged": "checking the tables' checksums and forms",
    "10,000 events ready": "the page goes through a server and Streamlit's scripts, which a plain page of vis-timeline does not",
    "Frames a second": "two cores draw the moved layers without a graphics card",
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in words, what was measured, and whether it is met."""

    what: str
    measured: str
    outcome: str
    why: str = ""


def goals(
    ours: Mapping[str, float],
    found: Mapping[tuple[str, str], Measured],
    runs: Mapping[tuple[str, str], Runs],
    starts: Mapping[str, list[float]],
) -> list[Goal]:
    """Return every goal; one that was not measured says so. Arguments as of ``report.text``."""
    floor, vis = found["floor", ""], found.get(("vis-timeline", "10,000"), Measured())

    def of(name: str, size: str, what: str) -> float | None:
        return found[name, size].middle(what) if (name, size) in found else None

    started = {name: median(times) for name, times in starts.items()}
    rows = []
    for name in ("First page", "Timeline"):
        for size, limit in (("curated", 0.85), ("100,000", 1.0)):
            first, app = of(name, size, "first"), of(name, size, "app")
            rows.append(_ratio(f"{name}'s first picture, {size}", first, floor.middle("first"), 0.25))
            rows.append(_ratio(f"{name}'s app, {size}", app, floor.middle("first"), limit))
            rows.append(_below(f"{name} moves, {size}", of(name, size, "moved"), 0.05, "of layout shift"))
    rows.append(_ratio("From command to first picture, curated", started.get("curated"), started.get("floor"), 1.0))
    for size, limit in (("curated", 0.7), ("100,000", 1.5)):
        rows.append(
            _ratio(f"Filter to new picture, {size}", of("Timeline", size, "change"), floor.middle("change"), limit)
        )
    for what, limit in (("seen", 15.0), ("new", 40.0)):
        rows.append(_slowest(runs, what, limit))
    large = runs.get(("timeline", "100,000"))
    rows.append(_below("Timeline's run on the server, 100,000", large and large.middle("new"), 30, "ms"))
    for size, limit in (("curated", 15_000.0), ("100,000", 60_000.0)):
        rows.append(_below(f"Bytes a rerun, {size}", of("Timeline", size, "traffic"), limit, "bytes"))
    for size, limit in (("10000", 1.0), ("100000", 5.0), ("1000000", 60.0)):
        rows.append(
            _below(f"Filter of four fields, three facets, {int(size):,}", ours.get(f"filter {size}"), limit, "ms")
        )
    rows += [
        _below("Search, 100,000, 95 of 100 questions", ours.get("search p95 100000"), 50, "ms"),
        _ratio("The same, against SQLite's full text search", ours.get("search p95 100000"), ours.get("fts5 p95 100000"), 0.5),
        _below("Load curated YAML", ours.get("load yaml curated"), 300, "ms"),
        _below("Load 10,000 events of YAML, cold", ours.get("load yaml 10000"), 2_000, "ms"),
        _below("Load 10,000 events of YAML, unchanged", ours.get("load yaml 10000 cached"), 50, "ms"),
        _below("Load 100,000 events of Parquet", ours.get("load parquet 100000"), 350, "ms"),
        _ratio("10,000 events ready, against vis-timeline", of("Timeline", "10,000", "first"), vis.middle("first"), 0.25, late=vis.late),
        _above("Frames a second while dragged, 10,000", of("Timeline", "10,000", "frames"), 50),
    ]  # fmt: skip
    return rows


_ASKED = {"seen": "a selection seen before", "new": "a new selection"}


def _slowest(runs: Mapping[tuple[str, str], Runs], what: str, limit: float) -> Goal:
    """Judge the page of the curated record whose runs take longest, and name those that take too long."""
    told = f"Each page's run on the server, curated, {_ASKED[what]}: ≤ {limit:g} ms"
    taken = {page: one.middle(what) for (page, size), one in runs.items() if size == "curated"}
    if not taken:
        return Goal(told, "not measured", "open")
    late = sorted((page for page in taken if taken[page] > limit), key=lambda page: -taken[page])
    named = late or [max(taken, key=lambda page: taken[page])]
    return _goal(told, ", ".join(f"{page} {taken[page]:.0f} ms" for page in named), met=not late)


def _ratio(what: str, value: float | None, base: float | None, limit: float, *, late: bool = False) -> Goal:
    if value is not None and late:
        return Goal(
            f"{what}: ≤ {limit:g}×", "the other did not finish in 60 s", "met" if value <= limit * 60_000 else "open"
        )
    if value is None or not base:
        return Goal(f"{what}: ≤ {limit:g}×", "not measured", "open")
    return _goal(f"{what}: ≤ {limit:g}×", f"{value / base:.2f}×", met=value <= limit * base)


def _below(what: str, value: float | None, limit: float, unit: str) -> Goal:
    told = f"{what}: ≤ {limit:,g} {unit}"
    if value is None:
        return Goal(told, "not measured", "open")
    return _goal(told, f"{value:,.2f} {unit}" if value < 10 else f"{value:,.0f} {unit}", met=value <= limit)  # noqa: PLR2004


def _above(what: str, value: float | None, limit: float) -> Goal:
    told = f"{what}: ≥ {limit:g}"
    if value is None:
        return Goal(told, "not measured", "open")
    return _goal(told, f"{value:.0f}", met=value >= limit)


def _goal(what: str, measured: str, *, met: bool) -> Goal:
    why = "" if met else next((reason for begin, reason in WHY.items() if what.startswith(begin)), "")
    return Goal(what, measured, "met" if met else "**missed**", why)
