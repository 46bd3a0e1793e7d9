"""Dates as the Extended Date/Time Format (EDTF, ISO 8601-2:2019) writes them, levels 0 and 1.

A date is the span of days it may mean, never its first day. A time of day (``pactline.record.clock``) is beside it:
days are what is selected and compared by. Level 2 is refused.
Seasons are the northern hemisphere's meteorological ones, since the standard
gives no months: spring March-May, summer June-August, autumn September-November,
winter December-February (of the next year).
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from pactline.record import clock as clocks
from pactline.record import dates_as_written
from pactline.record.clock import Clock
from pactline.record.day_numbers import days_of, first_of, last_of, month_edge, number_of
from pactline.text.nearest import quoted

EXPECTED = (
    "a date like 2024, 2024-06, 2024-06-19, 2024-06-19T14:30:00, 2024-21 (season), 199X, 2024-06~ (about), 2024? or "
    "2024-06/2024-08"
)
_ONE_SLASH = "an interval is two dates: 2024-06/2024-08"
_TIME_HINT = "a time stands behind a whole day: 2024-06-19T14:30:00, 2024-06-19T14:30:00Z, 2024-06-19T14:30:00+09:00"
_BC_HINT = "; 300 BC is -0299, as astronomers count"

_MONTHS = tuple(calendar.month_name)
_SEASONS = {21: ("spring", 3), 22: ("summer", 6), 23: ("autumn", 9), 24: ("winter", 12)}
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_POINT = re.compile(
    r"(?:(?P<long>Y-?\d{5,12})"
    r"|(?P<year>-?\d{4}|-?\d{3}X|-?\d{2}XX)"
    r"(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?)"
    r"(?P<mark>[?~%]?)",
    re.ASCII,
)
_LEVEL_2 = re.compile(
    r"[\[\]{}]|\.\.\d|\d\.\.|[?~%]-|-[?~%]|[?~%]\d|^Y.*[ES]|S\d|-(2[5-9]|3\d|4[01])\b|X\d|\dX-\d|1XXX|-\dX|-X\d",
    re.ASCII,
)

OPEN_START, OPEN_END = -(10**15), 10**15  # days: beyond any year of twelve digits


class DateError(ValueError):
    """Text that is no EDTF date of level 0 or 1.

    Attributes:
        hint: What to write instead.
        offers: What may have been meant, each a date that can be read; two where nobody can tell day from month.
    """

    def __init__(self, message: str, hint: str = EXPECTED, offers: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.offers = offers


@dataclass(frozen=True, slots=True)
class Point:
    """One date without a slash: a day, or the span of days that it may mean.

    Attributes:
        begins: Number of the first possible day, 1 on 1 January of the year 1; not clamped.
        ends: Number of the last possible day; not clamped.
        year: The first day's year as written (astronomical, so 0 is 1 BC); not clamped.
        words: The date as a reader says it, without its qualification.
        approximate: Written with ``~`` or ``%``.
        uncertain: Written with ``?`` or ``%``.
        clock: The time of day behind it; ``None`` without one.
    """

    begins: int
    ends: int
    year: int
    words: str
    approximate: bool = False
    uncertain: bool = False
    clock: Clock | None = None

    @property
    def first(self) -> date:
        """First possible day; clamped to the calendar's years 1-9999."""
        return _clamped(self.begins)

    @property
    def last(self) -> date:
        """Last possible day; clamped likewise."""
        return _clamped(self.ends)

    @property
    def said(self) -> str:
        """The words with their qualification: "about June 2024 (uncertain)"."""
        timed = f"{self.words}, {self.clock.words}" if self.clock else self.words
        return ("about " if self.approximate else "") + timed + (" (uncertain)" if self.uncertain else "")


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date or an interval, as the span of days it may mean.

    Attributes:
        text: What was written.
        earliest: First possible day; ``date.min`` when the start is open, unknown or before year 1.
        latest: Last possible day; ``date.max`` when the end is open, unknown or after year 9999.
        year: Year of the first day as written (astronomical, so 0 is 1 BC); not clamped.
        begins: Number of the first possible day, 1 on 1 January of the year 1, below in BC; ``OPEN_START`` if open.
        ends: Number of the last possible day; ``OPEN_END`` if open.
        words: The date in words, for readers.
        precision: ``day``, or ``span`` for anything longer, intervals included.
        approximate: The date, or an end of the interval, is approximate.
        uncertain: The date, or an end of the interval, is uncertain.
        open_start: The interval has no known or no stated start.
        open_end: The interval has no known or no stated end.
        drawable: All its stated days lie in the years 1-9999.
        begins_at: The time of day at which it begins, where one is written.
        ends_at: The time at which it ends; that of a date without a slash is both.
    """

    text: str
    earliest: date
    latest: date
    year: int
    begins: int
    ends: int
    words: str
    approximate: bool = False
    uncertain: bool = False
    open_start: bool = False
    open_end: bool = False
    drawable: bool = True
    begins_at: Clock | None = None
    ends_at: Clock | None = None

    @property
    def precision(self) -> str:
        """``day`` if one certain day is meant, else ``span``."""
        return "day" if self.begins == self.ends else "span"

    @property
    def order(self) -> tuple[int, ...]:
        """What dates are sorted by, in any age: the first year and day, its time as written, the last day, its time.

        A day without a time comes before its times.
        """
        times = (one.seconds if one else -1 for one in (self.begins_at, self.ends_at))
        return self.year, self.begins, next(times), self.ends, next(times)

    @property
    def year_words(self) -> str:
        """The first year as readers say it: "2024", "44 BC"."""
        return year_words(self.year)

    def __str__(self) -> str:
        """Return the text as written."""
        return self.text


@lru_cache(maxsize=65536)
def parse(text: str) -> Edtf:
    """Read an EDTF expression of level 0 or 1.

    Args:
        text: For example ``2024-06-19``, ``2024-06~``, ``199X``, ``2024-06/..``.

    Raises:
        DateError: It is none, or is of level 2, or names a day that does not exist.
    """
    try:
        return _parsed(text)
    except DateError as error:
        raise _with_offers(error, text) from None


def _with_offers(error: DateError, text: str) -> DateError:
    """Return an error with what may have been meant, if that is plain."""
    offers = tuple(one for one in dates_as_written.meant(text) if one != text and _can_be_read(one))
    told = " or ".join(f"{one} ({_parsed(one).words})" for one in offers)
    if len(offers) > 1:
        return DateError(f"{quoted(text)} can be read in two ways", f"write {told}", offers)
    if not offers:
        return error
    if dates_as_written.in_typographic_quotes(text):
        return DateError(
            f"{quoted(text)} is not a date: the marks “ ” are read as a part of it", f"write {told}", offers
        )
    if error.hint in (EXPECTED, _ONE_SLASH, _TIME_HINT):
        return DateError(f"{quoted(text)} is not a date", f"write {told}{_BC_HINT if text[0] == '-' else ''}", offers)
    return DateError(str(error), f"write {told}; {error.hint}", offers)


def _can_be_read(text: str) -> bool:
    try:
        _parsed(text)
    except DateError:
        return False
    return True


def _parsed(text: str) -> Edtf:
    if (match := _DAY.fullmatch(text)) and not text.startswith("0000"):  # nearly all dates are days
        number = _calendar_day(text, *map(int, match.groups()))
        day = date.fromordinal(number)
        return Edtf(text, day, day, day.year, number, number, _day_words(day))
    if "/" in text:
        return _interval(text)
    point = _point(text)
    return Edtf(
        text,
        point.first,
        point.last,
        point.year,
        point.begins,
        point.ends,
        point.said,
        approximate=point.approximate,
        uncertain=point.uncertain,
        drawable=_in_calendar(point),
        begins_at=point.clock,
        ends_at=point.clock,
    )


def _interval(text: str) -> Edtf:
    if text.count("/") > 1:
        msg = f"{quoted(text)} has more than one '/'"
        raise DateError(msg, _ONE_SLASH)
    left, right = text.split("/")
    missing = ("", "..")
    if left in missing and right in missing:
        msg = f"the interval {quoted(text)} states neither end"
        raise DateError(msg, "state at least one end: 2024-06/.. or ../2024-06")
    start = None if left in missing else _point(left)
    end = None if right in missing else _point(right)
    if start and end and _backwards(start, end):
        msg = f"the interval {quoted(text)} ends before it begins"
        raise DateError(msg, "write the earlier date first")
    stated = [point for point in (start, end) if point]
    return Edtf(
        text,
        start.first if start else date.min,
        end.last if end else date.max,
        (start or stated[0]).year,
        start.begins if start else OPEN_START,
        end.ends if end else OPEN_END,
        _interval_words(start, end, open_left=left == "..", open_right=right == ".."),
        approximate=any(point.approximate for point in stated),
        uncertain=any(point.uncertain for point in stated),
        open_start=start is None,
        open_end=end is None,
        drawable=all(_in_calendar(point) for point in stated),
        begins_at=start.clock if start else None,
        ends_at=end.clock if end else None,
    )


def _backwards(start: Point, end: Point) -> bool:
    """Say whether an interval ends before it begins: by its days, and within a day by times that can be compared."""
    if start.begins != end.ends or not (start.clock and end.clock):
        return start.begins > end.ends
    if (start.clock.offset is None) != (end.clock.offset is None):
        return False
    first, last = (clock.seconds - 60 * (clock.offset or 0) for clock in (start.clock, end.clock))
    return first > last


def _timed(text: str) -> Point:
    """Return a day with a time of day."""
    day, _, time = text.partition("T")
    match = _POINT.fullmatch(day)
    if not match or not match["day"] or match["day"] == "XX" or match["month"] == "XX" or match["mark"]:
        raise _refusal(text)
    try:
        return replace(_point(day), clock=clocks.read(time))
    except clocks.ClockError as error:
        raise DateError(f"{quoted(text)}: its time of day {error}", error.hint) from None


def _point(text: str) -> Point:
    if "T" in text:
        return _timed(text)
    match = _POINT.fullmatch(text)
    if not match:
        raise _refusal(text)
    mark = match["mark"]
    if (match["year"] or "").startswith(("-0000", "-000X", "-00XX")):
        raise DateError(f"{quoted(text)}: there is no year -0", "the year 0 (1 BC) is 0000, the year before it -0001")
    begins, ends, year, words = _span(text, match)
    return Point(begins, ends, year, words, approximate=mark in ("~", "%"), uncertain=mark in ("?", "%"))


def _refusal(text: str) -> DateError:
    if re.search(r"\d[?~%X]*[T ]\s*\d{1,2}:?\d\d", text):
        return DateError(f"{quoted(text)} has a time of day in another form", _TIME_HINT)
    if _LEVEL_2.search(text):
        return DateError(f"{quoted(text)} is EDTF level 2, which is not read", f"level 1 is: {EXPECTED}")
    return DateError(f"{quoted(text)} is not a date", EXPECTED)


def _span(text: str, match: re.Match[str]) -> tuple[int, int, int, str]:
    if match["long"]:
        year = int(match["long"][1:])
        if -9999 <= year <= 9999 or match["long"].lstrip("Y-").startswith("0"):
            plain = f"{'-' if year < 0 else ''}{abs(year):04}" if abs(year) <= 9999 else f"Y{year}"
            raise DateError(f"{quoted(text)} pads its year with zeros", f"write {plain}; Y is for years of five digits")
        return first_of(year), last_of(year), year, year_words(year)
    year_text, month_text, day_text = match["year"], match["month"], match["day"]
    if "X" in year_text:
        if month_text:
            msg = f"{quoted(text)} leaves the year open but not the month"
            raise DateError(msg, "unspecified digits run to the end: 199X, 2004-XX, 2004-06-XX")
        low, high = int(year_text.replace("X", "0")), int(year_text.replace("X", "9"))
        low, high = min(low, high), max(low, high)
        words = f"the {low}s" if high - low == 9 and low > 0 else f"{year_words(low)} to {year_words(high)}"
        return first_of(low), last_of(high), low, words
    year = int(year_text)
    if month_text is None:
        return first_of(year), last_of(year), year, year_words(year)
    if month_text == "XX":
        if day_text not in (None, "XX"):
            raise DateError(f"{quoted(text)} leaves the month open but not the day", "write 2004-XX-XX or 2004-06-XX")
        unit = "a month" if day_text is None else "a day"
        return first_of(year), last_of(year), year, f"{unit} in {year_words(year)}"
    return _month_span(text, year, int(month_text), day_text)


def _month_span(text: str, year: int, month: int, day_text: str | None) -> tuple[int, int, int, str]:
    if month in _SEASONS and day_text is None:
        name, first_month = _SEASONS[month]
        end_year, end_month = (year, first_month + 2) if month != 24 else (year + 1, 2)
        words = f"{name} {year_words(year)}" + (f"/{year_words(year + 1)}" if month == 24 else "")
        return month_edge(year, first_month)[0], month_edge(end_year, end_month)[1], year, words
    if not 1 <= month <= 12:
        if 25 <= month <= 41:
            raise _refusal(text)
        raise DateError(f"{quoted(text)} has no month {month:02}", "months are 01-12, seasons 21-24")
    month_words = f"{_MONTHS[month]} {year_words(year)}"
    first, last = month_edge(year, month)
    if day_text is None:
        return first, last, year, month_words
    if day_text == "XX":
        return first, last, year, f"a day in {month_words}"
    day = _calendar_day(text, year, month, int(day_text))
    return day, day, year, f"{int(day_text)} {month_words}"


def _calendar_day(text: str, year: int, month: int, day: int) -> int:
    """Return a day's number; what is no day of the calendar is refused."""
    if not 1 <= month <= 12:
        raise DateError(f"{quoted(text)} has no month {month:02}", "months are 01-12, seasons 21-24")
    days = days_of(year, month)
    if not 1 <= day <= days:
        raise DateError(
            f"{quoted(text)}: {_MONTHS[month]} {year_words(year)} has no day {day}", f"its days are 1-{days}"
        )
    return number_of(year, month, day)


