"""Two editions side by side: what came, what went, which claims say something else, which statuses moved."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Literal, NamedTuple, TypeAlias

from pactline.record.dossier import Dossier, claims_of
from pactline.record.values import Day, Entry

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")

Op: TypeAlias = Literal["same", "old", "new"]


class KeptEvent(Entry):
    """What is kept of an event of an edition: its title, its date as written."""

    title: str
    date: str


class KeptClaim(Entry):
    """What is kept of a claim: its event's id, its words, its status."""

    event: str
    text: str
    status: str | None = None


class Kept(Entry):
    """What is kept of an edition, so that a later one can be laid beside it; all by id."""

    version: str
    as_of: Day | None = None
    events: dict[str, KeptEvent]
    claims: dict[str, KeptClaim]


class Piece(NamedTuple):
    """A stretch of words that both editions have, or one of them."""

    op: Op
    words: str


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that both editions have, and that is not the same in both.

    Attributes:
        words: The sentence with what went and what came; empty if it is the same.
        moved: The old status and the new one; ``None`` if it is the same.
    """

    id: str
    text: str
    words: tuple[Piece, ...] = ()
    moved: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class EventChange:
    """An event that both editions have, with what differs.

    Attributes:
        title: Of today.
        was: The old title, if it is another.
        was_on: The old date as written, if it is another.
        changed: Claims that both have.
        added: Ids and words of claims that are new.
        withdrawn: Ids and words of claims that are gone.
    """

    id: str
    title: str
    was: str = ""
    was_on: str = ""
    changed: tuple[ClaimChange, ...] = ()
    added: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a later edition has otherwise than an earlier one.

    Attributes:
        earlier: The earlier edition's version.
        as_of: The last day that it covered.
        added: Ids and titles of events that only the later one has, in its order.
        withdrawn: Likewise of the earlier one's, in that one's.
        changed: Events that both have and that differ, in the later one's order.
    """

    earlier: str
    as_of: date | None
    added: tuple[tuple[str, str], ...]
    withdrawn: tuple[tuple[str, str], ...]
    changed: tuple[EventChange, ...]

    @property
    def claims_changed(self) -> int:
        """How many claims say it in other words."""
        return sum(bool(claim.words) for event in self.changed for claim in event.changed)

    @property
    def claims_added(self) -> int:
        """How many claims are new under events that both have."""
        return sum(len(event.added) for event in self.changed)

    @property
    def claims_withdrawn(self) -> int:
        """How many claims are gone under events that both have."""
        return sum(len(event.withdrawn) for event in self.changed)

    @property
    def statuses_moved(self) -> int:
        """How many claims have another status."""
        return sum(claim.moved is not None for event in self.changed for claim in event.changed)


def order(version: str) -> list[tuple[int, int, str]]:
    """Return what versions are sorted by: their numbers as numbers."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"[._-]", version)]


def is_version(version: str) -> bool:
    """Say whether a version can be the name of a file, and stand in an address."""
    return _VERSION.fullmatch(version) is not None


def in_addresses(version: str | None) -> str | None:
    """Return a record's version where an address can carry it; ``None`` where it has none, or another kind of name."""
    return version if version and is_version(version) else None


def kept(dossier: Dossier, version: str) -> Kept:
    """Return what is kept of a record as an edition."""
    return Kept.model_construct(
        version=version,
        as_of=dossier.edition.as_of,
        events={
            str(event.id): KeptEvent.model_construct(title=event.title, date=event.date.text)
            for event in dossier.events
        },
        claims={
            str(claim.id): KeptClaim.model_construct(event=str(event.id), text=claim.text, status=claim.status)
            for event, claim in claims_of(dossier)
        },
    )


def compared(earlier: Kept, later: Kept) -> Comparison:
    """Return what the later of two editions has otherwise."""
    return Comparison(
        earlier=earlier.version,
        as_of=earlier.as_of,
        added=tuple((one, event.title) for one, event in later.events.items() if one not in earlier.events),
        withdrawn=tuple((one, event.title) for one, event in earlier.events.items() if one not in later.events),
        changed=tuple(_changes(earlier, later)),
    )


def _changes(earlier: Kept, later: Kept) -> Iterator[EventChange]:
    before, after = _by_event(earlier), _by_event(later)
    for one, event in later.events.items():
        old = earlier.events.get(one)
        if old is None:
            continue
        was, now = before.get(one, {}), after.get(one, {})
        change = EventChange(
            id=one,
            title=event.title,
            was=old.title if old.title != event.title else "",
            was_on=old.date if old.date != event.date else "",
            changed=tuple(
                _claim(name, was[name], claim) for name, claim in now.items() if name in was and was[name] != claim
            ),
            added=tuple((name, claim.text) for name, claim in now.items() if name not in was),
            withdrawn=tuple((name, claim.text) for name, claim in was.items() if name not in now),
        )
        if change != EventChange(one, event.title):
            yield change


def _by_event(edition: Kept) -> Mapping[str, Mapping[str, KeptClaim]]:
    found: dict[str, dict[str, KeptClaim]] = {}
    for name, claim in edition.claims.items():
        found.setdefault(claim.event, {})[name] = claim
    return found


def _claim(name: str, old: KeptClaim, new: KeptClaim) -> ClaimChange:
    words = tuple(_pieces(old.text, new.text)) if old.text != new.text else ()
    moved = (old.status or "none", new.status or "none") if old.status != new.status else None
    return ClaimChange(name, new.text, words, moved)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """Yield two sentences as one, word by word: what both have, what went, what came."""
    was, now = old.split(), new.split()
    for op, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if op == "equal":
            yield Piece("same", " ".join(was[a:b]))
            continue
        if a < b:
            yield Piece("old", " ".join(was[a:b]))
        if c < d:
            yield Piece("new", " ".join(now[c:d]))
