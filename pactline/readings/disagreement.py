"""Who contradicts whom: pairs of what is said against each other, each once, by the sides that say it.

A pair is a claim and what stands against it: another claim, whichever of the two names the other, or a publication
that disputes it. A side is under whom a newsroom would list a voice: its state or alliance; of a house that a state
controls that state; else the media and researchers, or the other voices.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import NamedTuple

import numpy as np

from pactline.query.select import View
from pactline.query.view import Shown, marked
from pactline.readings.stakeholders import stakeholder_of
from pactline.tables.frames import Frames
from pactline.tables.index import day_number
from pactline.tables.kept import kept

# Sides that are no actor: an id of the record may have any letters, but begins with none of these signs.
MEDIA, OTHERS = ":media", ":others"


class Pair(NamedTuple):
    """A claim and what stands against it.

    Attributes:
        claim: Row of the claim.
        other: Row of the claim against it, -1 if a publication is.
        citation: Row of the citation that disputes it, -1 if a claim does.
    """

    claim: int
    other: int
    citation: int


class Quarrel(NamedTuple):
    """A claim and all that is told against it in its place; a pair stands under one claim alone.

    Attributes:
        event: Row of the claim's event.
        claim: Row of the claim.
        against: What stands against it, in reading order.
    """

    event: int
    claim: int
    against: tuple[Pair, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Disagreement:
    """Who contradicts whom among what is shown.

    Attributes:
        pairs: Each with the sides of its two ends.
        between: Pairs by two sides, the most first; the sides in the order of their numbers of pairs.
        sides: Sides by their number of pairs, the most first.
        alone: Rows of the shown claims that are disputed by their status, without anything against them.
        disputed: How many shown claims are disputed: those of the pairs that are shown, and ``alone``.
    """

    pairs: tuple[tuple[Pair, frozenset[str], frozenset[str]], ...]
    between: tuple[tuple[str, str, int], ...]
    sides: tuple[tuple[str, int], ...]
    alone: tuple[int, ...]
    disputed: int


@kept(8)
def disagreement(shown: Shown) -> Disagreement:
    """Return who contradicts whom: every pair of which one claim is shown."""
    record = shown.frames
    own = marked(shown.claim_rows, record.size("claims"))
    pairs = tuple(one for one in _every_pair(record, shown.selection.known) if own[one[0].claim] or own[one[0].other])
    counts: Counter[tuple[str, str]] = Counter()
    sides: Counter[str] = Counter()
    for _, one, other in pairs:
        counts.update({_sorted(*both) for both in product(one, other)})
        sides.update(one | other)
    order = {name: n for n, (name, _) in enumerate(sorted(sides.items(), key=lambda item: (-item[1], item[0])))}
    between = [
        (one, other, number) if order[one] <= order[other] else (other, one, number)
        for (one, other), number in counts.items()
    ]
    disputed = shown.claim_rows[record.numbers("claims", "disputed")[shown.claim_rows]]
    told = {row for pair, _, _ in pairs for row in (pair.claim, pair.other)}
    return Disagreement(
        pairs=pairs,
        between=tuple(sorted(between, key=lambda one: (-one[2], order[one[0]], order[one[1]]))),
        sides=tuple((name, sides[name]) for name in order),
        alone=tuple(row for row in disputed.tolist() if row not in told),
        disputed=len(disputed),
    )


def among(view: View, chosen: Collection[str]) -> tuple[Pair, ...]:
    """Return the shown pairs between chosen sides; without any, all of them."""
    if not chosen:
        return tuple(pair for pair, _, _ in disagreement(view.shown).pairs)
    return between(view.shown, chosen)


def between(shown: Shown, chosen: Collection[str]) -> tuple[Pair, ...]:
    """Return the pairs of some sides: with one, those it has a part in; with several, those between two of them."""
    wanted, found = set(chosen), []
    for pair, one, other in disagreement(shown).pairs:
        first, second = wanted & one, wanted & other
        if any(a != b for a, b in product(first, second)) if len(wanted) > 1 else first or second:
            found.append(pair)
    return tuple(found)


def quarrels(record: Frames, pairs: Iterable[Pair]) -> list[Quarrel]:
    """Gather pairs under the claims that most stands against, so that each pair and most claims stand once.

    Returns:
        Those of one event together, the event with most pairs first, and within it the claim with most.
    """
    left: dict[int, dict[int, Pair]] = {}
    for number, pair in enumerate(pairs):
        for row in (pair.claim, pair.other):
            if row >= 0:
                left.setdefault(row, {})[number] = pair
    events = record.numbers("claims", "event")
    found: list[Quarrel] = []
    while left:
        hub = min(left, key=lambda row: (-len(left[row]), row))
        own = left.pop(hub)
        if own:
            found.append(Quarrel(int(events[hub]), hub, tuple(sorted(own.values()))))
        for number, pair in own.items():
            other = pair.other if pair.claim == hub else pair.claim
            if other in left:
                left[other].pop(number, None)
        left = {row: rest for row, rest in left.items() if rest}
    total: Counter[int] = Counter()
    for quarrel in found:
        total[quarrel.event] += len(quarrel.against)
    return sorted(found, key=lambda one: (-total[one.event], one.event, -len(one.against), one.claim))


@kept(4)
def sides_of(record: Frames) -> Mapping[str, str]:
    """Return the side of each actor and publisher of a record, by id; who is neither is of ``OTHERS``."""
    dossier = record.dossier
    found = {}
    states = stakeholder_of(dossier)
    for house in dossier.publishers.values():
        official = house.state_controlled or house.kind == "government"
        found[house.id] = states.get(house.country or "", MEDIA) if official else MEDIA
    return found | states


def side_ids(record: Frames) -> frozenset[str]:
    """Return what a selection's key ``side`` may take."""
    return frozenset({*sides_of(record).values(), MEDIA, OTHERS})


