"""Keeps a record that is edited, cut off or deleted while readers read it: the last good one stays.

Nothing is half loaded: a record is read when its files have been still for a moment, only if they have not changed
while they were read, and it is swapped in as one value. Looking costs the names, sizes and times of a few files.
"""

import hashlib
import logging
import threading
import time
import weakref
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypeVar

from pactline.files import regular_files
from pactline.problem import Problem, RecordError
from pactline.text import strict_yaml

T = TypeVar("T")
# Per file its name, size, time of change in ns, number, and time in ns at which its name, owner or permissions changed.
Stamp: TypeAlias = tuple[tuple[str, int, int, int, int], ...]

SETTLED = 1.0  # s that files must have been still: an editor saves several one after the other
_SUFFIXES = frozenset({".yaml", ".yml", ".parquet", ".json"})  # what a record's folder holds
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LiveRecord(Generic[T]):
    """What readers see, and what stands against showing them what lies on the disk.

    Attributes:
        number: Rises with every change of what readers see.
        record: The last good one; ``None`` if there has been none.
        loaded: When ``record`` was taken over.
        problems: Why what lies on the disk now is not shown; empty if it is.
        since: When that was first seen.
    """

    number: int = 0
    record: T | None = None
    loaded: datetime | None = None
    problems: tuple[Problem, ...] = ()
    since: datetime | None = None


@dataclass(slots=True)
class _Read:
    """The files as they were when they were read."""

    stamp: Stamp
    texts: Mapping[str, bytes] = field(default_factory=dict)


