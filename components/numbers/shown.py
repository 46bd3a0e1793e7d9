"""A contested figure as values: its shown estimates, what of them is drawn, and what is said of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from components.numbers.figure import Lane, lane_height, number_scale
from components.numbers.spread import Spread, amount, estimators, independence, numeric, spreads, tally
from components.parts.days import day_number, last_near
from components.parts.rows import named_rows
from pactline.query.select import View
from pactline.record.estimate import Metric
from pactline.record.values import is_slug
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import isolated
from pactline.wording import text

LANES = ("yes", "no", "none")  # added up, at one time, not said which


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One metric and what is shown of its estimates; the same value for all views that show the same of them.

    Attributes:
        anchor: Its place on the page.
        rows: Its shown estimates, those of one lane together, each by day; with ``number`` in the list.
        spreads: How far apart they lie, that of most estimators first.
        tally: How many estimates by how many estimators, in words.
        independence: How many of these are parties, in words; may be empty.
    """

    metric: Metric
    anchor: str
    rows: tuple[dict[str, Any], ...]
    spreads: tuple[Spread, ...]
    tally: str
    independence: str


@kept(32)
def figures(view: View) -> tuple[Figure, ...]:
    """Return the metrics that have shown estimates, those of most estimators first."""
    record, own = view.frames, dict[str, list[int]]()
    rows = view.shown.estimate_rows.tolist()
    for row, metric in zip(rows, record.cells("estimates", "metric", rows), strict=True):
        own.setdefault(metric, []).append(row)
    places = {metric: place for place, metric in enumerate(record.dossier.metrics)}
    found = [_figure(record, metric, tuple(rows)) for metric, rows in own.items()]
    return tuple(sorted(found, key=lambda f: (-estimators(f.rows), -len(f.rows), places[f.metric.id])))


@kept(256)
def _figure(record: Frames, metric: str, rows: tuple[int, ...]) -> Figure:
    """Return a metric with its estimates of some rows."""
    every, metrics = _every(record), record.dossier.metrics
    estimates = [every[row] for row in rows]
    ordered = sorted(estimates, key=lambda row: LANES.index(row["cumulative"]))
    return Figure(
        metric=metrics[metric],
        anchor=f"figure-{metric}" if is_slug(metric) else f"figure-{list(metrics).index(metric)}",
        rows=tuple(row | {"number": number} for number, row in enumerate(ordered, start=1)),
        spreads=tuple(spreads(estimates)),
        tally=tally(estimates),
        independence=independence(estimates),
    )


@kept(2)
def _every(record: Frames) -> list[dict[str, Any]]:
    return named_rows(record, record.estimates)


def lanes(figure: Figure) -> list[Lane]:
    """Return what is drawn: amounts with a day, the lanes apart; named only if there are several."""
    drawn = drawn_of(figure)
    groups = [(lane, [row for row in drawn if row["cumulative"] == lane]) for lane in LANES]
    groups = [(lane, own) for lane, own in groups if own]
    return [Lane(title=text(f"numbers.cumulative.{lane}"), rows=_table(own)) for lane, own in groups]


def undrawn(figure: Figure) -> int:
    """Return how many amounts its plot does not hold."""
    return sum(map(numeric, figure.rows)) - len(drawn_of(figure))


def in_words_alone(figure: Figure) -> int:
    """Return how many estimates are words without an amount."""
    return sum(not numeric(row) for row in figure.rows)


def _table(own: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    table = pd.DataFrame([{**row, "label": estimator_name(row), "hover": hover(row)} for row in own])
    types = {"low": "float64", "high": "float64", "value": "float64"}
    days = {name: pd.to_datetime(table[name]).astype("datetime64[us]") for name in ("since_day", "earliest", "latest")}
    return table.astype(types).assign(**days)


def hover(row: Mapping[str, Any]) -> list[str]:
    """Return what a mark says of itself: amount, estimator, days, what is counted, basis, place in the list."""
    who = isolated(estimator_name(row))
    side = f" ({text('numbers.side.' + row['side'])})" if row["side"] != "no" else ""
    lines = [
        f"{amount(row)} · {text('numbers.counts.' + row['counts'])}",
        f"{who}{side}",
        when(row),
        text("numbers.basis", basis=row["basis"]) if row["basis"] else "",
        text("numbers.row", n=row["number"]),
    ]
    return [line for line in lines if line]


def estimator_name(row: Mapping[str, Any]) -> str:
    """Return the estimator's name, or that nobody is named."""
    return row["estimator_name"] or text("numbers.no_estimator")


def when(row: Mapping[str, Any]) -> str:
    """Return the day until or on which an amount holds, and since when it counts."""
    until = text("numbers.until" if row["cumulative"] == "yes" else "numbers.on", day=row["as_of_words"])
    return f"{until}, {text('numbers.since', day=row['since_words'])}" if row["since_words"] else until


def legend(figure: Figure, drawn: Sequence[Lane]) -> Iterator[str]:
    """Yield what the plot has that needs a word: arrows, ranges, spans of days, a logarithmic scale."""
    given = drawn_of(figure)
    ends = [(row["low"] is not None, row["high"] is not None) for row in given]
    yield from ["open"] if any(low != high for low, high in ends) else []
    yield from ["range"] if any(low and high for low, high in ends) else []
    yield from ["span"] if any(row["since_day"] is not None for row in given) else []
    yield from ["log"] if any(number_scale(lane.rows, height=lane_height(lane.rows)).log for lane in drawn) else []


def describe(figure: Figure) -> str:
    """Say in words what the plot shows."""
    by_day = sorted(drawn_of(figure), key=lambda row: row["latest"])
    return text(
        "numbers.alt",
        label=figure.metric.label,
        unit=figure.metric.unit,
        tally=tally(by_day),
        first=by_day[0]["as_of_words"],
        last=by_day[-1]["as_of_words"],
        spread=figure.spreads[0].words,
    )


def drawn_of(figure: Figure) -> list[Mapping[str, Any]]:
    """Return the estimates that the plot holds: amounts with a day, none far beyond all others."""
    found = [row for row in figure.rows if numeric(row) and is_drawable(row)]
    first, last = (np.array([day_number(row[end]) for row in found], dtype=np.int64) for end in ("earliest", "latest"))
    edge = last_near(first, last)
    return [row for row, day in zip(found, last.tolist(), strict=True) if day <= edge]


def is_drawable(row: Mapping[str, Any]) -> bool:
    """Say whether the day of an estimate can be drawn."""
    return bool(row["drawable"] and not row["open_start"] and not row["open_end"])
