"""iCalendar (RFC 5545), by the library ``icalendar``: its VEVENTs.

A VEVENT of whole days ends on the day after its last one there, and on its last one here. One that repeats comes once.
"""

import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar
from icalendar.error import BrokenCalendarProperty

from pactline.importing import date_parts, json_values
from pactline.importing.imported import Happening, Imported, ImportFailedError, Link, Log, Options
from pactline.importing.links import in_texts
from pactline.importing.plain_text import decoded, html_out, of_html

FORM = "iCalendar"
_USED = frozenset(
    ["DTSTART", "DTEND", "DURATION", "SUMMARY", "DESCRIPTION", "LOCATION", "GEO", "CATEGORIES", "URL", "ATTACH"]
)
_NAMES = ("NAME", "X-WR-CALNAME")
_OF_A_CALENDAR = frozenset({"PRODID", "VERSION", "CALSCALE", "METHOD", *_NAMES})
_PARTS = frozenset({"VTIMEZONE", "STANDARD", "DAYLIGHT", "VCALENDAR"})  # tell what times mean, and are no entries
_UTC = "Etc/UTC"


def of_ics(content: bytes, options: Options) -> Imported:  # noqa: ARG001 - all readers alike
    """Read a calendar, several in one file, or entries alone; ``ImportFailedError`` if it is none."""
    log = Log()
    text = decoded(content, log)
    try:
        with warnings.catch_warnings(record=True) as guesses:  # of a zone whose name is no place's
            warnings.simplefilter("always")
            calendars = Calendar.from_ical(text, multiple=True)
    except Exception as error:  # noqa: BLE001 - the library raises whatever a broken line makes of it
        reason = " ".join(str(error).split())[:200]
        raise ImportFailedError(f"the calendar cannot be read: {reason}", "export it anew from its program") from None
    for guess in guesses:
        log.changed("the library guessed what the calendar means", "", guess.message)
    found: list[Happening] = []
    title, number = "", 0
    for calendar in calendars:
        title = title or next((of_html(str(calendar[key])).text for key in _NAMES if key in calendar), "")
        if calendar.name == "VCALENDAR":
            _name_rest(calendar, _OF_A_CALENDAR, "the calendar", log)
        for part in _walk(calendar):
            if part.name in _PARTS:
                continue
            number += 1
            where = f"entry {number}"
            if part.name != "VEVENT":
                log.left(f"a {part.name}", where, _summary(part))
            elif one := _event(part, where, log):
                found.append(one)
    return Imported(FORM, tuple(found), title, notes=log.notes())


def _walk(component: Any) -> Iterator[Any]:
    yield component
    for part in component.subcomponents:
        if part.name not in _PARTS:
            yield from _walk(part)


def _summary(part: Any) -> str:
    return " · ".join(str(part[key]) for key in ("SUMMARY", "DESCRIPTION", "TRIGGER", "ACTION") if key in part)


def _event(part: Any, where: str, log: Log) -> Happening | None:
    for name, message in getattr(part, "errors", ()):
        log.left(f"a line that is no iCalendar ({name or 'of no name'})", where, message)
    title = html_out(_text(part, "SUMMARY"), log, where)
    told = html_out(_text(part, "DESCRIPTION"), log, where)
    written, zone = _from_to(part, where, log)
    if written is None:
        log.left("an event without a date that can be read", where, " · ".join(filter(None, (title.text, told.text))))
        return None
    _name_rest(part, _USED, where, log)
    lat, lon = _position(part, where, log)
    addresses = [one for key in ("URL", "ATTACH") for value in _all(part, key) if (one := _address(value, where, log))]
    return Happening(
        written.date,
        title.text,
        where,
        summary=told.text,
        zone=zone,
        place=_text(part, "LOCATION"),
        lat=lat,
        lon=lon,
        themes=tuple(str(name) for value in _all(part, "CATEGORIES") for name in (_of(value, "cats") or [value])),
        links=(*(Link(one) for one in addresses), *in_texts((title, told))),
    )


