"""Who reacts to what, and how: the shown reactions by stakeholder, in order of time.

A stakeholder is an actor that a newsroom would list by itself. What a person or body says stands under the
state or alliance that it belongs to, and keeps its own name in the words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from pactline.query.select import View
from pactline.query.view import Shown, marked
from pactline.record.dossier import Dossier
from pactline.record.vocabulary import ACTOR_GROUPS, NONE, SILENT, STANCES
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

# Where a newsroom lists a stakeholder: those next door first, the two who made the pact last.
GROUPS = (*(group for group in ACTOR_GROUPS if group != "principals"), "principals")
# What a reaction is on the board: a stance on the ordered scale, none given, a denial, a silence.
MARKS = (*STANCES, NONE, "denies", SILENT)


class Said(NamedTuple):
    """One reaction as the board sees it.

    Attributes:
        mark: One of ``MARKS``.
        deed: Whether it was a deed, not words alone.
        by_part: Whether a person or body of the stakeholder spoke.
        at: The day on which it stands in time.
        id: The reaction's id.
    """

    mark: str
    deed: bool
    by_part: bool
    at: date | None
    id: str = ""


class Streak(NamedTuple):
    """Reactions that follow each other with the same mark.

    Attributes:
        mark: One of ``MARKS``.
        times: How many there are.
        deed: Whether one of them was a deed, not words alone.
    """

    mark: str
    times: int
    deed: bool


class Stakeholder(NamedTuple):
    """An actor that reacts, where it is listed, and how many of the reactions are its own."""

    id: str
    name: str
    group: str
    reactions: int


class Stances(NamedTuple):
    """Who took a stance at an event, by name.

    Attributes:
        stance: ``none`` for denials and silences.
        act: ``says``, ``denies`` or ``silent``.
    """

    stance: str
    act: str
    names: list[str]


def stakeholder_of(dossier: Dossier) -> dict[str, str]:
    """Return for each actor the stakeholder under which its reactions stand.

    States, alliances, and whatever has a group of its own stand by themselves; all else under the first
    actor that it belongs to, or by itself where it belongs to none.
    """
    found = {}
    for actor_id in dossier.actors:
        at, seen = actor_id, {actor_id}
        while (actor := dossier.actors.get(at)) and not actor.group and actor.kind not in ("state", "alliance"):
            whole = next((whole for whole in actor.part_of if whole not in seen), None)
            if whole is None:
                break
            seen.add(whole)  # a circle in the register ends here
            at = whole
        found[actor_id] = at if at in dossier.actors else actor_id
    return found


def spoken(view: View) -> pd.DataFrame:
    """Return the shown reactions in order of time; those without a day come last.

    Of the columns of ``REACTIONS`` these: ``reaction_id``, ``event_id``, ``event``, ``known``. Beside them
    ``stakeholder``; ``by_part`` (a person or body of it spoke); ``mark`` (one of ``MARKS``; a denial is one whatever
    its stance); ``deed``; ``at``: the day on which it stands in time, that is its first day, for a silence the
    event's; ``told``: event id, stakeholder and ``Said``. Texts are plain objects, which are looked at one by one.
    """
    return _spoken(view.shown)


@kept(8)
def _spoken(shown: Shown) -> pd.DataFrame:
    said = _every(shown.frames)
    own = marked(shown.reaction_rows, len(said))
    return said.take(np.flatnonzero(own[said.index.to_numpy()]))


@kept(4)
def _every(record: Frames) -> pd.DataFrame:
    """Return all reactions of a record as ``spoken`` does; a selection leaves some of them, in the same order."""
    said = record.reactions
    whose = stakeholder_of(record.dossier)
    begins = record.column("events", "earliest").to_numpy()[said["event"].to_numpy()]
    drawable = record.column("events", "drawable").to_numpy()[said["event"].to_numpy()]
    silent = said["act"] == "silent"
    stakeholder = said["actor"].map(whose).astype("str")
    mark = said["stance"].mask(said["act"] == "denies", "denies").mask(silent, "silent")
    at = said["day"].mask(silent, pd.Series(begins, index=said.index).where(drawable))
    found = pd.DataFrame(
        {
            **{name: said[name].astype(object) for name in ("reaction_id", "event_id")},
            **{name: said[name] for name in ("event", "known")},
            "stakeholder": stakeholder.astype(object),
            "by_part": stakeholder != said["actor"],
            "mark": mark.astype(object),
            "deed": said["act"] == "does",
            "at": at,
        }
    ).sort_values("at", kind="stable", na_position="last")
    return found.assign(told=pd.Series(list(_told(found)), index=found.index, dtype=object))


def _told(said: pd.DataFrame) -> Iterator[tuple[str, str, Said]]:
    columns = (said[name] for name in ("event_id", "stakeholder", "mark", "deed", "by_part", "at", "reaction_id"))
    for event, stakeholder, mark, deed, by_part, at, one in zip(*columns, strict=True):
        yield event, stakeholder, Said(mark, bool(deed), bool(by_part), None if at is pd.NaT else at.date(), one)


def stakeholders(view: View, said: pd.DataFrame) -> list[Stakeholder]:
    """Return the stakeholders of some reactions in a newsroom's order: by group, then who reacts most, then name.

    Args:
        view: What is shown.
        said: Rows of ``spoken``.
    """
    actors = view.frames.dossier.actors
    found = [
        Stakeholder(actor, actors[actor].name, actors[actor].group or "others", number)
        for actor, number in Counter(said["stakeholder"].tolist()).items()
    ]
    return sorted(found, key=lambda one: (GROUPS.index(one.group), -one.reactions, one.name))


def crowd(view: View, said: pd.DataFrame) -> pd.DataFrame:
    """Return the events that drew reactions, most stakeholders first: ``event_id``, ``stakeholders``, ``reactions``.

    Of two that drew as many, the one with more reactions comes first, then the more important, then the earlier.
    """
    event = said["event"].to_numpy()
    actor = pd.factorize(said["stakeholder"])[0]
    pairs = np.unique(event * (int(actor.max(initial=0)) + 1) + actor) // (int(actor.max(initial=0)) + 1)
    rows, reactions = np.unique(event, return_counts=True)
    drew = np.bincount(np.searchsorted(rows, pairs), minlength=len(rows))
    weight = view.frames.numbers("events", "importance")[rows]
    order = np.lexsort((rows, -weight, -reactions, -drew))
    ids = pd.Series(view.frames.cells("events", "event_id", rows[order]), dtype=object)
    return pd.DataFrame({"event_id": ids, "stakeholders": drew[order], "reactions": reactions[order]})


def at_events(said: pd.DataFrame) -> dict[str, dict[str, list[Said]]]:
    """Return reactions by event and stakeholder; each list, and who comes first, in order of time.

    Args:
        said: Rows of ``spoken``.
    """
    found: dict[str, dict[str, list[Said]]] = {}
    for event, stakeholder, one in said["told"].tolist():
        found.setdefault(event, {}).setdefault(stakeholder, []).append(one)
    return found


def of_stakeholders(said: pd.DataFrame) -> dict[str, list[Said]]:
    """Return reactions by stakeholder, in order of time.

    Args:
        said: Rows of ``spoken``.
    """
    found: dict[str, list[Said]] = {}
    for _, stakeholder, one in said["told"].tolist():
        found.setdefault(stakeholder, []).append(one)
    return found


def runs(said: Iterable[Said]) -> tuple[Streak, ...]:
    """Return what one stakeholder did in order of time, equal marks in a row joined."""
    found: list[Streak] = []
    for one in said:
        if found and found[-1].mark == one.mark:
            last = found[-1]
            found[-1] = Streak(one.mark, last.times + 1, last.deed or one.deed)
        else:
            found.append(Streak(one.mark, 1, one.deed))
    return tuple(found)


def heard(said: Sequence[Said]) -> tuple[list[Said], int]:
    """Part the silences of a stakeholder's bodies from what it said itself about an event.

    Where one body of a state is silent and the state has spoken, the state was not silent.

    Returns:
        What counts for the stakeholder, and the number of silent bodies left out.
    """
    counted = [one for one in said if not (one.mark == "silent" and one.by_part)]
    return (counted, len(said) - len(counted)) if counted else (list(said), 0)


def sides(at_event: Mapping[str, Sequence[Said]]) -> dict[str, list[tuple[str, date | None]]]:
    """Return who stands where at one event: for each mark there is, stakeholders and since when they stand there.

    A stakeholder that took several stances stands under each; who spoke first is named first.

    Args:
        at_event: Reactions to one event, by stakeholder.
    """
    found: dict[str, dict[str, date | None]] = {mark: {} for mark in MARKS}
    for stakeholder, said in at_event.items():
        for one in heard(said)[0]:
            found[one.mark].setdefault(stakeholder, one.at)
    return {mark: list(who.items()) for mark, who in found.items() if who}


def steps_between(one: Iterable[str], other: Iterable[str]) -> int | None:
    """Return how far the last stance of ``other`` lies from the last of ``one``: positive is more critical.

    Args:
        one: Marks in order of time; what is no stance is passed over.
        other: Likewise.

    Returns:
        Places on the ordered scale, or ``None`` where one of the two has no stance.
    """
    last, now = _last(one), _last(other)
    return None if last is None or now is None else now - last


def _last(marks: Iterable[str]) -> int | None:
    stances = [STANCES.index(mark) for mark in marks if mark in STANCES]
    return stances[-1] if stances else None


def stances_at(view: View, event_id: str) -> list[Stances]:
    """Return, for one event, who took which stance, from condemning to endorsing; denials and silences last.

    One that spoke several times stands under each of its stances.
    """
    said = spoken(view.of([view.frames.row_of(event_id)]))
    found = sides(at_events(said).get(event_id, {}))
    names = view.frames.names["actor"]
    return [
        Stances(
            stance="none" if mark in ("denies", "silent") else mark,
            act=mark if mark in ("denies", "silent") else "says",
            names=sorted(names[actor] for actor, _ in found[mark]),
        )
        for mark in (*reversed(STANCES), "none", "denies", "silent")
        if mark in found
    ]


def in_order(view: View, events: Iterable[str]) -> list[str]:
    """Return events in the reader's order."""
    rows = sorted(map(view.frames.row_of, frozenset(events)), reverse=view.selection.newest_first)
    return view.frames.cells("events", "event_id", [row for row in rows if view.shows(row)])