class Watched(Generic[T]):
    """A record on the disk, and what readers see of it. Safe to ask from many threads.

    Args:
        path: A file or a folder.
        load: Reads it; raises ``RecordError`` with what is wrong.
        weigh: How much a record holds, to tell a file that was lost from one that was split.
        on_new: Called after a record was swapped in.
        settled: Seconds that the files must have been still.
        clock: Seconds that never run backwards.
    """

    def __init__(
        self,
        path: Path,
        load: Callable[[Path], T],
        *,
        weigh: Callable[[T], int],
        on_new: Callable[[], None] = lambda: None,
        settled: float = SETTLED,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._path, self._load, self._weigh, self._on_new = path, load, weigh, on_new
        self._settled, self._clock = settled, clock
        self._held: LiveRecord[T] = LiveRecord()
        self._read = _Read(())  # of the last attempt
        self._good = _Read(())  # of what is shown
        self._lock = threading.Lock()
        self._waiting: tuple[Stamp, float] | None = None

    def now(self) -> LiveRecord[T]:
        """Return what readers see. The first call loads the record, and others wait for it; no other call waits."""
        if not self._held.number:
            with self._lock:
                if not self._held.number:
                    self._attempt(stamp(self._path))
        return self._held

    def look(self) -> LiveRecord[T]:
        """Look whether the files have changed, load them once they are still, and return what readers see then."""
        self.now()
        with self._lock:
            seen, at = stamp(self._path), self._clock()
            if seen == self._read.stamp:
                self._waiting = None
            elif self._waiting is None or self._waiting[0] != seen:
                self._waiting = (seen, at)
            elif at - self._waiting[1] >= self._settled:
                self._waiting = None
                self._attempt(seen)
        return self._held

    def keep_looking(self, every: float = 0.5) -> None:
        """Look every few tenths of a second in a thread of its own, which ends with this object."""
        threading.Thread(
            target=_keep_looking, args=(weakref.ref(self), every), daemon=True, name="pactline-watch"
        ).start()

    def _attempt(self, seen: Stamp) -> None:
        """Read the files and take over what they hold, or note why not."""
        read = _Read(seen, _texts(self._path))
        if self._good.texts and read.texts == self._good.texts:  # touched, or mended back
            self._read = read
            if self._held.problems:
                self._show(self._held.record)
            return
        record, problems = self._opened(read)
        if self._held.number and stamp(self._path) != seen:
            return  # changed while it was read: a mixture, which the next look sees
        self._read = read
        if problems or record is None:
            self._refuse(problems)
            return
        self._good = read
        self._show(record, new=True)
        self._on_new()

    def _opened(self, read: _Read) -> tuple[T | None, tuple[Problem, ...]]:
        """Return the record, or why it is not to be shown."""
        try:
            record = self._load(self._path)
        except RecordError as error:
            return None, error.problems
        except Exception as error:
            _log.exception("The record could not be loaded.")
            reason = f"it could not be read ({type(error).__name__})"
            return None, (Problem("error", reason, "the log says more", regular_files.shown(self._path.name)),)
        return record, self._lost(read, record)

    def _show(self, record: T | None, *, new: bool = False) -> None:
        old = self._held
        self._held = LiveRecord(
            number=old.number + 1,
            record=record,
            loaded=_now() if new else old.loaded,
        )

    def _refuse(self, problems: tuple[Problem, ...]) -> None:
        old = self._held
        self._held = LiveRecord(
            number=old.number + 1,
            record=old.record,
            loaded=old.loaded,
            problems=problems,
            since=old.since or _now(),
        )

    def _lost(self, read: _Read, record: T) -> tuple[Problem, ...]:
        """Say which files were cut off or went, though what is left of the record can be read."""
        held = self._held.record
        if held is None:
            return ()
        lighter = self._weigh(record) < self._weigh(held)
        found = []
        for name, before in self._good.texts.items():
            text = read.texts.get(name)
            if text is None and lighter:
                hint = "put it back; if it was meant to go, start again"
                message = "the file is gone, and with it a part of the record"
                found.append(Problem("error", message, hint, regular_files.shown(name)))
            elif text is not None and len(text) < len(before) and _is_cut(text, before):
                hint = "save it again whole; if it was meant to end there, end it with a new line"
                found.append(
                    Problem("error", "the file ends in the middle of what it was", hint, regular_files.shown(name))
                )
        return tuple(found)


def _keep_looking(watched: "weakref.ref[Watched[Any]]", every: float) -> None:
    while (one := watched()) is not None:
        try:
            one.look()
        except Exception:
            _log.exception("Looking after the record failed; the next look comes.")
        del one
        time.sleep(every)


def stamp(path: Path) -> Stamp:
    """Return names, sizes and times of a record's files; nothing where they are not there."""
    found = []
    for file in _files(path):
        try:
            facts = file.stat()
        except OSError:
            continue
        found.append((file.name, facts.st_size, facts.st_mtime_ns, facts.st_ino, facts.st_ctime_ns))
    return tuple(found)


def _files(path: Path) -> list[Path]:
    if path.suffix == ".parquet":  # one table stands for the folder
        path = path.parent
    try:
        if path.is_dir():
            own = (file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES)
            return sorted(
                file for file in own if not file.name.startswith(".") and not regular_files.is_inbox(file.name)
            )
    except OSError:
        return []
    return [path]


def _texts(path: Path) -> dict[str, bytes]:
    """Return the files' bytes by name; of one that is no text, its digest. What cannot be read is left out."""
    found = {}
    for file in _files(path):
        text = file.suffix.lower() in regular_files.YAML
        try:
            found[file.name] = regular_files.content(file, most=strict_yaml.MAX_BYTES) if text else _digest(file)
        except OSError:
            continue
    return found


def _digest(file: Path) -> bytes:
    """Return what tells a file's content from another; it may be larger than the memory has room for."""
    with regular_files.regular(file) as opened:
        return hashlib.file_digest(opened, "sha256").digest()


def _is_cut(text: bytes, before: bytes) -> bool:
    """Say whether a text is the beginning of what it was and breaks off: an editor ends a file with a new line."""
    return before.startswith(text) and not text.endswith(b"\n")


def _now() -> datetime:
    return datetime.now(tz=UTC)
