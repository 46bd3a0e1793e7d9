"""Text search: which events hold a word, anywhere inside their own words or those of their claims.

Folded text has no blank inside a word (``folding.fold``), so that a word can only stand inside one of the
text's tokens. It is looked for among the distinct tokens, and each token knows its rows: exact, and fast, since a
record has far fewer distinct tokens than words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pactline.tables.postings import RowMask, Rows, sorted_order

_OFTEN = 16  # tokens whose rows are marked one by one, since few of them may be all that is needed
_FEW = 4000  # hits that are looked up one by one; for more the whole list of tokens is gone through


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of texts, one text per row.

    Attributes:
        tokens: The distinct tokens.
        joined: The same as one text in UTF-8, each token after a line break, with one at the end.
        begins: Where each token's line break stands in ``joined``.
        starts: Where each token's rows begin in ``rows``, and where the last one's end.
        rows: Row numbers, token by token; a row may stand several times for a token.
    """

    tokens: pa.Array
    joined: bytes
    begins: Rows
    starts: Rows
    rows: Rows

    @classmethod
    def of(cls, texts: pd.Series) -> Self:
        """Take texts apart; they are folded, with single blanks between words."""
        lists = pc.ascii_split_whitespace(pa.array(texts, type=pa.large_string()))
        lists = lists.combine_chunks() if isinstance(lists, pa.ChunkedArray) else lists
        coded = pc.dictionary_encode(lists.flatten())
        tokens = coded.dictionary
        codes = coded.indices.to_numpy(zero_copy_only=False)
        rows = np.repeat(np.arange(len(lists)), np.asarray(pc.list_value_length(lists).fill_null(0)))
        order = sorted_order(codes)
        starts = np.searchsorted(codes[order], np.arange(len(tokens) + 1))
        joined = ("\n" + "\n".join(tokens.to_pylist()) + "\n").encode()
        begins = np.flatnonzero(np.frombuffer(joined, dtype=np.uint8) == ord("\n"))[:-1]
        return cls(tokens, joined, begins, starts, rows[order].astype(np.intp))

    def rows_with(self, word: str) -> Iterator[Rows]:
        """Yield the rows that hold a word, which has no blank; those of its most frequent tokens first.

        A row may come several times. A reader who has seen enough rows need not ask on.
        """
        found = self._tokens_with(word)
        lengths = self.starts[found + 1] - self.starts[found]
        often = np.argsort(-lengths, kind="stable")[:_OFTEN]
        for token in found[often]:
            yield self.rows[self.starts[token] : self.starts[token + 1]]
        rest = np.delete(found, often)
        if len(rest):
            yield self.rows[_stretches(self.starts[rest], self.starts[rest + 1])]

    def _tokens_with(self, word: str) -> Rows:
        """Return the numbers of the tokens that hold a word, ascending."""
        wanted = word.encode()
        hits: list[int] = []
        at = self.joined.find(wanted)
        while at >= 0:
            if len(hits) == _FEW:
                return np.flatnonzero(pc.match_substring(self.tokens, word).to_numpy(zero_copy_only=False))
            hits.append(at)
            at = self.joined.find(wanted, self.joined.index(b"\n", at))
        return np.searchsorted(self.begins, np.array(hits, dtype=np.intp), side="right") - 1


def _stretches(begins: Rows, ends: Rows) -> Rows:
    """Return all places from each begin up to its end, one stretch after the other; none is empty."""
    lengths = ends - begins
    # Each place is one more than the one before, except at the seams.
    steps = np.ones(int(lengths.sum()), dtype=np.intp)
    steps[0] = begins[0]
    steps[np.cumsum(lengths)[:-1]] = begins[1:] - ends[:-1] + 1
    return np.cumsum(steps)


class Search:
    """Looks words up in a record's events and claims, and remembers the last answers."""

    def __init__(self, events: pd.Series, claims: pd.Series, *, event_of: Rows) -> None:
        self._events, self._claims, self._event_of = Tokens.of(events), Tokens.of(claims), event_of
        self._number = len(events)
        self._remembered = lru_cache(maxsize=64)(self._find)

    def find(self, word: str, known: RowMask | None = None) -> RowMask:
        """Mark the events that hold a folded word in their own words or in those of a claim.

        Args:
            word: Without blanks; not empty.
            known: Which claims are known; ``None`` for all.
        """
        return self._remembered(word) if known is None else self._find(word, known)

    def _find(self, word: str, known: RowMask | None = None) -> RowMask:
        mask = np.zeros(self._number, dtype=bool)
        for rows in self._events.rows_with(word):
            mask[rows] = True
            if mask.all():
                break
        for rows in () if mask.all() else self._claims.rows_with(word):
            mask[self._event_of[rows if known is None else rows[known[rows]]]] = True
            if mask.all():
                break
        mask.flags.writeable = False
        return mask
