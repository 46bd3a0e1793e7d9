"""The shown events counted: by period, actor, theme, publisher; each number is what one more key would leave.

A period counts the events that certainly lie within it, whatever day of their span it was, as ``dates=certain``
does; those that are known to the year only, or last longer, stand beside its parts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pactline.query.select import View
from pactline.query.view import marked
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import RowMask

MOST_ROWS = 60  # rows of a calendar; with more of them each stands for ten times as many years
MOST_BARS = 130
_MONTHS = 12
_LAST_YEAR = 9999
_EPOCH = 1970
_SIZES = (1, 10, 100, 1000)  # years
Ints = npt.NDArray[np.int64]


class Count(NamedTuple):
    """How many shown events have a value: an id."""

    key: str
    events: int


class Period(NamedTuple):
    """A stretch of time from a day to another, both counted in, and the shown events that certainly lie in it."""

    first: date
    last: date
    events: int


@dataclass(frozen=True, slots=True)
class Calendar:
    """Shown events by period.

    Attributes:
        years: How many years a row stands for: 1, 10, 100 or 1,000; a row has 12 months, or ten parts.
        rows: Each row as a whole, its parts in order, and how many of its events fit into no part.
        outside: Shown events that lie in no single row: longer ones, open ones, those without a drawable day.
    """

    years: int
    rows: tuple[tuple[Period, tuple[Period, ...], int], ...]
    outside: int


def by_actor(view: View) -> list[Count]:
    """Count the events of each actor, with those of its bodies and persons, most first."""
    return _sorted(view.frames.index.actors.counts(marked(view.event_rows, view.frames.index.events)))


def within_wholes(view: View, counts: list[Count]) -> list[tuple[Count, list[Count]]]:
    """Put the counts of actors under those that they belong to, so that no sum stands beside its parts.

    Args:
        view: Whose actors they are.
        counts: As ``by_actor`` returns them.

    Returns:
        Each actor that belongs to no other of them, with those that belong to it, in the given order.
    """
    counted = {count.key for count in counts}
    wholes: dict[str, set[str]] = {}
    for actor, whole in _wholes(view.frames):
        if whole in counted:
            wholes.setdefault(actor, set()).add(whole)
    above = {  # two that belong to each other, which a register may say, stand beside each other
        actor: {whole for whole in own if actor not in wholes.get(whole, ())} for actor, own in wholes.items()
    }
    tops: dict[str, tuple[Count, list[Count]]] = {
        count.key: (count, []) for count in counts if not above.get(count.key)
    }
    for count in counts:
        for whole in above.get(count.key, ()):
            if whole in tops:
                tops[whole][1].append(count)
    return list(tops.values())


@kept(4)
def _wholes(record: Frames) -> tuple[tuple[str, str], ...]:
    """Return each actor with each other that it belongs to."""
    own = record.membership
    return tuple(pair for pair in zip(own["actor"].tolist(), own["whole"].tolist(), strict=True) if pair[0] != pair[1])


def by_theme(view: View) -> list[Count]:
    """Count the events of each theme, most first."""
    return _sorted(view.frames.index.themes.counts(marked(view.event_rows, view.frames.index.events)))


def by_publisher(view: View) -> list[Count]:
    """Count the events with a shown claim that cites each publisher, most first."""
    index = view.frames.index
    return _sorted(index.claims_citing.publisher.counts(marked(view.claim_rows, index.claims)))


def calendar(view: View) -> Calendar:
    """Count the events by month under years; with many years, by year under decades, and so on."""
    years, months = _certain(view)
    within = years[0] == years[1]
    size = next(size for size in _SIZES if size == _SIZES[-1] or len(np.unique(years[0][within] // size)) <= MOST_ROWS)
    firsts, lasts = (one // size for one in years)
    inside = firsts == lasts
    rows = []
    for row in np.unique(firsts[inside]).tolist():
        own = inside & (firsts == row)
        parts = _parts(row, size, tuple(one[own] for one in years), tuple(one[own] for one in months))
        whole = int(np.count_nonzero(own))
        rows.append((_period(row * size, size, whole), parts, whole - sum(part.events for part in parts)))
    return Calendar(size, tuple(rows), len(view.event_rows) - int(np.count_nonzero(inside)))


def columns(view: View) -> tuple[int, list[Period]]:
    """Count the events by month, or by the shortest of 1, 10, 100, 1,000 years that make few columns enough.

    Returns:
        How many years a column stands for, 0 for a month; and every period from the first to the last, those without
        an event too.
    """
    years, months = _certain(view)
    if not len(years[0]):
        return 0, []
    numbers = tuple(year * _MONTHS + month for year, month in zip(years, months, strict=True))
    for size in (0, *_SIZES):
        first, last = numbers if not size else tuple(year // size for year in years)
        inside = first == last
        if not inside.any():
            continue
        low, high = int(first[inside].min()), int(first[inside].max())
        if high - low < MOST_BARS or size == _SIZES[-1]:
            found = np.bincount(first[inside] - low, minlength=high - low + 1)
            return size, [
                _period(number * size, size, events) if size else _month(number // _MONTHS, number % _MONTHS, events)
                for number, events in enumerate(found.tolist(), low)
            ]
    return 0, []


def busiest_months(view: View) -> list[Period]:
    """Return the months in which most events certainly lie, several where they are equal; none without an event."""
    known = _months(view.frames)
    rows = view.event_rows[known.one[view.event_rows]]
    if not len(rows):
        return []
    inside = known.first[rows]
    low = int(inside.min())
    counts = np.bincount(inside - low)
    most = int(counts.max())
    months = (np.flatnonzero(counts == most) + low).tolist()
    return [_month(number // _MONTHS + _EPOCH, number % _MONTHS, most) for number in months]


def _certain(view: View) -> tuple[tuple[Ints, Ints], tuple[Ints, Ints]]:
    """Return the years of first and last day, and their months from 0, of the events that have both."""
    known = _months(view.frames)
    own = view.event_rows[known.certain[view.event_rows]]
    months = known.first[own], known.last[own]
    years = (months[0] // _MONTHS + _EPOCH, months[1] // _MONTHS + _EPOCH)
    return years, (months[0] % _MONTHS, months[1] % _MONTHS)


class _Months(NamedTuple):
    """The months of all events; an entry an event.

    Attributes:
        certain: Whether it has a first and a last day.
        one: Whether these lie in one month.
        first: Month of its first day, from January 1970.
        last: Month of its last day.
    """

    certain: RowMask
    one: RowMask
    first: Ints
    last: Ints


@kept(4)
def _months(record: Frames) -> _Months:
    drawable, begins, ends = (
        record.column("events", name).to_numpy().astype(bool) for name in ("drawable", "open_start", "open_end")
    )
    first, last = (
        record.numbers("events", name).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        for name in ("earliest", "latest")
    )
    certain = drawable & ~begins & ~ends
    return _Months(certain, certain & (first == last), first, last)


def _parts(row: int, size: int, years: tuple[Ints, ...], months: tuple[Ints, ...]) -> tuple[Period, ...]:
    first, last = months if size == 1 else (year % size // (size // 10) for year in years)
    number = _MONTHS if size == 1 else 10
    found = np.bincount(first[first == last], minlength=number).tolist()
    if size == 1:
        return tuple(_month(row, month, events) for month, events in enumerate(found))
    return tuple(_period(row * size + part * size // 10, size // 10, events) for part, events in enumerate(found))


def _month(year: int, month: int, events: int) -> Period:
    after = date(year + month // 11, (month + 1) % _MONTHS + 1, 1) if (year, month) != (_LAST_YEAR, 11) else None
    return Period(date(year, month + 1, 1), after - timedelta(days=1) if after else date.max, events)


def _period(year: int, size: int, events: int) -> Period:
    return Period(date(max(year, 1), 1, 1), date(min(year + size - 1, _LAST_YEAR), 12, 31), events)


def _sorted(counts: dict[str, int]) -> list[Count]:
    return [Count(key, number) for key, number in sorted(counts.items(), key=lambda one: (-one[1], one[0])) if key]
