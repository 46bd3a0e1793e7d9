"""Which days an axis of time names: years, months where they are few, days where a month is long."""

from collections.abc import Iterator

import numpy as np

from pactline.record.date_words import in_words
from pactline.wording import brief

_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years between two ticks
_MONTHS = (1, 2, 3, 6)
_DAYS = (1, 2, 5, 10, 20)
_FEW = 3  # months of which days are named


def time_ticks(begin: np.datetime64, end: np.datetime64, most: int) -> Iterator[tuple[np.datetime64, str]]:
    """Yield the days from ``begin`` to ``end`` that have a tick, at most so many, and what each says."""
    first, last = (int(day.astype("datetime64[Y]").astype(np.int64)) + 1970 for day in (begin, end))
    months = np.arange(begin.astype("datetime64[M]"), end.astype("datetime64[M]") + 1)
    if last - first >= 2:  # noqa: PLR2004 - a year and its neighbours
        step = next((step for step in _STEPS if (last - first) / step <= most), _STEPS[-1])
        days = [
            (np.datetime64(f"{year:04}-01-01", "D"), str(year))
            for year in range(-(-first // step) * step, last + 1, step)
        ]
    elif len(months) <= _FEW:
        long = int((end - begin).astype(np.int64))
        step = next((step for step in _DAYS if long / step <= most / 2), _DAYS[-1])  # a day takes twice the words
        days = [
            (day, brief(in_words(("day", day.item().year, day.item().month, day.item().day))))
            for day in np.arange(begin, end, step)
        ]
    else:
        step = next((step for step in _MONTHS if len(months) / step <= most), _MONTHS[-1])
        days = [
            (month.astype("datetime64[D]"), brief(in_words(("month", month.item().year, month.item().month))))
            for month in months
            if month.astype(np.int64) % step == 0
        ]
    yield from ((day, words) for day, words in days if begin <= day < end)
