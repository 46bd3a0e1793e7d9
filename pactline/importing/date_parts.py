"""Dates made of what a file tells of them: parts, moments, two ends; as exact as they are, and never more."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from pactline.record import edtf

NO_TIME = "a time of day is left out: the date is kept"
MIDNIGHT = "midnight is read as a day without a time"
_SIGNS = re.compile(r"[0-9XYTZ?~%./:+-]+")  # of EDTF, levels 0 and 1


class DateUnreadableError(ValueError):
    """Text that is no date, or that can be meant in two ways; ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str = "write a date like 2024-06-19, 2024-06 or 19 June 2024") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Written:
    """A date that somebody wrote.

    Attributes:
        date: As EDTF writes it.
        changed: What of it came in another form, as rules.
    """

    date: str
    changed: tuple[str, ...] = ()


def with_time(found: Written, hour: int, minute: int, second: int = 0, zone: str = "") -> Written:
    """Return a day with a time of day, where a record's dates have one; else the day, and that it was left out.

    Args:
        found: A day.
        hour: 0 to 23; with the others at 0 the time is taken for none, since many tools write a day so.
        minute: 0 to 59.
        second: Likewise.
        zone: ``Z``, an offset like ``+09:00``, or nothing.
    """
    if hour == minute == second == 0:
        return replace(found, changed=(*found.changed, MIDNIGHT))
    timed = f"{found.date}T{hour:02}:{minute:02}:{second:02}{zone}"
    if is_date(timed):
        return replace(found, date=timed)
    return replace(found, changed=(*found.changed, NO_TIME))


def of_parts(year: int, month: int | None = None, day: int | None = None) -> Written:
    """Return a date of its parts, as exact as they are.

    Args:
        year: Astronomical.
        month: 1 to 12.
        day: Nothing without a month.

    Raises:
        DateUnreadableError: There is no such day.
    """
    text = year_text(year)
    if month is not None and text.startswith("Y"):
        return Written(_checked(text), ("month and day of a year beyond 9999 are left out",))
    if month is not None:
        text += f"-{month:02}" + (f"-{day:02}" if day is not None else "")
    return Written(_checked(text))


def year_text(year: int) -> str:
    """Return a year as EDTF writes it; astronomical, so 0 is 1 BC."""
    return f"{'-' if year < 0 else ''}{abs(year):04}" if abs(year) <= 9999 else f"Y{year}"  # noqa: PLR2004


def _checked(text: str) -> str:
    try:
        return edtf.parse(text).text
    except edtf.DateError as error:
        raise DateUnreadableError(str(error), error.hint) from None


def of_milliseconds(number: float) -> Written:
    """Return the moment so many milliseconds after 1970 began, in UTC.

    Raises:
        DateUnreadableError: It lies outside the years 1-9999.
    """
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=number)
    except (OverflowError, ValueError):
        raise DateUnreadableError(f"{number!r} milliseconds lie beyond the calendar") from None
    day = Written(moment.date().isoformat())
    return with_time(day, moment.hour, moment.minute, moment.second, "Z")


def between(start: Written, end: Written | None) -> Written:
    """Return the interval from a start to an end; an end that says no more than the start adds nothing.

    Raises:
        DateUnreadableError: It ends before it begins, or one of the two is an interval.
    """
    if end is None or end.date == start.date:
        return start
    changed = tuple(dict.fromkeys((*start.changed, *end.changed)))
    if "/" in start.date or "/" in end.date:
        raise DateUnreadableError(f"{start.date!r} and {end.date!r} are no two ends of an interval")
    return Written(_checked(f"{start.date}/{end.date}"), changed)


def is_date(words: str) -> bool:
    """Say whether a text is EDTF."""
    if not _SIGNS.fullmatch(words):
        return False  # at once: a refusal looks for what may have been meant, which takes a moment
    try:
        edtf.parse(words)
    except edtf.DateError:
        return False
    return True
