"""Finds names in a text however they are written: in any form, hyphened or in one word, with particles behind them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from pactline.text.folding import fold, traced

_FIRST_OTHER_LETTER = "\u0370"  # Greek; Cyrillic follows
_FIRST_WITHOUT_BLANKS = "\u1100"  # Hangul; Chinese and Japanese follow
_WIDEST = 3  # characters between two letters of a name, blanks counted once
_LEAST = 2  # letters of a name; a shorter one would stand in half of all words' endings
_KEY = 3  # letters by which names are looked up
# Letters of a name that are found in other words' too only by a rare chance: in scripts with blanks, and without.
_LONG, _LONG_WITHOUT_BLANKS = 6, 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name, folded.

    Attributes:
        text: All of it.
        letters: Its letters and digits alone.
        seams: Where one of its words begins, counted in letters.
        capitals: Those of them that are written large.
    """

    text: str
    letters: str = field(compare=False)
    seams: frozenset[int] = field(compare=False)
    capitals: frozenset[int]

    @property
    def usable(self) -> bool:
        """Whether it has letters enough to be looked for by them; of a few letters all signs count: "A+"."""
        return len(self.letters) > _LEAST or (self.letters == self.text and len(self.text) == _LEAST)


class FoundName(NamedTuple):
    """A name in a text, from and up to a place in it; ``small``: without the capitals that the name has."""

    begin: int
    end: int
    name: Name
    small: bool


class Names:
    """Names to look for.

    Args:
        written: Names that only their capitals make one: "TIME" is no "time".
        always: Names to find in small letters as well.
    """

    def __init__(self, written: frozenset[Name], always: frozenset[Name] = frozenset()) -> None:
        self._always = always
        self._lists = [_by_letters(names) for names in (written, always) if names]

    def spots(self, text: str) -> Iterator[FoundName]:
        """Yield the names in a text in order, of several at one place the longest; none overlaps another."""
        read, at = _read(text), 0
        while at < len(read.letters):
            standing = [name for name in self._beginning(read, at) if self._stands(name, read, at)]
            if not standing:
                at += 1
                continue
            name = max(standing, key=lambda one: len(one.letters))
            last = at + len(name.letters) - 1
            yield FoundName(read.begin(name, at), read.end(name, last), name, read.small(name, at))
            at = last + 1

    def traces(self, text: str) -> Iterator[Name]:
        """Yield the names whose letters stand in a text in their order, whatever is between and around them.

        Only long ones are looked for, which are not there by chance; where blanks part them ("in Kazan", InKazan), only
        what begins as the name does.
        """
        read = _read(text)
        for at in range(len(read.letters)):
            for name in self._beginning(read, at):
                if _is_long(name.letters) and read.traces(name, at):
                    yield name

    def _beginning(self, read: "_Read", at: int) -> Iterator[Name]:
        """Yield the names whose letters follow each other from a place on."""
        key = read.letters[at : at + _KEY]
        for names in self._lists:
            for own in (names.get(key), names.get(key[:_LEAST])):
                for name in own or ():
                    if read.letters.startswith(name.letters, at):
                        yield name

    def _stands(self, name: Name, read: "_Read", at: int) -> bool:
        return read.has(name, at) and (name in self._always or not read.small(name, at))


@lru_cache(maxsize=16)
def _by_letters(names: frozenset[Name]) -> dict[str, list[Name]]:
    """Return names by their first letters; all exercises of a record share those of its outlets."""
    found: dict[str, list[Name]] = {}
    for name in names:
        if name.usable:
            found.setdefault(name.letters[:_KEY], []).append(name)
    return found


@lru_cache(maxsize=16384)
def spelled(text: str) -> Name:
    """Return a name as it is looked for."""
    read, folded = _read(text), fold(text)
    seams = frozenset(at for at in range(1, len(read.letters)) if read.between[at] is not None)
    capitals = frozenset(at for at in (0, *seams) if read.letters and read.capital(at))
    return Name(folded, read.letters, seams, capitals)


