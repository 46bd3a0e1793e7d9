"""The entries of a record that was not there before, as ruamel would write them, thirty times as fast.

A file that is formatted has comments and quotes to keep, which ruamel knows; an import of ten thousand rows has only
values, and nearly all of them are of few forms. Those are written here, all else by ruamel, and whoever asks proves
that what is read of it is the same.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from pactline.text import strict_yaml

WIDTH: Final = 120
NEVER_ON_ONE_LINE: Final = ("claims", "digest", "articles", "checks")
# What no style but double quotes keeps: control characters, what one of two parsers takes for a line's end, and blanks
# and empty lines at the edges.
ONLY_QUOTED: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]|[ \t]\n|\n[ \t]|^[ \t\n]|\n\n\\Z")
_APART = frozenset((*NEVER_ON_ONE_LINE, "text"))
_OUTSIDE = re.compile("  | $|[\U00010000-\U0010ffff\ud800-\udfff\ufffe\uffff]")  # left to ruamel
_NO_PLAIN = re.compile(r"---|\.\.\.|[#,\[\]{}&*!|>'\"%@`]|[?:-](?:\s|$)|.*(?::(?:\s|$)|\s#)")
_NO_PLAIN_INSIDE = re.compile(r".*[,\[\]{}?]|:")
_SIGNS = re.compile(r"[:#,\[\]{}]")
_MOST_INSIDE = WIDTH - 4  # of a line in brackets: ruamel breaks those that come near the edge
_EDGE = 4  # columns before the further lines of a text


def entry(values: Any) -> str | None:
    """Return an entry of a section's list as lines; ``None`` for one that is not of the forms that are known here.

    Args:
        values: Texts, lists and mappings; keys in order.
    """
    if not isinstance(values, Mapping) or not values or not _APART.isdisjoint(values):
        return None
    if len(shown := measured(values)) + 2 <= WIDTH and not _has_lines(values):
        inside = _inside(values)
        return None if inside is None or len(shown) > _MOST_INSIDE or len(inside) > _MOST_INSIDE else f"- {inside}\n"
    lines = ["- "]
    for key, value in values.items():
        own = _line(key, value)
        if own is None:
            return None
        lines += (own, "  ")
    return "".join(lines[:-1])


def measured(value: Any) -> str:
    """Return about what a value takes on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {measured(one)}" for key, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(measured, value)) + "]"
    return f'"{value}"' if _SIGNS.search(str(value)) else str(value)


def _line(key: str, value: Any) -> str | None:
    if isinstance(value, str):
        if "\n" in value:
            return _literal(key, value)
        text = _text(value, len(key) + 3)
        return None if text is None else f"{key}:{text}\n"
    inside = None if _has_lines(value) else _inside(value)
    most = _MOST_INSIDE - len(key)
    return None if inside is None or max(len(inside), len(measured(value))) > most else f"{key}: {inside}\n"


def _has_lines(value: Any) -> bool:
    if isinstance(value, str):
        return "\n" in value
    return any(map(_has_lines, value.values() if isinstance(value, Mapping) else value))


def _literal(key: str, value: str) -> str | None:
    if ONLY_QUOTED.search(value) or value in strict_yaml.EMPTY:
        return None
    sign = "|" if value.endswith("\n") else "|-"
    lines = (f"{' ' * _EDGE}{line}\n" if line else "\n" for line in value.removesuffix("\n").split("\n"))
    return f"{key}: {sign}\n{''.join(lines)}"


def _text(value: str, column: int) -> str | None:
    """Return a text of one line behind its key's colon, at a column, in as many lines as it takes."""
    if ONLY_QUOTED.search(value) or _OUTSIDE.search(value):
        return None
    if value in strict_yaml.EMPTY or _NO_PLAIN.match(value):
        return None if "'" in value else _quoted(value, column)
    return _plain(value, column)


def _plain(value: str, column: int) -> str:
    """Break before the word that would go beyond the edge."""
    if column + 1 + len(value) <= WIDTH:
        return f" {value}"
    done, column = [" "], column + 1
    words = value.split(" ")
    for number, word in enumerate(words):
        if number:
            if column >= WIDTH:
                done.append(f"\n{' ' * _EDGE}")
                column = _EDGE
            else:
                done.append(" ")
                column += 1
        if column + len(word) > WIDTH and column > _EDGE:
            done.append(f"\n{' ' * _EDGE}")
            column = _EDGE
        done.append(word)
        column += len(word)
    return "".join(done)


def _quoted(value: str, column: int) -> str:
    """Break behind the word that goes beyond the edge."""
    done, column = [" '"], column + 2
    words = value.split(" ")
    for number, word in enumerate(words):
        if number:
            if column > WIDTH:
                done.append(f"\n{' ' * _EDGE}")
                column = _EDGE
            else:
                done.append(" ")
                column += 1
        done.append(word)
        column += len(word)
    return "".join(done) + "'"


def _inside(value: Any) -> str | None:
    """Return a value in brackets, on one line."""
    if isinstance(value, str):
        if ONLY_QUOTED.search(value) or _OUTSIDE.search(value):
            return None
        if value in strict_yaml.EMPTY or _NO_PLAIN.match(value) or _NO_PLAIN_INSIDE.match(value):
            return None if "'" in value else f"'{value}'"
        return value
    if isinstance(value, Mapping):
        pairs = [(key, _inside(one)) for key, one in value.items()]
        return None if any(one is None for _, one in pairs) else "{" + ", ".join(f"{k}: {v}" for k, v in pairs) + "}"
    several = [_inside(one) for one in value]
    return None if any(one is None for one in several) else "[" + ", ".join(map(str, several)) + "]"
