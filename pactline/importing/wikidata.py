"""Results of a query to Wikidata, as its query service gives them: SPARQL 1.1 JSON, or its simple JSON.

A year or a month stands there as its first day, and only a variable with the precision tells (9 a year, 10 a month, 11
a day: https://www.wikidata.org/wiki/Help:Dates). Without one, a 1 January is kept as its year and another first of the
month as its month: that is true in any case.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pactline.importing import columns, date_parts, json_values, table_rows
from pactline.importing.imported import Happening, Imported, ImportFailedError, Link, Log, Options
from pactline.importing.json_values import listed, section, text
from pactline.importing.plain_text import decoded

FORM = "Wikidata query results as JSON"
_ENTITY = re.compile(r"https?://www\.wikidata\.org/entity/([QPL]\d+)")
_UNKNOWN = re.compile(r"_:|t\d+$|https?://www\.wikidata\.org/\.well-known/genid/")
_MOMENT = re.compile(r"(?P<year>[+-]?\d{4,12})-(?P<month>\d\d)-(?P<day>\d\d)T(?P<clock>\d\d:\d\d:\d\d)Z?")
_POINT = re.compile(r"(?:<[^>]*>\s*)?Point\((?P<lon>\S+) (?P<lat>\S+)\)", re.IGNORECASE)
_DAY, _MONTH, _YEAR, _DECADE, _CENTURY = 11, 10, 9, 8, 7
_WIDER = "a first of January or of a month is kept as its year or month: the results do not say how exact it is"


def seems(data: Any) -> bool:
    """Say whether JSON is a query's results, of Wikidata in the simple form."""
    if isinstance(data, Mapping):
        return "vars" in section(data.get("head")) and isinstance(section(data.get("results")).get("bindings"), list)
    return any(_ENTITY.match(_value(value)) for one in listed(data)[:50] for value in section(one).values())


def of_json(content: bytes, options: Options) -> Imported:
    """Read the results.

    Raises:
        ImportFailedError: They are none, or no variable holds dates.
    """
    log = Log()
    data = json_values.read(decoded(content, log), log)
    bindings = (
        listed(section(section(data).get("results")).get("bindings")) if isinstance(data, Mapping) else listed(data)
    )
    rows = [{name: _value(one) for name, one in section(binding).items()} for binding in bindings]
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not names:
        raise ImportFailedError("the query has no results")
    item = next((name for name in names if any(_ENTITY.match(row.get(name, "")) for row in rows)), "")
    precisions = _precisions(names, rows)
    told = [
        (f"result {number}", _told(row, f"result {number}", item, precisions, log))
        for number, row in enumerate(rows, 1)
    ]
    shown = list(dict.fromkeys(name for _, row in told for name in row))
    known = {item: "source"} if item else {}
    if f"{item}Label" in shown:
        known[f"{item}Label"] = "title"
    if f"{item}Description" in shown:
        known[f"{item}Description"] = "summary"
    mapped = columns.mapped(shown, [row for _, row in told], options, known)
    return Imported(
        FORM, _joined(table_rows.happenings(mapped, told, options, log), log), mapped=mapped, notes=log.notes()
    )


def _value(binding: Any) -> str:
    return text(binding.get("value")) if isinstance(binding, Mapping) else text(binding)


def _precisions(names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """Return which variable tells how exact another one's dates are."""
    dated = [name for name in names if any(_MOMENT.fullmatch(row.get(name, "")) for row in rows)]
    telling = [name for name in names if "prec" in name.lower()]
    found = {}
    for name in dated:
        own = [one for one in telling if one.lower().startswith(name.lower())]
        if own or (len(telling) == 1 and len(dated) == 1):
            found[name] = (own or telling)[0]
    return found


def _told(row: Mapping[str, str], where: str, item: str, precisions: Mapping[str, str], log: Log) -> dict[str, str]:
    """Return a result's values as a table has them: labels for identifiers, dates as exact as they are, coordinates."""
    told: dict[str, str] = {}
    for name, value in row.items():
        if not value or name in precisions.values():
            continue
        if _UNKNOWN.match(value):
            log.left("a value that Wikidata says nobody knows", where, name)
        elif name.endswith("Label") and row.get(name.removesuffix("Label")) and name != f"{item}Label":
            told[name.removesuffix("Label")] = value
        elif (entity := _ENTITY.fullmatch(value)) and (name == item or f"{name}Label" not in row):
            told[name] = f"https://www.wikidata.org/wiki/{entity[1]}"
        elif entity:
            log.left("the identifier beside a label", where, f"{row[f'{name}Label']}: {entity[1]}")
        elif moment := _MOMENT.fullmatch(value):
            told[name] = _date(moment, row.get(precisions.get(name, ""), ""), value, where, log)
        elif point := _POINT.fullmatch(value):
            told |= {"latitude": point["lat"], "longitude": point["lon"]}
        else:
            told[name] = value
    return told


def _date(moment: re.Match[str], precision: str, value: str, where: str, log: Log) -> str:
    """Return a date as exact as it is; where it is none, as it stands."""
    year, month, day = (int(moment[part]) for part in ("year", "month", "day"))
    exact = json_values.whole_number(precision)
    if exact is None:
        exact = _DAY if day > 1 else _YEAR if month <= 1 else _MONTH
        if exact != _DAY:
            log.changed(_WIDER, where, value)
    try:
        if exact < _CENTURY:
            log.left("a date less exact than a century", where, value)
            return ""
        if exact in (_DECADE, _CENTURY):
            last = 10 if exact == _DECADE else 100
            begin = year - year % last if exact == _DECADE else (year - 1) // last * last + 1
            return f"{date_parts.year_text(begin)}/{date_parts.year_text(begin + last - 1)}"
        found = date_parts.of_parts(year, month if exact >= _MONTH else None, day if exact >= _DAY else None)
    except date_parts.DateUnreadableError:
        return value
    return found.date if exact <= _DAY else f"{found.date}T{moment['clock']}Z"


def _joined(found: Sequence[Happening], log: Log) -> tuple[Happening, ...]:
    """Return what happened once each: a query gives a row for each combination of values that one item has."""
    by_key: dict[tuple[str, str, tuple[Link, ...]], Happening] = {}
    for one in found:
        if not one.title and one.links:
            log.changed("an item without a label is called by its identifier", one.where)
            one = replace(one, title=one.links[0].url.rsplit("/", 1)[-1])  # noqa: PLW2901 - the same item
        key = (one.date, one.title, one.links[:1])
        first = by_key.get(key)
        if first is None:
            by_key[key] = one
            continue
        log.changed("several results of one item and day became one event", one.where, one.title)
        for part in ("summary", "place", "lat", "lon"):
            value = getattr(one, part)
            if value and value != getattr(first, part):
                log.left(f"another {part} of one item", one.where, value)
        by_key[key] = replace(
            first,
            actors=tuple(dict.fromkeys((*first.actors, *one.actors))),
            themes=tuple(dict.fromkeys((*first.themes, *one.themes))),
            links=tuple(dict.fromkeys((*first.links, *one.links))),
        )
    return tuple(by_key.values())