@lru_cache(maxsize=1024)
def _read(text: str) -> "_Read":
    return _Read(text)


class _Read:
    """A text's letters and digits, folded, with where each stands and what is before it."""

    def __init__(self, text: str) -> None:
        self._text = text
        folded, begins, ends = traced(text)
        places = [at for at, letter in enumerate(folded) if letter.isalnum() or _joins(letter)]
        self.letters = "".join(folded[at] for at in places)
        self.begins, self.ends = [begins[at] for at in places], [ends[at] for at in places]
        self._all = folded, begins, ends, places
        # What stands between a letter and the one before it, blanks joined; ``None`` for nothing.
        self.between: list[str | None] = [
            None if at == before + 1 else " ".join(folded[before + 1 : at].split()) or " "
            for before, at in zip([-2, *places], places, strict=False)
        ]

    def capital(self, at: int) -> bool:
        return self._text[self.begins[at] : self.ends[at]].strip()[:1].isupper()

    def begin(self, name: Name, at: int) -> int:
        """Return where a name begins in the original, the signs before its first letter included."""
        folded, begins, _, places = self._all
        signs = name.text[: name.text.find(name.letters[0])]
        own = places[at] - len(signs)
        return begins[own] if own >= 0 and folded[own : places[at]] == signs else self.begins[at]

    def end(self, name: Name, at: int) -> int:
        """Return where a name ends in the original, the signs behind its last letter included."""
        folded, _, ends, places = self._all
        signs = name.text[name.text.rfind(name.letters[-1]) + 1 :]
        own = places[at] + len(signs)
        return ends[own] if folded[places[at] + 1 : own + 1] == signs else self.ends[at]

    def small(self, name: Name, at: int) -> bool:
        """Say whether a name lacks one of its capitals at a place."""
        return not all(self.capital(at + seam) for seam in name.capitals)

    def has(self, name: Name, at: int) -> bool:
        """Say whether letters that are a name's are one: whole words, apart only where they may be."""
        end = at + len(name.letters)
        return (
            (_script(name.letters[0]) > 1 or self._begins(at))
            and (_script(name.letters[-1]) > 0 or self._begins(end))
            and all(self._may_part(name, inner, at) for inner in range(at + 1, end))
        )

    def traces(self, name: Name, at: int) -> bool:
        parted = any(" " in (self.between[inner] or "") for inner in range(at + 1, at + len(name.letters)))
        return not parted or self.capital(at) or 0 not in name.capitals

    def _begins(self, at: int) -> bool:
        """Say whether a word begins at a place, or the text ends: after a sign, or a letter of another script."""
        if at in (0, len(self.letters)) or self.between[at] is not None:
            return True
        return _script(self.letters[at - 1]) != _script(self.letters[at])

    def _may_part(self, name: Name, at: int, begin: int) -> bool:
        """Say whether what is before an inner letter of a name may be there."""
        between = self.between[at]
        if between is None:
            return True
        if len(between) > _WIDEST:
            return False
        return " " not in between or at - begin in name.seams or self._spaced(at)

    def _spaced(self, at: int) -> bool:
        """Say whether the letters around a place stand one by one, as in T A S S."""
        before = at == 1 or self.between[at - 1] is not None
        return before and (at + 1 == len(self.letters) or self.between[at + 1] is not None)


def _joins(letter: str) -> bool:
    """Say whether a character is part of a word without being a letter: a vowel of an Indic script, a tone."""
    return not letter.isascii() and unicodedata.category(letter)[0] == "M"


def _script(letter: str) -> int:
    """Return 0 for Latin and digits, 1 for scripts whose words take endings, 2 for those without blanks."""
    return 0 if letter < _FIRST_OTHER_LETTER else 1 if letter < _FIRST_WITHOUT_BLANKS else 2


def _is_long(letters: str) -> bool:
    return len(letters) >= (_LONG_WITHOUT_BLANKS if _script(letters[0]) > 1 else _LONG)
