"""The selection applied to the tables: which events, claims and reactions are left.

Whole columns at a time, never a loop over rows: masks over link tables, with row numbers for keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.frames import Frames, fold
from pactline.selection import Selection

Mask: TypeAlias = npt.NDArray[np.bool_]

FACETS = ("actor", "theme", "publisher", "kind", "status", "importance")


@dataclass(frozen=True)
class View:
    """What the reader asked for, and what is left of the record.

    The tables have the columns of the record's own; claims carry the status they had as known on the
    selection's day. Events are in the order the reader chose.

    Attributes:
        selection: What was asked.
        frames: The whole record.
        events, claims, reactions, citations, estimates: What is shown.
    """

    selection: Selection
    frames: Frames
    events: pd.DataFrame
    claims: pd.DataFrame
    reactions: pd.DataFrame
    citations: pd.DataFrame
    estimates: pd.DataFrame

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The publications that what is shown cites."""
        return self.frames.sources[self.frames.sources["source_id"].isin(self.citations["source_id"])]

    @cached_property
    def publishers(self) -> int:
        """How many publishers what is shown cites."""
        return int(self.citations.loc[self.citations["publisher"] != "", "publisher"].nunique())

    def hidden_claims(self, event_id: str) -> int:
        """Return how many claims of an event the selection hides."""
        own = self.frames.claims["event_id"] == event_id
        return int(own.sum() - (self.claims["event_id"] == event_id).sum())


def within(
    events: pd.DataFrame, first: pd.Timestamp | None, last: pd.Timestamp | None, *, certainly: bool
) -> pd.Series:
    """Mark the events that fall between two days.

    Both days count. An imprecise date is a span: *possibly* keeps an event if
    any of its days falls inside, *certainly* only if all of them do.

    Args:
        events: ``earliest`` and ``latest`` are ``datetime64[us]`` at midnight, ``latest >= earliest``; may be empty.
        first: First day; ``None`` leaves that side open.
        last: Last day; likewise.
        certainly: Which of the two is asked.

    Returns:
        A boolean mask with the index of ``events``.

    Raises:
        KeyError: ``events`` lacks one of the two columns.
    """
    begins, ends = events["earliest"], events["latest"]
    low, high = (begins, ends) if certainly else (ends, begins)
    mask = pd.Series(data=True, index=events.index)
    if first is not None:
        mask &= low >= first
    if last is not None:
        mask &= high <= last
    return mask


def select(frames: Frames, selection: Selection) -> View:
    """Return what a selection leaves of a record.

    An event stays if it passes the keys about events, and one of its claims passes all the keys about
    claims; one without claims stays unless such a key is set. Reactions stay with their event, if they
    pass the keys about sources and days themselves, and if the chosen actors are theirs or the event's own.
    Estimates stay with their event likewise; one without an event stays by its own ``as_of``, and goes if a key
    is set that only an event or a claim can fulfil.
    """
    claims = _claims_as_known(frames, selection)
    claim_mask = _claim_mask(frames, claims, selection)
    event_mask = _event_mask(frames, selection) & _claimed(frames, selection, claim_mask)
    return _view(frames, selection, claims, claim_mask, event_mask)


def whole(frames: Frames) -> View:
    """Return the view of the whole record."""
    return select(frames, Selection())


def facet_counts(frames: Frames, selection: Selection) -> dict[str, dict[str, int]]:
    """Count, for each value of each facet, the events that choosing it alone in its facet would show.

    The facet's own choice is left out of the count, the other keys hold. Values without an event are absent.

    Returns:
        Per URL key of ``FACETS`` a mapping of id to number of events.
    """
    claims = _claims_as_known(frames, selection)
    counts = {}
    for key, fields in (
        ("actor", {"actors": ()}),
        ("theme", {"themes": ()}),
        ("publisher", {"publishers": ()}),
        ("kind", {"kinds": ()}),
        ("status", {"statuses": ()}),
        ("importance", {"importance": 1}),
    ):
        other = replace(selection, **fields)
        claim_mask = _claim_mask(frames, claims, other)
        mask = _event_mask(frames, other) & _claimed(frames, other, claim_mask)
        counts[key] = _count(frames, key, claims, claim_mask, mask)
    return counts


