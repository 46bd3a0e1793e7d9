"""Whether the app is there, and whether it is ready: what a supervisor, a load balancer or a container asks.

``/healthz`` says that the process answers at all. ``/readyz`` says that there is a record to show, which one, and
since when; until then it answers 503, so that no reader is sent here.
Imports nothing heavy: the server waits for this module.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from threading import Event
from typing import Any, Final

ALIVE: Final = "healthz"
READY: Final = "readyz"
read_once = Event()  # set once the record has been read for the first time, whether well or not


@dataclass(frozen=True, slots=True)
class State:
    """What readers see.

    Attributes:
        ready: Whether there is a record to show.
        why: Why there is none; empty if there is one.
        version: Of the edition; empty where it has none.
        as_of: Until which day it goes (ISO 8601); empty where it does not say.
        rows: Of each table.
        since: When the record was loaded.
        problems: How many stand against a newer record on the disk, or against the first.
    """

    ready: bool
    why: str = ""
    version: str = ""
    as_of: str = ""
    rows: Mapping[str, int] = field(default_factory=dict)
    since: datetime | None = None
    problems: int = 0

    def told(self) -> dict[str, Any]:
        """Return what is told, ready for JSON."""
        return {**asdict(self), "since": self.since.isoformat() if self.since else None}


def state() -> State:
    """Return what readers see now; asks for no record before one has been read."""
    if not read_once.is_set():
        return State(ready=False, why="the record is being read")
    from components.shell import serving  # noqa: PLC0415 - the server would come up later
    from components.shell.shown import record_path  # noqa: PLC0415

    held = serving.live_record(record_path())
    record = held.record
    if record is None:
        return State(ready=False, why="the record does not open: pactline check", problems=len(held.problems))
    edition = record.dossier.edition
    tables = ("events", "claims", "reactions", "citations", "sources")
    return State(
        ready=True,
        version=edition.version or "",
        as_of=edition.as_of.isoformat() if edition.as_of else "",
        rows={name: record.size(name) for name in tables},
        since=held.loaded,
        problems=len(held.problems),
    )
