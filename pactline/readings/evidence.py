"""The evidence for a claim: whose word it is, and what each voice does to it."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from pactline.record.citation import FOUNDING_ARTICLE
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

# What a voice does to a claim: it stands behind it as a source of its own, only hands it on, or says otherwise.
Part: TypeAlias = Literal["supports", "repeats", "disputes"]
_WEIGHT: dict[Part, int] = {"repeats": 0, "disputes": 1, "supports": 2}


def voices(cited: Iterable[tuple[str, str, Iterable[str]]]) -> dict[str, Part]:
    """Return what each originator does to a claim, in the order of citing.

    One that supports it on any way supports it, whatever else it is cited for; that many are its independent
    sources. The founding article is cited to be checked, so that nobody supports a claim through it.

    Args:
        cited: The claim's citations: part, id of the publication, originators.
    """
    found: dict[str, Part] = {}
    for part, source, originators in cited:
        does: Part = "disputes" if part == "disputes" else "supports"
        if does == "supports" and (part == "repeats" or source == FOUNDING_ARTICLE):
            does = "repeats"
        for one in originators:
            found[one] = max(found.get(one, does), does, key=_WEIGHT.__getitem__)
    return found


def parties(record: Frames, event: int, originators: Iterable[str]) -> set[str]:
    """Return which of some voices are parties to an event.

    That is who acts in it or hosts it, whoever belongs to one of these, and the publishers that such a state controls.
    """
    parts = record.rows_of("event_actors", "event", event)
    actors, does = (record.cells("event_actors", column, parts) for column in ("actor", "part"))
    own = {actor for actor, part in zip(actors, does, strict=True) if part in ("acts", "hosts")}
    belongs = _stands_for(record)
    return {one for one in originators if not own.isdisjoint(belongs.get(one, ()))}


def rows_of_owner(record: Frames, owner: str) -> list[int]:
    """Return the rows of ``EVIDENCE`` that bear out what is no claim and no reaction; ``owner`` as it stands there."""
    return _by_owner(record).get(owner, [])


@kept(8)
def _by_owner(record: Frames) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row, owner in enumerate(record.column("evidence", "owner").tolist()):
        found.setdefault(owner, []).append(row)
    return found


@kept(4)
def _stands_for(record: Frames) -> dict[str, tuple[str, ...]]:
    """Return the actors that each voice belongs to: of an actor itself and its wholes, of a publisher its state."""
    found: dict[str, tuple[str, ...]] = {}
    columns = (record.column("membership", name).tolist() for name in ("actor", "whole"))
    for actor, whole in zip(*columns, strict=True):
        found[actor] = (*found.get(actor, ()), whole)
    for publisher in record.dossier.publishers.values():
        if publisher.state_controlled is True and publisher.country:
            found.setdefault(publisher.id, (publisher.country,))
    return found
