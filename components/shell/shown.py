"""Which record a reader sees, where it lies and what it is called, and under which address others reach it."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from components.shell import reader, serving, visiting
from pactline.files.watch import LiveRecord
from pactline.home import DATA_VARIABLE, curated_record
from pactline.network import ROOM_VARIABLE, is_loopback
from pactline.tables.frames import Frames


def held() -> LiveRecord[Frames]:
    """Return what this reader sees: the record that the session has brought, else the server's."""
    brought = visiting.own()
    return brought.live if brought else serving.live_record(record_path())


def record_path() -> Path:
    """Return where the server's record lies."""
    return Path(os.environ.get(DATA_VARIABLE) or curated_record())


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
