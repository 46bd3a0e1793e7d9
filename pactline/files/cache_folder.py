"""The user's cache folder: what takes long to make and can be made again, each a file named by what it was made of.

Such a file can be missing, never stale. The folder may be shared: what has another name than ours is never touched.
Imports nothing heavy: the server waits for this module.
"""

import contextlib
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

FOLDER_VARIABLE: Final = "PACTLINE_CACHE"  # another folder than the user's
_LEFT_BEHIND = 3600  # s after which nobody writes any more what is being written


def folder() -> Path:
    """Return where kept files lie; it need not exist.

    Raises:
        RuntimeError: The user has no home.
    """
    if own := os.environ.get(FOLDER_VARIABLE):
        return Path(own)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "pactline"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pactline"


@dataclass(frozen=True, slots=True)
class Shelf:
    """Files of one kind in the folder.

    Attributes:
        prefix: What their names begin with; a digest in hexadecimal digits follows.
        ending: What their names end with.
        most: How many are kept; the longest unused go first.
    """

    prefix: str
    ending: str
    most: int

    def file(self, key: str) -> Path:
        """Return the file of a key, which need not exist; errors as of ``folder``."""
        return folder() / f"{self.prefix}{key}{self.ending}"

    def put(self, key: str, write: Callable[[IO[bytes]], None]) -> None:
        """Keep a file, whole or not at all, whoever else writes; where nothing can be written, nothing is kept.

        Args:
            key: A digest.
            write: Writes its content; what it raises is raised again, and nothing is kept.
        """
        try:
            place = folder()
            place.mkdir(parents=True, exist_ok=True)
            handle, made = tempfile.mkstemp(dir=place, prefix=self.prefix, suffix=".part")
        except (OSError, RuntimeError):  # read-only, full, or a user without a home
            return
        try:
            with os.fdopen(handle, "wb") as out:
                write(out)
                out.flush()
                os.fsync(out.fileno())
            Path(made).replace(self.file(key))
        except BaseException:
            Path(made).unlink(missing_ok=True)
            raise
        finally:
            self._sweep(place)

    def used(self, key: str) -> None:
        """Note that a file is used now, and so is not the first to go."""
        with contextlib.suppress(OSError, RuntimeError):
            os.utime(self.file(key))

    def _sweep(self, place: Path) -> None:
        """Delete our longest unused files but a few, and what another of us left half written."""
        ours = re.compile(re.escape(self.prefix) + r"[0-9a-f]+" + re.escape(self.ending))
        being_written = re.compile(re.escape(self.prefix) + r"\w+\.part")
        old = [file for _, file in sorted(_aged(place, ours), reverse=True)[self.most :]]
        old += [file for used, file in _aged(place, being_written) if used < time.time() - _LEFT_BEHIND]
        for file in old:
            with contextlib.suppress(OSError):
                file.unlink()


def _aged(place: Path, ours: re.Pattern[str]) -> Iterator[tuple[float, Path]]:
    """Yield the files with a name of ours, and when they were last used."""
    with contextlib.suppress(OSError):
        for file in place.iterdir():
            if ours.fullmatch(file.name) and file.is_file() and not file.is_symlink():
                with contextlib.suppress(OSError):  # another of us was quicker
                    yield file.stat().st_mtime, file
