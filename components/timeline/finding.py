"""The timeline's headline: what is true of the events that a selection leaves, found by rule and by no judgement."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import numpy as np
import numpy.typing as npt

from components.parts import draw, markup
from components.parts.rows import day_words
from components.parts.time_ticks import day_parts
from pactline.query.select import View
from pactline.readings.came_since import Came, came
from pactline.record.date_words import in_words, of_year
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import text

Days = npt.NDArray[np.int64]
Kind = Literal[
    "none", "record_empty", "one", "new", "none_new", "peak", "peak_shown", "share", "span", "year", "day", "count"
]

_NONE = np.iinfo(np.int64).min
_UNITS = (("M", 1), ("Y", 1), ("Y", 10), ("Y", 100))  # calendar units that a headline names: how fine, how many
_LEAST = 3  # events that a month or year must hold to be worth a headline
_AROUND = 2  # months, years or decades that the others must reach beyond it
_ABOVE = 1.5  # times what such a unit holds on average
_SHARE = 0.04  # of all events shown, likewise


@dataclass(frozen=True, slots=True)
class Finding:
    """What a headline says.

    Attributes:
        kind: Which sentence: ``timeline.finding.<kind>``.
        values: What is filled into it.
    """

    kind: Kind
    values: tuple[tuple[str, Any], ...] = ()

    @property
    def words(self) -> str:
        """The sentence."""
        return text(f"timeline.finding.{self.kind}", **dict(self.values))


@dataclass(frozen=True, slots=True)
class FindingValues:
    """The headline."""

    template: ClassVar = "timeline/finding.html"
    words: str


def headline(view: View) -> str:
    """Draw the headline of a view, and return it."""
    words = finding_of(view).words
    draw.html(markup.render(FindingValues(words)))
    return words


@kept(64)
def finding_of(view: View) -> Finding:
    """Return what is true of a view."""
    record, rows = view.frames, view.event_rows
    when = record.moments
    first, last = when.first[rows], when.last[rows]
    drawn = ~record.numbers("events", "undrawn")[rows].astype(bool) | when.old[rows]
    selection = view.selection
    told = selection.filters
    names = [record.names["theme"][theme] for theme in selection.themes if theme in record.names["theme"]]
    only = told == type(told)(themes=selection.themes) and len(names) == len(selection.themes)
    title = record.cells("events", "title", rows)[0] if len(rows) == 1 else ""
    new = came(view.shown)
    if new and len(rows) > 1:
        return new_since(new, len(rows))
    return found(
        first[drawn],
        last[drawn],
        len(rows),
        record.size("events"),
        themes=names if only else (),
        title=title,
        whole=lambda: [numbers[rows[drawn]] for numbers in _of_record(record)],
    )


@kept(4)
def _of_record(record: Frames) -> list[Days]:
    return _wholes(record.moments.first, record.moments.last)


def found(
    first: Days,
    last: Days,
    shown: int,
    total: int,
    *,
    themes: Sequence[str] = (),
    title: str = "",
    whole: Callable[[], list[Days]] | None = None,
) -> Finding:
    """Return the first of these that the numbers bear.

    Nothing is left; one event is; themes alone were chosen, and are so much of the record; one month, else year,
    decade or century holds more events than any other, and a share worth telling; or how many there are between
    which years.

    Args:
        first: First day of each event that can be drawn, counted from 1970-01-01.
        last: Last day of each.
        shown: Events that are left.
        total: Events of the record.
        themes: Names of the themes, where nothing else was chosen.
        title: Of the event that is left alone.
        whole: Returns of which unit of the calendar each is, as ``_wholes`` does.
    """
    if shown <= 1:
        return Finding("one", (("title", title),)) if shown else Finding("none" if total else "record_empty")
    if themes:
        return Finding("share", (("themes", joined(themes, ", ")), ("n", shown), ("total", total)))
    peak = _peak(whole() if whole else _wholes(first, last), shown)
    if peak:
        name, n = peak
        kind: Kind = "peak" if shown == total else "peak_shown"
        return Finding(kind, (("when", name), ("n", n), ("total", shown)))
    if len(first) < shown:  # some lie in years that no axis shows
        return Finding("count", (("n", shown),))
    if first.min() == last.max():
        return Finding(
            "day", (("n", shown), ("when", in_words(("day", *day_parts(np.datetime64(int(first.min()), "D"))))))
        )
    return _between(shown, _year(int(first.min())), _year(int(last.max())))


def new_since(new: Came, shown: int) -> Finding:
    """Return what is new in a record that is looked back at: the events, else the claims, and whose status changed.

    Args:
        new: What came since the stop before.
        shown: Events that are left.
    """
    came_to_it = "events" if new.number_of_events else "claims"
    told = [
        text(f"came.{name}", n=number)
        for name, number in ((came_to_it, new.number_of_events or new.number_of_claims), ("moved", len(new.was)))
        if number
    ]
    day = day_words(new.since)
    if not told:
        return Finding("none_new", (("n", shown), ("day", day)))
    return Finding("new", (("news", text("came.and").join(told)), ("day", day)))


def _between(shown: int, begin: str, end: str) -> Finding:
    if begin == end:
        return Finding("year", (("n", shown), ("when", begin)))
    return Finding("span", (("n", shown), ("first", begin), ("last", end)))


def _wholes(first: Days, last: Days) -> list[Days]:
    """Return for each of ``_UNITS`` the number of the one that each event falls into whole, ``_NONE`` for none.

    An event that lasts for years is of no month.
    """
    wholes = []
    for unit, size in _UNITS:
        begins, ends = (
            (days.astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64) + _since(unit)) // size
            for days in (first, last)
        )
        wholes.append(np.where(begins == ends, begins, _NONE))
    return wholes


def _since(unit: str) -> int:
    """Return how many units there are from the year 0 to 1970."""
    return 1970 * (12 if unit == "M" else 1)


def _peak(wholes: list[Days], shown: int) -> tuple[str, int] | None:
    """Return the finest unit of the calendar of which one holds the most events, with its name and their number."""
    for (unit, size), numbers in zip(_UNITS, wholes, strict=True):
        own = numbers[numbers != _NONE]
        if not len(own):
            continue
        begin = int(own.min())
        counts = np.bincount(own - begin)
        most, busiest = int(counts.max()), begin + int(counts.argmax())
        alone = int((counts == most).sum()) == 1 and len(counts) > _AROUND
        if busiest * size < size and size > 1:
            continue  # no reader counts decades before the year 1 so
        if alone and most >= max(_LEAST, _SHARE * shown, _ABOVE * len(own) / len(counts)):
            return _unit_name(unit, size, busiest), most
    return None


def _unit_name(unit: str, size: int, number: int) -> str:
    if unit == "M":
        return in_words(("month", number // 12, number % 12 + 1))
    year = number * size
    return (
        in_words(of_year(year))
        if size == 1
        else text("timeline.finding.years", first=str(year), last=str(year + size - 1))
    )


def _year(day: int) -> str:
    return in_words(of_year(day_parts(np.datetime64(day, "D"))[0]))
