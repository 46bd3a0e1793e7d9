"""What an actor did, what it said, what rests on its word, and to whom it belongs; its bodies and persons included."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.query.select import View, select
from pactline.query.view import marked
from pactline.record.estimate import Estimate
from pactline.record.model import Actor
from pactline.record.vocabulary import ACTOR_GROUPS, REACTS
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import RowMask, Rows
from pactline.text.folding import fold

Names: TypeAlias = npt.NDArray[np.object_]  # texts


@dataclass(frozen=True, slots=True, eq=False)
class _Links:
    """Which rows of a record are whose; an actor's own alone, without those of its bodies and persons.

    Attributes:
        deeds: ``row`` of an event, ``actor``, ``part``.
        said: ``row`` of a reaction, ``actor``: who reacted, and the person or body that spoke, if it has a name.
        words: ``row`` of a claim, ``actor``: whose word it is.
        figures: ``row``, the position of an estimate, ``actor``.
        wholes: For each of the four, by its name, rows and actors, those beside each other, of an actor's own and of
            all that it belongs to; an actor as its place in the register, each pair once.
    """

    deeds: pd.DataFrame
    said: pd.DataFrame
    words: pd.DataFrame
    figures: pd.DataFrame
    wholes: Mapping[str, tuple[Rows, Rows]]


@dataclass(frozen=True, slots=True, eq=False)
class Own:
    """What is an actor's: rows of events, of reactions or of claims, in the order in which they are shown.

    Attributes:
        rows: Their numbers.
        via: For each the names of the bodies and persons through whom it is, empty where it is the actor's own.
        parts: For each how the actor takes part (``acts``, ``hosts`` ..., joined by a blank); of events alone.
        alone: For each whether every independent voice behind it is the actor's; of claims alone.
    """

    rows: Rows
    via: Names
    parts: Names
    alone: RowMask

    def among(self, shown: Rows) -> "Own":
        """Return those that are shown; both ascend."""
        own = np.isin(self.rows, shown)
        return Own(self.rows[own], self.via[own], self.parts[own], self.alone[own])

    def reversed(self) -> "Own":
        """Return the last first."""
        return Own(self.rows[::-1], self.via[::-1], self.parts[::-1], self.alone[::-1])


@dataclass(frozen=True, slots=True)
class Entry:
    """An actor of the register with all that belongs to it, for choosing one.

    Attributes:
        members: Its bodies, then its persons, each by name.
    """

    actor: Actor
    members: tuple[Actor, ...]


def without_actors(view: View) -> View:
    """Return the view without its choice of actors: a claim may be somebody's word about what others did."""
    return select(view.frames, replace(view.selection, actors=())) if view.selection.actors else view


def includes(record: Frames, actor: str) -> tuple[str, ...]:
    """Return an actor's id and those of its bodies and persons."""
    own = record.membership
    return tuple(own.loc[own["whole"] == actor, "actor"])


def deeds(view: View, actor: str) -> Own:
    """Return the shown events in which an actor takes part, in the reader's order."""
    own = _own(view.frames, actor)["deeds"].among(view.event_rows)
    return own.reversed() if view.selection.newest_first else own


def said(view: View, actor: str) -> Own:
    """Return the shown reactions of an actor, by day."""
    return _own(view.frames, actor)["said"].among(view.reaction_rows)


def words(view: View, actor: str) -> Own:
    """Return the shown claims that originate with an actor."""
    return _own(view.frames, actor)["words"].among(view.claim_rows)


def figures(view: View, actor: str) -> tuple[Estimate, ...]:
    """Return an actor's own estimates among the shown ones."""
    shown = _estimates(view)
    return tuple(one for one in _figures(view.frames, actor) if one.id in shown)


def _estimates(view: View) -> set[str]:
    """Return the ids of the shown estimates."""
    return set(view.frames.cells("estimates", "estimate_id", view.shown.estimate_rows))


@kept(64)
def _figures(record: Frames, actor: str) -> tuple[Estimate, ...]:
    links = _links(record).figures
    rows = sorted(set(links.loc[links["actor"].isin(includes(record, actor)), "row"]))
    return tuple(record.dossier.estimates[row] for row in rows)


@kept(8)
def tally(view: View) -> pd.DataFrame:
    """Count for every actor what its panel shows: ``deeds``, ``said``, ``words``, ``figures``; index: actor ids."""
    record, links = view.frames, _links(view.frames)
    estimates = _estimates(view)
    shown: dict[str, tuple[int, Rows]] = {
        "deeds": (record.size("events"), view.event_rows),
        "said": (record.size("reactions"), view.reaction_rows),
        "words": (record.size("claims"), view.claim_rows),
        "figures": (
            len(record.dossier.estimates),
            np.array([n for n, one in enumerate(record.dossier.estimates) if one.id in estimates], dtype=np.intp),
        ),
    }
    counts = {}
    for name, (size, rows) in shown.items():
        row, whole = links.wholes[name]
        counts[name] = np.bincount(whole[marked(rows, size)[row]], minlength=len(record.dossier.actors))
    return pd.DataFrame(counts, index=list(record.dossier.actors)).astype("int64")


