"""What people mean by dates that are not written as EDTF: "19 June 2024", "06/19/2024", "300 BC", "c. 1850".

Times of day behind a day are known too: "19 June 2024, 2:30 pm". Nothing is read this way in silence: who wrote such a
date is told what to write, and both readings where there are two. Months are known by their English names and
abbreviations.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator

_MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr, (*calendar.month_abbr[:9], "Sept"))
    for number, name in enumerate(names)
    if name
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_QUOTES = "\"'\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u300c\u300d\uff02\uff07"
_WEEKDAY = re.compile(rf"^({'|'.join((*calendar.day_name, *calendar.day_abbr))}|Tues|Thurs)\b\.?,?\s*", re.IGNORECASE)
_LONGEST = 60  # characters that a date can have

_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_ABOUT = re.compile(r"(?:circa|ca|c|about|around|approx|approximately|roughly|~|≈)\.?\s*(?P<rest>.+)", re.IGNORECASE)
_PERHAPS = re.compile(r"(?:(?:probably|perhaps|possibly|maybe)\s+(?P<rest>.+)|(?P<same>.+?)\s*\(?\?\)?)", re.IGNORECASE)
_RANGE = re.compile(
    r"(?:from|between)?\s*(?P<first>.+?)\s*(?:\bto\b|\buntil\b|\btill\b|\band\b|/|\s-\s|(?<=\d)-(?=\d{4}$))\s*(?P<last>.+)",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"(?:since|from)\s+(?P<rest>.+)|(?P<same>.+?)\s*(?:-|to|/)\s*(?:now|today|present|date)?", re.IGNORECASE
)
_TIMED = re.compile(r"(?P<day>.*?\d)(?:T|,?\s+(?:at\s+)?)\s*(?P<time>\d{1,2}(?:[:.]\d\d|\s*[ap]\.?m).*)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?)?\s*(?P<half>[ap]\.?m\.?)?"
    r"\s*(?P<zone>Z|(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d\d)?|UTC|GMT)?",
    re.IGNORECASE,
)
_UNTIL = re.compile(r"(?:until|till|up to)\s+(?P<rest>.+)", re.IGNORECASE)


def meant(text: str) -> tuple[str, ...]:
    """Return what a date may mean, as EDTF writes it; two where day and month can be told apart by nobody.

    Args:
        text: As it was written. What is EDTF already is not looked for.

    Returns:
        Expressions that have EDTF's form; whether the day exists is not looked at. Empty where nothing is plain.
    """
    text = _plain(text)
    if not text or len(text) > _LONGEST:
        return ()
    if timed := tuple(dict.fromkeys(_timed(text))):
        return timed
    return tuple(dict.fromkeys(_point(text))) or tuple(dict.fromkeys(_more(text)))


def in_typographic_quotes(text: str) -> bool:
    """Say whether quotation marks stand around a text that mean nothing to YAML."""
    return text[:1] in _QUOTES[2:] and text[-1:] in _QUOTES[2:] and len(text) > 1


def _plain(text: str) -> str:
    """Return a date without quotes, in plain digits and hyphens, with single blanks."""
    text = unicodedata.normalize("NFKC", _DASHES.sub("-", text))
    text = "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)
    text = re.sub(r"(?<=\d)\s*[\u5e74\ub144\u6708\uc6d4]\s*(?=\d)", "-", text)  # Korean, Chinese, Japanese
    text = _WEEKDAY.sub("", re.sub(r"(?<=\d)\s*[\u5e74\ub144\uc6d4\u6708\uc77c\u65e5]$", "", text))
    return " ".join(text.split()).strip(_QUOTES + " ,;").removesuffix(".")


def _point(text: str) -> Iterator[str]:
    """Yield what one date may mean, an interval being two."""
    for pattern, reads in _FORMS:
        if match := re.fullmatch(pattern, text, re.IGNORECASE):
            yield from reads(match)


def _timed(text: str) -> Iterator[str]:
    """Yield what a day with a time of day behind it may mean."""
    if not (match := _TIMED.fullmatch(text)) or not (time := _clock(match["time"])):
        return
    for day in _point(match["day"]):
        if len(day) == len("2024-06-19"):
            yield day + time


def _clock(text: str) -> str:
    """Return a time of day as EDTF writes it behind a day; empty where it is none."""
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        return ""
    hour = int(match["hour"])
    if half := match["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half[0] in "pP" else 0)
    zone = re.sub("UTC|GMT", "", match["zone"] or "", flags=re.IGNORECASE).upper()
    if zone[1:]:
        digits = zone[1:].replace(":", "")
        digits = f"{digits:0>2}" if len(digits) < 3 else f"{digits:0>4}"
        zone = f"{zone[0]}{digits[:2]}" + (f":{digits[2:]}" if digits[2:] else "")
    elif match["zone"]:
        zone = "Z"
    return f"T{hour:02}:{match['minute'] or '00'}:{match['second'] or '00'}{zone}"


def _more(text: str) -> Iterator[str]:
    """Yield what a date with a word before it, or an interval, may mean."""
    if match := _ABOUT.fullmatch(text):
        yield from (f"{one}~" for one in _one(match["rest"]))
    elif match := _UNTIL.fullmatch(text):
        yield from (f"../{one}" for one in _one(match["rest"]))
    elif match := _PERHAPS.fullmatch(text):
        yield from (f"{one}?" for one in _one(match["rest"] or match["same"]))
    elif match := _RANGE.fullmatch(text):
        yield from _interval(match["first"], match["last"])
    elif match := _SINCE.fullmatch(text):
        yield from (f"{one}/.." for one in _one(match["rest"] or match["same"]))


def _interval(first: str, last: str) -> Iterator[str]:
    """Yield an interval; "19" to "21 June 2024", "June" to "August 2024" share their year."""
    ends = _one(last)
    if len(ends) != 1:
        return
    end = ends[0]
    begins = _one(first)
    if re.fullmatch(r"\d{1,2}", first) and len(end) == 10:
        begins = [f"{end[:8]}{int(first):02}"]
    if not begins and (year := re.search(r"\d{4}", last)):
        begins = _one(f"{first} {year[0]}")
    if not begins and " BC" in last.upper():
        begins = _one(f"{first} BC")
    if len(begins) == 1:
        yield f"{begins[0]}/{end}"


def _one(text: str) -> list[str]:
    text = text.strip()
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        return [text]
    return list(dict.fromkeys(_point(text)))


def _ymd(match: re.Match[str]) -> Iterator[str]:
    year, month, day = int(match["year"]), int(match["month"]), match.groupdict().get("day")
    if month > 12 and day and int(day) <= 12:
        month, day = int(day), str(month)
    yield from _written(year, month, day)


def _days(match: re.Match[str]) -> Iterator[str]:
    """Yield "19-21 June 2024" as an interval."""
    ends = list(_named(match))
    if ends:
        yield f"{ends[0][:8]}{int(match['from']):02}/{ends[0]}"


def _years(match: re.Match[str]) -> Iterator[str]:
    """Yield "1914-18" as an interval."""
    first, last = match["year"], match["year"][:2] + match["last"]
    if first < last:
        yield f"{first}/{last}"


def _years_before_christ(match: re.Match[str]) -> Iterator[str]:
    first, last = int(match["first"]), int(match["last"])
    if first > last > 1:
        yield f"-{first - 1:04}/-{last - 1:04}"


def _named(match: re.Match[str]) -> Iterator[str]:
    month = _MONTHS.get(match["month"].lower())
    if month:
        yield from _written(int(match["year"]), month, match.groupdict().get("day"))


def _either(match: re.Match[str]) -> Iterator[str]:
    """Yield the readings of two numbers and a year: day and month, or month and day."""
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    if match["sign"] == "." or second <= 12:  # where dots stand between, the day comes first
        yield from _written(year, second, str(first))
    if match["sign"] != "." and first <= 12:
        yield from _written(year, first, str(second))


def _written(year: int, month: int, day: str | None) -> Iterator[str]:
    if 1 <= month <= 12 and (day is None or 1 <= int(day) <= 31):
        yield f"{year:04}-{month:02}" + (f"-{int(day):02}" if day else "")


def _before_christ(match: re.Match[str]) -> Iterator[str]:
    year = int(match["year"])
    if 1 <= year <= 10_000:
        yield f"-{year - 1:04}" if year > 1 else "0000"


def _anno_domini(match: re.Match[str]) -> Iterator[str]:
    yield f"{int(match['year'] or match['same'] or match['bare']):04}"


def _season(match: re.Match[str]) -> Iterator[str]:
    yield f"{match['year']}-{_SEASONS[match['season'].lower()]}"


def _quarter(match: re.Match[str]) -> Iterator[str]:
    last = 3 * int(match["quarter"])
    yield f"{match['year']}-{last - 2:02}/{match['year']}-{last:02}"


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], Iterator[str]]], ...] = (
    (rf"(?:{_DAY}\s*(?:of\s+|[-./]\s*)?)?{_MONTH}[\s,./-]*{_YEAR}", _named),
    (rf"{_MONTH}\s*{_DAY}[\s,]+{_YEAR}", _named),
    (rf"{_YEAR}[\s,./-]*{_MONTH}(?:[\s,./-]*{_DAY})?", _named),
    (rf"{_YEAR}(?P<sign>[-./ ])\s*(?P<month>\d{{1,2}})(?:(?P=sign)\s*(?P<day>\d{{1,2}}))?", _ymd),
    (rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)", _ymd),
    (rf"(?P<first>\d{{1,2}})(?P<sign>[-./ ])\s*(?P<second>\d{{1,2}})(?P=sign)\s*{_YEAR}", _either),
    (rf"(?P<month>\d{{1,2}})[-./]{_YEAR}", _ymd),
    (r"(?P<year>\d{1,5})\s*(?:BCE?|B\.\s*C\.?(?:\s*E\.?)?)", _before_christ),
    (rf"(?P<from>\d{{1,2}})\s*-\s*{_DAY}\s+(?:of\s+)?{_MONTH}[\s,]*{_YEAR}", _days),
    (rf"{_YEAR}\s*[-/]\s*(?P<last>\d\d)", _years),
    (r"(?P<first>\d{1,5})\s*-\s*(?P<last>\d{1,5})\s*BCE?", _years_before_christ),
    (r"(?:AD|A\.D\.|CE)\s*(?P<year>\d{1,4})|(?P<same>\d{1,4})\s*(?:AD|A\.D|CE)|(?P<bare>\d{3,4})", _anno_domini),
    (r"(?:the\s+)?(?P<ten>\d{3})0'?s", lambda match: iter([f"{match['ten']}X"])),
    (
        r"(?:the\s+)?(?P<th>\d{1,2})(?:st|nd|rd|th)\s+(?:century|c\.?)",
        lambda match: iter([f"{int(match['th']) - 1:02}XX"]),
    ),
    (rf"(?P<season>spring|summer|autumn|fall|winter)\s+(?:of\s+)?{_YEAR}", _season),
    (rf"{_YEAR}[\s-]*(?P<season>spring|summer|autumn|fall|winter)", _season),
    (rf"Q(?P<quarter>[1-4])[\s/-]*{_YEAR}", _quarter),
    (rf"{_YEAR}[\s/-]*Q(?P<quarter>[1-4])", _quarter),
    (r"-(?P<year>\d{1,3})", lambda match: iter([f"-{int(match['year']):04}"])),
    (r"(?P<year>-?(?!(?:1[5-9]|20)\d\d[01]\d[0-3]\d$)\d{5,9})", lambda match: iter([f"Y{int(match['year'])}"])),
)
