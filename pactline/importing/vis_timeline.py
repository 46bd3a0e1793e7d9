"""vis-timeline: items as JSON, alone or beside groups; contents are HTML, dates ISO 8601 or milliseconds."""

import re
from collections.abc import Mapping
from typing import Any

from pactline.importing import date_parts, dates, json_values
from pactline.importing.imported import Happening, Imported, Log, Options, Stretch
from pactline.importing.json_values import listed, name_rest, section, text
from pactline.importing.links import in_texts
from pactline.importing.plain_text import decoded, html_out, of_html

FORM = "vis-timeline JSON"
_USED = ("start", "end", "content", "title", "group", "type")
_AS_SHOWN = ("box", "point", "range", "background")
_MILLISECONDS = re.compile(r"-?\d{9,15}|/Date\((-?\d+)\)/")


def seems(data: Any) -> bool:
    """Say whether JSON is vis-timeline's: items with a start and a content."""
    items = _items(data)
    return any("start" in section(one) and {"content", "id", "group"} & section(one).keys() for one in items[:50])


def _items(data: Any) -> list[Any]:
    if isinstance(data, Mapping):
        held = next((data[key] for key in ("items", "data", "_data") if key in data), None)
        return list(held.values()) if isinstance(held, Mapping) else listed(held)
    return listed(data)


def of_json(content: bytes, options: Options) -> Imported:  # noqa: ARG001 - all readers alike
    """Read its JSON; ``ImportFailedError`` if it is none."""
    log = Log()
    data = json_values.read(decoded(content, log), log)
    groups = {
        text(section(one).get("id")): of_html(text(section(one).get("content"))).text
        for one in listed(section(data).get("groups"))
    }
    for number, one in enumerate(listed(section(data).get("groups")), start=1):
        name_rest(section(one), ("id", "content"), log, f"group {number}")
    name_rest(section(data), ("items", "data", "_data", "groups"), log, "the file")
    found: list[Happening] = []
    stretches: list[Stretch] = []
    for number, one in enumerate(_items(data), start=1):
        item, where = section(one), f"item {number}"
        written = _from_to(item, where, log)
        told, more = html_out(text(item.get("content")), log, where), html_out(text(item.get("title")), log, where)
        if written is None:
            log.left("an entry without a date that can be read", where, json_values.shown(one))
            continue
        name_rest(item, _USED, log, where)
        if text(item.get("type")) not in ("", *_AS_SHOWN):
            log.left("the field 'type'", where, text(item.get("type")))
        if item.get("type") == "background" and told.text:
            stretches.append(Stretch(told.text, written.date, where))
            if more.text:
                log.left("the field 'title' of a background", where, more.text)
            continue
        group = text(item.get("group"))
        first, _, rest = told.text.partition("\n")
        found.append(
            Happening(
                written.date,
                first or more.text,
                where,
                summary="\n\n".join(filter(None, (rest.strip(), more.text if first else ""))),
                themes=(groups.get(group, group) or group,),
                links=tuple(in_texts((told, more))),
            )
        )
    return Imported(FORM, tuple(found), stretches=tuple(stretches), notes=log.notes())


def _from_to(item: Mapping[str, Any], where: str, log: Log) -> date_parts.Written | None:
    try:
        start = _date(item.get("start"))
    except date_parts.DateUnreadableError as error:
        if item.get("start") is not None:
            log.left(f"a date that cannot be read: {error}", where)
        return None
    found = start
    if item.get("end") not in (None, ""):
        try:
            found = date_parts.between(start, _date(item["end"]))
        except date_parts.DateUnreadableError as error:
            log.left(f"an end that cannot be read: {error}", where, text(item["end"]))
    for rule in found.changed:
        log.changed(rule, where, " – ".join(filter(None, (text(item.get("start")), text(item.get("end"))))))
    return found


def _date(value: Any) -> date_parts.Written:
    words = text(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return date_parts.of_milliseconds(value)
    if match := _MILLISECONDS.fullmatch(words):
        return date_parts.of_milliseconds(int(match[1] or words))
    return dates.read(words)
