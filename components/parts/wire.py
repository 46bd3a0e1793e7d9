"""What goes to the browser, made small: JSON without blanks, in which columns of alike values are written short.

``components/timeline/wire.js`` undoes it; a browser test holds the two together.
"""

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

_SHORT = 8  # a list of so few is sent as it is


def packed(data: dict[str, Any]) -> bytes:
    """Return data for a component as UTF-8.

    Lists of entries with the same keys become columns (``$t``), texts of few values become numbers (``$v``,
    ``$i``), and integers become steps (``$d``).
    """
    return compact(_packed(data))


def table(columns: Mapping[str, list[Any]]) -> Any:
    """Return what is there by columns, all of one length, as ``packed`` makes it of a list of its rows."""
    rows = zip(*columns.values(), strict=True)
    short = len(next(iter(columns.values()))) <= _SHORT
    return [dict(zip(columns, row, strict=True)) for row in rows] if short else {"$t": dict(columns)}


def compact(data: Any) -> bytes:
    """Return plain values as JSON without blanks, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _packed(entry) for key, entry in value.items()}
    if not isinstance(value, list | tuple):
        return value
    kinds = {type(entry) for entry in value} if len(value) > _SHORT else set()
    if kinds == {int}:
        return {"$d": [value[0], *(after - before for before, after in pairwise(value))]}
    if kinds == {str}:
        return _numbered(value)
    if kinds == {dict} and len({tuple(entry) for entry in value}) == 1:
        return {"$t": {key: _packed([entry[key] for entry in value]) for key in value[0]}}
    # Numbers, and lists of plain values, are as short as they get.
    return value if kinds in ({float}, {list}, {tuple}) else [_packed(entry) for entry in value]


def _numbered(values: Any) -> Any:
    distinct = {value: number for number, value in enumerate(dict.fromkeys(values))}
    if len(distinct) * 2 > len(values):
        return list(values)
    return {"$v": list(distinct), "$i": [distinct[value] for value in values]}
