"""The shown events counted, as small charts that are their own tables: by period, theme, actor, publisher.

A number leads to exactly the events it counts, where a key of the URL says that.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from markupsafe import Markup, escape

from components.parts import draw, markup
from components.parts.finding import finding
from components.parts.moulds import GAPS, Mould, mould
from components.parts.ways import Otherwise, Ways
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.counts import (
    Calendar,
    Count,
    Period,
    by_actor,
    by_publisher,
    by_theme,
    calendar,
    columns,
    within_wholes,
)
from pactline.record.date_words import in_words
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import isolated
from pactline.wording import short_month, text

FEW = 6  # bars of a chart; more fold out
_MOST = 40  # bars that fold out included
_LEVELS = 5  # shades of the calendar
_LABELS = 8  # under the columns, at most
_LINES = 4096  # names, and HTML of lines, of a record


@dataclass(frozen=True, slots=True)
class Column:
    """The events of a period: a column with its height in percent, a label that may be empty, and a title.

    ``otherwise``, here and below, is what the selection of exactly what is counted has otherwise than the page's;
    ``None`` where no key of the URL says that.
    """

    height: float
    label: str
    title: str
    otherwise: Otherwise | None


@dataclass(frozen=True, slots=True)
class PeriodCell:
    """The events of a part of a row; ``level`` is its shade, ``when`` its name."""

    events: int
    level: int
    when: str
    otherwise: Otherwise | None


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A row of the calendar: its parts, how many events fit into none (``rest``), and the whole."""

    label: str
    whole: PeriodCell
    cells: list[PeriodCell]
    rest: int


@dataclass(frozen=True, slots=True)
class DrawnCalendar:
    """Events by period, as ``Calendar`` has them; ``heads`` stand above the parts, of as many years as a row has."""

    heads: list[str]
    of_years: int
    rows: list[CalendarRow]
    outside: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A value and its events, ``width`` in percent.

    Attributes:
        inside: Bars of its parts, already counted in it; ``inside_left``: how many more there are.
    """

    label: str
    events: int
    width: float
    otherwise: Otherwise | None
    inside: list["Bar"]
    inside_left: int


@dataclass(frozen=True, slots=True)
class Block:
    """Bars of one kind; ``more`` fold out, ``left`` are not written out, ``number`` is all."""

    name: str
    title: str
    bars: list[Bar]
    more: list[Bar]
    left: int
    number: int


@dataclass(frozen=True, slots=True)
class CountValues:
    """The shown events counted.

    Attributes:
        unit: What a column stands for, in words; ``most``: events of the highest; ``alt``: all of them in words.
        drawn: Returns a column, ``row`` a bar, ``number`` what a part of the calendar counts, as HTML.
    """

    template: ClassVar = "data/counts.html"
    columns: list[Column]
    unit: str
    most: int
    alt: str
    calendar: DrawnCalendar
    blocks: list[Block]
    drawn: Callable[[Column], Markup]
    row: Callable[[Bar], Markup]
    number: Callable[[PeriodCell], Markup]


@dataclass(frozen=True, slots=True)
class ColumnValues:
    """A column as it is drawn; ``link`` may be empty."""

    template: ClassVar = "data/column.html"
    link: Markup
    title: Markup
    height: Markup
    label: str


@dataclass(frozen=True, slots=True)
class BarValues:
    """A bar as it is drawn."""

    template: ClassVar = "data/bar.html"
    label: str
    width: Markup
    number: Markup


@dataclass(frozen=True, slots=True)
class NumberValues:
    """A number that leads to what it counts."""

    template: ClassVar = "data/number.html"
    link: Markup
    number: Markup
    what: str


def found_counts(view: View) -> None:
    """Draw as the page's title which period has most of the shown events."""
    finding(text("nav.data"), *finding_words(view))


