"""Days as numbers, for whatever is drawn along time: counted from 1970-01-01."""

from datetime import date

import numpy as np
import numpy.typing as npt
import pandas as pd

Days = npt.NDArray[np.int64]  # days since 1970-01-01

EPOCH = date(1970, 1, 1).toordinal()  # as a day of the calendar that begins with the year 1
FIRST_DAY = int(np.datetime64("0001-01-01", "D").astype(np.int64))
FIRST_OLD = int(np.datetime64("-9999-01-01", "D").astype(np.int64))  # of the years that four digits write
_YEAR = 365.25  # days
_FAR_FROM = int(np.datetime64("2200-01-01", "D").astype(np.int64))  # later days are plans, slips, or "no end"
_FAR = 200 * _YEAR  # days without anything before a far one ...
_FAR_TIMES = 4.0  # ... and how many times longer than all else together: what is left would be a fifth of the picture
LAST_DAY = int(np.datetime64("9999-12-31", "D").astype(np.int64))


def day_number(day: date) -> int:
    """Return a day's number: days since 1970-01-01."""
    return day.toordinal() - EPOCH


def plain(day: float) -> float:
    """Return a moment as it is sent: a whole day as an integer, else to a tenth of a second."""
    return int(day) if day == int(day) else round(float(day), 6)


def timestamp(day: float) -> pd.Timestamp:
    """Return the day with a number, kept within the years 1-9999."""
    number = min(max(int(day), FIRST_DAY), LAST_DAY)
    return pd.Timestamp(np.datetime64(number, "D").astype("datetime64[us]"))


def last_near(first: Days, last: Days) -> int:
    """Return the last day that is not far beyond all others.

    Far is what lies after 2200 and, from the last day before it, more than two centuries and four times as far away
    as all before it is long.
    """
    if max(first.max(initial=FIRST_OLD), last.max(initial=FIRST_OLD)) < _FAR_FROM:
        return LAST_DAY
    days = np.unique(np.concatenate([first, last]))
    gaps = np.diff(days)
    far = (days[1:] >= _FAR_FROM) & (gaps >= _FAR) & (gaps >= _FAR_TIMES * (days[:-1] - days[0] + 1))
    return int(days[int(np.argmax(far))]) if far.any() else LAST_DAY
