"""Which way a text runs: a name from the right stays whole among words from the left, and turns none of them round.

Markup has ``bdi`` for that. Where there is none (an attribute, a picture's label, a sheet of paper, a sentence with a
name filled in) Unicode's own isolates stand around the name, which no reader sees.
"""

import re
from collections.abc import Iterable
from unicodedata import bidirectional

# Letters that run from right to left (Hebrew to Arabic, N'Ko, their forms, Cypriot to Mende, Adlam), and the
# invisible characters that turn what follows.
_TURNS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_OPENING = "\u2066\u2067\u2068"  # isolates
_FIRST_STRONG, _CLOSING = "\u2068", "\u2069"
INVISIBLE = _OPENING + _CLOSING  # they take no room


def turns(text: str) -> bool:
    """Say whether a text may change the order of what stands beside it."""
    return not text.isascii() and _TURNS.search(text) is not None


def isolated(text: str) -> str:
    """Return a text that is laid out by itself, in its own direction, wherever it is put; most stay as they are."""
    return f"{_FIRST_STRONG}{closed(text)}{_CLOSING}" if turns(text) else text


def closed(text: str) -> str:
    """Return a text whose isolates all end in it, and that ends none which it did not begin."""
    if not any(mark in text for mark in (*_OPENING, _CLOSING)):
        return text
    kept, depth = [], 0
    for letter in text:
        if letter == _CLOSING and not depth:
            continue
        depth += (letter in _OPENING) - (letter == _CLOSING)
        kept.append(letter)
    return "".join(kept) + _CLOSING * depth


def outside(text: str) -> str:
    """Return what of a text stands in none of its isolates."""
    kept, depth = [], 0
    for letter in text:
        depth += letter in _OPENING
        if not depth:
            kept.append(letter)
        depth -= bool(letter == _CLOSING and depth)
    return "".join(kept)


def runs_left_to_right(text: str) -> bool:
    """Say whether the first letter of a text that has a direction runs from left to right."""
    found = (bidirectional(letter) for letter in text)
    return next((kind == "L" for kind in found if kind in {"L", "R", "AL"}), False)


def joined(texts: Iterable[str], between: str) -> str:
    """Return texts one behind the other, from left to right, each in its own direction; one alone stays as it is."""
    found = list(texts)
    return between.join(map(isolated, found)) if len(found) > 1 else "".join(found)


def listed(names: Iterable[str]) -> str:
    """Return names as one text, "A; B", each in its own direction."""
    return joined(names, "; ")