def _all(part: Any, key: str) -> list[Any]:
    value = part.get(key)
    return value if isinstance(value, list) else [] if value is None else [value]


def _of(value: Any, part: str) -> Any:
    """Return a part of a property's value; of a value that the library could not read nothing."""
    try:
        return getattr(value, part, None)
    except (BrokenCalendarProperty, ValueError):
        return None


def _text(part: Any, key: str) -> str:
    return " ".join(str(value) for value in _all(part, key)).strip()


def _address(value: Any, where: str, log: Log) -> str:
    if not isinstance(value, str):
        log.left("a file within the calendar", where, f"{len(str(value))} characters")
        return ""
    return str(value)


def _position(part: Any, where: str, log: Log) -> tuple[float | None, float | None]:
    values = _all(part, "GEO")
    if not values:
        return None, None
    lat, lon = (json_values.number(_of(values[0], side)) for side in ("latitude", "longitude"))
    if lat is None or lon is None:
        log.left("coordinates that are no two numbers", where, str(values[0]))
        return None, None
    return lat, lon


def _from_to(part: Any, where: str, log: Log) -> tuple[date_parts.Written | None, str]:
    """Return when an event was, and by which clock."""
    starts = _all(part, "DTSTART")
    start = _of(starts[0], "dt") if starts else None
    if not isinstance(start, date):
        return None, ""
    zone = ""
    try:
        end = _end(part, start)
        found, zone = _written(start), _zone(start, starts[0])
        if end is not None:
            found = date_parts.between(found, _written(end))
    except (date_parts.DateUnreadableError, OverflowError, TypeError, ValueError) as error:
        log.left(f"an end that cannot be read: {error}", where, _text(part, "DTEND") or _text(part, "DURATION"))
        found = _written(start)
    for rule in found.changed:
        if rule != date_parts.MIDNIGHT:
            log.changed(rule, where, str(start))
    if not isinstance(start, datetime) and _all(part, "DTEND"):
        log.changed("the end of whole days is their last day, not the day after", where)
    return found, zone


def _end(part: Any, start: date) -> date | None:
    """Return the last day, or the last moment, of an event."""
    ends, lengths = _all(part, "DTEND"), _all(part, "DURATION")
    end = _of(ends[0], "dt") if ends else None
    length = _of(lengths[0], "dt") if lengths else None
    if end is None and isinstance(length, timedelta):
        end = start + length
    if not isinstance(end, date):
        return None
    if not isinstance(end, datetime):
        return max(end - timedelta(days=1), start) if not isinstance(start, datetime) else end
    if end.time() == time() and isinstance(start, datetime) and end.replace(tzinfo=None) > start.replace(tzinfo=None):
        return end - timedelta(seconds=1)  # until midnight is not yet the next day
    return end


def _written(moment: date) -> date_parts.Written:
    if not isinstance(moment, datetime):
        return date_parts.Written(moment.isoformat())
    day = date_parts.Written(moment.date().isoformat())
    offset = moment.utcoffset()
    zone = "" if offset is None else "Z" if moment.tzinfo == UTC or not offset else _offset(offset)
    return date_parts.with_time(day, moment.hour, moment.minute, moment.second, zone)


def _offset(offset: timedelta) -> str:
    minutes = int(offset.total_seconds() // 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _zone(start: date, value: Any) -> str:
    if not isinstance(start, datetime) or start.tzinfo is None:
        return ""
    named = (_of(value, "params") or {}).get("TZID", "")
    return str(named) if named else _UTC


def _name_rest(part: Any, used: frozenset[str], where: str, log: Log) -> None:
    for key in part:
        if key.upper() not in used:
            for value in _all(part, key):
                shown = value.to_ical() if hasattr(value, "to_ical") else value
                log.left(
                    f"the property {key.upper()!r}",
                    where,
                    shown.decode("utf-8", "replace") if isinstance(shown, bytes) else shown,
                )
