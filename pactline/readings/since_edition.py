"""What has changed since an edition that an address names: in the record as a whole, and in what is shown of it.

Two things tell: the edition as it was kept beside the record, with which the record is compared, and the ledger of
changes. Either is enough to know an edition; where both are there, what one of them names has changed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, TypeAlias

from pactline.readings.editions import Comparison, Kept, compared, kept, order
from pactline.record.dossier import Dossier
from pactline.record.model import Change
from pactline.tables import kept as kept_with
from pactline.tables.frames import Frames

Way: TypeAlias = Literal["known", "later", "unknown"]


@dataclass(frozen=True, slots=True)
class Since:
    """What has changed since an edition.

    Attributes:
        edition: Its version.
        way: ``known``; ``later`` than the record itself; or ``unknown``: then nothing can be said.
        added: Events that the record has since then.
        changed: Those that it had, and of which a title, a day, a claim or its status is another, or that the ledger
            names since then.
        withdrawn: Ids and titles of events that it had then.
        compared: Both editions side by side; ``None`` where the earlier one was not kept.
        lines: What the ledger tells of later editions, newest first.
    """

    edition: str
    way: Way
    added: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()
    withdrawn: tuple[tuple[str, str], ...] = ()
    compared: Comparison | None = None
    lines: tuple[Change, ...] = ()

    def within(self, events: Collection[str]) -> "Since":
        """Return the same of some events alone; what was withdrawn belongs to none of these."""
        own = frozenset(events)
        found = self.compared and replace(
            self.compared,
            added=tuple(one for one in self.compared.added if one[0] in own),
            withdrawn=(),
            changed=tuple(one for one in self.compared.changed if one.id in own),
        )
        return replace(self, added=self.added & own, changed=self.changed & own, withdrawn=(), compared=found)


def since(record: Frames, before: Kept | None, edition: str) -> Since | None:
    """Return what has changed since an edition.

    Args:
        record: As it is today.
        before: The edition as it was kept; ``None`` where it was not.
        edition: Its version, out of an address.

    Returns:
        ``None`` where the record is that edition itself, or has no editions.
    """
    dossier = record.dossier
    version = dossier.edition.version
    if not version or edition == version:
        return None
    own = [line.date for line in dossier.changes if line.edition == edition]
    if before is None:  # what was kept was there: it is no later one, whatever it is called
        if edition[0].isdigit() and version[0].isdigit() and order(edition) > order(version):
            return Since(edition, "later")
        if not own:
            return Since(edition, "unknown")
    lines = _later(dossier, edition, max(own, default=None))
    found = compared(before, kept(dossier, version)) if before else None
    return _found(record, edition, found, lines)


def _later(dossier: Dossier, edition: str, day: date | None) -> tuple[Change, ...]:
    """Return the lines of the ledger that came with a later edition; ``day``: of the last line of this one."""
    if day is None:
        return tuple(line for line in dossier.changes if order(line.edition) > order(edition))
    last = day, order(edition)
    return tuple(
        line for line in dossier.changes if line.edition != edition and (line.date, order(line.edition)) > last
    )


def _found(record: Frames, edition: str, found: Comparison | None, lines: tuple[Change, ...]) -> Since:
    owner, there = owners(record), record.values("event")
    named = {one: line.kind for line in lines for one in line.ids}
    told = frozenset(event for event in (owner.get(one, one) for one in named) if event in there)
    if found:
        added = frozenset(one for one, _ in found.added)
        changed = frozenset(event.id for event in found.changed) | (told - added)
        return Since(edition, "known", added, changed, found.withdrawn, found, lines)
    added = frozenset(one for one, kind in named.items() if kind == "added" and one in there)
    return Since(edition, "known", added, told - added, (), None, lines)


@kept_with.kept(4)
def owners(record: Frames) -> Mapping[str, str]:
    """Return the event of each claim and reaction, by its id."""
    found: dict[str, str] = {}
    for table, name in (("claims", "claim_id"), ("reactions", "reaction_id")):
        ids, events = (record.column(table, one).tolist() for one in (name, "event_id"))
        found |= zip(ids, events, strict=True)
    return found


def touches(line: Change, events: Collection[str], owner: Mapping[str, str]) -> bool:
    """Say whether a line of the ledger names one of some events, or a claim or reaction of theirs."""
    return any(owner.get(one, one) in events for one in line.ids)
