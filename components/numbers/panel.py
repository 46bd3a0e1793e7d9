"""Contested figures: a chooser, then each one with its plot, its spread in words, and its estimates as a list."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import streamlit as st
from markupsafe import Markup

from components.numbers.figure import number_figure
from components.numbers.scale import NumberScale
from components.numbers.shown import (
    LANES,
    Figure,
    describe,
    estimator_name,
    figures,
    in_words_alone,
    is_drawable,
    lanes,
    legend,
    undrawn,
    when,
)
from components.numbers.spread import Spread, amount, numeric
from components.parts import draw, markup
from components.parts.card import evidence_of
from components.parts.card_values import Citation
from components.parts.cites import cites, today
from components.parts.rows import day_words
from components.parts.theme import Look
from pactline.export.citing import cited_figure
from pactline.network import Served
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.vocabulary import COUNTS
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import text

CARDS = 12  # figures that the chooser shows as pictures
_CONFIG = {
    "displaylogo": False,
    "modeBarButtons": [["zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"]],
    "scrollZoom": False,
    "doubleClick": "reset",
}


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
class CardValues:
    """A figure as a picture to choose."""

    template: ClassVar = "numbers/card.html"
    figure: FigureWords
    marks: list[MiniMark]


@dataclass(frozen=True, slots=True)
class ChooserValues:
    """How many estimates are shown, and the most contested figures as pictures.

    Attributes:
        sentence: How many of how many are shown.
        cards: Each as HTML.
        figures: How many figures there are.
        known: Whether it is shown as known on a day; ``known_words``: on which.
        total: Estimates of the record.
        cleared: The selection without filters.
    """

    template: ClassVar = "numbers/numbers.html"
    sentence: str
    cards: list[Markup]
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
class ClosedValues:
    """A figure that nobody has opened: its head, and what opens it; ``number`` is that of its estimates."""

    template: ClassVar = "numbers/closed.html"
    anchor: str
    head: Markup
    number: int


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
        anchor: The figure's place on the page.
        cites: How to cite it; ``None`` inside a frame, where there is no address.
        pictured: The selection of its picture; ``None`` there too, and without a plot.
    """

    template: ClassVar = "numbers/list.html"
    lanes: list[ListedLane]
    drawn: bool
    undrawn: int
    in_words: int
    sides: set[str]
    legend: list[str]
    counts: list[str]
    anchor: str
    cites: Markup | None
    pictured: Selection | None
    selection_for: Callable[[str], Selection]


def numbers(
    view: View, *, look: Look, served: Served | None, opened: Callable[[Collection[str]], Collection[str]]
) -> None:
    """Draw the chooser and the figures; an opened one has its plot and list, and only what is opened loads them.

    Those that nobody has opened are drawn together: four elements for each of them would take longer than all else.

    Args:
        view: What is shown.
        look: Colours of the reader's theme.
        served: Where the app is served; ``None`` inside a frame.
        opened: Returns which of some places of the page the reader has opened.
    """
    shown = figures(view)
    draw.html(_chooser_html(view))
    alone = len(shown) == 1
    apart = opened([figure.anchor for figure in shown])
    together: list[str] = []
    for figure in shown:
        if not (alone or draw.baking() or figure.anchor in apart):
            together.append(_closed(view.frames, figure))
            continue
        if together:
            draw.html("".join(together))
            together.clear()
        with draw.box(figure.anchor):
            draw.html(_head(view.frames, figure))
            with draw.fold(
                text("numbers.open", n=len(figure.rows)), key=f"open-{figure.anchor}", expanded=alone
            ) as is_open:
                if is_open:
                    _open(view, figure, look, served)
    if together:
        draw.html("".join(together))


@kept(32)
def _chooser_html(view: View) -> str:
    shown, total = figures(view), len(view.frames.estimates)
    return markup.render(
        ChooserValues(
            sentence=text("numbers.shown", shown=len(view.estimates), n=total),
            cards=[_card(view.frames, figure) for figure in shown[:CARDS] if len(figure.rows) > 1],
            figures=len(shown),
            known=view.selection.known is not None,
            known_words=day_words(view.selection.known) if view.selection.known else "",
            total=total,
            cleared=view.selection.cleared(),
        )
    )


@kept(256)
def _head(record: Frames, figure: Figure) -> str:
    """Return the head of a figure as HTML; as known on a day, without its note, which knows everything."""
    return markup.render(HeadValues(_in_words(figure), None if record.day else figure.metric.note))


@kept(256)
def _closed(record: Frames, figure: Figure) -> str:
    """Return a figure as HTML as it stands before it is opened."""
    head = Markup(_head(record, figure))  # noqa: S704 - of our own template
    return markup.render(ClosedValues(figure.anchor, head, len(figure.rows)))


@kept(256)
def _card(_: Frames, figure: Figure) -> Markup:
    """Return a figure as HTML as it stands in the chooser."""
    return Markup(markup.render(CardValues(_in_words(figure), mini(figure))))  # noqa: S704 - of our own template


def _open(view: View, figure: Figure, look: Look, served: Served | None) -> None:
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
                undrawn=undrawn(figure),
                in_words=in_words_alone(figure),
                sides={row["side"] for row in figure.rows},
                legend=list(legend(figure, drawn)),
                counts=[one for one in (*COUNTS, "none") if any(one in set(lane.rows["counts"]) for lane in drawn)],
                anchor=figure.anchor,
                cites=_cites(view, figure, served),
                pictured=replace(view.selection, metric=figure.metric.id) if served and drawn else None,
                selection_for=lambda event: replace(view.selection, event=event),
            )
        )
    )


def _cites(view: View, figure: Figure, served: Served | None) -> Markup | None:
    if served is None:
        return None
    return cites(cited_figure(view, figure.metric.id, served.base, today()), name=figure.anchor)


def _in_words(figure: Figure) -> FigureWords:
    metric = figure.metric
    return FigureWords(figure.anchor, metric.label, metric.unit, figure.spreads, figure.tally, figure.independence)


def listed(view: View, figure: Figure) -> list[ListedLane]:
    """Return the lanes with each estimate's amount, days, citations and event in words."""
    record = view.frames
    groups = [(lane, [row for row in figure.rows if row["cumulative"] == lane]) for lane in LANES]
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


def mini(figure: Figure) -> list[MiniMark]:
    """Return the marks of a small picture: those that the figure's first spread is about."""
    if not figure.spreads:
        return []
    first = figure.spreads[0]
    own = [
        row
        for row in figure.rows
        if numeric(row) and is_drawable(row) and (row["counts"], row["cumulative"]) == (first.counts, first.cumulative)
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
