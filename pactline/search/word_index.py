"""Where words stand: each word knows its places in a stream of all words, text after text.

A record has far fewer distinct words than words, so a question is answered among the distinct ones, and their places
are joined: exact, and fast. Words in a row are places in a row.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pactline.search.near import Nearby
from pactline.tables.postings import Rows, sorted_order
from pactline.text.folding import fold
from pactline.text.words import SHORT, Term, inside, key, may_begin, spelt, words_in

PART: Final = 1  # of a word
WHOLE: Final = 2
Degrees = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int32]
_NO_PLACES: Places = np.zeros(0, dtype=np.int32)


@dataclass(frozen=True, slots=True)
class Hits:
    """The texts that have a term; ``rows`` ascending and distinct, ``degrees`` beside them: ``PART`` or ``WHOLE``."""

    rows: Places
    degrees: Degrees


@dataclass(frozen=True, slots=True)
class _Distinct:
    """Distinct words by what is asked of them; a code is a word's place in ``words``."""

    words: list[str]
    by_key: dict[str, list[int]]
    by_form: dict[str, list[int]]  # as they stand, and spelt as one
    forms: list[str]
    joined: str  # all forms, each after a line break
    begins: Rows  # where each one's line break is
    compounds: dict[str, set[tuple[str, ...]]]  # what is written in one by the words that it is of

    @classmethod
    def of(cls, words: list[str], chunks: Iterable[Sequence[str]]) -> Self:
        by_key: dict[str, list[int]] = {}
        by_form: dict[str, list[int]] = {}
        for code, word in enumerate(words):
            by_key.setdefault(key(word), []).append(code)
            for form in {word, spelt(word)}:
                by_form.setdefault(form, []).append(code)
        forms = list(by_form)
        joined = "\n" + "\n".join(forms) + "\n"
        begins = np.cumsum([0, *(len(one) + 1 for one in forms)])[:-1]
        compounds: dict[str, set[tuple[str, ...]]] = {}
        for parts in chunks:
            if Term(tuple(parts)).joined:
                compounds.setdefault(key("".join(parts)), set()).add(tuple(parts))
        return cls(words, by_key, by_form, forms, joined, begins, compounds)

    def whole(self, word: str) -> list[int]:
        return self.by_key.get(key(word), [])

    def holding(self, part: str, *, begin: bool) -> list[int]:
        """Return the words that hold a part in one of its spellings, at their beginning or anywhere; each once."""
        places = [at for form in {part, spelt(part)} for at in self._standing(form, begin=begin)]
        forms = np.searchsorted(self.begins, np.array(places, dtype=np.intp), side="right") - 1
        return list(dict.fromkeys(code for form in forms.tolist() for code in self.by_form[self.forms[form]]))

    def _standing(self, part: str, *, begin: bool) -> Iterator[int]:
        wanted, at = ("\n" if begin else "") + part, self.joined.find(("\n" if begin else "") + part)
        while at >= 0:
            yield at
            at = self.joined.find(wanted, self.joined.index("\n", at + 1))