def _count(frames: Frames, key: str, claims: pd.DataFrame, claim_mask: Mask, event_mask: Mask) -> dict[str, int]:
    if key == "importance":
        shown = frames.events.loc[event_mask, "importance"]
        return {str(least): int((shown >= least).sum()) for least in (1, 2, 3)}
    if key == "theme":
        pairs = frames.event_themes.loc[event_mask[frames.event_themes["event"]], ["event", "theme"]]
    elif key == "actor":
        pairs = frames.event_actors.loc[event_mask[frames.event_actors["event"]], ["event", "actor"]]
        pairs = pairs.merge(frames.membership, on="actor")[["event", "whole"]]
    elif key == "status":
        stays = claim_mask & event_mask[claims["event"]]
        pairs = claims.loc[stays, ["event", "status"]]
    else:
        own = frames.citations[frames.citations["claim"] >= 0]
        rows = own["claim"].to_numpy()
        stays = claim_mask[rows] & event_mask[claims["event"].to_numpy()[rows]]
        pairs = pd.DataFrame({"event": claims["event"].to_numpy()[rows][stays], key: own[key].to_numpy()[stays]})
    value = pairs.columns[-1]
    found = pairs.drop_duplicates()[value].value_counts()
    return {str(name): int(number) for name, number in found.items() if name != ""}


def _claims_as_known(frames: Frames, selection: Selection) -> pd.DataFrame:
    """Return the claims with the status they had on the selection's day."""
    if selection.known is None or frames.history.empty:
        return frames.claims
    day = pd.Timestamp(selection.known)
    history = frames.history
    before = history[history["date"] <= day].drop_duplicates("claim", keep="last")
    at_first = history.drop_duplicates("claim", keep="first")
    then = pd.concat([at_first, before]).drop_duplicates("claim", keep="last")
    claims = frames.claims.copy()
    claims.loc[then["claim"].to_numpy(), "status"] = then["status"].to_numpy()
    return claims


def _claim_mask(frames: Frames, claims: pd.DataFrame, selection: Selection) -> Mask:
    """Mark the claims on which all keys about claims hold."""
    mask = np.ones(len(claims), dtype=bool)
    cited = frames.citations
    for column, chosen in (("publisher", selection.publishers), ("kind", selection.kinds)):
        if chosen:
            mask &= _rows(cited.loc[cited[column].isin(chosen) & (cited["claim"] >= 0), "claim"], len(claims))
    if selection.statuses:
        mask &= claims["status"].isin(selection.statuses).to_numpy()
    if selection.hide_state_media:
        mask &= ~claims["state_only"].to_numpy()
    if selection.independent:
        mask &= (claims["independent"] >= selection.independent).to_numpy()
    return mask & _known(claims, selection)


def _known(table: pd.DataFrame, selection: Selection) -> Mask:
    """Mark the claims, reactions or estimates that could be known on the selection's day."""
    if selection.known is None:
        return np.ones(len(table), dtype=bool)
    mask: Mask = (table["known"] <= pd.Timestamp(selection.known)).to_numpy()
    return mask


def _event_mask(frames: Frames, selection: Selection) -> Mask:
    """Mark the events on which all keys about events hold."""
    events = frames.events
    number = len(events)
    first = pd.Timestamp(selection.first) if selection.first else None
    last = pd.Timestamp(selection.last) if selection.last else None
    mask: Mask = within(events, first, last, certainly=selection.certain).to_numpy()
    if selection.importance > 1:
        mask = mask & (events["importance"] >= selection.importance).to_numpy()
    for chosen, links, column in (
        (selection.actors, frames.event_actors, "actor"),
        (selection.themes, frames.event_themes, "theme"),
    ):
        if chosen:
            own = [
                _rows(links.loc[links[column].isin(_ids(frames, column, value)), "event"], number) for value in chosen
            ]
            mask = mask & (np.logical_and if selection.match_all else np.logical_or).reduce(own)
    for word in fold(selection.words).split():
        in_event = frames.search_events.str.contains(word, regex=False).to_numpy(dtype=bool)
        in_claim = frames.search_claims.str.contains(word, regex=False).to_numpy(dtype=bool)
        in_claim = in_claim & _known(frames.claims, selection)
        mask = mask & (in_event | _rows(frames.claims.loc[in_claim, "event"], number))
    return mask


