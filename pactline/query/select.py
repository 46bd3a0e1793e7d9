"""The selection applied to the tables: which events, claims and reactions are left.

By row numbers alone: every key marks rows through the record's index (``pactline.tables.index``), and the tables
of what is left are made only when somebody reads them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, reduce

import numpy as np

from pactline.query.ranges import within
from pactline.query.selection import FACETS, LEAST, Selection
from pactline.query.view import Shown, View
from pactline.search.engine import engine
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, Index, day_number
from pactline.tables.kept import kept
from pactline.tables.postings import Postings, RowMask, Rows

__all__ = ["COUNTED", "View", "facet_counts", "select", "whole", "within"]

COUNTED = (*FACETS, *LEAST)
_SOON = 0.5 / 86_400  # days: half a second, for sums of parts of days


def select(frames: Frames, selection: Selection) -> View:
    """Return what a selection leaves of a record.

    An event stays if it passes the keys about events, and one of its claims passes all the keys about
    claims; one without claims stays unless such a key is set. Reactions stay with their event, if they
    pass the keys about sources and days themselves, and if the chosen actors are theirs or the event's own.
    Estimates stay with their event likewise; one without an event stays by its own ``as_of``, and goes if a key
    is set that only an event or a claim can fulfil.
    """
    return View(selection, _shown(frames, replace(selection.filters, newest_first=selection.newest_first)))


@kept(8)
def _shown(frames: Frames, asked: Selection) -> Shown:
    frames = frames.on(asked.known)
    index = frames.index
    left = _marks(frames, asked.filters).left()
    return Shown(
        frames=frames,
        selection=asked,
        event_rows=_rows(left.events, index.events),
        claim_rows=_rows(left.claims, index.claims),
        reaction_rows=_rows(_reactions(index, asked, left.events), index.reactions),
    )


def whole(frames: Frames) -> View:
    """Return the view of the whole record."""
    return select(frames, Selection())


def facet_counts(frames: Frames, selection: Selection, facets: tuple[str, ...] = COUNTED) -> dict[str, dict[str, int]]:
    """Count, for each value of each facet, the events that choosing it alone in its facet would show.

    The facet's own choice is left out of the count, the other keys hold. Values without an event are absent.

    Returns:
        Per URL key of ``facets`` a mapping of id to number of events.
    """
    frames = frames.on(selection.known)
    marks = _marks(frames, selection.filters)
    return {key: _count(frames.index, key, marks) for key in facets}


def _count(index: Index, key: str, marks: "_Marks") -> dict[str, int]:
    left = marks.left(without=key)
    if key in ("actor", "theme"):
        return _of_events(index, key).counts(left.events)
    if key == "importance":
        every = np.True_ if left.events is None else left.events
        return {str(least): int(np.count_nonzero((index.importance >= least) & every)) for least in (1, 2, 3)}
    if key == "status":
        return left.counts(index.statuses)
    cited, asked = index.claims_citing, marks.selection
    if key == "publisher":
        return left.counts(cited.publisher)
    return left.counts(cited.beside(key, asked.countries if key == "kind" else asked.kinds))


@dataclass(frozen=True, eq=False)
class _Left:
    """What is left of a record; ``None`` stands for a mask in which everything is set.

    Attributes:
        asked: The claims that pass the keys about claims, whatever their events.
        events: The events.
    """

    index: Index
    asked: RowMask | None
    events: RowMask | None

    @cached_property
    def claims(self) -> RowMask | None:
        """The claims."""
        return _both(self.asked, None if self.events is None else self.events[self.index.event_of])

    def counts(self, of_claims: Postings) -> dict[str, int]:
        """Count for each value the events with a claim that has it."""
        return of_claims.counts_of_owners(self.events) if self.asked is None else of_claims.counts(self.claims)


class _Marks:
    """The masks of a selection, each key's made once; ``None`` stands for a mask in which everything is set."""

    def __init__(self, frames: Frames, selection: Selection) -> None:
        self._frames, self._index, self.selection = frames, frames.index, selection
        self._whole: _Left | None = None

    def left(self, without: str | None = None) -> _Left:
        """Return what is left, one facet's choice perhaps left out."""
        of_a_publisher = {"kind": self.selection.kinds, "country": self.selection.countries}
        if without not in self._by_claim and without not in self._by_event and not of_a_publisher.get(without or ""):
            if self._whole is None:
                self._whole = self._left(None)
            return self._whole
        return self._left(without)

    def _left(self, without: str | None) -> _Left:
        claims = _all(mask for key, mask in self._by_claim.items() if key != without)
        claims = _both(claims, self._of_a_publisher(without))
        events = _all(mask for key, mask in self._by_event.items() if key != without)
        return _Left(self._index, claims, _both(events, None if claims is None else self._index.events_with(claims)))

    def _of_a_publisher(self, without: str | None) -> RowMask | None:
        """Mark the claims that cite a publisher of the chosen kinds and countries: one publisher, not one for each."""
        kinds = () if without == "kind" else self.selection.kinds
        countries = () if without == "country" else self.selection.countries
        return self._index.claims_citing.mark(kinds, countries, self._index.claims) if kinds or countries else None

    @cached_property
    def _by_claim(self) -> Mapping[str, RowMask]:
        index, selection = self._index, self.selection
        masks: dict[str, RowMask] = {}
        if selection.publishers:
            masks["publisher"] = index.claims_citing.publisher.mark(selection.publishers, index.claims)
        if selection.statuses:
            chosen = (index.of_status(name) for name in selection.statuses if name in STATUS_CODES)
            masks["status"] = reduce(np.logical_or, chosen, np.zeros(index.claims, dtype=bool))
        if selection.hide_state_media:
            masks["statemedia"] = ~index.state_only
        if selection.independent:
            masks["independent"] = index.independent >= selection.independent
        if selection.one_voice:
            masks["voices"] = index.independent == 1
        if selection.known:
            masks["known"] = index.known <= day_number(selection.known)
        return masks

    @cached_property
    def _by_event(self) -> Mapping[str, RowMask]:
        index, selection = self._index, self.selection
        masks: dict[str, RowMask] = {}
        for key, chosen in (("actor", selection.actors), ("theme", selection.themes)):
            if chosen:
                postings = _of_events(index, key)
                masks[key] = (
                    reduce(np.logical_and, (postings.mark([value], index.events) for value in chosen))
                    if selection.match_all
                    else postings.mark(chosen, index.events)
                )
        early, late = selection.hours or (None, None)
        if selection.first:
            begins = index.earliest if selection.certain else index.latest
            day = day_number(selection.first)
            masks["from"] = begins >= day if early is None else self._from(day + early / 1440)
        if selection.last:
            ends = index.latest if selection.certain else index.earliest
            day = day_number(selection.last)
            masks["to"] = ends <= day if late is None else self._to(day + late / 1440)
        if selection.known:
            masks["known"] = index.out <= day_number(selection.known)
        if selection.importance > 1:
            masks["importance"] = index.importance >= selection.importance
        if selection.words:
            found = engine(self._frames, selection.known)
            masks["q"] = found.events(selection.words, _known(index, selection.known))
        return masks

    def _from(self, moment: float) -> RowMask:
        """Mark what may have gone on at a moment or after it; what has no time of day, on any moment of its days."""
        when = self._index.moments
        if self.selection.certain:
            return when.begin >= moment - _SOON
        mask: RowMask = np.where(when.timed, when.end >= moment - _SOON, when.end > moment)
        return mask

    def _to(self, moment: float) -> RowMask:
        """Mark what may have begun by a moment."""
        when = self._index.moments
        mask: RowMask = (when.end if self.selection.certain else when.begin) <= moment + _SOON
        return mask


