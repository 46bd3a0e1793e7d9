"""JSON that no program's format has: a list of objects, alone or under one name; each object is a row of a table."""

from collections.abc import Iterator, Mapping
from typing import Any

from pactline.importing import json_values, tables
from pactline.importing.imported import Imported, ImportFailedError, Log, Options
from pactline.importing.json_values import listed, section, text
from pactline.importing.plain_text import decoded
from pactline.record.model import Event

FORM = "JSON list of objects"
_TITLES = ("title", "name", "description")


def seems(data: Any) -> bool:
    """Say whether JSON is a list of objects, or an object with one such list."""
    return bool(_objects(data))


def of_json(content: bytes, options: Options) -> Imported:
    """Read the list as a table with a column for each name; a value within another is ``outer.inner``.

    Raises:
        ImportFailedError: It is none, is a record already, or as of ``pactline.importing.tables.of_table``.
    """
    log = Log()
    data = json_values.read(decoded(content, log), log)
    name, objects = _objects(data) or ("", ())
    if not objects:
        raise ImportFailedError("the file holds no list of objects", "write [{...}, {...}], each with a date")
    if name == "events" and _is_a_record(objects):
        raise ImportFailedError(
            "the file is a record already", "pactline check names its problems, pactline run shows it"
        )
    rows = []
    for number, one in enumerate(objects, start=1):
        where = f"object {number}"
        if isinstance(one, Mapping):
            rows.append((where, dict(_cells(one))))
        else:
            log.left("an entry that is no object", where, json_values.shown(one))
    about = section(data)
    json_values.name_rest(about, (name, *_TITLES[:2]), log, "the file")
    names = list(dict.fromkeys(column for _, row in rows for column in row))
    title = next((told for key in _TITLES[:2] if (told := text(about.get(key)))), "")
    return tables.of_table(FORM, (names, rows), options, log, title)


def _objects(data: Any) -> tuple[str, list[Any]] | None:
    """Return the list of objects, and the name under which it stands; none where there is none, or several."""
    if isinstance(data, list):
        return ("", data) if any(isinstance(one, Mapping) and one for one in data) else None
    found = [(name, held) for name, held in section(data).items() if _objects(listed(held))]
    return found[0] if len(found) == 1 else None


def _is_a_record(objects: list[Any]) -> bool:
    known = {name for field, about in Event.model_fields.items() for name in (field, about.alias or field)}
    return all(isinstance(one, Mapping) and one and one.keys() <= known for one in objects)


def _cells(entry: Mapping[str, Any], before: str = "", depth: int = 0) -> Iterator[tuple[str, str]]:
    """Yield an object's values as text by their names, those of an object within it by both names."""
    for key, value in entry.items():
        if value in (None, "", [], {}):
            continue
        if isinstance(value, Mapping) and not depth:
            yield from _cells(value, f"{before}{key}.", 1)
        elif isinstance(value, list) and all(isinstance(one, str | int | float) for one in value):
            yield before + key, "; ".join(map(text, value))
        elif isinstance(value, list) and all(isinstance(one, Mapping) for one in value):
            yield (
                before + key,
                "\n".join(" ".join(text(part) or json_values.shown(part) for part in one.values()) for one in value),
            )
        else:
            yield before + key, text(value) or json_values.shown(value)
