"""Finds what a record has of a reader's words, the best first.

Everything asked for has to be found in a document; an event's are its own words and those of its claims and of their
quotations, as for the key ``q`` of the address, which asks here. A whole word comes before a part of one, a title
before a sentence, words that stand together before words apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from pactline.search.documents import KINDS, Documents, Kind, documents
from pactline.search.word_index import WHOLE, WordIndex
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import RowMask, Rows
from pactline.text.words import Term, placed, terms

Scores = npt.NDArray[np.float32]
_PART_WEIGHS: Final = 0.4  # of a whole word
_CLAIM_WEIGHS: Final = 0.3  # of a word in a claim, for its event
_TOGETHER: Final = 1.5  # of a word, for words that stand as they were typed
_IMPORTANT: Final = 0.5  # for each step of an event's importance


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        terms: What was asked for.
        rows: Of each kind the numbers of its documents (``Documents``), the best first.
        by_itself: For each term how many documents of all kinds have it.
        nearest: The query with what nothing has replaced by what is nearest; empty where that is not needed, or is
            not to be had.
    """

    terms: tuple[Term, ...]
    rows: Mapping[Kind, Rows]
    by_itself: tuple[int, ...]
    nearest: str = ""

    @property
    def number(self) -> int:
        """How many documents were found."""
        return sum(map(len, self.rows.values()))


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """A record, ready to be searched; see ``engine``.

    Attributes:
        documents: What is searched.
        index: Of all their texts.
    """

    documents: Documents
    index: WordIndex
    _texts: Sequence[str]
    _weights: Scores  # of each text
    _owner: npt.NDArray[np.int32]  # of each text its document, counted through all kinds
    _from: Mapping[Kind, int]  # where each kind's documents begin
    _event_of: Rows  # of each claim, then of each quotation: -1 for a reaction's
    _claim_of: Rows  # of each quotation: -1 for a reaction's
    _boost: Scores  # of each event

    @classmethod
    def of(cls, record: Frames, known: date | None) -> Self:
        """Read all words of a record; takes 10 s for 100,000 events."""
        own = documents(record, known)
        begins = np.cumsum([0, *(own.sizes[kind] for kind in KINDS)])
        start = dict(zip(KINDS, begins.tolist(), strict=False))
        texts: list[str] = []
        weights, owners = [], []
        for field in own.fields:
            given = [(row, text) for row, text in zip(field.rows.tolist(), field.texts, strict=True) if text]
            texts += [text for _, text in given]
            owners.append(np.array([row for row, _ in given], dtype=np.int32) + start[field.kind])
            weights.append(np.full(len(given), field.weight, dtype=np.float32))
        event_of = record.numbers("claims", "event")
        cited = record.numbers("citations", "claim")[own.quoting]
        quoted_event = np.where(cited >= 0, np.append(event_of, -1)[cited], -1)
        return cls(
            replace(own, fields=()),  # their texts are held once
            WordIndex(texts),
            texts,
            np.concatenate(weights),
            np.concatenate(owners).astype(np.int32),
            start,
            np.concatenate([event_of, quoted_event]).astype(np.intp),
            cited,
            (record.numbers("events", "importance") * _IMPORTANT).astype(np.float32),
        )

    def events(self, words: str, known: RowMask | None = None) -> RowMask:
        """Mark the events that have all of some words, in their own or those of claims that were known.

        Args:
            words: As a reader typed them; without any word nothing is found.
            known: Which claims are known; ``None`` for all.
        """
        asked = terms(words)
        mask = np.full(self.documents.sizes["events"], bool(asked))
        for term in asked:
            mask &= self._events(self._scores(term), self._silent(known)) > 0
        return mask

    def search(self, words: str, shown: Mapping[Kind, RowMask] | None = None, known: RowMask | None = None) -> Found:
        """Return what has all of some words.

        Args:
            words: As a reader typed them.
            shown: Which documents may be found, for kinds of which not all may be.
            known: Which claims are known, so that an event is found by them; ``None`` for all.
        """
        asked, silent = terms(words), self._silent(known)
        total: dict[Kind, Scores] = {}
        by_itself = []
        for term in asked:
            own = self._by_kind(self._scores(term), silent)
            for kind, mask in (shown or {}).items():
                own[kind] = own[kind] * mask
            by_itself.append(sum(int(np.count_nonzero(one > 0)) for one in own.values()))
            total = {kind: _both(total[kind], one) for kind, one in own.items()} if total else own
        if len(asked) > 1:
            row = Term(tuple(word for term in asked for word in term.words), quoted=True)
            for kind, one in self._by_kind(self._scores(row), silent).items():
                total[kind] += _TOGETHER * one * (total[kind] > 0)
        if total:
            total["events"] += self._boost * (total["events"] > 0)
        rows = {kind: _best(total[kind]) if total else np.zeros(0, dtype=np.intp) for kind in KINDS}
        rows["quotations"] = self._once(rows["quotations"])
        return Found(asked, rows, tuple(by_itself), self._nearest(asked, by_itself))

    def _silent(self, known: RowMask | None) -> RowMask | None:
        """Mark the claims, then the quotations, that no event is found by."""
        if known is None:
            return None
        return ~np.concatenate([known, np.append(known, True)[self._claim_of]])

    def _scores(self, term: Term) -> Scores:
        """Return how well each document has a term; 0 for not at all."""
        found = self.index.find(term)
        scores = np.zeros(sum(self.documents.sizes.values()), dtype=np.float32)
        weights = self._weights[found.rows] * np.where(found.degrees == WHOLE, 1, _PART_WEIGHS).astype(np.float32)
        np.maximum.at(scores, self._owner[found.rows], weights)
        return scores

    def _by_kind(self, scores: Scores, silent: RowMask | None) -> dict[Kind, Scores]:
        sizes = self.documents.sizes
        own: dict[Kind, Scores] = {kind: scores[begin : begin + sizes[kind]] for kind, begin in self._from.items()}
        return own | {"events": self._events(scores, silent)}

    def _events(self, scores: Scores, silent: RowMask | None) -> Scores:
        """Return how well each event has what documents have, by itself and by its claims and quotations."""
        sizes, begin = self.documents.sizes, self._from["claims"]
        events = scores[: sizes["events"]].copy()
        beside = scores[begin : begin + sizes["claims"] + sizes["quotations"]]
        heard = (beside > 0) & (self._event_of >= 0)
        if silent is not None:
            heard &= ~silent
        rows = np.flatnonzero(heard)
        np.maximum.at(events, self._event_of[rows], beside[rows] * _CLAIM_WEIGHS)
        return events

    def _once(self, quotations: Rows) -> Rows:
        """Return quotations without those that have the words of one that stands before."""
        _, first = np.unique(self.documents.same[quotations], return_index=True)
        return quotations[np.sort(first)]

    def _nearest(self, asked: Sequence[Term], by_itself: Sequence[int]) -> str:
        if all(by_itself):
            return ""
        words = []
        for term, number in zip(asked, by_itself, strict=True):
            near = [word if number or self._has(word) else self._as_written(word) for word in term.words]
            if not all(near):
                return ""
            words.append(f'"{" ".join(near)}"' if term.quoted else "-".join(near))
        said = " ".join(words)
        return said if terms(said) != tuple(asked) else ""

    def _has(self, word: str) -> bool:
        return len(self.index.find(Term((word,))).rows) > 0

    def _as_written(self, word: str) -> str:
        """Return the word of the record nearest to another, as the first text that has it writes it."""
        near = self.index.near(word)
        row = self.index.first_row(near) if near else None
        if row is None:
            return near
        text = self._texts[row]
        return next((text[one.begin : one.end] for one in placed(text) if one.text == near), near)


def engine(record: Frames, known: date | None = None) -> Engine:
    """Return what searches a record; made once, while others who ask for it wait.

    Args:
        record: As known on the day.
        known: The day.
    """
    return _made(record, known)


@kept(4)
def _made(record: Frames, known: date | None) -> Engine:
    return Engine.of(record, known)


def _both(one: Scores, other: Scores) -> Scores:
    """Return what two terms come to where both are found."""
    found: Scores = (one + other) * ((one > 0) & (other > 0))
    return found


def _best(scores: Scores) -> Rows:
    found = np.flatnonzero(scores > 0)
    best: Rows = found[np.argsort(-scores[found], kind="stable")]
    return best
