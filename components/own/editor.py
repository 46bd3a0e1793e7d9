"""The text of a reader's record in the browser: problems at their lines, and the keys that may stand at each place."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from components.parts.browser_part import browser_part
from pactline.brought.reading import Brought, Texts
from pactline.files.schema import schema
from pactline.wording import sentences, speaking

_MOST_MARKED = 500  # problems marked in the text


def _shape(whole: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the schema says of keys and their values, as far as an editor that completes them needs it.

    Returns:
        For each kind of entry its keys; for each key of which ``kind`` its value is, or is a list of (``list``), or
        the ``values`` that it may have, and what is ``said`` of it.
    """
    kinds = {"": whole, **whole["$defs"]}
    return {name: {key: _value(of) for key, of in kind.get("properties", {}).items()} for name, kind in kinds.items()}


def _value(of: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    several = [of, *of.get("anyOf", ())]
    for one in several:
        for part, is_list in ((one, False), *((inner, True) for inner in _inner(one))):
            if "$ref" in part:
                found |= {"kind": part["$ref"].rsplit("/", 1)[-1], "list": is_list}
            if part.get("enum"):
                found["values"] = [str(value) for value in part["enum"] if value is not None]
            if part.get("type") == "boolean":
                found["values"] = ["true", "false"]
    if isinstance(of.get("description"), str):
        found["said"] = of["description"].partition("\n")[0][:200]
    return found


def _inner(one: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    items = one.get("items")
    return [items, *items.get("anyOf", ())] if isinstance(items, Mapping) else []


@cache
def _part(language: str) -> Any:
    """Return the part in the language that is spoken; each has one of its own, for a record may change it."""
    words = {**sentences("own.editor"), "shape": _shape(json.loads(schema()))}
    return browser_part("editor", style="own/editor.css", words=words, language=language)


def edited(brought: Brought, *, key: str, handled: float) -> tuple[float, Texts] | None:
    """Draw the editor; return what the reader asks to have checked, with its rising number, where it is newer.

    Args:
        brought: What was brought, as it was last checked.
        key: Its place in the session.
        handled: The number of what was checked last.
    """
    data = {
        "texts": [list(pair) for pair in brought.texts],
        "checked": handled,
        "problems": [
            {
                "file": one.file,
                "line": one.line,
                "column": one.column,
                "severity": one.severity,
                "message": one.message,
                "hint": one.hint,
                "instead": one.instead,
            }
            for one in brought.problems[:_MOST_MARKED]
        ],
    }
    told = _part(speaking().language)(key=key, data=data, on_check_change=lambda: None)
    check = getattr(told, "check", None) if told is not None else None
    return _asked(check, brought.texts, handled)


def _asked(check: object, before: Texts, handled: float) -> tuple[float, Texts] | None:
    """Return what the browser asks to have checked; files keep their names and their number."""
    if not isinstance(check, Mapping) or not isinstance(check.get("at"), int | float) or check["at"] <= handled:
        return None
    texts = check.get("texts")
    if not isinstance(texts, list) or len(texts) != len(before) or not all(isinstance(one, str) for one in texts):
        return None
    return float(check["at"]), tuple((name, one) for (name, _), one in zip(before, texts, strict=True))
