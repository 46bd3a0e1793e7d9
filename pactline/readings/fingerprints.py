"""Short digests of a record and of each of its events, by which a browser can tell what has changed since a visit."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from pactline.tables.frames import Frames
from pactline.tables.kept import kept

MOST: Final = 5_000  # events that are told apart: a browser keeps some 40 bytes of each, twice
_DIGITS: Final = 8  # of an event's digest: that a change keeps it is one chance in four thousand million
_WHOLE: Final = 16


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """Digests.

    Attributes:
        of: Names the record, whatever its edition: by its title.
        whole: Of the record: its edition and its events; of a large one its edition, day and numbers alone.
        events: Of each event with its claims, citations and reactions, by id; empty of a large record.
    """

    of: str
    whole: str
    events: Mapping[str, str] = field(default_factory=dict)


@kept(1)
def fingerprints(record: Frames) -> Fingerprints:
    """Return the digests of a record as it is today."""
    edition = record.dossier.edition
    of = _digest(edition.title or "")
    told = [edition.version, str(edition.as_of)]
    if record.size("events") > MOST:
        return Fingerprints(
            of, _digest(*told, *(str(record.size(name)) for name in ("events", "claims", "reactions")), most=_WHOLE)
        )
    said: dict[str, list[str]] = {str(event.id): [event.model_dump_json()] for event in record.dossier.events}
    for reaction in record.dossier.reactions:
        said.setdefault(reaction.event, []).append(reaction.model_dump_json())
    events = {one: _digest(*parts) for one, parts in said.items()}
    return Fingerprints(of, _digest(*told, *(f"{one} {print_}" for one, print_ in events.items()), most=_WHOLE), events)


def _digest(*texts: str | None, most: int = _DIGITS) -> str:
    """Return the first digits of the SHA-256 of some texts; where one ends and the next begins matters."""
    return sha256(json.dumps(texts).encode()).hexdigest()[:most]
