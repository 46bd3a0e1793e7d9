"""One stakeholder's stance over time as a line of steps, in percent of width and rows of height.

Pure: rows in, numbers out; the template draws them as boxes. What is not on the ordered scale (a denial, words
without a stance, a silence) stands in rows of its own below, off the line.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from pactline.readings.stakeholders import MARKS, Said
from pactline.record.vocabulary import STANCES

OFF_SCALE = tuple(mark for mark in MARKS if mark not in STANCES)
_EDGE = 2.0  # percent of the width kept free at both ends, so that no mark is cut
_YEARS = 540  # days; over a longer time the ticks are years, else months
_TICKS = 8


class Span(NamedTuple):
    """The first and the last day of an axis that several lines share."""

    first: date
    last: date

    def place(self, day: date) -> float:
        """Return where a day stands, in percent of the width."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return round(_EDGE + (100 - 2 * _EDGE) * share, 2)


class Mark(NamedTuple):
    """A mark of the line: where, and what."""

    x: float
    row: int
    mark: str


class Stretch(NamedTuple):
    """A piece of the line: level from ``x`` on for ``width``, then to ``to_row``."""

    x: float
    width: float
    row: int
    to_row: int


class Tick(NamedTuple):
    """A label of the axis."""

    x: float
    day: date
    months: bool


@dataclass(frozen=True, slots=True)
class StanceLine:
    """The line of one stakeholder.

    Attributes:
        rows: What each row stands for, from the top: the scale from endorsing to condemning, then what is off it.
        marks: In order of time.
        stretches: Between marks of the scale.
    """

    rows: tuple[str, ...]
    marks: tuple[Mark, ...]
    stretches: tuple[Stretch, ...]


def span(days: pd.Series) -> Span | None:
    """Return the days that an axis runs over, or ``None`` where there is none.

    Args:
        days: ``datetime64[us]``; what is missing is passed over.
    """
    known = days.dropna()
    return Span(known.min().date(), known.max().date()) if len(known) else None


def stance_line(said: Iterable[Said], axis: Span) -> StanceLine:
    """Return the line of one stakeholder's reactions.

    Args:
        said: In order of time; those without a day are left out.
        axis: The days of the axis.
    """
    dated = dict.fromkeys((one.at, one.mark) for one in said if one.at)  # of one day and mark one stands for all
    rows = (*STANCES, *(mark for mark in OFF_SCALE if any(mark == other for _, other in dated)))
    marks = tuple(Mark(axis.place(day), rows.index(mark), mark) for day, mark in dated)
    scaled = [mark for mark in marks if mark.mark in STANCES]
    stretches = tuple(Stretch(one.x, round(other.x - one.x, 2), one.row, other.row) for one, other in pairwise(scaled))
    return StanceLine(rows, marks, stretches)


def ticks(axis: Span) -> tuple[Tick, ...]:
    """Return the labels of an axis: each year's first day over a long time, else months."""
    months = (axis.last - axis.first).days <= _YEARS
    first = axis.first.year * 12 + axis.first.month - 1
    last = axis.last.year * 12 + axis.last.month - 1
    starts = [date(at // 12, at % 12 + 1, 1) for at in range(first, last + 1) if months or at % 12 == 0]
    days = [day for day in starts if axis.first <= day]
    step = -(-len(days) // _TICKS) or 1
    return tuple(Tick(axis.place(day), day, months) for day in days[::step])
