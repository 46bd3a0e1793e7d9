"""What two sides say of the same events: claims that rest on their word, and their reactions, event by event."""

from collections.abc import Mapping
from typing import NamedTuple

from pactline.query.view import Shown, marked
from pactline.readings.disagreement import OTHERS, between, sides_of
from pactline.readings.stakeholders import stakeholder_of
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import RowMask

_OFFERED = 12  # sides


class Spoken(NamedTuple):
    """What one side says of an event: rows of claims and of reactions, in the record's order."""

    claims: tuple[int, ...]
    reactions: tuple[int, ...]


class Beside(NamedTuple):
    """An event of which both sides speak.

    Attributes:
        event: Its row.
        one: What the first side says; ``other``: the second.
        against: Pairs of rows of claims between the two sides of which one is about this event; -1 for a publication.
    """

    event: int
    one: Spoken
    other: Spoken
    against: tuple[tuple[int, int], ...]


@kept(32)
def beside(shown: Shown, one: str, other: str) -> tuple[Beside, ...]:
    """Return the shown events of which two sides speak: those where they contradict each other first."""
    first, second = (_spoken(shown, side) for side in (one, other))
    event_of = shown.frames.numbers("claims", "event")
    against: dict[int, dict[tuple[int, int], None]] = {}
    for pair in between(shown, (one, other)):
        ends = [row for row in pair[:2] if row >= 0]
        for event in {int(event_of[row]) for row in ends}:
            against.setdefault(event, {})[pair[:2]] = None
    found = [
        Beside(event, first[event], second[event], tuple(against.get(event, ())))
        for event in sorted(first.keys() & second.keys())
    ]
    return tuple(sorted(found, key=lambda both: (-len(both.against), both.event)))


def leading(shown: Shown, event: int | None = None) -> tuple[str, ...]:
    """Return the sides that say most of what is shown, or of one event: at most twelve, the most first."""
    record = shown.frames
    index, side = record.index, sides_of(record)
    rows = shown.claim_rows if event is None else shown.of([event]).claim_rows
    own = marked(rows, record.size("claims"))
    heard = index.voices.counts(own[:-1])
    total: dict[str, int] = {}
    for voice, number in heard.items():
        name = side.get(voice, OTHERS)
        total[name] = total.get(name, 0) + number
    return tuple(sorted(total, key=lambda name: (-total[name], name))[:_OFFERED])


def _spoken(shown: Shown, side: str) -> Mapping[int, Spoken]:
    """Return what a side says of each shown event, by the event's row."""
    record = shown.frames
    claims: dict[int, list[int]] = {}
    reactions: dict[int, list[int]] = {}
    own = shown.claim_rows[_voiced(record, side)[shown.claim_rows]]
    for event, row in zip(record.numbers("claims", "event")[own].tolist(), own.tolist(), strict=True):
        claims.setdefault(event, []).append(row)
    whose = stakeholder_of(record.dossier)
    actors = record.cells("reactions", "actor", shown.reaction_rows)
    acts = record.cells("reactions", "act", shown.reaction_rows)
    events = record.numbers("reactions", "event")[shown.reaction_rows].tolist()
    for row, event, actor, act in zip(shown.reaction_rows.tolist(), events, actors, acts, strict=True):
        if whose.get(actor, actor) == side and act != "silent":
            reactions.setdefault(event, []).append(row)
    return {
        event: Spoken(tuple(claims.get(event, ())), tuple(reactions.get(event, ())))
        for event in claims.keys() | reactions.keys()
    }


def _voiced(record: Frames, side: str) -> RowMask:
    """Mark the claims that rest on a side's word."""
    of, voices = sides_of(record), record.index.voices
    own = [voice for voice in voices.values.tolist() if of.get(voice, OTHERS) == side]
    mask: RowMask = voices.mark(own, record.size("claims"))
    return mask
