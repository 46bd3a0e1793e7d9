"""What is shown of a record, as row numbers; its tables are made when they are read, and once for all who ask."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.query.selection import Selection
from pactline.query.shown_estimates import shown_estimates
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, Index, SmallNumbers
from pactline.tables.kept import Shelf, kept
from pactline.tables.postings import RowMask, Rows

T = TypeVar("T")
_FEW = 200  # claims and reactions whose citations are looked up one by one


@dataclass(frozen=True, slots=True)
class Facts:
    """What the shown claims say of each shown event, in the record's order.

    Attributes:
        claims: How many of its claims are shown; one place a shown event, as in the others.
        status: Number in ``STATUS_CODES``: that of its first shown claim, since editors put the one first that
            says what happened.
        independent: Independent sources: the highest number among its shown claims; 0 without any.
    """

    claims: npt.NDArray[np.int64]
    status: SmallNumbers
    independent: npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Shown:
    """What a selection leaves of a record: the core of a view, and the same one for all views that ask for the same.

    Two are equal if they are the same part of what the same selection leaves of the same record: what is made of one
    can be kept for the next reader who asks for the same.

    Attributes:
        frames: The whole record, as known on the selection's day.
        selection: What was asked, without what narrows nothing: focus, lanes, language, story.
        event_rows: Rows of the shown events, in the record's order.
        claim_rows: Rows of the shown claims, likewise.
        reaction_rows: Rows of the shown reactions, likewise.
        beside: Whether estimates of no event may be shown; of some events alone, they are not.
        part: What sets it apart where it is not all that the selection leaves; see ``of`` and ``View.head``.
    """

    frames: Frames
    selection: Selection
    event_rows: Rows
    claim_rows: Rows
    reaction_rows: Rows
    beside: bool = True
    part: tuple[Hashable, ...] = ()

    @cached_property
    def _key(self) -> tuple[Hashable, ...]:
        return self.frames, self.selection, self.beside, self.part

    @cached_property
    def _hash(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Shown) and self._key == other._key)

    def __hash__(self) -> int:
        return self._hash

    @property
    def shelf(self) -> Shelf:
        """Where what is made of the record is kept."""
        return self.frames.shelf

    @cached_property
    def key(self) -> "Shown":
        """What stands for it where answers are kept: the same question to the record of today, without rows."""
        nothing = self.event_rows[:0].copy()
        return Shown(self.frames.today, self.selection, nothing, nothing, nothing, self.beside, self.part)

    @cached_property
    def events(self) -> pd.DataFrame:
        """The shown events, in the reader's order."""
        rows = self.event_rows[::-1] if self.selection.newest_first else self.event_rows
        return self.frames.events.take(rows)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The shown claims."""
        return self.frames.claims.take(self.claim_rows)

    @cached_property
    def reactions(self) -> pd.DataFrame:
        """The shown reactions."""
        return self.frames.reactions.take(self.reaction_rows)

    @cached_property
    def citations(self) -> pd.DataFrame:
        """The citations of the shown claims and reactions."""
        return self.frames.citations.take(self.citation_rows)

    @cached_property
    def estimates(self) -> pd.DataFrame:
        """The shown estimates."""
        return self.frames.estimates.take(self.estimate_rows)

    @cached_property
    def estimate_rows(self) -> Rows:
        """Rows of the shown estimates."""
        return shown_estimates(self.frames, self.selection, self.event_rows, beside=self.beside)

    @cached_property
    def citation_rows(self) -> Rows:
        """Rows of the citations of the shown claims and reactions."""
        index = self.frames.index
        if len(self.claim_rows) + len(self.reaction_rows) <= _FEW:
            by_claim = (index.rows_of("citations", "claim", row) for row in self.claim_rows.tolist())
            by_reaction = (index.rows_of("citations", "reaction", row) for row in self.reaction_rows.tolist())
            return np.sort(np.concatenate([*by_claim, *by_reaction, self.claim_rows[:0]]))
        return np.flatnonzero(
            marked(self.claim_rows, index.claims)[index.cited_claim]
            | marked(self.reaction_rows, index.reactions)[index.cited_reaction]
        )

    @cached_property
    def facts(self) -> Facts:
        """What the shown claims say of each shown event."""
        index, rows = self.frames.index, self.claim_rows
        own = np.diff(index.claims_from)[self.event_rows]
        if len(rows) == int(own.sum()):  # all of them
            every = _facts(self.frames)
            return Facts(own, every.status[self.event_rows], every.independent[self.event_rows])
        claims = np.bincount(index.event_of[rows], minlength=index.events)[self.event_rows]
        return _said(index, rows, claims)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The publications that what is shown cites: claims and reactions, estimates, steps of a status."""
        return self.frames.sources.take(self.source_rows)

    @cached_property
    def source_rows(self) -> Rows:
        """Rows of the publications that what is shown cites."""
        cited = np.zeros(len(self.frames.sources), dtype=bool)
        cited[self.frames.index.cited_source[self.citation_rows]] = True
        for rows, (owners, sources) in zip((self.estimate_rows, self.claim_rows), _rest_on(self.frames), strict=True):
            cited[sources[np.isin(owners, rows)]] = True
        return np.flatnonzero(cited)

    @cached_property
    def publishers(self) -> int:
        """How many publishers what is shown cites."""
        index = self.frames.index
        claims, reactions = index.claims_citing.publisher, index.reactions_citing.publisher
        cited = claims.present(marked(self.claim_rows, index.claims))
        cited |= reactions.present(marked(self.reaction_rows, index.reactions))
        return int(np.count_nonzero(cited))

    @cached_property
    def voices(self) -> int:
        """How many distinct originators independently support the shown claims."""
        index = self.frames.index
        return int(np.count_nonzero(index.voices.present(marked(self.claim_rows, index.claims))))

    def of(self, events: npt.ArrayLike) -> "Shown":
        """Return only the events of some rows, in the record's order, and what belongs to them."""
        index = self.frames.index
        wanted = np.unique(np.asarray(events, dtype=np.intp))
        return Shown(
            frames=self.frames,
            selection=self.selection,
            event_rows=_common(wanted, self.event_rows),
            claim_rows=_stretches(self.claim_rows, index.claims_from[wanted], index.claims_from[wanted + 1]),
            reaction_rows=_common(
                np.concatenate([index.rows_of("reactions", "event", event) for event in wanted.tolist()] or [wanted]),
                self.reaction_rows,
            ),
            beside=False,
            part=(*self.part, wanted.tobytes()),
        )


