"""Marks in the words of articles: what two texts of one language share, and what their editor says differs."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import groupby

Segments = list[tuple[str, bool]]  # stretches of a text in order, and whether each is marked

SHARED = 3  # words in a row; two are often no more than grammar
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_QUOTED = re.compile(r"[\"“«]([^\"“”«»]+)[\"”»]|\(([^()]+)\)")
_FOREIGN = re.compile(r"[^\W\d_a-zA-ZÀ-ɏ]+(?:\s+[^\W\d_a-zA-ZÀ-ɏ]+)*")  # words in other than Latin letters
_ENDING = 2  # letters that a language may change at a word's end
_LONG = 5  # letters: the endings of shorter words must be the same
_ALONE = 4  # letters that a single word must have to be looked for


def shared(texts: Sequence[str]) -> list[Segments]:
    """Mark in each text the words that stand in a row, three or more, in another one too."""
    words = [list(_WORD.finditer(text)) for text in texts]
    plain = [[word.group().casefold() for word in own] for own in words]
    marked: list[set[int]] = [set() for _ in texts]
    for one in range(len(texts)):
        for other in range(one + 1, len(texts)):
            found = SequenceMatcher(None, plain[one], plain[other], autojunk=False).get_matching_blocks()
            for block in found:
                if block.size >= SHARED:
                    marked[one].update(range(block.a, block.a + block.size))
                    marked[other].update(range(block.b, block.b + block.size))
    return [_segments(text, own, places) for text, own, places in zip(texts, words, marked, strict=True)]


def phrases(differs: str) -> list[str]:
    """Return what a sentence about differences quotes: words in quotation marks, in brackets, in other scripts."""
    quoted = [one or other for one, other in _QUOTED.findall(differs)]
    return list(dict.fromkeys(phrase.strip() for phrase in [*quoted, *_FOREIGN.findall(differs)] if phrase.strip()))


def named(text: str, sought: Iterable[str]) -> Segments:
    """Mark in a text the phrases that are sought; a word's last letters may differ, as grammar wants it."""
    words = list(_WORD.finditer(text))
    plain = [word.group().casefold() for word in words]
    places: set[int] = set()
    for phrase in sought:
        wanted = [word.casefold() for word in _WORD.findall(phrase)]
        if not wanted or (len(wanted) == 1 and len(wanted[0]) < _ALONE):
            continue
        for start in range(len(plain) - len(wanted) + 1):
            if all(_same(have, want) for have, want in zip(plain[start:], wanted, strict=False)):
                places.update(range(start, start + len(wanted)))
    return _segments(text, words, places)


def _same(have: str, want: str) -> bool:
    """Say whether a word is the one that is wanted; other scripts may change or add its last letters."""
    if have == want or want.isascii() or len(want) < _ALONE:
        return have == want
    common = next((n for n, (one, other) in enumerate(zip(have, want, strict=False)) if one != other), len(want))
    return have.startswith(want) or (len(want) >= _LONG and common >= len(want) - _ENDING)


def _segments(text: str, words: Sequence[re.Match[str]], places: set[int]) -> Segments:
    """Cut a text at the marked words; what stands between two marked neighbours is marked with them."""
    marked = [False] * len(text)
    for number, word in enumerate(words):
        if number in places:
            end = words[number + 1].start() if number + 1 in places else word.end()
            marked[word.start() : end] = [True] * (end - word.start())
    cut = groupby(zip(text, marked, strict=True), key=lambda pair: pair[1])
    return [("".join(letter for letter, _ in part), mark) for mark, part in cut]
