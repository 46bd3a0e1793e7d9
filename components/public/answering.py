"""A request and its answer as plain values, and problems as RFC 9457 has them."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any, Final

from pactline.tables.frames import Frames
from pactline.wording import text

JSON: Final = "application/json"
PROBLEM: Final = "application/problem+json"
# What stands in an answer holds until the next edition; a cache may give it out a little longer while it asks anew.
KEPT: Final = "public, max-age=300, stale-while-revalidate=3600"
FRESH: Final = "no-store"

DRAWING: Final = Lock()  # one picture at a time: Typst takes all processors that there are


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for reading.

    Attributes:
        path: Below the app's own address, without a slash at its beginning: ``api/events/pact``.
        query: Still coded.
        base: The app's address, without a slash at its end: ``https://example.org/pact``.
    """

    path: str
    query: str
    base: str


@dataclass(frozen=True, slots=True)
class Held:
    """The record that readers see.

    Attributes:
        record: Its tables.
        loaded: When the server loaded it, in UTC.
        beside: Where it lies, for the editions that are kept beside it; ``None`` where none can be.
    """

    record: Frames
    loaded: datetime
    beside: Path | None = None

    @property
    def stamp(self) -> datetime:
        """When this state of the record was made, as far as it says: its last day, else when it was loaded."""
        as_of = self.record.dossier.edition.as_of
        own = datetime(as_of.year, as_of.month, as_of.day, tzinfo=self.loaded.tzinfo) if as_of else self.loaded
        return own.replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent.

    Attributes:
        status: Of HTTP.
        kind: The media type.
        keeping: How long it may be kept (``Cache-Control``).
        headers: Further ones.
        tag: Names this content: a weak tag, since it is sent packed and as it is; empty where it has none.
    """

    body: bytes
    kind: str
    status: int = 200
    keeping: str = KEPT
    headers: tuple[tuple[str, str], ...] = ()
    tag: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Name the content, so that whoever has it need not fetch it again."""
        if self.status == 200:  # noqa: PLR2004 - of HTTP
            object.__setattr__(self, "tag", f'W/"{sha256(self.body).hexdigest()[:20]}"')


_ALWAYS: Final = {"method": (405, ("Allow", "GET, HEAD")), "unready": (503, ("Retry-After", "10"))}


class RefusalError(Exception):
    """What is asked for cannot be given.

    Attributes:
        status: Of HTTP.
        kind: Names the problem: the heading of ``docs/api.md`` that tells of it.
        title: What is wrong, the same for each of its kind.
        where: What it is in: a key of the query, a part of the path.
        detail: What is wrong here; may hold a stranger's words.
        todo: What to do.
    """

    def __init__(self, status: int, kind: str, *, title: str, where: str, detail: str, todo: str) -> None:
        super().__init__(detail)
        self.status, self.kind, self.title = status, kind, title
        self.where, self.detail, self.todo = where, detail, todo


def problem(refusal: RefusalError, asked: Asked) -> Answer:
    """Return a refusal as problem details (RFC 9457), with ``where`` and ``todo`` beside what the standard names."""
    content = {
        "type": f"{asked.base}/api/problems#{refusal.kind}",
        "title": refusal.title,
        "status": refusal.status,
        "detail": refusal.detail,
        "instance": f"/{asked.path}",
        "where": refusal.where,
        "todo": refusal.todo,
    }
    headers = tuple(header for kind, (_, header) in _ALWAYS.items() if kind == refusal.kind)
    return Answer(as_json(content), PROBLEM, refusal.status, FRESH, headers)


def refused(kind: str, where: str) -> RefusalError:
    """Return a refusal that is the same whatever is asked for: ``method``, or ``unready`` without a record."""
    said = {part: text(f"public.{kind}.{part}") for part in ("title", "detail", "todo")}
    return RefusalError(_ALWAYS[kind][0], kind, where=where, **said)


def as_json(content: Any) -> bytes:
    """Return plain values as JSON, in UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
