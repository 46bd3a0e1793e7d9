"""What the timeline draws: one row per event and lane, out of a view."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from components.timeline.columns import STATUSES, Bools, Columns, Ints, Marks
from pactline.query.select import View
from pactline.query.view import Shown
from pactline.record.vocabulary import KINDS
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import Rows
from pactline.wording import text

MAX_ACTOR_LANES = 10

Lane = tuple[str, str, Ints]  # id, name, places of its events among the shown ones, ascending


def marks(view: View, *, by: str | None = None) -> Marks:
    """Return what the timeline draws, in reading order, oldest first.

    Args:
        view: What is shown.
        by: ``theme``, ``actor``, ``kind`` or ``status``; ``None`` puts all events into one lane. An event stands
            in the lane of its main theme alone; one of several actors or kinds has a row in each of their lanes;
            one of no lane stands in a lane of its own at the end.
    """
    lanes = [lane for lane in _lanes(view, by) if len(lane[2])] if by else []
    inside = np.zeros(len(view.event_rows), dtype=bool)
    for _, _, places in lanes:
        inside[places] = True
    if not inside.all() or not lanes:
        lanes.append(("", text("lanes.none") if lanes else "", np.flatnonzero(~inside)))
    place = np.concatenate([places for *_, places in lanes])
    return Marks(
        texts=_Texts(view.frames),
        columns=_columns(view.shown),
        event=view.event_rows[place],
        lane=np.repeat(np.arange(len(lanes)), [len(places) for *_, places in lanes]),
        lanes=tuple((lane, name) for lane, name, _ in lanes),
    )


@kept(8)
def _columns(shown: Shown) -> Columns:
    """Return what the record says of its events, and the shown claims of the shown ones."""
    facts = shown.facts
    said: dict[str, Any] = {}
    for name, values in (("status", facts.status), ("independent", facts.independent), ("claims", facts.claims)):
        said[name] = np.zeros(shown.frames.size("events"), dtype=np.int64)
        said[name][shown.event_rows] = values
    return replace(_days(shown.frames), **said)


@dataclass(frozen=True, slots=True)
class _Texts:
    """What is read of a record's events."""

    record: Frames

    def ids(self, events: Ints) -> list[str]:
        return self._of("event_id", events)

    def titles(self, events: Ints) -> list[str]:
        return self._of("title", events)

    def shorts(self, events: Ints) -> list[str]:
        shorts: list[str] = _column(self.record, "short").take(events).fillna("").tolist()
        return shorts

    def dates(self, events: Ints) -> list[str]:
        return self._of("date_words", events)

    def number(self, event_id: str) -> int:
        return self.record.row_of(event_id) if event_id in self.record.values("event") else -1

    def _of(self, column: str, events: Ints) -> list[str]:
        found: list[str] = _column(self.record, column).take(events).tolist()
        return found


@kept(12)
def _column(record: Frames, name: str) -> Any:
    return record.column("events", name).array


@kept(4)
def _days(record: Frames) -> Columns:
    """Return the columns of a record without what depends on claims."""
    flags = ("drawable", "open_start", "open_end", "approximate", "uncertain")
    flag = {name: record.column("events", name).to_numpy() for name in flags}
    number = {name: record.numbers("events", name).astype(np.int64) for name in ("earliest", "latest", "importance")}
    nothing = np.zeros(record.size("events"), dtype=np.int64)
    when = record.moments
    return Columns(
        first=when.first,
        last=when.last,
        begin=when.begin,
        end=when.end,
        timed=when.timed,
        drawable=flag["drawable"] | when.old,
        open_start=flag["open_start"],
        open_end=flag["open_end"],
        fuzzy=flag["approximate"] | flag["uncertain"],
        status=nothing,
        importance=number["importance"],
        independent=nothing,
        claims=nothing,
    )


def _lanes(view: View, by: str) -> list[Lane]:
    """Return the lanes in their order, empty ones among them."""
    record, names = view.frames, view.frames.names
    place = np.full(record.size("events"), -1, dtype=np.int64)
    place[view.event_rows] = np.arange(len(view.event_rows))
    if by == "theme":
        main = _main_themes(record)[view.event_rows]
        return [(theme, name, np.flatnonzero(main == n)) for n, (theme, name) in enumerate(names["theme"].items())]
    if by == "actor":
        tops = _tops(view)
        lanes = [(actor, names["actor"][actor], _places(record.events_of("actor", actor), place)) for actor in tops]
        return sorted(lanes, key=lambda lane: -len(lane[2]))[:MAX_ACTOR_LANES]
    if by == "kind":
        return [(kind, text(f"kind.{kind}").capitalize(), _cited(view, kind, place)) for kind in KINDS]
    status = view.facts.status
    return [
        (name, text(f"status.{name}").capitalize(), np.flatnonzero(status == code))
        for code, name in enumerate(STATUSES)
    ]


@kept(4)
def _main_themes(record: Frames) -> Ints:
    """Return for each event the number of its main theme, else of the first that it has; -1 for none."""
    themes = list(record.names["theme"])
    main = pd.Index(themes).get_indexer(pd.Index(record.column("events", "main_theme"))).astype(np.int64)
    for number in reversed(range(len(themes))):
        own = record.events_of("theme", themes[number])
        own = own[~_given(record)[own]]
        main[own] = number
    return main


def _given(record: Frames) -> Bools:
    given: Bools = record.column("events", "main_theme").notna().to_numpy()
    return given


def _places(events: Rows, place: Ints) -> Ints:
    found = place[events]
    return found[found >= 0]


def _cited(view: View, kind: str, place: Ints) -> Ints:
    """Return the places of the events one of whose shown claims cites a kind of publisher."""
    record = view.frames
    claims = record.claims_citing(kind)
    if len(view.claim_rows) < record.size("claims"):
        shown = np.zeros(record.size("claims"), dtype=bool)
        shown[view.claim_rows] = True
        claims = claims[shown[claims]]
    events = record.numbers("claims", "event")[claims]
    once: Ints = place[events[np.append(True, events[1:] != events[:-1])[: len(events)]]]
    return once


def _tops(view: View) -> Sequence[str]:
    """Return the actors that may have a lane: states and alliances, and what the reader chose.

    The principals, who are in nearly every event, are left out unless chosen.
    """
    chosen = [actor for actor in view.selection.actors if actor in view.frames.names["actor"]]
    return tuple(dict.fromkeys((*_outermost(view.frames), *chosen)))


@kept(4)
def _outermost(record: Frames) -> tuple[str, ...]:
    actors = record.dossier.actors.values()
    if not any(actor.kind for actor in actors):
        return tuple(actor.id for actor in actors)  # a record whose actors are plain words
    return tuple(
        actor.id for actor in actors if not actor.part_of and actor.kind != "person" and actor.group != "principals"
    )
