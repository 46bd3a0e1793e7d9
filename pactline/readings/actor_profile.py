"""What an actor did, what it said, what rests on its word, and to whom it belongs; its bodies and persons included."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pactline.query.select import View, select
from pactline.query.view import marked
from pactline.record.estimate import Estimate
from pactline.record.model import Actor
from pactline.record.vocabulary import ACTOR_GROUPS, REACTS
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import Rows
from pactline.text.folding import fold


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


def deeds(view: View, actor: str) -> pd.DataFrame:
    """Return the shown events in which an actor takes part, in the reader's order.

    Returns:
        The events' columns, ``parts`` (acts, hosts, addressed, joined by a blank) and ``via``: the names of the
        bodies and persons through which it takes part, empty where it does so itself.
    """
    return _with_via(view.events, _links(view.frames).deeds, view.frames, actor, also="part")


def said(view: View, actor: str) -> pd.DataFrame:
    """Return the shown reactions of an actor, by day, with ``via`` as in ``deeds``."""
    return _with_via(view.reactions, _links(view.frames).said, view.frames, actor)


def words(view: View, actor: str) -> pd.DataFrame:
    """Return the shown claims that originate with an actor, with ``via`` as in ``deeds``.

    Returns:
        The claims' columns, ``via``, and ``alone``: whether every independent voice behind the claim is its own.
    """
    found = _with_via(view.claims, _links(view.frames).words, view.frames, actor)
    voices = view.frames.voices
    own = voices["originator"].isin(includes(view.frames, actor))
    foreign = voices.loc[~own, "claim"]
    heard = voices.loc[own, "claim"]
    return found.assign(alone=found.index.isin(heard) & ~found.index.isin(foreign))


def figures(view: View, actor: str) -> tuple[Estimate, ...]:
    """Return an actor's own estimates among the shown ones."""
    record, shown = view.frames, set(view.estimates["estimate_id"])
    links = _links(record).figures
    rows = sorted(set(links.loc[links["actor"].isin(includes(record, actor)), "row"]))
    own = (record.dossier.estimates[row] for row in rows)
    return tuple(one for one in own if one.id in shown)


@kept(8)
def tally(view: View) -> pd.DataFrame:
    """Count for every actor what its panel shows: ``deeds``, ``said``, ``words``, ``figures``; index: actor ids."""
    record, links = view.frames, _links(view.frames)
    estimates = set(view.estimates["estimate_id"])
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


def _with_via(
    shown: pd.DataFrame, links: pd.DataFrame, record: Frames, actor: str, *, also: str | None = None
) -> pd.DataFrame:
    """Return the shown rows that are an actor's, each with the names of those through whom they are."""
    ids = includes(record, actor)
    own = links[links["actor"].isin(ids) & links["row"].isin(shown.index)]
    itself = set(own.loc[own["actor"] == actor, "row"])
    names = record.names["actor"]
    through: dict[int, list[str]] = {}
    parts: dict[int, list[str]] = {}
    for row, who, *more in own.itertuples(index=False, name=None):
        through.setdefault(row, []).append(names[who])
        if also and (row not in itself or who == actor):
            parts.setdefault(row, []).extend(more)
    found = shown[shown.index.isin(list(through))]
    via = ["" if row in itself else ", ".join(dict.fromkeys(through[row])) for row in found.index]
    found = found.assign(via=pd.Series(via, index=found.index, dtype="str"))
    if also:
        joined = [" ".join(dict.fromkeys(parts[row])) for row in found.index]
        found = found.assign(parts=pd.Series(joined, index=found.index, dtype="str"))
    return found
