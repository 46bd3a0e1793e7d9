"""One text in all the forms in which it may be written: what differs for no reader is the same here.

``fold`` serves whatever compares texts: search, find boxes, ids made of words, the mask of an exercise. The browser has
the same in ``components/parts/folding.js``; ``tests/cases/folding.json`` holds the two together.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_APOSTROPHES = (
    "\u00b4\u1ffd\u02b9\u02bb-\u02bd\u02c8\u0374\u055a\u05f3"
    "\u2018-\u201b\u2032\u2035\u2039\u203a\u275b\u275c\ua78b\ua78c"
)
_QUOTES = "\u00ab\u00bb\u02ba\u05f4\u201c-\u201f\u2033\u2034\u2036\u2037\u2057\u275d\u275e\u301d-\u301f"
_DASHES = "\u2010-\u2015\u207b\u208b\u2212\u2e3a\u2e3b\ufe31\ufe32\ufe58"
_BRAILLE_BLANK = "\u2800"  # the one blank that neither ``str.split`` nor NFKD takes for one
# What shows nothing: soft hyphens, zero widths, signs of direction, variants, fillers, the stretch of Arabic letters.
_UNSEEN = (
    "\u00ad\u034f\u061c\u0640\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
# Accents of Latin, Greek and Cyrillic, points of Hebrew, Arabic and Syriac. Not the vowels of Indic scripts and Thai,
# nor the voicing marks of Japanese: without them it is another word. Named one by one, since Unicode grows.
_ACCENTS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
    "\ufe20-\ufe2f"
)
_BLANK = re.compile(r"\s")


def _members(ranges: str) -> Iterator[str]:
    """Yield the characters of a regular expression's set."""
    for first, last in re.findall(r"(.)(?:-(.))?", ranges, re.DOTALL):
        yield from map(chr, range(ord(first), ord(last or first) + 1))


_PLAIN = {
    **dict.fromkeys(_members(_APOSTROPHES), "'"),
    **dict.fromkeys(_members(_QUOTES), '"'),
    **dict.fromkeys(_members(_DASHES), "-"),
    _BRAILLE_BLANK: " ",
    "\u0149": "'n",  # one letter that is an apostrophe and an n
}
_SIGN = re.compile(f"[{_APOSTROPHES}{_QUOTES}{_DASHES}{_BRAILLE_BLANK}\u0149\ud800-\udfff]")
_OUT = re.compile(f"[{_UNSEEN}]+")
_OUT_WITH_ACCENTS = re.compile(f"[{_UNSEEN}{_ACCENTS}]+")
_JAMO = range(0x1160, 0x1200)  # vowels and endings of Korean syllables, which join what stands before


def fold(text: str, *, accents: bool = False) -> str:
    """Return what is the same of all forms of a text: NFC, lower case in no language's way, blanks joined.

    Soft hyphens and zero widths are out, typographic apostrophes, quotation marks and dashes plain, ligatures and
    full-width letters taken apart, half surrogates U+FFFD. "ß" and "ss", "İ", "ı" and "i" are the same.

    Args:
        text: Any text.
        accents: Whether letters keep their accents: a search has none, two names may differ by one.
    """
    if text.isascii():  # nearly all of a record in English, at a tenth of the cost
        return " ".join(text.lower().split())
    return " ".join(_folded(text, accents=accents).split())


def _folded(text: str, *, accents: bool = False) -> str:
    plain = unicodedata.normalize("NFKD", _SIGN.sub(_plainly, text))
    plain = (_OUT if accents else _OUT_WITH_ACCENTS).sub("", plain)
    # Twice to and fro: a browser has no case folding, and this comes to the same.
    plain = plain.lower().upper().lower().replace("ς", "σ")
    return unicodedata.normalize("NFC", plain)


def _plainly(sign: re.Match[str]) -> str:
    return _PLAIN.get(sign[0], "\ufffd")  # what is no sign is half a surrogate


class Traced(NamedTuple):
    """A folded text, blanks not joined, and where each of its characters stands in the original: from, up to."""

    text: str
    begins: list[int]
    ends: list[int]


def traced(text: str) -> Traced:
    """Fold a text and say where each character comes from; what shows nothing belongs to what stands before."""
    if text.isascii():
        places = range(len(text) + 1)
        return Traced(_BLANK.sub(" ", text.lower()), [*places[:-1]], [*places[1:]])
    letters: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for begin, end in _clusters(text):
        for letter in _folded(text[begin:end]):
            letters.append(_BLANK.sub(" ", letter))
            begins.append(begin)
            ends.append(end)
    return Traced("".join(letters), begins, ends)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of a text that fold on their own: a character with all that joins it."""
    begin = 0
    for at in range(1, len(text)):
        if not _joins(text[at]):
            yield begin, at
            begin = at
    if text:
        yield begin, len(text)


def _joins(letter: str) -> bool:
    if letter.isascii():
        return False
    plain = unicodedata.normalize("NFKD", letter)
    return unicodedata.category(plain[0])[0] == "M" or ord(plain[0]) in _JAMO or not _folded(letter)


def by_form(names: Iterable[str]) -> dict[str, str]:
    """Return names by their fold with accents, of those that differ in form alone the first."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(fold(name, accents=True), name)
    return found
