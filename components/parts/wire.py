"""What goes to the browser, made small: JSON without blanks, in which columns of alike values are written short.

``components/timeline/wire.js`` undoes it; a browser test holds the two together.
"""

import json
from collections.abc import Mapping
from itertools import count
from operator import sub
from typing import Any

_SHORT = 8  # a list of so few is sent as it is


def packed(data: dict[str, Any]) -> bytes:
    """Return data for a component as UTF-8.

    Lists of entries with the same keys become columns (``$t``), texts and fractions, of few values, become numbers
    (``$v``, ``$i``), and integers become steps (``$d``).
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
    kinds = set(map(type, value)) if len(value) > _SHORT else set()
    if kinds == {int}:
        return {"$d": [value[0], *map(sub, value[1:], value)]}
    if kinds in ({str}, {float}):
        return _numbered(value)
    if kinds == {dict} and len({tuple(entry) for entry in value}) == 1:
        return {"$t": {key: _packed([entry[key] for entry in value]) for key in value[0]}}
    # Lists of plain values are as short as they get.
    return value if kinds in ({list}, {tuple}) else [_packed(entry) for entry in value]


def _numbered(values: Any) -> Any:
    distinct = dict(zip(dict.fromkeys(values), count(), strict=False))
    if len(distinct) * 2 > len(values):
        return list(values)
    return {"$v": list(distinct), "$i": list(map(distinct.__getitem__, values))}