class WordIndex:
    """The words of texts, one text a row.

    Args:
        texts: As they are written; ``None`` for one without words.
    """

    def __init__(self, texts: Sequence[str | None]) -> None:
        chunks, codes, lengths = _chunks(texts)
        parts = [words_in(chunk) for chunk in chunks]
        number: dict[str, int] = {}
        coded = [number.setdefault(word, len(number)) for word in chain.from_iterable(parts)]
        each = np.array([len(own) for own in parts], dtype=np.int64)
        starts = np.cumsum(each) - each
        own = each[codes]
        first = np.cumsum(own) - own
        places = np.arange(int(own.sum())) - np.repeat(first - starts[codes], own)
        stream = np.array(coded, dtype=np.int32)[places]
        rows = np.repeat(np.arange(len(texts), dtype=np.int32), lengths)
        self._row_of: Places = np.repeat(rows, own)
        order = sorted_order(stream)
        self._starts = np.searchsorted(stream[order], np.arange(len(number) + 1))
        self._places: Places = order.astype(np.int32)
        self._distinct = _Distinct.of(list(number), (own for own in parts if len(own) > 1))
        self.size = len(texts)
        self._remembered = lru_cache(maxsize=64)(self._find)
        self._nearby: Nearby | None = None

    def forget(self) -> None:
        """Let go of remembered answers."""
        self._remembered.cache_clear()

    @property
    def bytes(self) -> int:
        """How many bytes the places take."""
        return self._row_of.nbytes + self._places.nbytes + self._starts.nbytes

    def find(self, term: Term) -> Hits:
        """Return the texts that have a term: its word, else one that begins with it, else one that holds it.

        Words of three letters find those that begin with them, too; shorter ones, and numbers, only where no text has
        them whole. What is within a word is found only where no word begins with it; Korean always.
        """
        return self._remembered(term)

    def near(self, word: str) -> str:
        """Return the word of these texts that looks most like another; an empty text if none does."""
        if self._nearby is None:
            counts = np.diff(self._starts)
            self._nearby = Nearby(dict(zip(self._distinct.words, counts.tolist(), strict=True)))
        return self._nearby.nearest(word)

    def first_row(self, word: str) -> int | None:
        """Return the first text that has a word, in just this form."""
        codes = [code for code in self._distinct.whole(word) if self._distinct.words[code] == word]
        return int(self._row_of[self._of(codes)[0]]) if codes else None

    def _find(self, term: Term) -> Hits:
        whole, part = self._whole(term), self._part(term)
        degrees = np.zeros(self.size, dtype=np.uint8)
        degrees[self._row_of[part]] = PART
        degrees[self._row_of[whole]] = WHOLE
        rows = np.flatnonzero(degrees > 0).astype(np.int32)  # of flags it is ten times as fast
        return Hits(rows, degrees[rows])

    def _whole(self, term: Term) -> Places:
        """Return where a term ends whole."""
        found = [self._in_a_row([self._distinct.whole(word) for word in term.words])]
        joined = term.joined or ("" if term.quoted or len(term.words) > 1 else term.words[0])
        if term.joined:
            found.append(self._of(self._distinct.whole(term.joined)))
        apart = self._distinct.compounds.get(key(joined), set()) if joined else set()
        for parts in apart - {term.words}:
            found += [self._in_a_row([self._distinct.whole(word) for word in parts])]
        return np.concatenate(found)

    def _part(self, term: Term) -> Places:
        """Return where a term ends within a word; its last word alone can be such a part."""
        if term.quoted:
            return _NO_PLACES
        last, before = term.words[-1], [self._distinct.whole(word) for word in term.words[:-1]]
        codes = self._distinct.holding(last, begin=not inside(last)) if may_begin(last) else []
        if not codes and not self._distinct.whole(last):
            codes = self._distinct.holding(last, begin=True)
            if not codes and len(last) >= SHORT:
                codes = self._distinct.holding(last, begin=False)
        return self._in_a_row([*before, codes])

    def _in_a_row(self, words: Sequence[Sequence[int]]) -> Places:
        """Return where a row of words ends, each any of some codes; a row never reaches into the next text."""
        ends = self._of(words[0])
        for codes in words[1:]:
            here = np.zeros(len(self._row_of) + 1, dtype=bool)
            here[self._of(codes)] = True
            ends = ends[here[ends + 1]] + 1
        if len(words) > 1 and len(ends):
            ends = ends[self._row_of[ends] == self._row_of[ends - (len(words) - 1)]]
        return ends

    def _of(self, codes: Sequence[int]) -> Places:
        """Return the places of words; of several unsorted, none stands twice."""
        if not codes:
            return _NO_PLACES
        return np.concatenate([self._places[self._starts[code] : self._starts[code + 1]] for code in codes])


def _chunks(texts: Sequence[str | None]) -> tuple[list[str], Rows, Rows]:
    """Return what stands between blanks: the distinct pieces folded, their numbers in order, how many each text has."""
    folded = pa.array([fold(text) if text else None for text in texts], type=pa.large_string())
    lists = pc.ascii_split_whitespace(folded)
    coded = pc.dictionary_encode(lists.flatten())
    lengths = np.asarray(pc.list_value_length(lists).fill_null(0)).astype(np.intp)
    return coded.dictionary.to_pylist(), coded.indices.to_numpy(zero_copy_only=False), lengths