@kept(32)
def finding_words(view: View) -> tuple[str, ...]:
    """Return the headline and its sentence; where no event has a day, or all periods are equal, no period is named."""
    total, (size, drawn) = len(view.event_rows), columns(view)
    most = max((period.events for period in drawn), default=0)
    tops = [period for period in drawn if period.events == most]
    if len(drawn) > 1 and len(tops) == 1:
        headline = text("data.found", when=_when(tops[0]), n=most, all=total, unit=_unit(size))
    else:
        headline = text("data.found_all", n=total) if total else text("data.title")
    return headline, text("data.lead")


def data_counts(view: View) -> None:
    """Draw the counts; nothing where no event is shown."""
    if len(view.event_rows):
        with draw.box("data-counts"):
            draw.html(_html(view))


@kept(32)
def _html(view: View) -> str:
    return markup.render(count_values(view))


def count_values(view: View) -> CountValues:
    """Return columns, calendar and bars for the template."""
    selection, names = view.selection, view.frames.names
    size, drawn = columns(view)
    return CountValues(
        columns=_columns(view, drawn),
        unit=_unit(size),
        most=max((period.events for period in drawn), default=0),
        alt=_alt(drawn),
        calendar=_calendar(view, calendar(view)),
        blocks=[
            _block("theme", by_theme(view), {}, names["theme"], selection),
            _block("actor", *_actors(view), names["actor"], selection),
            _block("publisher", by_publisher(view), {}, names["publisher"], selection),
        ],
        **_drawing(view),
    )


def _drawing(view: View) -> dict[str, Callable[[Any], Markup]]:
    """Return what makes HTML of a column, of a bar and of a part of the calendar."""
    record, ways = view.frames, Ways(view.selection)

    def number(events: int, what: str, otherwise: Otherwise | None) -> str:
        if otherwise is None:
            return f"{events:,}"
        return _number(record, what)(ways.go("data", **otherwise), f"{events:,}")

    def drawn(one: Column) -> Markup:
        link = "" if one.otherwise is None else ways.go("data", **one.otherwise)
        title = escape(isolated(one.title))
        return Markup(_column(record, one.label, leads=bool(link))(link, title, one.height))  # noqa: S704

    def row(bar: Bar) -> Markup:
        own = number(bar.events, bar.label, bar.otherwise)
        return Markup(_bar(record, bar.label)(bar.width, own))  # noqa: S704

    return {
        "drawn": drawn,
        "row": row,
        "number": lambda cell: Markup(number(cell.events, cell.when, cell.otherwise)),  # noqa: S704
    }


# Lines that differ in numbers and links alone: each is a template's HTML, made once


@kept(_LINES)
def _column(_: Frames, label: str, *, leads: bool) -> Mould:
    return mould(ColumnValues(GAPS[0] if leads else Markup(), GAPS[1], GAPS[2], label))


@kept(_LINES)
def _bar(_: Frames, label: str) -> Mould:
    return mould(BarValues(label, GAPS[0], GAPS[1]))


@kept(_LINES)
def _number(_: Frames, what: str) -> Mould:
    return mould(NumberValues(GAPS[0], GAPS[1], what))


def _unit(size: int) -> str:
    if size <= 1:
        return text("data.unit_year" if size else "data.unit_month")
    return text("data.unit_years", n=size)


