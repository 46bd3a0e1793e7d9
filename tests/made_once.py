"""What takes long to make is made once for all workers of a run, by the first of them that asks for it."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from components.sealed.build import sealed
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from tests.support import curated


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[], str]) -> Path:
    """Return a file of that name with what ``make`` returns; whoever comes meanwhile waits for it."""
    folder = factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        folder = folder.parent  # that of the run, around those of its workers
    file = folder / name
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            part = folder / f"{name}.part"
            part.write_text(make(), encoding="utf-8")
            part.rename(file)
    return file


def sealed_curated(factory: pytest.TempPathFactory) -> Path:
    """Return the curated record's sealed edition."""
    return made_once(factory, "pactline.html", lambda: sealed(whole(curated())))


def sealed_legality(factory: pytest.TempPathFactory) -> Path:
    """Return that of one theme: much less to look through."""
    return made_once(factory, "legality.html", lambda: sealed(select(curated(), Selection(themes=("legality",)))))
