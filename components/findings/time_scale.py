"""Where days stand on a picture's axis, an early and thin part of a long time squeezed, and what is written there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple, overload

import numpy as np
import numpy.typing as npt

from pactline.record import edtf
from pactline.record.date_words import in_words, of_year
from pactline.record.day_numbers import first_of, year_of

_THIN = 0.35  # by how much more of the time than of the events a part must hold to be squeezed
_FEW = 12  # events; with fewer nothing is squeezed
_YEAR = 365.25  # days
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # between two years that are written
_MONTHS = (1, 2, 3, 6)
_LONG = 2.2 * _YEAR  # from which on years are written, not months
_SHORT = 62  # days, up to which days are written


class Tick(NamedTuple):
    """A place on the axis and what is written there."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Where days stand.

    Attributes:
        first: First day of the axis, as an ordinal, below 1 before the year 1; earlier ones stand in the squeezed part.
        last: Its last day.
        left: Px at which it begins.
        right: Px at which it ends.
    """

    first: int
    last: int
    left: float
    right: float

    @overload
    def x(self, day: float) -> float: ...

    @overload
    def x(self, day: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]: ...

    def x(self, day: float | npt.NDArray[np.int64]) -> float | npt.NDArray[np.float64]:
        """Return where a day stands, or each of several days."""
        return self.left + (day - self.first) / max(1, self.last - self.first) * (self.right - self.left)

    def day(self, x: float) -> int:
        """Return the day that stands at a place, at the most the axis's last one."""
        days = (x - self.left) / (self.right - self.left) * (self.last - self.first)
        return min(self.last, round(self.first + days))


def squeezed_before(days: Sequence[int] | npt.NDArray[np.int64]) -> int | None:
    """Return the year before which time is squeezed, since most of the time holds few of the events; ``None``: nowhere.

    It is the year at which the share of time that has passed is most ahead of the share of events.

    Args:
        days: Of the events, as ordinals, ascending.
    """
    if len(days) < _FEW or days[-1] - days[0] < 2 * _YEAR:
        return None
    first, last = int(days[0]), int(days[-1])
    years = range(year_of(first) + 1, year_of(last) + 1)
    starts = np.asarray([first_of(year) for year in years])
    time = (starts - first) / (last - first)
    ahead = time - np.searchsorted(days, starts) / len(days)
    most = int(np.argmax(ahead))
    return years[most] if ahead[most] >= _THIN else None


def ticks(scale: TimeScale, apart: float) -> list[Tick]:
    """Return what is written at the axis, at least ``apart`` px from each other: years, else months, else days."""
    span = scale.last - scale.first
    per_day = (scale.right - scale.left) / max(1, span)
    if span >= _LONG or scale.first < 1:
        step = next((n for n in _YEARS if n * _YEAR * per_day >= apart), _YEARS[-1])
        begins = -(-year_of(scale.first) // step) * step
        rounded = (year + 1 if year < 1 < step else year for year in range(begins, year_of(scale.last) + 1, step))
        years = [(first_of(year), year_words(year)) for year in rounded]
        return [Tick(scale.x(day), words) for day, words in years if day >= scale.first]
    if span > _SHORT:
        step = next((n for n in _MONTHS if n * 30.4 * per_day >= apart), _MONTHS[-1])
        found = [(day, edtf.parse(f"{day:%Y-%m}").words) for day in _months(scale.first, scale.last, step)]
    else:
        days = max(1, -(-int(apart) // max(1, int(per_day))))
        whole = range(scale.first, scale.last + 1, days)
        found = [(date.fromordinal(day), edtf.parse(date.fromordinal(day).isoformat()).words) for day in whole]
    return [Tick(scale.x(day.toordinal()), words) for day, words in found if day.toordinal() >= scale.first]


def year_words(year: int) -> str:
    """Return a year as it stands at the axis: "2024", "500 BC"."""
    return str(year) if year > 0 else in_words(of_year(year))


def _months(first: int, last: int, step: int) -> list[date]:
    day = date.fromordinal(first).replace(day=1)
    found = []
    while day.toordinal() <= last:
        if (day.month - 1) % step == 0:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found