@kept(4)
def _every_pair(record: Frames, day: date | None) -> tuple[tuple[Pair, frozenset[str], frozenset[str]], ...]:
    """Return the pairs that could be known on a day, with the sides of both ends: claims' in reading order first."""
    known = record.numbers("claims", "known")
    late = np.zeros(len(known), dtype=bool) if day is None else known > day_number(day)
    ends = [record.column("against", name).tolist() for name in ("claim", "other")]
    both = sorted({(min(pair), max(pair)) for pair in zip(*ends, strict=True)})
    cited = record.numbers("citations", "claim")
    disputing = np.flatnonzero((cited >= 0) & (record.column("citations", "part") == "disputes").to_numpy()).tolist()
    objectors = record.cells("citations", "originators", np.array(disputing, dtype=np.intp))
    pairs = [Pair(one, other, -1) for one, other in both if not late[one] and not late[other]]
    pairs += [Pair(int(cited[row]), -1, row) for row in disputing if not late[cited[row]]]
    side, said = sides_of(record), dict(zip(disputing, objectors, strict=True))
    told = voices(record, {row for pair in pairs for row in pair[:2] if row >= 0})

    def sides(originators: Iterable[str]) -> frozenset[str]:
        return frozenset(side.get(voice, OTHERS) for voice in originators) or frozenset({OTHERS})

    return tuple(
        (pair, sides(told[pair.claim]), sides(told[pair.other] if pair.other >= 0 else said[pair.citation]))
        for pair in pairs
    )


def voices(record: Frames, claims: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return whose word some claims are, by row: who independently supports one, else who is said to have said it."""
    rows = np.array(sorted(claims), dtype=np.intp)
    found: dict[int, list[str]] = {row: [] for row in rows.tolist()}
    owners = record.column("voices", "claim").to_numpy()
    heard = np.flatnonzero(marked(rows, record.size("claims"))[owners])
    for row, voice in zip(owners[heard].tolist(), record.cells("voices", "originator", heard), strict=True):
        found[row].append(voice)
    said = record.cells("claims", "said_by", rows)
    return {row: tuple(found[row] or named) for row, named in zip(rows.tolist(), said, strict=True)}


def _sorted(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)
