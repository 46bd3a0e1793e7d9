"""Dates in words, in the language that is spoken: what is said of a date is one thing, how it is said another.

Names of months and how a large year is written come from the language's data, the order of parts and the words between
from its sentences (``date`` in ``data/text``).
"""

from functools import lru_cache
from typing import Any, TypeAlias

from pactline.wording import Speech, month, number, speaking, text

# The name of a sentence below ``date``, and what fills it in turn: years, months and days; other dates; times in words.
Said: TypeAlias = tuple[Any, ...]  # no recursive type: pydantic reads it

_LARGE = 9999  # a later year is written with separators
_NUMBERS = {
    "year": ("number",),
    "bc": ("number",),
    "decade": ("number",),
    "month": ("year", "month"),
    "day": ("year", "month", "day"),
    "days": ("year", "month", "first", "last"),
    "within": ("year", "month", "first", "to_month", "last"),
}
_DATES = ("first", "last")


def in_words(said: Said) -> str:
    """Return a date in words: "19 June 2024", "from June 2024, end open"."""
    return _in_words(said, speaking())


def of_year(year: int) -> Said:
    """Return what is said of a year, counted as astronomers do: "2024", "44 BC"."""
    return ("year", year) if year > 0 else ("bc", 1 - year)


@lru_cache(maxsize=65536)
def _in_words(said: Said, _: Speech) -> str:
    key, *parts = said
    names = _NUMBERS.get(str(key), _DATES)
    filled = {name: _part(name, part) for name, part in zip(names, parts, strict=False)}
    return text(f"date.{key}", **filled)


def _part(name: str, part: str | int | Said) -> str:
    if isinstance(part, tuple):
        return in_words(part)
    if isinstance(part, str):
        return part
    if name == "year":
        return in_words(of_year(part))
    if name.endswith("month"):
        return month(part)
    return number(part) if name == "number" and part > _LARGE else str(part)
