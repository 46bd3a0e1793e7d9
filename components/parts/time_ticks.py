"""What an axis of time names: years, months where they are few, days where a month is long; of an incident, times."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from pactline.record.date_words import in_words, of_year
from pactline.wording import brief

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)  # years between two ticks
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 5, 10, 20)
_FEW = 3  # months of which days are named
_DAY = 86_400_000  # ms
_LONGER = 1.3  # times the room that the name of a year before 1 needs


def time_ticks(begin: np.datetime64, end: np.datetime64, most: int) -> Iterator[tuple[np.datetime64, str]]:
    """Yield the days from ``begin`` to ``end`` that have a tick, at most so many, and what each says."""
    first, last = (int(day.astype("datetime64[Y]").astype(np.int64)) + 1970 for day in (begin, end))
    most = most if first > 0 else max(int(most / _LONGER), 2)
    months = np.arange(begin.astype("datetime64[M]"), end.astype("datetime64[M]") + 1)
    if last - first >= 2:  # noqa: PLR2004 - a year and its neighbours
        step = next((step for step in _STEPS if (last - first) / step <= most), _STEPS[-1])
        days = [
            (
                np.datetime64(year - 1970, "Y").astype("datetime64[D]"),
                str(year) if year > 0 else in_words(of_year(year)),
            )
            for year in map(partial(_round, step), range(first // step * step, last + 1, step))
        ]
    elif len(months) <= _FEW:
        long = _day(end) - _day(begin)
        step = next((step for step in _DAYS if long / step <= most / 2), _DAYS[-1])  # a day takes twice the words
        days = [
            (day, brief(in_words(("day", *day_parts(day)))))
            for day in (np.datetime64(number, "D") for number in range(_day(begin), _day(end), step))
        ]
    else:
        step = next((step for step in _MONTHS if len(months) / step <= most), _MONTHS[-1])
        days = [
            (month.astype("datetime64[D]"), brief(in_words(("month", *day_parts(month)[:2]))))
            for month in months
            if month.astype(np.int64) % step == 0
        ]
    yield from ((day, words) for day, words in days if begin <= day < end)


def clock_ticks(begin: np.datetime64, end: np.datetime64, step: int) -> Iterator[tuple[np.datetime64, str, str]]:
    """Yield the moments from ``begin`` to ``end`` that have a tick, and what each says.

    Args:
        begin: The axis' beginning, in ms.
        end: Its end, in ms.
        step: Ms from tick to tick; they are counted from midnight.

    Yields:
        The moment, its time, and its day where a reader must be told: at the first tick, and at midnight.
    """
    first = -(-int(begin.astype(np.int64)) // step) * step
    for ms in range(first, int(end.astype(np.int64)) + 1, step):
        minutes = ms % _DAY // 60_000
        moment = np.datetime64(ms, "ms")
        day = brief(in_words(("day", *day_parts(moment)))) if ms == first or not minutes else ""
        yield moment, f"{minutes // 60:02}:{minutes % 60:02}", day


def _round(step: int, year: int) -> int:
    """Return the year that is round to readers: -999 is 1000 BC, and the year before 1 is 1 BC."""
    return year + 1 if step > 1 and year < 1 else year


def _day(moment: np.datetime64) -> int:
    return int(moment.astype("datetime64[D]").astype(np.int64))


def day_parts(moment: np.datetime64) -> tuple[int, int, int]:
    """Return year, month and day; the library has no dates before the year 1."""
    month, day = moment.astype("datetime64[M]"), moment.astype("datetime64[D]")
    number = int(month.astype(np.int64))
    return number // 12 + 1970, number % 12 + 1, int((day - month.astype("datetime64[D]")).astype(np.int64)) + 1
