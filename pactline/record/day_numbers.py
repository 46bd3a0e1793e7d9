"""Numbers of days in years of any age: 1 on 1 January of the year 1, astronomical years, the calendar of today."""

import calendar
from datetime import date

_CYCLE, _CYCLE_DAYS = 400, 146_097  # years after which the calendar repeats itself, and their days


def first_of(year: int) -> int:
    """Return the number of a year's first day."""
    return number_of(year, 1, 1)


def last_of(year: int) -> int:
    """Return the number of a year's last day."""
    return number_of(year, 12, 31)


def month_edge(year: int, month: int) -> tuple[int, int]:
    """Return the numbers of a month's first and last day."""
    return number_of(year, month, 1), number_of(year, month, days_of(year, month))


def days_of(year: int, month: int) -> int:
    """Return how many days a month has."""
    return calendar.monthrange(year % _CYCLE + _CYCLE, month)[1]


def year_of(number: int) -> int:
    """Return the year in which the day with a number lies."""
    cycles, own = divmod(number - 1, _CYCLE_DAYS)
    return cycles * _CYCLE + date.fromordinal(own + 1).year


def number_of(year: int, month: int, day: int) -> int:
    """Return a day's number, 1 on 1 January of the year 1; the calendar repeats itself every 400 years."""
    cycles, own = divmod(year - 1, _CYCLE)
    return cycles * _CYCLE_DAYS + date(own + 1, month, day).toordinal()
