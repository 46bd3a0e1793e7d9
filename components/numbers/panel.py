"""Contested figures: a chooser, then each one with its plot, its spread in words, and its estimates as a list."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import streamlit as st

from components.numbers.figure import Lane, lane_height, number_figure, number_scale
from components.numbers.scale import NumberScale
from components.numbers.spread import Spread, amount, estimators, independence, numeric, spreads, tally
from components.parts import draw, markup
from components.parts.card import evidence_of
from components.parts.card_values import Citation
from components.parts.days import day_number, last_near
from components.parts.rows import day_words, named_rows
from components.parts.theme import Look
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.estimate import Metric
from pactline.record.values import is_slug
from pactline.record.vocabulary import COUNTS
from pactline.tables.kept import kept
from pactline.text.direction import isolated
from pactline.wording import text

CARDS = 12  # figures that the chooser shows as pictures
_LANES = ("yes", "no", "none")  # added up, at one time, not said which
_CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
    "scrollZoom": False,
    "doubleClick": "reset",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """One metric and what is shown of its estimates.

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


@dataclass(frozen=True, slots=True)
class MiniMark:
    """A mark of a small picture.

    Attributes:
        left: Percent from the left; ``low`` and ``high``: from the bottom.
        open: ``up``, ``down`` or nothing.
    """

    left: float
    low: float
    high: float
    side: str
    open: str


@dataclass(frozen=True, slots=True)
class FigureWords:
    """A figure without its estimates: as ``Figure`` and its ``Metric`` have it."""

    anchor: str
    label: str
    unit: str
    spreads: tuple[Spread, ...]
    tally: str
    independence: str


@dataclass(frozen=True, slots=True)
class ChooserValues:
    """How many estimates are shown, and the most contested figures as pictures.

    Attributes:
        sentence: How many of how many are shown.
        figures: How many figures there are.
        known: Whether it is shown as known on a day; ``known_words``: on which.
        total: Estimates of the record.
        cleared: The selection without filters.
    """

    template: ClassVar = "numbers/numbers.html"
    sentence: str
    cards: list[tuple[FigureWords, list[MiniMark]]]
    figures: int
    known: bool
    known_words: str
    total: int
    cleared: Selection


@dataclass(frozen=True, slots=True)
class HeadValues:
    """A figure's head."""

    template: ClassVar = "numbers/head.html"
    figure: FigureWords
    note: str | None


@dataclass(frozen=True, slots=True)
class EstimateRow:
    """An estimate in words; ``title`` is that of its event, if it has one."""

    estimate_id: str
    event_id: str | None
    number: int
    amount: str
    counts: str
    who: str
    side: str
    when: str
    basis: str | None
    note: str | None
    citations: list[Citation]
    title: str | None


@dataclass(frozen=True, slots=True)
class ListedLane:
    """Estimates that may be set side by side, under what joins them."""

    title: str
    rows: list[EstimateRow]


@dataclass(frozen=True, slots=True)
class ListValues:
    """The estimates of a figure, and the legend of its plot.

    Attributes:
        drawn: Whether there is a plot.
        undrawn: Amounts that it does not hold.
        in_words: Estimates without an amount.
        sides: Of its estimators.
        legend: Keys of what in the plot needs a word.
        counts: What the estimates of the plot count.
    """

    template: ClassVar = "numbers/list.html"
    lanes: list[ListedLane]
    drawn: bool
    undrawn: int
    in_words: int
    sides: set[str]
    legend: list[str]
    counts: list[str]
    selection_for: Callable[[str], Selection]


def numbers(view: View, *, look: Look) -> None:
    """Draw the chooser and the figures; an opened one has its plot and list, and only what is opened loads them."""
    shown = figures(view)
    draw.html(_chooser_html(view))
    for figure, head in zip(shown, _heads(view), strict=True):
        with draw.box(figure.anchor):
            draw.html(head)
            alone = len(shown) == 1
            with draw.fold(
                text("numbers.open", n=len(figure.rows)), key=f"open-{figure.anchor}", expanded=alone
            ) as opened:
                if opened:
                    _open(view, figure, look)


@kept(32)
def _chooser_html(view: View) -> str:
    shown, total = figures(view), len(view.frames.estimates)
    return markup.render(
        ChooserValues(
            sentence=text("numbers.shown", shown=len(view.estimates), n=total),
            cards=[(_in_words(figure), mini(figure)) for figure in shown[:CARDS] if len(figure.rows) > 1],
            figures=len(shown),
            known=view.selection.known is not None,
            known_words=day_words(view.selection.known) if view.selection.known else "",
            total=total,
            cleared=view.selection.cleared(),
        )
    )


@kept(32)
def _heads(view: View) -> tuple[str, ...]:
    """Return the head of each figure as HTML, in their order."""
    known = view.selection.known
    return tuple(
        markup.render(HeadValues(_in_words(figure), None if known else figure.metric.note)) for figure in figures(view)
    )


def _open(view: View, figure: Figure, look: Look) -> None:
    drawn = lanes(figure)
    if drawn and not draw.baking():  # the list below has every value of it
        with draw.box(f"plot-{figure.anchor}"):
            st.plotly_chart(
                number_figure(drawn, look=look, unit=figure.metric.unit, log_note=text("numbers.log")),
                theme=None,
                config=_CONFIG,
                alt=describe(figure),
                key=f"chart-{figure.anchor}",
            )
    draw.html(
        markup.render(
            ListValues(
                lanes=listed(view, figure),
                drawn=bool(drawn),
                undrawn=sum(map(numeric, figure.rows)) - len(_drawn(figure)),
                in_words=sum(not numeric(row) for row in figure.rows),
                sides={row["side"] for row in figure.rows},
                legend=list(legend(figure, drawn)),
                counts=[one for one in (*COUNTS, "none") if any(one in set(lane.rows["counts"]) for lane in drawn)],
                selection_for=lambda event: replace(view.selection, event=event),
            )
        )
    )


