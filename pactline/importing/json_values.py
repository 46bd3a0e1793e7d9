"""JSON of strangers: read within limits, and its values as text; what nobody asked for is named."""

import json
import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from pactline.importing.imported import ImportFailedError, Log

_DEEPEST = 60  # lists and objects in each other
# JSON as a script hands it over: ``name = {...};`` or ``call({...});``
_WRAPPED = re.compile(
    r"\s*(?:(?:var|let|const)\s+)?[\w$.]+\s*(?:=\s*(?P<is>[\[{].*[\]}])\s*;?|\((?P<in>.*)\)\s*;?)\s*", re.DOTALL
)
# An object a line, as logs and data portals have it (JSON Lines).
_LINES = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n+\s*\{")


def seems(text: str) -> bool:
    """Say whether a text may be JSON, plain or handed over by a script."""
    return bool(re.match(r"\s*[\[{]", text)) or bool(re.match(r"\s*[\w$.\s]{1,60}[=(]\s*[\[{]", text))


def read(text: str, log: Log) -> Any:
    """Return the value of JSON.

    Raises:
        ImportFailedError: It is none, or nests too deep.
    """
    if not re.match(r"\s*[\[{]", text) and (match := _WRAPPED.fullmatch(text)):
        text = match["is"] or match["in"]

    def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                log.left(f"the key {key!r} stands twice in one object: the first is kept", "", shown(value))
            found.setdefault(key, value)
        return found

    try:
        value = (
            _lines(text, without_doubles) if _LINES.match(text) else json.loads(text, object_pairs_hook=without_doubles)
        )
    except json.JSONDecodeError as error:
        raise ImportFailedError(
            f"line {error.lineno}, column {error.colno}: this is no JSON: {error.msg}",
            "names and texts of JSON stand in double quotes, and no comma behind the last value",
        ) from None
    except (RecursionError, ValueError):
        raise ImportFailedError("the file nests too deep, or has a number of thousands of digits") from None
    _not_too_deep(value)
    return value


def _lines(text: str, hook: Callable[[list[tuple[str, Any]]], dict[str, Any]]) -> list[Any]:
    """Return the values of JSON Lines; an error names the line of the file."""
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append(json.loads(line, object_pairs_hook=hook))
            except json.JSONDecodeError as error:
                raise json.JSONDecodeError(error.msg, "\n" * (number - 1) + line, number - 1 + error.pos) from None
    return found


def outline(value: Any) -> str:
    """Return in a few words what JSON holds, for whoever must be told that it is of no use."""
    if isinstance(value, list):
        kinds = (
            "nothing" if not value else "no objects" if not any(isinstance(one, dict) for one in value) else "objects"
        )
        return f"a list of {kinds}"
    if isinstance(value, dict):
        names = ", ".join(repr(name[:30]) for name in list(value)[:6])
        return f"one object with {names}{' and more' if len(value) > 6 else ''}" if value else "an empty object"  # noqa: PLR2004
    return "a single value"


def _not_too_deep(value: Any) -> None:
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            one
            for held in level
            for one in (held.values() if isinstance(held, dict) else held if isinstance(held, list) else ())
            if isinstance(one, dict | list)
        ]
        if not level:
            return
    raise ImportFailedError(f"the file nests deeper than {_DEEPEST} levels")


def shown(value: Any) -> str:
    """Return a value as text for a report."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def text(value: Any) -> str:
    """Return a single value as text; of a list or an object nothing, since it is none."""
    if isinstance(value, bool) or value is None:
        return ""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def section(value: Any) -> Mapping[str, Any]:
    """Return an object, or an empty one where something else stands."""
    return value if isinstance(value, dict) else {}


def listed(value: Any) -> list[Any]:
    """Return a list, or an empty one where something else stands."""
    return value if isinstance(value, list) else []


def name_rest(entry: Mapping[str, Any], used: Collection[str], log: Log, where: str, *, within: str = "") -> None:
    """Name all fields of an object that were not used and hold something."""
    for key, value in entry.items():
        if key not in used and value not in (None, "", [], {}):
            log.left(f"the field {within + key!r}", where, shown(value))


def whole_number(value: Any) -> int | None:
    """Return a number as it may stand in text, or nothing; thousands may have commas."""
    words = re.sub(r"[\s,]", "", text(value))
    if re.fullmatch(r"[+-]?\d{1,12}(?:\.0+)?", words):
        return int(float(words))
    return None


def number(value: Any) -> float | None:
    """Return a finite number as it may stand in text, or nothing."""
    try:
        found = float(text(value))
    except ValueError:
        return None
    return found if abs(found) < 1e15 else None  # noqa: PLR2004 - not infinite, not NaN
