"""What goes to the browser, made small: JSON without blanks, in which columns of alike values are written short.

``components/timeline/wire.js`` undoes it; a browser test holds the two together.
"""

import json
from html import escape
from itertools import pairwise
from typing import Any

_SHORT = 8  # a list of so few is sent as it is
_HOUR = 3_600_000  # ms; places on the axis are whole hours
_SPACE, _CUT = "\u00a0", "…"


def packed(data: dict[str, Any]) -> bytes:
    """Return data for a component as UTF-8.

    Lists of entries with the same keys become columns (``$t``), texts of few values become numbers (``$v``,
    ``$i``), integers become steps (``$d``, each times ``$k``), and labels that begin as their event's title does
    become lengths (``$l``).
    """
    figure = data["figure"]
    titles = [event["title"] for event in figure["events"]]
    traces = [_labels(trace, titles) if trace.get("name") == "labels" else trace for trace in figure["data"]]
    return compact(_packed(data | {"figure": figure | {"data": traces}}))


def compact(data: Any) -> bytes:
    """Return plain values as JSON without blanks, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _labels(trace: dict[str, Any], titles: list[str]) -> dict[str, Any]:
    """Write each label as blanks before it, length of the title's part, whether it is cut, and blanks after it."""
    written: list[Any] = []
    for label, (event, *_) in zip(trace["text"], trace["customdata"], strict=True):
        words = label.strip(_SPACE)
        before, after = len(label) - len(label.lstrip(_SPACE)), len(label) - len(label.rstrip(_SPACE))
        title = titles[event] if event >= 0 else ""
        if words == escape(title, quote=False):
            written.append([before, len(title), 0, after])
        elif words.endswith(_CUT) and escape(title, quote=False).startswith(words[:-1]) and "&" not in words:
            written.append([before, len(words) - 1, 1, after])
        else:
            written.append(label)
    return trace | {"text": {"$l": written}}


def _packed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _packed(entry) for key, entry in value.items()}
    if not isinstance(value, list | tuple):
        return value
    kinds = {type(entry) for entry in value} if len(value) > _SHORT else set()
    if kinds == {int}:
        return _steps(value)
    if kinds == {str}:
        return _numbered(value)
    if kinds == {dict} and len({tuple(entry) for entry in value}) == 1:
        return {"$t": {key: _packed([entry[key] for entry in value]) for key in value[0]}}
    # Numbers, and lists of plain values, are as short as they get.
    return value if kinds in ({float}, {list}, {tuple}) else [_packed(entry) for entry in value]


def _steps(values: Any) -> Any:
    unit = _HOUR if not any(value % _HOUR for value in values) else 1
    whole = [value // unit for value in values]
    steps = [whole[0], *(after - before for before, after in pairwise(whole))]
    return {"$d": steps} if unit == 1 else {"$d": steps, "$k": unit}


def _numbered(values: Any) -> Any:
    distinct = {value: number for number, value in enumerate(dict.fromkeys(values))}
    if len(distinct) * 2 > len(values):
        return list(values)
    return {"$v": list(distinct), "$i": [distinct[value] for value in values]}