@kept(2)
def _rest_on(record: Frames) -> tuple[tuple[Rows, Rows], tuple[Rows, Rows]]:
    """Return what rests on publications without a citation: estimates, and claims by a step of their status.

    Of each of the two the rows, and beside them the rows of their publications.
    """
    estimates, claims = list[tuple[int, int]](), list[tuple[int, int]]()
    place = {f"estimates/{one}": row for row, one in enumerate(record.column("estimates", "estimate_id"))}
    for owner, source in zip(record.evidence["owner"], record.evidence["source_id"], strict=True):
        if owner in place and (row := record.source_row_of(source)) is not None:
            estimates.append((place[owner], row))
    for claim, sources in zip(record.history["claim"].tolist(), record.history["sources"], strict=True):
        claims += [(claim, row) for one in sources if (row := record.source_row_of(one)) is not None]
    own, other = (np.array(pairs, dtype=np.intp).reshape(-1, 2) for pairs in (estimates, claims))
    return (own[:, 0], own[:, 1]), (other[:, 0], other[:, 1])


@kept(2)
def _facts(record: Frames) -> Facts:
    """Return what all claims say of all events."""
    return _said(record.index, np.arange(record.index.claims), np.diff(record.index.claims_from))


def _said(index: Index, rows: Rows, claims: npt.NDArray[np.int64]) -> Facts:
    """Return what claims say of some events.

    Args:
        index: Of the record.
        rows: Of the claims, ascending: of these events alone.
        claims: How many of them each event has.
    """
    own = np.flatnonzero(claims)
    begins = (np.cumsum(claims) - claims)[own]
    status = np.full(len(claims), STATUS_CODES.index("none"), dtype=np.int8)
    independent = np.zeros(len(claims), dtype=np.int64)
    if len(own):
        status[own] = index.status[rows[begins]]
        independent[own] = np.maximum.reduceat(index.independent[rows], begins)
    return Facts(claims, status, independent)


def _common(some: Rows, all_rows: Rows) -> Rows:
    """Return which of some rows are among all, both ascending."""
    at = np.searchsorted(all_rows, some)
    at[at == len(all_rows)] = 0
    return some[all_rows[at] == some] if len(all_rows) else all_rows