def _in_words(figure: Figure) -> FigureWords:
    metric = figure.metric
    return FigureWords(figure.anchor, metric.label, metric.unit, figure.spreads, figure.tally, figure.independence)


# Values


@kept(32)
def figures(view: View) -> tuple[Figure, ...]:
    """Return the metrics that have shown estimates, those of most estimators first."""
    own: dict[str, list[dict[str, Any]]] = {}
    for row in named_rows(view.frames, view.estimates):
        own.setdefault(row["metric"], []).append(row)
    places = {metric: place for place, metric in enumerate(view.frames.dossier.metrics)}
    found = []
    for metric_id, estimates in own.items():
        ordered = sorted(estimates, key=lambda row: _LANES.index(row["cumulative"]))
        found.append(
            Figure(
                metric=view.frames.dossier.metrics[metric_id],
                anchor=f"figure-{metric_id}" if is_slug(metric_id) else f"figure-{places[metric_id]}",
                rows=tuple(row | {"number": number} for number, row in enumerate(ordered, start=1)),
                spreads=tuple(spreads(estimates)),
                tally=tally(estimates),
                independence=independence(estimates),
            )
        )
    return tuple(sorted(found, key=lambda f: (-estimators(f.rows), -len(f.rows), places[f.metric.id])))


def lanes(figure: Figure) -> list[Lane]:
    """Return what is drawn: amounts with a day, the lanes apart; named only if there are several."""
    drawn = _drawn(figure)
    groups = [(lane, [row for row in drawn if row["cumulative"] == lane]) for lane in _LANES]
    groups = [(lane, own) for lane, own in groups if own]
    return [Lane(title=text(f"numbers.cumulative.{lane}"), rows=_table(own)) for lane, own in groups]


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
    given = _drawn(figure)
    ends = [(row["low"] is not None, row["high"] is not None) for row in given]
    yield from ["open"] if any(low != high for low, high in ends) else []
    yield from ["range"] if any(low and high for low, high in ends) else []
    yield from ["span"] if any(row["since_day"] is not None for row in given) else []
    yield from ["log"] if any(number_scale(lane.rows, height=lane_height(lane.rows)).log for lane in drawn) else []


def describe(figure: Figure) -> str:
    """Say in words what the plot shows."""
    by_day = sorted(_drawn(figure), key=lambda row: row["latest"])
    return text(
        "numbers.alt",
        label=figure.metric.label,
        unit=figure.metric.unit,
        tally=tally(by_day),
        first=by_day[0]["as_of_words"],
        last=by_day[-1]["as_of_words"],
        spread=figure.spreads[0].words,
    )


def listed(view: View, figure: Figure) -> list[ListedLane]:
    """Return the lanes with each estimate's amount, days, citations and event in words."""
    record = view.frames
    groups = [(lane, [row for row in figure.rows if row["cumulative"] == lane]) for lane in _LANES]
    return [
        ListedLane(
            text(f"numbers.cumulative.{lane}"),
            [
                _entry(
                    row,
                    evidence_of(record, f"estimates/{row['estimate_id']}"),
                    record.title(row["event_id"]) if row["event_id"] in record.values("event") else None,
                )
                for row in own
            ],
        )
        for lane, own in groups
        if own
    ]


def _entry(row: Mapping[str, Any], citations: list[Citation], title: str | None) -> EstimateRow:
    return EstimateRow(
        estimate_id=row["estimate_id"],
        event_id=row["event_id"],
        number=row["number"],
        amount=amount(row),
        counts=row["counts"],
        who=estimator_name(row),
        side=row["side"],
        when=when(row),
        basis=row["basis"],
        note=row["note"],
        citations=citations,
        title=title,
    )


def _drawn(figure: Figure) -> list[Mapping[str, Any]]:
    """Return the estimates that the plot holds: amounts with a day, none far beyond all others."""
    found = [row for row in figure.rows if numeric(row) and _drawable(row)]
    first, last = (np.array([day_number(row[end]) for row in found], dtype=np.int64) for end in ("earliest", "latest"))
    edge = last_near(first, last)
    return [row for row, day in zip(found, last.tolist(), strict=True) if day <= edge]


def _drawable(row: Mapping[str, Any]) -> bool:
    return bool(row["drawable"] and not row["open_start"] and not row["open_end"])


def mini(figure: Figure) -> list[MiniMark]:
    """Return the marks of a small picture: those that the figure's first spread is about."""
    if not figure.spreads:
        return []
    first = figure.spreads[0]
    own = [
        row
        for row in figure.rows
        if numeric(row) and _drawable(row) and (row["counts"], row["cumulative"]) == (first.counts, first.cumulative)
    ]
    if not own:
        return []
    given = [row[end] for row in own for end in ("low", "high", "value") if row[end] is not None]
    scale = NumberScale.of(given)
    begin, end = min(row["latest"] for row in own), max(row["latest"] for row in own)
    return [_mini_mark(row, scale, (row["latest"] - begin) / (end - begin) if end > begin else 0.5) for row in own]


def _mini_mark(row: Mapping[str, Any], scale: NumberScale, left: float) -> MiniMark:
    ends = [row[end] for end in ("value", "low", "high") if row[end] is not None]
    alone = row["value"] is None and len(ends) == 1
    return MiniMark(
        left=round(left * 100, 1),
        low=round(scale.share(min(ends)) * 100, 1),
        high=round(scale.share(max(ends)) * 100, 1),
        side=row["side"],
        open="" if not alone else "up" if row["low"] is not None else "down",
    )