@kept(4)
def _marks(frames: Frames, filters: Selection) -> _Marks:
    """Return the masks of a selection; a page's counts ask for them after its view did."""
    return _Marks(frames, filters)


def _known(index: Index, day: date | None) -> RowMask | None:
    return None if day is None else index.known <= day_number(day)


def _of_events(index: Index, key: str) -> Postings:
    return index.actors if key == "actor" else index.themes


def _reactions(index: Index, selection: Selection, events: RowMask | None) -> RowMask | None:
    """Mark the reactions that stay with the shown events."""
    masks = [] if events is None else [events[index.reaction_event]]
    if selection.publishers:
        masks.append(index.reactions_citing.publisher.mark(selection.publishers, index.reactions))
    if selection.kinds or selection.countries:
        masks.append(index.reactions_citing.mark(selection.kinds, selection.countries, index.reactions))
    if selection.hide_state_media:
        masks.append(~index.reaction_state_only)
    if selection.known:
        masks.append(index.reaction_known <= day_number(selection.known))
    if selection.actors:
        takes_part = index.takers.mark(selection.actors, index.events)
        masks.append(index.reacting.mark(selection.actors, index.reactions) | takes_part[index.reaction_event])
    return _all(masks)


def _all(masks: Iterable[RowMask]) -> RowMask | None:
    """Return where all masks are set, ``None`` without any mask."""
    found: RowMask | None = None
    for mask in masks:
        found = _both(found, mask)
    return found


def _both(one: RowMask | None, other: RowMask | None) -> RowMask | None:
    if one is None or other is None:
        return other if one is None else one
    both: RowMask = one & other
    return both


def _rows(mask: RowMask | None, number: int) -> Rows:
    return np.arange(number) if mask is None else np.flatnonzero(mask)
