"""Which record a reader sees, where it lies and what it is called, and under which address others reach it."""

import os
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import urlsplit

from components.shell import own_records, reader, serving, visiting
from pactline.files.watch import LiveRecord
from pactline.home import curated_record, shown_record
from pactline.network import ROOM_VARIABLE, is_loopback
from pactline.query.selection import Ignored, Selection, checked_ids, read
from pactline.readings import places
from pactline.readings.disagreement import side_ids
from pactline.tables.frames import Frames
from pactline.tables.kept import kept


def held() -> LiveRecord[Frames]:
    """Return what this reader sees: the record that the session has brought, else the server's."""
    brought = visiting.own()
    return brought.live if brought else serving.live_record(record_path())


def named(of: str) -> tuple[Frames | None, bool]:
    """Return the record that an address names, and whether what is made of it may be kept under that name for good.

    A record that a reader has brought is found by its name alone, kept by nobody, and once it is gone no other one
    answers for it. Any other name is the server's record as it is now, be it the one that was meant or a newer one.
    """
    if own_records.is_own(of):
        return own_records.find(of), False
    live = serving.live_record(record_path())
    return live.record, of == serving.name_of(live)


def asked(record: Frames, query: Mapping[str, list[str]]) -> tuple[Selection, tuple[Ignored, ...]]:
    """Return what a query asks of a record, and its values that the record does not have."""
    return read(query, _known(record))


@kept(4)
def _known(record: Frames) -> dict[str, Collection[str]]:
    return checked_ids(record.values) | {"place": places.ids(record), "side": side_ids(record)}


def record_path() -> Path:
    """Return where the server's record lies."""
    return shown_record()


def own_name() -> str | None:
    """Return what a record is called that is not the curated one, by the file that it was read from."""
    if brought := visiting.own():
        return brought.name
    path = record_path()
    return None if path == curated_record() else path.name


def room(page: str) -> str | None:
    """Return under which address others reach this app: what ``pactline run`` says, else the browser's own.

    ``None`` where the browser runs on the same machine and nothing was said, or others would find another record there.
    """
    if visiting.own():
        return None
    said = os.environ.get(ROOM_VARIABLE)
    own = reader.address()
    if said or not own:
        return said or None
    return None if is_loopback(urlsplit(own).hostname or "") else base(own, page)


def base(own: str, page: str) -> str:
    """Return the app's address out of that of one of its pages."""
    parts = urlsplit(own)
    path = parts.path.rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path.removesuffix(f'/{page}')}"
