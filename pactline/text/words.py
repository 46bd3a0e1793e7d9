"""The words of a text, and what a reader who types some of them looks for; the rule that every search here follows.

A word is what stands between blanks and signs. The same word is one written in another form (``folding.fold``), in the
other English spelling or transliteration, as a plural, with ``'s``. Scripts that write without blanks have a word a
character, so that what is looked for is found anywhere in a row of them. The browser has the same in
``components/parts/words.js``; ``tests/cases/search.json`` holds the two together.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pactline.text.folding import fold, traced

SHORT = 3  # letters: what is shorter is looked for as a whole word, as long as there is one
# Signs: of ASCII and Latin-1, punctuation, arrows and boxes, of Chinese, Arabic, Hebrew and Armenian writing.
_SIGNS = (
    "\\x00-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\xa9\\xab-\\xb1\\xb4\\xb6-\\xb8\\xbb\\xbf\\xd7\\xf7\\u055a-\\u055f\\u0589"
    "\\u05be\\u05c0\\u05c3\\u05c6\\u05f3\\u05f4\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u1680"
    "\\u2000-\\u206f\\u2190-\\u2bff\\u2e00-\\u2e7f\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u303d\\u30a0\\u30fb"
    "\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff00-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40\\uff5b-\\uff65\\ufffc\\ufffd"
)
# Without blanks: Thai, Lao, Burmese, Khmer; Chinese and Japanese.
_UNSPACED = (
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035"
    "\\u3041-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff"
    "\\U00020000-\\U0003ffff"
)
_HANGUL = re.compile("[\\uac00-\\ud7a3]")
_WORD = re.compile(
    f"(?P<own>(?<=[^{_SIGNS}])'s(?![^{_SIGNS}]))"
    f"|(?P<dots>(?<![^{_SIGNS}])[a-z](?:\\.[a-z])+(?![^{_SIGNS}]))"
    f"|(?P<number>(?<![^{_SIGNS}])[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![^{_SIGNS}]))"
    f"|[{_UNSPACED}]|[^{_SIGNS}{_UNSPACED}]+"
)
_UNSPACED_LETTER = re.compile(f"[{_UNSPACED}]")
_QUOTED = re.compile('"([^"]*)(?:"|$)')
_CHUNKS = re.compile(r"\S+")

# Spellings of one word: what the pattern finds becomes the other. English on both sides of the ocean, and Cyrillic
# names written in Latin letters. A word that becomes none ("contor") does no harm: both sides of a comparison do.
SPELLINGS: tuple[tuple[str, str], ...] = (
    ("^(.{3,})(?:iy|yy|ii|ij|yj)$", r"\1y"),
    ("^([a-z]{3,})our(s|ed|ing|able)?$", r"\1or\2"),
    ("^([a-z]{3,})ence(s|less)?$", r"\1ense\2"),
    ("^([a-z]{2,}[iy])s(e|ed|es|er|ers|ing|ation|ations)$", r"\1z\2"),
    ("^([a-z]{2,}[bt])re(s)?$", r"\1er\2"),
    ("^([a-z]{4,})amme(s|d)?$", r"\1am\2"),
    ("^([a-z]{3,})ogue(s)?$", r"\1og\2"),
    ("^([a-z]{3,}el)l(ed|ing|er|ers)$", r"\1\2"),
)
SPELT_AS: dict[str, str] = {
    "ageing": "aging",
    "aeroplane": "airplane",
    "aluminium": "aluminum",
    "artefact": "artifact",
    "grey": "gray",
    "judgement": "judgment",
    "kharkov": "kharkiv",
    "kiev": "kyiv",
    "licence": "license",
    "manoeuvre": "maneuver",
    "nodong": "rodong",
    "odessa": "odesa",
    "sceptic": "skeptic",
    "sceptical": "skeptical",
}
PLURALS: tuple[tuple[str, str], ...] = (
    ("^([a-z]{2,})ies$", r"\1y"),
    ("^([a-z]+(?:ss|x|ch|sh))es$", r"\1"),
    ("^([a-z]{2,}[^siu])s$", r"\1"),
)
NO_PLURALS = frozenset({"means", "news", "species"})
_SPELT_AT_THE_END = frozenset("degijnrsy")  # the last letters of what the patterns find; most words have others
_SPELLINGS = [(re.compile(pattern), other) for pattern, other in SPELLINGS]
_PLURALS = [(re.compile(pattern), other) for pattern, other in PLURALS]


class Word(NamedTuple):
    """A word of a text, folded; from and up to a place in the text that was read."""

    text: str
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """What has to stand somewhere: one word, or several in a row.

    Attributes:
        words: Folded.
        quoted: Whether the reader put quotation marks around it: then its last word is whole, too.
    """

    words: tuple[str, ...]
    quoted: bool = False

    @property
    def joined(self) -> str:
        """Its words in one: ``jong-un`` is looked for as ``jongun`` as well; empty where that is no word."""
        apart = self.quoted or len(self.words) == 1 or any(map(_UNSPACED_LETTER.match, self.words))
        return "" if apart else "".join(self.words)

    def __str__(self) -> str:
        return _together(self.words)


def words_in(folded: str) -> list[str]:
    """Return the words of a folded text, in order."""
    return [word.text for word in _found(folded)]


@lru_cache(maxsize=2_048)
def placed(text: str) -> tuple[Word, ...]:
    """Return the words of a text as it is written, each with its place in it; readers look for many in the same."""
    letters, begins, ends = traced(text)
    return tuple(Word(word.text, begins[word.begin], ends[word.end - 1]) for word in _found(letters))


def terms(query: str) -> tuple[Term, ...]:
    """Return what a reader's words ask for; all of it has to be found, and none stands twice.

    In quotation marks, or without a blank between them, several words have to stand in a row.
    """
    folded, found, at = fold(query), list[Term](), 0
    for quoted in _QUOTED.finditer(folded):
        found += _loose(folded[at : quoted.start()])
        found += [Term(tuple(own), quoted=True)] if (own := words_in(quoted[1])) else []
        at = quoted.end()
    found += _loose(folded[at:])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=50_000)
def spelt(word: str) -> str:
    """Return the one spelling of all that a folded word has."""
    if word in SPELT_AS:
        return SPELT_AS[word]
    if word[-1:] not in _SPELT_AT_THE_END:
        return word
    for pattern, other in _SPELLINGS:
        word = pattern.sub(other, word)
    return word


@lru_cache(maxsize=50_000)
def key(word: str) -> str:
    """Return what is the same of a folded word in all its spellings, singular and plural."""
    if word[-1:] == "s" and len(word) > SHORT and word not in NO_PLURALS:
        for pattern, other in _PLURALS:
            word, changed = pattern.subn(other, word)
            if changed:
                break
    return spelt(word)


def may_begin(word: str) -> bool:
    """Say whether words that begin with a word are found beside it, though it is whole elsewhere."""
    return (len(word) >= SHORT and not (word.isascii() and word.isdigit())) or _HANGUL.search(word) is not None


def inside(word: str) -> bool:
    """Say whether a word is found within others as well as it is at their beginning: Korean joins words to one."""
    return len(word) > 1 and _HANGUL.search(word) is not None


def _found(folded: str) -> Iterator[Word]:
    for match in _WORD.finditer(folded):
        if match["own"] is None:
            text = match[0]
            if match["dots"] or match["number"]:
                text = text.replace("." if match["dots"] else ",", "")
            yield Word(text, match.start(), match.end())


def _loose(folded: str) -> Iterator[Term]:
    for chunk in _CHUNKS.findall(folded):
        if own := words_in(chunk):
            yield Term(tuple(own))


def _together(words: tuple[str, ...]) -> str:
    """Return words as they are read: with blanks, but none between letters of a script that has none."""
    found = ""
    for word in words:
        apart = found and not (_UNSPACED_LETTER.match(word) and _UNSPACED_LETTER.match(found[-1]))
        found += f" {word}" if apart else word
    return found
