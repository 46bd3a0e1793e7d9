"""The shown events counted, as small charts that are their own tables: by period, theme, actor, publisher.

A number leads to exactly the events it counts, where a key of the URL says that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from components.parts import draw, markup
from components.parts.finding import finding
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
from pactline.tables.kept import kept
from pactline.wording import short_month, text

FEW = 6  # bars of a chart; more fold out
_MOST = 40  # bars that fold out included
_LEVELS = 5  # shades of the calendar
_LABELS = 8  # under the columns, at most


@dataclass(frozen=True, slots=True)
class Column:
    """The events of a period: a column with its height in percent, a label that may be empty, and a title.

    ``selection``, here and below, is ``None`` where no key of the URL says exactly what is counted.
    """

    height: float
    label: str
    title: str
    selection: Selection | None


@dataclass(frozen=True, slots=True)
class PeriodCell:
    """The events of a part of a row; ``level`` is its shade, ``when`` its name."""

    events: int
    level: int
    when: str
    selection: Selection | None


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
    selection: Selection | None
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
    """

    template: ClassVar = "data/counts.html"
    columns: list[Column]
    unit: str
    most: int
    alt: str
    calendar: DrawnCalendar
    blocks: list[Block]


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
        columns=_columns(selection, drawn),
        unit=_unit(size),
        most=max((period.events for period in drawn), default=0),
        alt=_alt(drawn),
        calendar=_calendar(selection, calendar(view)),
        blocks=[
            _block("theme", by_theme(view), {}, names["theme"], selection),
            _block("actor", *_actors(view), names["actor"], selection),
            _block("publisher", by_publisher(view), {}, names["publisher"], selection),
        ],
    )


def _unit(size: int) -> str:
    if size <= 1:
        return text("data.unit_year" if size else "data.unit_month")
    return text("data.unit_years", n=size)


def _columns(selection: Selection, drawn: list[Period]) -> list[Column]:
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
            title=text("data.count_in", n=period.events, when=_when(period)),
            selection=_during(selection, period) if period.events else None,
        )
        for number, period in enumerate(drawn)
    ]


def _calendar(selection: Selection, own: Calendar) -> DrawnCalendar:
    most = max((part.events for _, parts, _ in own.rows for part in parts), default=0) or 1
    heads = [short_month(n) for n in range(1, 13)] if own.years == 1 else [f"+{n * own.years // 10}" for n in range(10)]
    return DrawnCalendar(
        heads=heads,
        of_years=own.years,
        rows=[
            CalendarRow(
                label=_label(whole),
                whole=_cell(selection, whole, 0),
                cells=[_cell(selection, part, -(-part.events * _LEVELS // most)) for part in parts],
                rest=rest,
            )
            for whole, parts, rest in own.rows
        ],
        outside=own.outside,
    )


def _cell(selection: Selection, period: Period, level: int) -> PeriodCell:
    return PeriodCell(
        events=period.events,
        level=level,
        when=_when(period),
        selection=_during(selection, period) if period.events else None,
    )


def _during(selection: Selection, period: Period) -> Selection | None:
    """Return the selection of the events that certainly lie in a period; none where it is cut by dates in force."""
    begins = selection.first is None or selection.first <= period.first
    ends = selection.last is None or period.last <= selection.last
    return replace(selection, first=period.first, last=period.last, certain=True) if begins and ends else None


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
            selection=_only(selection, name, count.key),
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


def _only(selection: Selection, name: str, key: str) -> Selection | None:
    """Return the selection of exactly the events counted; where its key is in use, no value says just that."""
    chosen = {"theme": selection.themes, "actor": selection.actors, "publisher": selection.publishers}[name]
    if chosen and not (selection.match_all and name != "publisher" and key not in chosen):
        return None
    if name == "theme":
        return replace(selection, themes=(*chosen, key))
    return replace(selection, actors=(*chosen, key)) if name == "actor" else replace(selection, publishers=(key,))


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