def _clamped(number: int) -> date:
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))


def _in_calendar(point: Point) -> bool:
    return 1 <= point.year <= 9999


def year_words(year: int) -> str:
    """Return an astronomical year as readers say it: "2024", "44 BC"."""
    if year < 1:
        return f"{1 - year:,} BC" if 1 - year > 9999 else f"{1 - year} BC"
    return f"{year:,}" if year > 9999 else str(year)


def _day_words(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month]} {day.year}"


def _interval_words(start: Point | None, end: Point | None, *, open_left: bool, open_right: bool) -> str:
    if start is None and end is not None:
        return f"until {end.said}, " + ("start open" if open_left else "start not known")
    if end is None and start is not None:
        return f"from {start.said}, " + ("end open" if open_right else "end not known")
    assert start is not None  # noqa: S101 - the caller refused an interval without ends
    assert end is not None  # noqa: S101
    if start.clock and end.clock and start.words == end.words and start.clock.offset == end.clock.offset:
        times = f"{start.clock.time}–{end.clock.time}"
        return f"{start.words}, {times}" + (f" ({start.clock.zone})" if start.clock.zone else "")
    days = start.first == start.last and end.first == end.last and not (start.clock or end.clock)
    plain = not (start.approximate or start.uncertain or end.approximate or end.uncertain)
    if days and plain and _in_calendar(start) and _in_calendar(end):
        first, last = start.first, end.first
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{last.day} {_MONTHS[last.month]} {last.year}"
        if first.year == last.year:
            return f"{first.day} {_MONTHS[first.month]} to {_day_words(last)}"
    return f"{start.said} to {end.said}"


def last_day(text: str) -> date:
    """Return the last day that a date may mean, for a limit such as "known by".

    Raises:
        DateError: ``text`` is no date.
    """
    return parse(text).latest


def day_after(day: date) -> date:
    """Return the next day; the calendar's last day stays."""
    return day if day == date.max else day + timedelta(days=1)
