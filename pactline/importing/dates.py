"""Dates as people write them, read as EDTF of the same precision; what can be meant in two ways is not guessed.

Libraries for this fill in what is missing from today's date and choose between day and month by themselves; see
docs/decisions/2026-11-30-imports.md.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from pactline.importing.date_parts import DateUnreadableError, Written, is_date, of_parts, with_time, year_text
from pactline.importing.imported import ImportFailedError, Order
from pactline.record import edtf
from pactline.text.nearest import quoted

_LONGEST = 80  # characters of a date that somebody wrote
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+(?=\S)")
_YEAR = r"(?P<year>\d{3,5})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>z|utc|gmt|(?:gmt|utc)?[+-]\d\d:?\d\d)?(?:\s*\(.*\))?"
)
_ISO = re.compile(rf"(?P<year>[+-]?\d{{4,6}})-(?P<month>\d\d)-(?P<day>\d\d)(?:[t ]\s*{_CLOCK})?")
_COUNTED = re.compile(r"[1-9]\d{4}(?:\.\d+)?")  # from 1900 or from 1904, which a number does not say
_COUNTED_HINT = "give the column the form of a date in the spreadsheet, and save it anew; a year so far off is Y45462"
_BASIC = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)")
_TIMED = re.compile(rf"(?P<rest>.+?),?\s+(?:at\s+)?{_CLOCK}")
_NUMBERS = re.compile(r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})")
_NUMBERS_WITHIN = re.compile(r"(?<![\d/-])(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)")
_PLAIN = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}[ -](?:of )?{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} {_DAY},? {_YEAR}",
        rf"{_MONTH},?[ -]{_YEAR}",
        rf"{_YEAR},? {_MONTH}(?: {_DAY})?",
        r"(?P<year>\d{4})[/.](?P<month>\d{1,2})(?:[/.](?P<day>\d{1,2}))?",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?",
        r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\. ?(?P<year>\d{4})",  # with dots the day is first wherever it is used
        r"(?P<month>\d{1,2})[/.](?P<year>\d{4})",
        r"(?P<year>\d{1,4}) ?[년年] ?(?:(?P<month>\d{1,2}) ?[월月] ?(?:(?P<day>\d{1,2}) ?[일日])?)?",
        r"(?P<year>\d{3,5})",
    )
)
_ERA = re.compile(r"(?P<rest>.*\d.*?)\s*(?P<era>b\.?\s?c\.?(?:\s?e\.?)?|a\.?\s?d\.?|c\.?\s?e\.?)")
_ABOUT = re.compile(r"(?:circa|ca\.?|c\.|c(?=[ \d])|about|around|approx\.?|approximately|~|≈)\s*(?P<rest>.*\d.*)")
_DOUBTED = re.compile(r"(?:possibly|probably|perhaps)\s+(?P<rest>.+)|(?P<before>.+?)\s*\(?\?\)?")
_PART = re.compile(r"(?P<part>early|mid|middle of|late|beginning of|end of)[ -](?:in )?(?:the )?(?P<rest>.+)")
_UNTIL = re.compile(r"(?:before|until|till|up to|prior to)\s+(?P<rest>.+)")
_SINCE = re.compile(r"(?:after|since|from)\s+(?P<rest>.+?)(?:\s+on(?:wards?)?)?")
_NOW = frozenset({"present", "now", "today", "ongoing", "current", "to date", "the present"})
_SPLITS = tuple(
    re.compile(pattern)
    for pattern in (
        r"\s+(?:to|until|till|through|and)\s+",
        r"\s*[–—]\s*",
        r"\s+-+\s+",
        r"\s*/\s*(?=now$)|\s+/\s+",
        r"(?<=z)-(?=\d)",
        r"(?<=\d)-(?=\d)",
        r"-(?=now$)",
    )
)
_DAYS_OF = re.compile(rf"(?P<first>\d{{1,2}})\s*[-–—]\s*(?P<rest>\d{{1,2}} {_MONTH},? {_YEAR})")
_OF_DAYS = re.compile(rf"{_MONTH} (?P<first>\d{{1,2}})\s*[-–—]\s*(?P<day>\d{{1,2}}),? {_YEAR}")
_OF_AN_ERA = re.compile(r"(?P<first>\d{1,5})\s*[-–—]\s*(?P<last>\d{1,5}) ?b\.?\s?c\.?(?:\s?e\.?)?")
_SHORT_END = re.compile(r"(?P<century>\d\d)(?P<first>\d\d)[-–/](?P<last>\d\d)")


def read(text: str, order: Order | None = None) -> Written:
    """Read a date.

    Args:
        text: For example ``19 June 2024``, ``c. 1920``, ``1914–1918``, ``44 BC``, or EDTF itself.
        order: How 06/07/2024 is meant.

    Raises:
        DateUnreadableError: It is none, has no year, or can be meant in two ways.
    """
    words = re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip(" ,;")
    if is_date(words):
        return Written(words)
    if not words or len(words) > _LONGEST:
        raise DateUnreadableError(f"{quoted(text)} is not a date")
    if _COUNTED.fullmatch(words):
        raise DateUnreadableError(f"{quoted(text)} is a number of days, as spreadsheets count them", _COUNTED_HINT)
    try:
        found = _read(_WEEKDAY.sub("", words.lower().replace("\u2212", "-")), order, depth=0)
        return replace(found, date=edtf.parse(found.date).text) if found else _refused(text)
    except edtf.DateError as error:
        raise DateUnreadableError(str(error), error.hint) from None


def _refused(text: str) -> Written:
    if re.search(r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-]\d\d(?!\d)|\d[ -][a-z]+\.?,?[ -]'?\d\d$", text.lower()):
        raise DateUnreadableError(f"{quoted(text)} has a year of two digits", "write the year in full: 2024")
    if any(month in text.lower() for month in _MONTHS) and not re.search(r"\d{3,}", text):
        raise DateUnreadableError(f"{quoted(text)} has no year", "add the year: 19 June 2024")
    raise DateUnreadableError(f"{quoted(text)} is not a date")


_Reader = Callable[[str, Order | None, int], Written | None]
_DEEPEST = 5  # qualifications around a date, of a range's ends too


def _read(words: str, order: Order | None, depth: int) -> Written | None:
    """Return a date of lower-case words, not yet checked; nothing if it is none."""
    words = words.strip(" ,;")
    if is_date(words.upper()):
        return Written(words.upper())
    if depth > _DEEPEST:
        return None
    readers: tuple[_Reader, ...] = (_iso, _timed, _numbers, _spans, _named, _plain, _era, _qualified)
    return next((found for reader in readers if (found := reader(words, order, depth)) is not None), None)


def _iso(words: str, order: Order | None, depth: int) -> Written | None:  # noqa: ARG001 - all readers alike
    match = _ISO.fullmatch(words) or _BASIC.fullmatch(words)
    if not match:
        return None
    found = of_parts(int(match["year"]), int(match["month"]), int(match["day"]))
    return _at(found, match) if match.groupdict().get("hour") else found


def _timed(words: str, order: Order | None, depth: int) -> Written | None:
    match = _TIMED.fullmatch(words)
    before = _read(_WEEKDAY.sub("", match["rest"]), order, depth + 1) if match else None
    return _at(before, match) if match and before else None


def _at(found: Written, match: re.Match[str]) -> Written:
    hour, minute, second = (int(match[part] or 0) for part in ("hour", "minute", "second"))
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].startswith("p") else 0)
    zone = re.sub("gmt|utc", "", match["zone"] or "").upper()
    if match["zone"] and not zone:
        zone = "Z"
    if len(zone) == len("+0900"):
        zone = f"{zone[:3]}:{zone[3:]}"
    return with_time(found, hour, minute, second, zone)


def _numbers(words: str, order: Order | None, depth: int) -> Written | None:  # noqa: ARG001
    match = _NUMBERS.fullmatch(words)
    if not match:
        return None
    first, second, year = (int(match[part]) for part in ("first", "second", "year"))
    order = order or _order(first, second)
    if order is None:
        raise DateUnreadableError(f"{quoted(words)} may be day/month or month/day", "say which: --dates dmy, or mdy")
    day, month = (first, second) if order == "dmy" else (second, first)
    return of_parts(year, month, day)


def _order(first: int, second: int) -> Order | None:
    if first == second:
        return "dmy"
    return "dmy" if first > 12 else "mdy" if second > 12 else None  # noqa: PLR2004 - months of a year


def has_open_order(text: str) -> bool:
    """Say whether a text holds a date like 06/07/2024."""
    return any(
        first != second and _order(int(first), int(second)) is None for first, second in _NUMBERS_WITHIN.findall(text)
    )


def order_of(texts: Iterable[str], given: Order | None) -> tuple[Order | None, str]:
    """Return how a column's dates like 06/07/2024 are meant, and the one that tells.

    Args:
        texts: All dates of the column.
        given: What whoever imports has said; it wins.

    Raises:
        ImportFailedError: Nothing tells, or two of them contradict each other.
    """
    if given:
        return given, ""
    telling: dict[Order, str] = {}
    open_ones: list[str] = []
    for text in texts:
        for first, second in _NUMBERS_WITHIN.findall(text):
            if first != second:
                order = _order(int(first), int(second))
                if order is None:
                    open_ones.append(text)
                else:
                    telling.setdefault(order, text)
    if len(telling) > 1:
        one, other = telling.values()
        raise ImportFailedError(
            f"dates are written in two ways: {quoted(one)} and {quoted(other)}", "write them all as 2024-06-19"
        )
    if telling:
        ((order, text),) = telling.items()
        return order, text
    if open_ones:
        raise ImportFailedError(
            f"{quoted(open_ones[0])} may be day/month or month/day, and no date of the file tells which",
            "say it: --dates dmy for day/month/year, --dates mdy for month/day/year",
        )
    return None, ""


def _plain(words: str, order: Order | None, depth: int) -> Written | None:  # noqa: ARG001
    match = next((match for pattern in _PLAIN if (match := pattern.fullmatch(words))), None)
    return _of_match(match, int(match["year"])) if match else None


def _of_match(match: re.Match[str], year: int) -> Written:
    found = match.groupdict()
    month, day = found.get("month"), found.get("day")
    return of_parts(year, _month(month) if month else None, int(day) if day else None)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS[text]


def _named(words: str, order: Order | None, depth: int) -> Written | None:  # noqa: ARG001
    words = words.removeprefix("the ")
    if match := re.fullmatch(r"(\d{3})0'?s", words):
        return Written(f"{match[1]}X")
    if match := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th) (?:century|c\.?)", words):
        last = int(match[1]) * 100
        return Written(f"{last - 99:04}/{last:04}")
    if match := re.fullmatch(r"q([1-4])[ /-]?(\d{4})|(\d{4})[ -]?q([1-4])", words):
        quarter, year = int(match[1] or match[4]), match[2] or match[3]
        return Written(f"{year}-{quarter * 3 - 2:02}/{year}-{quarter * 3:02}")
    if match := re.fullmatch(r"(\d{4})-?w(\d\d)(?:-?([1-7]))?", words):
        return _of_week(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := re.fullmatch(rf"({'|'.join(_SEASONS)})(?: of)?,? (\d{{4}})", words):
        return Written(f"{match[2]}-{_SEASONS[match[1]]}")
    return None


def _of_week(year: int, week: int, day: int | None) -> Written | None:
    """Return a week of ISO 8601, or a day of one."""
    try:
        first, last = (date.fromisocalendar(year, week, one) for one in ((day or 1), (day or 7)))
    except ValueError:
        return None
    return Written(first.isoformat() if day else f"{first}/{last}")


def _era(words: str, order: Order | None, depth: int) -> Written | None:
    words = re.sub(r"^a\.?d\.? (?=\d)", "", words)
    match = _ERA.fullmatch(words)
    if not match:
        return _padded(words) if words.isdecimal() else None
    before, bc = match["rest"], match["era"].startswith("b")
    if century := re.fullmatch(r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century", before):
        last = int(century[1]) * 100
        return Written(f"{year_text(1 - last)}/{year_text(100 - last)}") if bc else Written(f"{last - 99:04}/{last:04}")
    wide = re.fullmatch(rf"(?:(?:{_DAY} )?{_MONTH},? )?(?P<year>\d{{1,9}})", before.replace(",", ""))
    if wide:
        year = int(wide["year"])
        return _of_match(wide, 1 - year if bc else year)
    return _read(before, order, depth + 1) if not bc else None


def _padded(words: str) -> Written | None:
    return None if len(words) < 3 or len(words) > 9 else Written(year_text(int(words)))  # noqa: PLR2004


def _qualified(words: str, order: Order | None, depth: int) -> Written | None:
    if match := _ABOUT.fullmatch(words):
        return _with_mark(_read(match["rest"], order, depth + 1), "~")
    if match := _DOUBTED.fullmatch(words):
        return _with_mark(_read(match["rest"] or match["before"], order, depth + 1), "?")
    if match := _PART.fullmatch(words):
        found = _read(match["rest"], order, depth + 1)
        return found and replace(found, changed=(*found.changed, f"'{match['part']}' is left out: the whole is kept"))
    for pattern, form in ((_UNTIL, "../{}"), (_SINCE, "{}/..")):
        match = pattern.fullmatch(words)
        found = _read(match["rest"], order, depth + 1) if match else None
        if match and found and "/" not in found.date:
            word = words.split(" ", 1)[0]
            changed = (*found.changed, f"'{word}' a date is kept as an interval with an open side")
            return Written(form.format(found.date), changed)
    return None


def _with_mark(found: Written | None, mark: str) -> Written | None:
    if found is None or "T" in found.date:
        return found
    ends = found.date.split("/")
    marked = (end if end in ("", "..") else _marked(end, mark) for end in ends)
    return replace(found, date="/".join(marked))


def _marked(date: str, mark: str) -> str:
    """Return a date with a mark; about and uncertain together are ``%``."""
    if date[-1] in "?~%":
        return date if date[-1] in (mark, "%") else date[:-1] + "%"
    return date + mark


def _spans(words: str, order: Order | None, depth: int) -> Written | None:
    """Read two dates with a dash or a word between them; what the second says of month and year holds for the first."""
    if match := _DAYS_OF.fullmatch(words):
        rest = f"{match['month']} {match['year']}"
        return _joined(_read(f"{match['first']} {rest}", order, depth + 1), _read(match["rest"], order, depth + 1))
    if match := _OF_DAYS.fullmatch(words):
        month, year = match["month"], match["year"]
        return _joined(*(_read(f"{match[part]} {month} {year}", order, depth + 1) for part in ("first", "day")))
    if match := _OF_AN_ERA.fullmatch(words):
        return Written("/".join(year_text(1 - int(match[end])) for end in ("first", "last")))
    if (match := _SHORT_END.fullmatch(words)) and match["first"] < match["last"]:
        return Written(f"{match['century']}{match['first']}/{match['century']}{match['last']}")
    words = re.sub(r"^(?:from|between) ", "", words)
    for split in _SPLITS:
        ends = split.split(words)
        if len(ends) != 2:  # noqa: PLR2004 - two ends
            continue
        left, right = ends
        end = Written("..") if right in _NOW else _read(right, order, depth + 1)
        if end is None:
            continue
        year = re.search(r"\d{3,5}(?: ?b\.?c\.?e?\.?)?$", right)
        own = left if re.search(r"\d{3}", left) or not year else f"{left} {year[0]}"
        return _joined(_read(own, order, depth + 1), end)
    return None


def _joined(start: Written | None, end: Written | None) -> Written | None:
    if start is None or end is None or "/" in start.date or "/" in end.date:
        return None
    return Written(f"{start.date}/{end.date}", tuple(dict.fromkeys((*start.changed, *end.changed))))
