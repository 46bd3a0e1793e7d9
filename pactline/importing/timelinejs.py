"""TimelineJS: its JSON of today (version 3), that of 2012 (version 1), and the sheet that either is filled in.

Years before Christ are negative there and have no year 0: -44 is 44 BC. A slide's medium is a link: it becomes a source
of the event, its caption and credit that source's note.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pactline.importing import csv_rows, date_parts, dates, json_values, links
from pactline.importing.csv_rows import Table
from pactline.importing.imported import Happening, Imported, Link, Log, Options, Order, Stretch
from pactline.importing.json_values import name_rest, section, text, whole_number
from pactline.importing.links import in_texts
from pactline.importing.plain_text import decoded, html_out, of_html
from pactline.importing.table_rows import several

JSON, SHEET, FIRST = "TimelineJS JSON", "TimelineJS sheet", "TimelineJS 1 JSON"
_TITLE = "the title slide"
_OF_A_DATE = ("year", "month", "day", "hour", "minute", "second", "millisecond")
_MEDIA = ("url", "caption", "credit", "thumbnail", "alt", "title", "link", "link_target")
_DAYS = ("Year", "Month", "Day", "Time", "End Year", "End Month", "End Day", "End Time", "Start Date", "End Date")
_USED = frozenset({*_DAYS, "Headline", "Text", "Media", "Media Credit", "Media Caption", "Type", "Group", "Tag"})
_COLUMNS = _USED | {"Display Date", "Media Thumbnail", "Background", "Alt Text"}


# Version 3 --------------------------------------------------------------------------------------


def seems(data: Any) -> bool:
    """Say whether JSON is TimelineJS's of today."""
    events = data.get("events") if isinstance(data, Mapping) else None
    return isinstance(events, list) and any(
        "start_date" in section(one) or "text" in section(one) for one in events[:50]
    )


def of_json(content: bytes, options: Options) -> Imported:  # noqa: ARG001 - all readers alike
    """Read the JSON of version 3; ``ImportFailedError`` if it is none."""
    log = Log()
    data = section(json_values.read(decoded(content, log), log))
    slide = section(data.get("title"))
    title = of_html(text(section(slide.get("text")).get("headline"))).text
    for key in ("text", "media"):
        name_rest(section(slide.get(key)), ("headline",) if key == "text" else (), log, _TITLE)
    name_rest(slide, ("text", "media"), log, _TITLE)
    name_rest(data, ("title", "events", "eras", "scale"), log, "the file")
    events, eras = (json_values.listed(data.get(key)) for key in ("events", "eras"))
    found = [_event(section(one), f"event {number}", log) for number, one in enumerate(events, start=1)]
    return Imported(
        JSON,
        tuple(one for one in found if one),
        title,
        tuple(era for number, one in enumerate(eras, start=1) if (era := _era(section(one), f"era {number}", log))),
        notes=log.notes(),
    )


def _event(entry: Mapping[str, Any], where: str, log: Log) -> Happening | None:
    words = section(entry.get("text"))
    headline, told = html_out(text(words.get("headline")), log, where), html_out(text(words.get("text")), log, where)
    written = _from_to(entry.get("start_date"), entry.get("end_date"), where, log)
    if written is None:
        log.left(
            "an event without a date that can be read", where, " · ".join(filter(None, (headline.text, told.text)))
        )
        return None
    name_rest(words, ("headline", "text"), log, where, within="text.")
    name_rest(entry, ("start_date", "end_date", "text", "media", "group"), log, where)
    for key in ("start_date", "end_date"):
        name_rest(section(entry.get(key)), _OF_A_DATE, log, where, within=f"{key}.")
    media = section(entry.get("media"))
    name_rest(media, ("url", "caption", "credit", "title", "link"), log, where, within="media.")
    medium = {key: text(media.get(key)) for key in _MEDIA}
    return Happening(
        written.date,
        headline.text or text(entry.get("display_date")),
        where,
        summary=told.text,
        themes=(text(entry.get("group")),),
        links=(*_medium(medium, where, log), *in_texts((headline, told))),
    )


def _medium(media: Mapping[str, str], where: str, log: Log) -> list[Link]:
    """Return a slide's medium as sources: its address, or those in the code that stands in its place."""
    caption, credit = (html_out(media.get(key, ""), log, where) for key in ("caption", "credit"))
    title = html_out(media.get("title", ""), log, where).text
    about = [f"Caption: {caption.text}" if caption.text else "", f"Credit: {credit.text}" if credit.text else ""]
    note = "\n".join(filter(None, about))
    address = media.get("url", "")
    others = [Link(one, words) for one, words in (*caption.links, *credit.links)]
    if media.get("link"):
        others.append(Link(media["link"]))
    if not address or links.safe(address):
        first = [Link(address, title, note=note)] if address else []
        if not address and (note or title):
            log.left("caption or credit without a medium", where, " · ".join(filter(None, (title, *about))))
        return [*first, *others]
    code = html_out(address, log, where)
    if code.links:
        return [*(Link(one, words or title, note=note) for one, words in code.links), *others]
    log.left("a medium that is no address of the web", where, " · ".join(filter(None, (code.text, title, *about))))
    return others


