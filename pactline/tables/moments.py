"""When events begin and end, finer and farther back than days of the calendar tell: for what is drawn and filtered.

Days are numbers since 1970-01-01, and may have a part: 0.5 is noon.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.record import clock as clocks
from pactline.record import edtf
from pactline.record.clock import Clock
from pactline.record.day_numbers import first_of, last_of

_EPOCH = 719_163  # number of 1970-01-01
_FIRST, _LAST = first_of(-9999), last_of(9999)  # years of four digits: what is older is listed, not drawn

Floats = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Moments:
    """When each event begins and ends; one entry per event.

    Attributes:
        begin: Of a day its beginning, of a time the time.
        end: Of a day the beginning of the next, of a time the time.
        timed: Whether a time is written at one of its ends.
        old: Whether it begins before the year 1, and an axis can show it.
        first: First day; of ``old`` ones before the calendar's first.
        last: Last day, likewise.
        zone: By which clock times with a zone stand, in words; empty where none has one. Times without a zone stand as
            they are written.
    """

    begin: Floats
    end: Floats
    timed: Bools
    old: Bools
    first: Days
    last: Days
    zone: str


def moments(dates: pd.Series, earliest: npt.NDArray[np.int32], latest: npt.NDArray[np.int32], drawn: Bools) -> Moments:
    """Return when events begin and end.

    Args:
        dates: As written, EDTF.
        earliest: First days.
        latest: Last days.
        drawn: Whether they lie in the years 1-9999.
    """
    begin, end = earliest.astype(np.float64), latest.astype(np.float64) + 1
    timed = dates.str.contains("T", regex=False).to_numpy(dtype=bool)
    old = np.zeros(len(begin), dtype=bool)
    for row in np.flatnonzero(~drawn).tolist():
        found = edtf.parse(dates.iloc[row])
        sides = (found.open_start or _FIRST <= found.begins <= _LAST, found.open_end or _FIRST <= found.ends <= _LAST)
        old[row] = all(sides)
        begin[row], end[row] = max(found.begins, _FIRST) - _EPOCH, min(found.ends, _LAST) + 1 - _EPOCH
    written = {row: edtf.parse(dates.iloc[row]) for row in np.flatnonzero(timed).tolist()}
    clock = _usual(written.values())
    for row, found in written.items():
        if found.begins_at:
            begin[row] = found.begins - _EPOCH + _part(found.begins_at, clock)
        if found.ends_at:
            end[row] = found.ends - _EPOCH + _part(found.ends_at, clock)
    first = np.where(old, np.floor(begin), earliest).astype(np.int64)
    last = np.where(old, np.ceil(end) - 1, latest).astype(np.int64)
    return Moments(begin, end, timed, old, first, last, "" if clock is None else Clock(0, clock).zone)


def _usual(dates: Iterable[edtf.Edtf]) -> int | None:
    """Return the offset that most times have, the first of equals; ``None`` where none has one."""
    offsets = Counter(
        at.offset for found in dates for at in (found.begins_at, found.ends_at) if at and at.offset is not None
    )
    return offsets.most_common(1)[0][0] if offsets else None


def _part(at: Clock, offset: int | None) -> float:
    """Return a time as part of its day, one with a zone by the clock with an offset: less than 0, or 1, next door."""
    moved = 0 if at.offset is None or offset is None else (offset - at.offset) * 60
    return (at.seconds + moved) / clocks.DAY
