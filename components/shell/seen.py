"""What a browser asks for to tell a reader what has changed since the last visit; it says nothing of the reader."""

from components.changes.visit import seen
from components.public.answering import as_json
from components.shell import serving
from components.shell.shown import record_path
from pactline.tables.frames import Frames
from pactline.tables.kept import kept


def answer() -> bytes:
    """Return the state of the server's record as JSON; an empty object where none is open."""
    record = serving.live_record(record_path()).record
    return b"{}" if record is None else _made(record)


@kept(1)
def _made(record: Frames) -> bytes:
    return as_json(seen(record))