def _era(entry: Mapping[str, Any], where: str, log: Log) -> Stretch | None:
    words = section(entry.get("text"))
    name = html_out(text(words.get("headline")), log, where).text
    written = _from_to(entry.get("start_date"), entry.get("end_date"), where, log)
    name_rest(words, ("headline",), log, where, within="text.")
    name_rest(entry, ("start_date", "end_date", "text"), log, where)
    if written and name:
        return Stretch(name, written.date, where)
    log.left("an era without a name or dates", where, name)
    return None


def _from_to(start: Any, end: Any, where: str, log: Log) -> date_parts.Written | None:
    """Return the dates of two objects of parts as one; what cannot be read is noted."""
    first = _date(start, where, log)
    last = _date(end, where, log) if first and section(end) else None
    try:
        return date_parts.between(first, last) if first else None
    except date_parts.DateUnreadableError as error:
        log.left(f"an end that cannot be read: {error}", where, json_values.shown(end))
        return first


def _date(parts: Any, where: str, log: Log) -> date_parts.Written | None:
    values = {key: text(section(parts).get(key)) for key in _OF_A_DATE}
    if not values["year"]:
        return None
    try:
        return _of_parts(values, where, log)
    except date_parts.DateUnreadableError as error:
        log.left(f"a date that cannot be read: {error}", where, " ".join(filter(None, values.values())))
        return None


def _of_parts(values: Mapping[str, str], where: str, log: Log) -> date_parts.Written:
    year, month, day = (whole_number(values[key]) for key in ("year", "month", "day"))
    wrong = [
        values[key] for key, one in (("year", year), ("month", month), ("day", day)) if one is None and values[key]
    ]
    if year is None or wrong:
        raise date_parts.DateUnreadableError(f"{' '.join(wrong)!r} is no number")
    if year < 0:
        log.changed("years before Christ are counted as astronomers do: -44 became -0043", where, year)
        year += 1
    if day is not None and month is None:
        log.left("a day without a month", where, day)
        day = None
    found = date_parts.of_parts(year, month, day)
    hour, minute, second = (whole_number(values.get(key, "")) or 0 for key in ("hour", "minute", "second"))
    if day is not None and any(values.get(key) for key in ("hour", "minute", "second")):
        found = date_parts.with_time(found, hour, minute, second)
    for rule in found.changed:
        log.changed(rule, where, " ".join(filter(None, values.values())))
    return found


# The sheet --------------------------------------------------------------------------------------


def seems_sheet(header: Sequence[str]) -> bool:
    """Say whether a table's header is that of TimelineJS's sheet, of either version."""
    names = set(header)
    return "Headline" in names and ("Year" in names or "Start Date" in names) and len(names & _COLUMNS) >= 5  # noqa: PLR2004


def of_sheet(content: bytes, options: Options) -> Imported:
    """Read the sheet as CSV; ``ImportFailedError`` if it is none, or its dates can be meant in two ways."""
    log = Log()
    return of_rows(csv_rows.table(csv_rows.cells(decoded(content, log)), log), options, log)


def of_rows(table: Table, options: Options, log: Log) -> Imported:
    """Read the sheet's rows; errors as of ``of_sheet``."""
    names, rows = table
    days = [row.get(key, "") for _, row in rows for key in ("Start Date", "End Date")]
    order, telling = dates.order_of(days, options.order)
    if telling:
        log.changed(f"dates like 06/07/2024 are read as {order}, since {telling!r} can only be that")
    found: list[Happening] = []
    stretches: list[Stretch] = []
    title = ""
    for where, row in rows:
        kind = _kind_of_row(row, names, where, log)
        if kind == "title":
            title = title or of_html(row.get("Headline", "")).text
            continue
        written = _of_cells(row, order, where, log)
        if written is None:
            log.left("an entry without a date that can be read", where, " · ".join(filter(None, row.values())))
        elif kind == "era":
            stretches.append(Stretch(of_html(row.get("Headline", "")).text, written.date, where))
        else:
            found.append(_of_row(row, written, where, log))
    return Imported(SHEET, tuple(found), title, tuple(stretches), notes=log.notes())


def _kind_of_row(row: Mapping[str, str], names: Sequence[str], where: str, log: Log) -> str:
    """Return "title", "era" or nothing, and name the cells that such a row is not asked for."""
    kind = row.get("Type", "").strip().lower()
    if kind not in ("", "title", "era"):
        log.left("the column 'Type'", where, kind)
    asked = {"title": {"Headline", "Type"}, "era": {*_DAYS, "Headline", "Type"}}
    for name in names:
        if row.get(name) and name not in asked.get(kind, _USED):
            log.left(f"the column {name!r}" + (f" of the {kind}" if kind in asked else ""), where, row[name])
    return kind


