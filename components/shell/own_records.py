"""Records that readers have brought for a visit: each known to its reader's session alone, and gone with it.

A session holds its record; here is only what leads to it from an address: a name that nobody can guess, and weakly,
so that nothing here keeps a record alive. See ``docs/decisions/2026-11-30-a-record-for-a-visit.md``.
"""

import secrets
import weakref
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

from components.parts.held_words import forget_words
from components.shell import serving
from pactline.files.load import load_texts
from pactline.files.watch import LiveRecord
from pactline.tables import frames
from pactline.tables.frames import Frames
from pactline.tables.kept import Shelf

if TYPE_CHECKING:
    from pactline.brought.reading import Texts

MOST: Final = 40  # records of visits at a time
MOST_ROWS: Final = 400_000  # of all of them together: the server's memory is everybody's
_SIGN: Final = "own-"
_BYTES = 16  # of chance in a name


class FullError(Exception):
    """So many records are shown that there is no room for another one."""


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class OwnRecord:
    """A record that a reader has brought, as long as the visit lasts.

    Attributes:
        name: Of the file that it came as.
        texts: Its YAML.
        live: What the reader sees of it.
        key: Names it in the addresses that this reader's pages ask.
    """

    name: str
    texts: "Texts"
    record: Frames
    key: str = field(default_factory=lambda: _SIGN + secrets.token_urlsafe(_BYTES), repr=False)
    loaded: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def live(self) -> LiveRecord[Frames]:
        """What a page is drawn of."""
        return LiveRecord(record=self.record, loaded=self.loaded)


_RECORDS: "weakref.WeakValueDictionary[str, OwnRecord]" = weakref.WeakValueDictionary()
_LOCK = Lock()


def opened(name: str, texts: "Texts", *, instead_of: OwnRecord | None = None) -> OwnRecord:
    """Return texts, which have no errors, as a record for one session.

    Args:
        name: Of the file.
        texts: Its YAML.
        instead_of: The session's record until now.

    Raises:
        FullError: There is no room for it.
    """
    record = frames.build(load_texts(texts).dossier, addressed=False)
    with _LOCK:
        others = [one for one in _RECORDS.values() if one is not instead_of]
        rows = sum(serving.weigh(one.record) for one in others) + serving.weigh(record)
        if len(others) >= MOST or rows > MOST_ROWS:
            raise FullError
        own = OwnRecord(name, texts, record)
        _RECORDS[own.key] = own
    weakref.finalize(own, _let_go, record.shelf).atexit = False
    return own


def is_own(of: str) -> bool:
    """Say whether a name in an address is that of a visit's record, be it there or not."""
    return of.startswith(_SIGN)


def find(of: str) -> Frames | None:
    """Return the record of that name, as long as its session holds it."""
    own = _RECORDS.get(of)
    return own.record if own else None


def _let_go(shelf: Shelf) -> None:
    """Let go of all that was made of a record: what is made holds the record in turn."""
    shelf.clear()
    forget_words()
