"""The forms that a URL key's values take: how each is read from strangers' text, written, and told to the browser.

A form reads the values of one key, cleaned and none of them empty, into what the selection's field holds. ``None``
stands for the field's default. What cannot be used is handed back, with what it may have meant.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, NamedTuple, Protocol, TypeAlias

from pactline.record import edtf
from pactline.text.folding import by_form, fold

MAX_VALUES = 200  # of one key; a longer list is no reader's
MAX_TEXT = 200  # characters of a search
REPLACED = "\ufffd"  # stands for what cannot be read, as browsers write it

_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")

# What a value may be: a list, or one for each table that a page may have open.
Options: TypeAlias = tuple[str, ...] | Mapping[str, tuple[str, ...]]


class Read(NamedTuple):
    """What a form made of a key's values: the field's value, and the values that are ``strange`` and left out.

    ``among`` is what a strange value may have meant.
    """

    value: Any = None
    strange: Sequence[str] = ()
    among: Collection[str] = ()


class Form(Protocol):
    """How the values of a key are read, written and told to the browser."""

    @property
    def many(self) -> bool:
        """Whether the key may be repeated."""

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:
        """Read values, of which there is at least one; ``table`` is the open one.

        ``known`` are the record's ids, ``None`` where they are not asked for.
        """

    def write(self, value: Any) -> Sequence[str]:
        """Return the values that are read as ``value``, which is not the field's default."""

    def told(self) -> Mapping[str, Any]:
        """Return what the browser needs to read and write the same: ``form``, its kind, and its own settings."""


@dataclass(frozen=True, slots=True)
class Day:
    """A day; a longer date stands for its first or ``last`` possible day."""

    last: bool
    many = False

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        try:
            found = edtf.parse(values[-1])
        except edtf.DateError:
            return Read(None, values[-1:])
        if "/" in values[-1] or found.begins_at or not found.drawable:
            return Read(None, values[-1:])
        return Read(found.latest if self.last else found.earliest)

    def write(self, value: date) -> Sequence[str]:  # noqa: D102
        return [value.isoformat()]

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "day", "last": self.last}


@dataclass(frozen=True, slots=True)
class Hours:
    """Two times of day, each in minutes since midnight; one of them may be left open: ``1400-1630``, ``1400-``."""

    PATTERN: ClassVar[str] = "((?:[01][0-9]|2[0-3])[0-5][0-9])?-((?:[01][0-9]|2[0-3])[0-5][0-9])?"
    many = False

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        match = re.fullmatch(self.PATTERN, values[-1])
        if not match or not any(match.groups()):
            return Read(None, values[-1:])
        return Read(tuple(None if time is None else int(time[:2]) * 60 + int(time[2:]) for time in match.groups()))

    def write(self, value: tuple[int | None, int | None]) -> Sequence[str]:  # noqa: D102
        return ["-".join("" if time is None else f"{time // 60:02}{time % 60:02}" for time in value)]

    def said(self, value: str) -> str:
        """Return a value of the URL as a reader says it: "14:00–16:30"."""
        return "–".join(f"{time[:2]}:{time[2:]}" if time else "" for time in value.split("-"))

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "hours"}


@dataclass(frozen=True, slots=True)
class Switch:
    """One of two words, for a field that is true or false."""

    off: str
    on: str
    many = False

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        words = (self.off, self.on)
        return Read(values[-1] == self.on) if values[-1] in words else Read(None, values[-1:], words)

    def write(self, value: bool) -> Sequence[str]:  # noqa: D102, FBT001
        return [self.on if value else self.off]

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "switch", "off": self.off, "on": self.on}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words; ``unsaid`` is the one that need not be written."""

    options: Options
    unsaid: str = ""
    many = False

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        options, value = _of(self.options, table), values[-1]
        if value not in options:
            return Read(None, [value], options)
        return Read(None if value == self.unsaid else value)

    def write(self, value: str) -> Sequence[str]:  # noqa: D102
        return [value]

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "choice", "options": self.options, "unsaid": self.unsaid}


@dataclass(frozen=True, slots=True)
class Choices:
    """Any number of some words."""

    options: Options
    many = True

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        options, values = _of(self.options, table), _once(values)
        own = tuple(value for value in values if value in options)
        return Read(own, [value for value in values if value not in options], options)

    def write(self, value: Sequence[str]) -> Sequence[str]:  # noqa: D102
        return value

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "choices", "options": self.options}


@dataclass(frozen=True, slots=True)
class Ids:
    """Any number of the record's ids, each in any of the forms that its text has."""

    many = True

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        values = _once(values)
        if known is None:
            return Read(tuple(values))
        forms = by_form(known) if any(value not in known for value in values) else {}
        found = [(one, one if one in known else forms.get(fold(one, accents=True))) for one in values]
        own = tuple(dict.fromkeys(named for _, named in found if named is not None))
        return Read(own, [value for value, named in found if named is None], known)

    def write(self, value: Sequence[str]) -> Sequence[str]:  # noqa: D102
        return value

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "ids"}


@dataclass(frozen=True, slots=True)
class Token:
    """One id, letters and digits with ``.``, ``_`` or ``-``; ``unsaid`` is the one that need not be written."""

    unsaid: str = ""
    many = False

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        value = values[-1]
        if not _TOKEN.fullmatch(value) or (known is not None and value not in known):
            return Read(None, [value], known or ())
        return Read(None if value == self.unsaid else value)

    def write(self, value: str) -> Sequence[str]:  # noqa: D102
        return [value]

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "token", "unsaid": self.unsaid}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, both ends allowed."""

    low: int
    high: int
    many = False

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        value = values[-1]
        if value.isascii() and value.isdigit() and len(value) <= len("9999") and self.low <= int(value) <= self.high:
            return Read(int(value))
        return Read(None, [value])

    def write(self, value: int) -> Sequence[str]:  # noqa: D102
        return [str(value)]

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "number", "low": self.low, "high": self.high}


@dataclass(frozen=True, slots=True)
class Words:
    """Any text, its blanks joined."""

    many = False

    def read(self, values: Sequence[str], table: str, known: Collection[str] | None) -> Read:  # noqa: ARG002, D102
        # What nobody types is no part of a word.
        return Read(" ".join(values[-1].replace(REPLACED, " ").split())[:MAX_TEXT].strip() or None)

    def write(self, value: str) -> Sequence[str]:  # noqa: D102
        return [value]

    def told(self) -> Mapping[str, Any]:  # noqa: D102
        return {"form": "words"}


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))[:MAX_VALUES]


def _of(options: Options, table: str) -> tuple[str, ...]:
    return options[table] if isinstance(options, Mapping) else options
