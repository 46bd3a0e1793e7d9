"""What the timeline draws: one row per event and lane, out of a view."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from components.figures.table import STATUSES, Ints, Marks
from pactline.fields import KINDS
from pactline.frames import Frames
from pactline.postings import Postings
from pactline.select import View
from pactline.wording import text

MAX_ACTOR_LANES = 10
_NONE = ("", "")

Lane = tuple[str, str, Ints]  # id, name, places of its events among the shown ones, ascending


def headline(view: View) -> pd.DataFrame:
    """Return one row per shown event that has shown claims.

    An event's status is that of its first shown claim (editors put the one first that says what happened),
    ``independent`` the highest among its shown claims, ``disputed`` whether one of them is.
    """
    facts = view.facts
    own = np.flatnonzero(facts.claims)
    return pd.DataFrame(
        {
            "event_id": view.frames.stored.column("events", "event_id").iloc[view.event_rows[own]].to_numpy(),
            "status": np.array(STATUSES, dtype=object)[facts.status[own]],
            "claims": facts.claims[own],
            "independent": facts.independent[own],
            "disputed": facts.disputed[own],
        }
    )


def marks(view: View, *, by: str | None = None) -> Marks:
    """Return what the timeline draws, in reading order, oldest first.

    Args:
        view: What is shown.
        by: ``theme``, ``actor``, ``kind`` or ``status``; ``None`` puts all events into one lane. An event of
            several lanes has a row in each; one of no lane stands in a lane of its own at the end.
    """
    lanes = [lane for lane in _lanes(view, by) if len(lane[2])] if by else []
    inside = np.zeros(len(view.event_rows), dtype=bool)
    for _, _, places in lanes:
        inside[places] = True
    if not inside.all() or not lanes:
        lanes.append(("", text("lanes.none") if by else "", np.flatnonzero(~inside)))
    place = np.concatenate([places for *_, places in lanes])
    event, facts, days = view.event_rows[place], view.facts, _days(view.frames)
    return Marks(
        texts=_Texts(view.frames),
        event=event,
        lane=np.repeat(np.arange(len(lanes)), [len(places) for *_, places in lanes]),
        lanes=tuple((lane, name) for lane, name, _ in lanes),
        first=days.first[event],
        last=days.last[event],
        drawable=days.drawable[event],
        open_start=days.open_start[event],
        open_end=days.open_end[event],
        fuzzy=days.fuzzy[event],
        status=facts.status[place].astype(np.int64),
        importance=days.importance[event],
        independent=facts.independent[place].astype(np.int64),
        claims=facts.claims[place].astype(np.int64),
    )


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is read of a record's events."""

    record: Frames

    def ids(self, events: Ints) -> list[str]:
        return self._of("event_id", events)

    def titles(self, events: Ints) -> list[str]:
        return self._of("title", events)

    def dates(self, events: Ints) -> list[str]:
        return self._of("date_words", events)

    def number(self, event_id: str) -> int:
        return self.record.row_of(event_id) if event_id in self.record.values("event") else -1

    def _of(self, column: str, events: Ints) -> list[str]:
        found: list[str] = _column(self.record, column).take(events).tolist()
        return found


@lru_cache(maxsize=12)
def _column(record: Frames, name: str) -> Any:
    return record.stored.column("events", name).array


@dataclass(frozen=True, slots=True)
class _Days:
    """What a record's events have of a mark, whatever is selected; one entry per event."""

    first: Ints
    last: Ints
    drawable: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    open_start: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    open_end: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    fuzzy: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    importance: Ints


@lru_cache(maxsize=4)
def _days(record: Frames) -> _Days:
    column = {
        name: record.stored.column("events", name).to_numpy()
        for name in ("drawable", "open_start", "open_end", "approximate", "uncertain")
    }
    return _Days(
        first=record.index.earliest.astype(np.int64),
        last=record.index.latest.astype(np.int64),
        drawable=column["drawable"],
        open_start=column["open_start"],
        open_end=column["open_end"],
        fuzzy=column["approximate"] | column["uncertain"],
        importance=record.index.importance.astype(np.int64),
    )


def _lanes(view: View, by: str) -> list[Lane]:
    """Return the lanes in their order, empty ones among them."""
    place = np.full(view.frames.index.events, -1, dtype=np.int64)
    place[view.event_rows] = np.arange(len(view.event_rows))
    names = view.frames.names
    if by == "theme":
        themes = view.frames.index.themes
        return [(theme, name, _places(themes, theme, place)) for theme, name in names["theme"].items()]
    if by == "actor":
        actors = view.frames.index.actors
        lanes = [(actor, names["actor"][actor], _places(actors, actor, place)) for actor in _tops(view)]
        return sorted(lanes, key=lambda lane: -len(lane[2]))[:MAX_ACTOR_LANES]
    if by == "kind":
        return [(kind, text(f"kind.{kind}").capitalize(), _cited(view, kind, place)) for kind in KINDS]
    status = view.facts.status
    return [
        (name, text(f"status.{name}").capitalize(), np.flatnonzero(status == code))
        for code, name in enumerate(STATUSES)
    ]


def _places(postings: Postings, value: str, place: Ints) -> Ints:
    found = place[postings.of_value(value)]
    return found[found >= 0]


def _cited(view: View, kind: str, place: Ints) -> Ints:
    """Return the places of the events one of whose shown claims cites a kind of publisher."""
    index = view.frames.index
    claims = index.claims_citing.kind.of_value(kind)
    if len(view.claim_rows) < index.claims:
        shown = np.zeros(index.claims, dtype=bool)
        shown[view.claim_rows] = True
        claims = claims[shown[claims]]
    events = index.event_of[claims]
    once: Ints = place[events[np.append(True, events[1:] != events[:-1])[: len(events)]]]
    return once


def _tops(view: View) -> Sequence[str]:
    """Return the actors that may have a lane: states and alliances, and what the reader chose.

    The principals, who are in nearly every event, are left out unless chosen.
    """
    chosen = [actor for actor in view.selection.actors if actor in view.frames.names["actor"]]
    return tuple(dict.fromkeys((*_outermost(view.frames), *chosen)))


@lru_cache(maxsize=4)
def _outermost(record: Frames) -> tuple[str, ...]:
    actors = record.dossier.actors.values()
    if not any(actor.kind for actor in actors):
        return tuple(actor.id for actor in actors)  # a record whose actors are plain words
    return tuple(
        actor.id for actor in actors if not actor.part_of and actor.kind != "person" and actor.group != "principals"
    )
