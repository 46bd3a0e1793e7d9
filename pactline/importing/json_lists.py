"""JSON that no program's format has: a list of objects, alone or under one name; each object is a row of a table."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from pactline.importing import json_values, tables
from pactline.importing.csv_rows import Table
from pactline.importing.imported import Imported, ImportFailedError, Log, Options
from pactline.importing.json_values import listed, section, text
from pactline.importing.plain_text import decoded
from pactline.record.model import Event, Record
from pactline.record.values import Entry

FORM = "JSON list of objects"
_TITLES = ("title", "name")  # of the whole


def seems(data: Any) -> bool:
    """Say whether JSON is a list of objects, or an object with one such list."""
    return bool(_objects(data))


def of_json(content: bytes, options: Options) -> Imported:
    """Read the list as a table with a column for each name; a value within another is ``outer.inner``.

    Raises:
        ImportFailedError: It is none, or as of ``pactline.importing.tables.of_table``.
    """
    log = Log()
    data = json_values.read(decoded(content, log), log)
    name, objects = _objects(data) or ("", ())
    if not objects:
        raise ImportFailedError("the file holds no list of objects", "write [{...}, {...}], each with a date")
    for number, one in enumerate(objects, start=1):
        if not isinstance(one, Mapping):
            log.left("an entry that is no object", f"object {number}", json_values.shown(one))
    about = section(data)
    called = next((key for key in _TITLES if text(about.get(key))), "")
    json_values.name_rest(about, (name, called), log, "the file")
    return tables.of_table(FORM, _table(objects), options, log, text(about.get(called)))


def is_record(data: Any) -> bool:
    """Say whether JSON is a record of ours: YAML has all that JSON has, and keys are the same."""
    events = section(data).get("events")
    return (
        isinstance(events, list)
        and section(data).keys() <= _names(Record)
        and all(isinstance(one, Mapping) and one and one.keys() <= _names(Event) for one in events)
    )


def _names(entry: type[Entry]) -> set[str]:
    return {name for field, about in entry.model_fields.items() for name in (field, about.alias or field)}


def columns(data: Any) -> Sequence[str]:
    """Return the names of the columns that a list's objects make; none where there is no list."""
    return _table((_objects(data) or ("", ()))[1])[0]


def _table(objects: Iterable[Any]) -> Table:
    rows = [
        (f"object {number}", dict(_cells(one)))
        for number, one in enumerate(objects, start=1)
        if isinstance(one, Mapping)
    ]
    return list(dict.fromkeys(column for _, row in rows for column in row)), rows


def _objects(data: Any) -> tuple[str, list[Any]] | None:
    """Return the list of objects, and the name under which it stands; none where there is none, or several."""
    if isinstance(data, list):
        return ("", data) if any(isinstance(one, Mapping) and one for one in data) else None
    found = [(name, held) for name, held in section(data).items() if _objects(listed(held))]
    return found[0] if len(found) == 1 else None


def _cells(entry: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield an object's values as text by their names, those of an object within it by both names."""
    for key, value in entry.items():
        if isinstance(value, Mapping) and not before:
            yield from _cells(value, f"{key}.")
        elif isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            if value:
                yield before + key, "\n".join(" ".join(map(_cell, one.values())) for one in value)
        elif isinstance(value, list) and not any(isinstance(one, list | Mapping) for one in value):
            yield before + key, "; ".join(map(_cell, value))
        elif value not in (None, ""):
            yield before + key, _cell(value)


def _cell(value: Any) -> str:
    return text(value) or json_values.shown(value)