def _columns(view: View, drawn: list[Period]) -> list[Column]:
    most = max((period.events for period in drawn), default=0) or 1
    years = [period.first.year for period in drawn]
    # A label where a round number of years begins: so many that few stand.
    step = next(
        (s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if len({y // s for y in years}) <= _LABELS), 5000
    )
    labelled = [n for n, period in enumerate(drawn) if period.first.month == 1 and period.first.year % step == 0]
    return [
        Column(
            height=round(100 * period.events / most, 1),
            label=_label_at(period) if number in (labelled or [0]) else "",
            title=_titled(view.frames, period),
            otherwise=_during(view.selection, period) if period.events else None,
        )
        for number, period in enumerate(drawn)
    ]


@kept(_LINES)
def _titled(_: Frames, period: Period) -> str:
    return text("data.count_in", n=period.events, when=_when(period))


def _calendar(view: View, own: Calendar) -> DrawnCalendar:
    most = max((part.events for _, parts, _ in own.rows for part in parts), default=0) or 1
    heads = [short_month(n) for n in range(1, 13)] if own.years == 1 else [f"+{n * own.years // 10}" for n in range(10)]
    return DrawnCalendar(
        heads=heads,
        of_years=own.years,
        rows=[
            CalendarRow(
                label=_label(whole),
                whole=_cell(view, whole, 0),
                cells=[_cell(view, part, -(-part.events * _LEVELS // most)) for part in parts],
                rest=rest,
            )
            for whole, parts, rest in own.rows
        ],
        outside=own.outside,
    )


def _cell(view: View, period: Period, level: int) -> PeriodCell:
    return PeriodCell(
        events=period.events,
        level=level,
        when=_called(view.frames, period.first, period.last),
        otherwise=_during(view.selection, period) if period.events else None,
    )


@kept(_LINES)
def _called(_: Frames, first: date, last: date) -> str:
    return _when(Period(first, last, 0))


def _during(selection: Selection, period: Period) -> Otherwise | None:
    """Return what selects the events that certainly lie in a period; none where it is cut by dates in force."""
    begins = selection.first is None or selection.first <= period.first
    ends = selection.last is None or period.last <= selection.last
    return {"first": period.first, "last": period.last, "certain": True} if begins and ends else None


def _actors(view: View) -> tuple[list[Count], dict[str, list[Count]]]:
    """Return the counts of actors that belong to no other, and of those that belong to each."""
    found = within_wholes(view, by_actor(view))
    return [whole for whole, _ in found], {whole.key: parts for whole, parts in found}


def _block(
    name: str,
    counts: list[Count],
    inside: Mapping[str, list[Count]],
    names: Mapping[str, str],
    selection: Selection,
) -> Block:
    most = counts[0].events if counts else 1

    def bar(count: Count) -> Bar:
        parts = inside.get(count.key, [])
        return Bar(
            label=names.get(count.key, count.key),
            events=count.events,
            width=round(100 * count.events / most, 1),
            otherwise=_only(selection, name, count.key),
            inside=[bar(part) for part in parts[:_MOST]],
            inside_left=max(len(parts) - _MOST, 0),
        )

    bars = [bar(count) for count in counts[:_MOST]]
    return Block(
        name=name,
        title=text(f"data.by_{name}"),
        bars=bars[:FEW],
        more=bars[FEW:],
        left=len(counts) - len(bars),
        number=len(counts),
    )


def _only(selection: Selection, name: str, key: str) -> Otherwise | None:
    """Return what selects exactly the events counted; where its key is in use, no value says just that."""
    field = f"{name}s"
    chosen: tuple[str, ...] = getattr(selection, field)
    if chosen and not (selection.match_all and name != "publisher" and key not in chosen):
        return None
    return {field: (*chosen, key)}


def _label_at(period: Period) -> str:
    return str(period.first.year) if period.first.month == 1 else _when(period)


def _label(period: Period) -> str:
    first, last = period.first.year, period.last.year
    return str(first) if first == last else f"{first}–{last}"


def _when(period: Period) -> str:
    if (period.last - period.first).days < 31:  # noqa: PLR2004 - days
        return in_words(("month", period.first.year, period.first.month))
    if period.first.year == period.last.year:
        return in_words(("year", period.first.year))
    return _label(period)


def _alt(drawn: list[Period]) -> str:
    if not drawn:
        return ""
    most = max(drawn, key=lambda period: period.events)
    return text("data.columns_alt", first=_when(drawn[0]), last=_when(drawn[-1]), n=most.events, when=_when(most))