@kept(4)
def register(record: Frames) -> Mapping[str, tuple[Entry, ...]]:
    """Return the actors by group, in the order of ``ACTOR_GROUPS``: those at the top with what belongs to them."""
    actors = record.dossier.actors
    tops = [actor for actor in actors.values() if actor.group or not any(whole in actors for whole in actor.part_of)]
    by_whole = record.membership.groupby("whole")["actor"].agg(list)
    own = {actor.id for actor in tops}
    found: dict[str, list[Entry]] = {group: [] for group in ACTOR_GROUPS}
    for actor in tops:
        below = [actors[one] for one in by_whole.get(actor.id, []) if one not in own]
        below.sort(key=lambda one: (one.kind == "person", one.name.casefold()))
        found[actor.group or "others"].append(Entry(actor, tuple(below)))
    return {group: tuple(entries) for group, entries in found.items() if entries}


def belongs(record: Frames, actor: str) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return what an actor belongs to, and what belongs to it, one step up and one step down."""
    actors = record.dossier.actors
    up = tuple(actors[whole] for whole in actors[actor].part_of if whole in actors)
    down = [other for other in actors.values() if actor in other.part_of]
    return up, tuple(sorted(down, key=lambda one: (one.kind == "person", one.name.casefold())))


@kept(4)
def _links(record: Frames) -> _Links:
    actors = record.dossier.actors
    takes_part = record.event_actors[record.event_actors["part"] != REACTS]
    by_name = {fold(actor.name): actor.id for actor in actors.values()}
    speaker = record.reactions["speaker"].map(lambda name: by_name.get(fold(name)), na_action="ignore")
    reacts = list(record.reactions["actor"].items()) + list(speaker.dropna().items())
    voices = record.voices[record.voices["originator"].isin(list(actors))]
    origins = list(voices[["claim", "originator"]].itertuples(index=False, name=None))
    origins += [(row, who) for row, named in enumerate(record.column("claims", "said_by")) for who in named]
    estimators = [(row, one.estimator) for row, one in enumerate(record.dossier.estimates)]
    tables = {
        "deeds": takes_part[["event", "actor", "part"]].rename(columns={"event": "row"}).reset_index(drop=True),
        "said": _pairs(reacts, actors),
        "words": _pairs(origins, actors),
        "figures": _pairs(estimators, actors),
    }
    place = {actor: n for n, actor in enumerate(actors)}
    wholes: dict[str, tuple[Rows, Rows]] = {}
    for name, table in tables.items():
        own = table[["row", "actor"]].merge(record.membership, on="actor")[["row", "whole"]].drop_duplicates()
        row, whole = (column.to_numpy(np.intp) for column in (own["row"], own["whole"].map(place)))
        wholes[name] = row.astype(np.intp), whole.astype(np.intp)
    return _Links(**tables, wholes=wholes)


def _pairs(pairs: Sequence[tuple[object, object]], actors: Iterable[str]) -> pd.DataFrame:
    table = pd.DataFrame(pairs, columns=["row", "actor"]).astype({"row": "int64", "actor": "str"})
    return table[table["actor"].isin(list(actors))].drop_duplicates().reset_index(drop=True)


@kept(64)
def _own(record: Frames, actor: str) -> Mapping[str, Own]:
    """Return all that is an actor's, whatever is shown: its ``deeds``, what it ``said``, its ``words``."""
    links, ids = _links(record), includes(record, actor)
    voices = record.voices["claim"].to_numpy()
    own = record.voices["originator"].isin(ids).to_numpy(dtype=bool)
    return {
        "deeds": _with_via(record, links.deeds, actor, ids),
        "said": _with_via(record, links.said, actor, ids),
        "words": _with_via(record, links.words, actor, ids, alone=np.setdiff1d(voices[own], voices[~own])),
    }


def _with_via(record: Frames, links: pd.DataFrame, actor: str, ids: Sequence[str], *, alone: npt.ArrayLike = ()) -> Own:
    """Return the rows that are an actor's, each with the names of those through whom it is."""
    own = links[links["actor"].isin(ids)]
    itself = set(own.loc[own["actor"] == actor, "row"])
    names = record.names["actor"]
    through: dict[int, list[str]] = {}
    parts: dict[int, list[str]] = {}
    for row, who, *more in own.itertuples(index=False, name=None):
        through.setdefault(row, []).append(names[who])
        if row not in itself or who == actor:
            parts.setdefault(row, []).extend(more)
    found = sorted(through)
    return Own(
        rows=np.array(found, dtype=np.intp),
        via=_texts("" if row in itself else ", ".join(dict.fromkeys(through[row])) for row in found),
        parts=_texts(" ".join(dict.fromkeys(parts[row])) for row in found),
        alone=np.isin(np.array(found, dtype=np.intp), alone),
    )


def _texts(texts: Iterable[str]) -> Names:
    return np.array([*texts, ""], dtype=object)[:-1]