def _of_row(row: Mapping[str, str], written: date_parts.Written, where: str, log: Log) -> Happening:
    headline, told = html_out(row.get("Headline", ""), log, where), html_out(row.get("Text", ""), log, where)
    media = {"url": "Media", "caption": "Media Caption", "credit": "Media Credit"}
    return Happening(
        written.date,
        headline.text or row.get("Display Date", ""),
        where,
        summary=told.text,
        themes=(row.get("Group", ""), *several(row.get("Tag", ""))),
        links=(
            *_medium({key: row.get(name, "") for key, name in media.items()}, where, log),
            *in_texts((headline, told)),
        ),
    )


def _of_cells(row: Mapping[str, str], order: Order | None, where: str, log: Log) -> date_parts.Written | None:
    if row.get("Start Date"):
        ends = [_of_text(row.get(key, ""), order, where, log) for key in ("Start Date", "End Date")]
        return _joined(ends[0], ends[1], where, log)
    ends = []
    for side in ("", "End "):
        hour, minute, second = _clock(row.get(f"{side}Time", ""), where, log)
        parts = {key: row.get(f"{side}{key.capitalize()}", "") for key in ("year", "month", "day")}
        ends.append(_date({**parts, "hour": hour, "minute": minute, "second": second}, where, log))
    return _joined(ends[0], ends[1], where, log)


def _joined(
    start: date_parts.Written | None, end: date_parts.Written | None, where: str, log: Log
) -> date_parts.Written | None:
    try:
        return date_parts.between(start, end) if start else None
    except date_parts.DateUnreadableError as error:
        log.left(f"an end that cannot be read: {error}", where, end.date if end else "")
        return start


def _clock(words: str, where: str, log: Log) -> tuple[str, str, str]:
    match = re.fullmatch(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([ap])?\.?m?\.?", words.strip().lower())
    if not match:
        if words:
            log.left("a time of day that cannot be read", where, words)
        return "", "", ""
    hour = int(match[1])
    if match[4]:
        hour = hour % 12 + (12 if match[4] == "p" else 0)
    return str(hour), match[2], match[3] or "0"


# Version 1 --------------------------------------------------------------------------------------


def seems_first(data: Any) -> bool:
    """Say whether JSON is TimelineJS's of version 1."""
    return isinstance(data, Mapping) and isinstance(section(data.get("timeline")).get("date"), list)


def of_first(content: bytes, options: Options) -> Imported:
    """Read the JSON of version 1; errors as of ``of_sheet``."""
    log = Log()
    data = section(json_values.read(decoded(content, log), log))
    name_rest(data, ("timeline",), log, "the file")
    line = section(data.get("timeline"))
    name_rest(line, ("headline", "date", "era", "type"), log, "the file")
    entries = [section(one) for one in json_values.listed(line.get("date"))]
    eras = [section(one) for one in json_values.listed(line.get("era"))]
    days = [text(one.get(key)) for one in (*entries, *eras) for key in ("startDate", "endDate")]
    order, telling = dates.order_of(days, options.order)
    if telling:
        log.changed(f"dates like 06/07/2024 are read as {order}, since {telling!r} can only be that")
    found: list[Happening] = []
    stretches: list[Stretch] = []
    for kind, these in (("event", entries), ("era", eras)):
        for number, one in enumerate(these, start=1):
            where = f"{kind} {number}"
            ends = [_of_text(text(one.get(key)), order, where, log) for key in ("startDate", "endDate")]
            written = _joined(ends[0], ends[1], where, log)
            headline, told = (
                html_out(text(one.get("headline")), log, where),
                html_out(text(one.get("text")), log, where),
            )
            if written is None:
                log.left("an entry without a date that can be read", where, json_values.shown(one))
            elif kind == "era":
                name_rest(one, ("startDate", "endDate", "headline"), log, where)
                stretches.append(Stretch(headline.text, written.date, where))
            else:
                asset = section(one.get("asset"))
                name_rest(asset, ("media", "caption", "credit"), log, where, within="asset.")
                name_rest(one, ("startDate", "endDate", "headline", "text", "tag", "asset"), log, where)
                media = {"url": text(asset.get("media"))} | {key: text(asset.get(key)) for key in ("caption", "credit")}
                sources = (*_medium(media, where, log), *in_texts((headline, told)))
                themes = tuple(several(text(one.get("tag"))))
                found.append(Happening(written.date, headline.text, where, told.text, themes=themes, links=sources))
    title = of_html(text(line.get("headline"))).text
    return Imported(FIRST, tuple(found), title, tuple(stretches), notes=log.notes())


def _of_text(words: str, order: Order | None, where: str, log: Log) -> date_parts.Written | None:
    """Return a date of version 1: its parts with commas between, or as somebody wrote it."""
    if not words:
        return None
    parts = [part.strip() for part in words.split(",")]
    try:
        if all(re.fullmatch(r"-?\d+", part) for part in parts):
            return _of_parts(dict(zip(_OF_A_DATE, [*parts, *[""] * 7], strict=False)), where, log)
        found = dates.read(words, order)
    except date_parts.DateUnreadableError as error:
        log.left(f"a date that cannot be read: {error}", where, words)
        return None
    for rule in found.changed:
        log.changed(rule, where, words)
    return found