def _claimed(frames: Frames, selection: Selection, claim_mask: Mask) -> Mask:
    """Mark the events that keep a claim; those that never had one too, unless a key asks for claims."""
    number = len(frames.events)
    stays = _rows(frames.claims.loc[claim_mask, "event"], number)
    if selection.asks_for_claims:
        return stays
    return stays | ~_rows(frames.claims["event"], number)


def _ids(frames: Frames, column: str, chosen: str) -> Sequence[str]:
    """Return the ids that a chosen one stands for: an actor includes its bodies and persons."""
    if column != "actor":
        return (chosen,)
    members = frames.membership
    return members.loc[members["whole"] == chosen, "actor"].tolist()


def _reaction_mask(frames: Frames, selection: Selection, event_mask: Mask) -> Mask:
    reactions, cited = frames.reactions, frames.citations
    mask: Mask = event_mask[reactions["event"]]
    for column, chosen in (("publisher", selection.publishers), ("kind", selection.kinds)):
        if chosen:
            own = cited.loc[cited[column].isin(chosen) & (cited["reaction"] >= 0), "reaction"]
            mask = mask & _rows(own, len(reactions))
    if selection.hide_state_media:
        mask = mask & ~reactions["state_only"].to_numpy()
    mask = mask & _known(reactions, selection)
    if selection.actors:
        ids = [member for actor in selection.actors for member in _ids(frames, "actor", actor)]
        links = frames.event_actors
        takes_part = _rows(
            links.loc[links["actor"].isin(ids) & (links["part"] != "reacts"), "event"], len(frames.events)
        )
        mask = mask & (reactions["actor"].isin(ids).to_numpy() | takes_part[reactions["event"]])
    return mask


def _estimate_mask(frames: Frames, selection: Selection, event_mask: Mask) -> Mask:
    estimates = frames.estimates
    alone = (estimates["event"] < 0).to_numpy()
    if selection.asks_for_events or selection.statuses or selection.independent:
        mask: Mask = np.zeros(len(estimates), dtype=bool)
    else:
        first = pd.Timestamp(selection.first) if selection.first else None
        last = pd.Timestamp(selection.last) if selection.last else None
        mask = within(estimates, first, last, certainly=selection.certain).to_numpy()
    # -1 (no event) reads the extra last place, which is never shown.
    mask = np.where(alone, mask, np.append(event_mask, False)[estimates["event"]])
    for column, chosen in (("publisher", selection.publishers), ("kind", selection.kinds)):
        if chosen:
            owners = frames.evidence.loc[frames.evidence[column].isin(chosen), "owner"]
            mask = mask & ("estimates/" + estimates["estimate_id"]).isin(owners).to_numpy()
    if selection.hide_state_media:
        mask = mask & ~estimates["state_only"].to_numpy()
    return mask & _known(estimates, selection)


def _view(frames: Frames, selection: Selection, claims: pd.DataFrame, claim_mask: Mask, event_mask: Mask) -> View:
    claim_mask = claim_mask & event_mask[claims["event"]]
    reaction_mask = _reaction_mask(frames, selection, event_mask)
    cited = frames.citations
    # -1 (no claim, no reaction) reads the extra last place, which is never shown.
    shown = np.append(claim_mask, False)[cited["claim"]] | np.append(reaction_mask, False)[cited["reaction"]]
    events = frames.events[event_mask]
    return View(
        selection=selection,
        frames=frames,
        events=events[::-1] if selection.newest_first else events,
        claims=claims[claim_mask],
        reactions=frames.reactions[reaction_mask],
        citations=cited[shown],
        estimates=frames.estimates[_estimate_mask(frames, selection, event_mask)],
    )


def _rows(rows: pd.Series, number: int) -> Mask:
    """Return a mask of ``number`` places in which the given rows are set."""
    mask = np.zeros(number, dtype=bool)
    mask[rows.to_numpy()] = True
    return mask