def _stretches(rows: Rows, begins: Rows, ends: Rows) -> Rows:
    """Return the rows, which ascend, that lie in any of some stretches."""
    first, after = np.searchsorted(rows, begins), np.searchsorted(rows, ends)
    return np.concatenate([rows[a:b] for a, b in zip(first, after, strict=True)] or [rows[:0]])


class _OfShown(Generic[T]):
    """An attribute of a view that is read of what is shown; its meaning and shape stand there."""

    def __init__(self, read: Callable[[Shown], T]) -> None:
        self._read = read

    def __get__(self, view: "View", _: type["View"]) -> T:
        return self._read(view.shown)


@dataclass(frozen=True, slots=True)
class View:
    """What the reader asked for, and what is shown of the record.

    The tables have the columns of the record's own and keep its row numbers; claims carry the status they had as
    known on the selection's day. Events are in the order the reader chose. Rows,
    tables and numbers of ``Shown`` are read of the view itself.

    Attributes:
        selection: What was asked.
        shown: The rows and tables; views that differ only in focus, lanes, language or story share it.
    """

    selection: Selection
    shown: Shown

    @property
    def key(self) -> "View":
        """What stands for it where answers are kept."""
        return View(self.selection, self.shown.key)

    frames = _OfShown(lambda shown: shown.frames)
    shelf = _OfShown(lambda shown: shown.frames.shelf)
    events = _OfShown(lambda shown: shown.events)
    claims = _OfShown(lambda shown: shown.claims)
    reactions = _OfShown(lambda shown: shown.reactions)
    citations = _OfShown(lambda shown: shown.citations)
    estimates = _OfShown(lambda shown: shown.estimates)
    sources = _OfShown(lambda shown: shown.sources)
    publishers = _OfShown(lambda shown: shown.publishers)
    voices = _OfShown(lambda shown: shown.voices)
    facts = _OfShown(lambda shown: shown.facts)
    event_rows = _OfShown(lambda shown: shown.event_rows)
    claim_rows = _OfShown(lambda shown: shown.claim_rows)
    reaction_rows = _OfShown(lambda shown: shown.reaction_rows)

    def shows(self, event: int) -> bool:
        """Say whether the event of a row is shown."""
        at = int(np.searchsorted(self.event_rows, event))
        return at < len(self.event_rows) and int(self.event_rows[at]) == event

    def place_of(self, event_id: str) -> int | None:
        """Return the place of an event among the shown ones in the reader's order; ``None`` if it is not shown."""
        event = self.frames.row_of(event_id)
        if not self.shows(event):
            return None
        place = int(np.searchsorted(self.event_rows, event))
        return len(self.event_rows) - 1 - place if self.selection.newest_first else place

    def place_of_claim(self, event_id: str, claim_id: str) -> int | None:
        """Return the place of a claim among the shown ones of an event; ``None`` if it is not shown."""
        own = self.of([self.frames.row_of(event_id)]).claim_rows
        ids = self.frames.cells("claims", "claim_id", own)
        return ids.index(claim_id) if claim_id in ids else None

    def of(self, events: npt.ArrayLike) -> "View":
        """Return this view with only the events of some rows, in the record's order, and what belongs to them."""
        return View(self.selection, self.shown.of(events))

    def head(self, number: int) -> "View":
        """Return this view with so many of the first rows of each kind, for a look at a long table."""
        rows = (self.event_rows, self.claim_rows, self.reaction_rows)
        if self.selection.newest_first:
            rows = (self.event_rows[-number:], *rows[1:])
        events, claims, reactions = (one[:number] for one in rows)
        part = (*self.shown.part, number)
        return View(self.selection, Shown(self.frames, self.shown.selection, events, claims, reactions, part=part))

    def hidden_claims(self, event_id: str) -> int:
        """Return how many claims of an event the selection hides."""
        event, index = self.frames.row_of(event_id), self.frames.index
        begin, end = index.claims_from[event], index.claims_from[event + 1]
        first, after = np.searchsorted(self.claim_rows, (begin, end))
        return int((end - begin) - (after - first))


def marked(rows: Rows, number: int) -> RowMask:
    """Return a mask of ``number`` + 1 places in which the given rows are set.

    The last place stands for row -1, which is none and never set: so a column in which -1 says "none" can index it.
    """
    mask = np.zeros(number + 1, dtype=bool)
    mask[rows] = True
    return mask
