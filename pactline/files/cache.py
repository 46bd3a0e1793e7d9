"""Large records of YAML, kept as tables in the user's cache folder: an unchanged one need not be read again.

Each is one file, named by what it was made of, texts and program alike: it can be missing, never stale. It is a zip
of the files of ``pactline.files.parquet_files``, unpacked ones, whose checksums and checks tell a broken or a
foreign one; no pickle. The folder may be shared: what has another name than ours is never touched.
"""

import contextlib
import hashlib
import logging
import os
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from pactline.files import parquet_files
from pactline.tables import unpacking
from pactline.tables.frames import Frames

WORTH = 1_500_000  # characters of YAML; reading less takes less than half a second
MOST = 8  # records kept; the longest unused go first
FOLDER_VARIABLE = "PACTLINE_CACHE"  # another folder than the user's

_PREFIX = "pactline-record-"
_OURS = re.compile(_PREFIX + r"[0-9a-f]+\.zip")
_PART = re.compile(_PREFIX + r"\w+\.part")  # being written
_LEFT_BEHIND = 3600  # s after which nobody writes any more what is being written
_log = logging.getLogger(__name__)


def folder() -> Path:
    """Return where kept records lie; it need not exist."""
    if own := os.environ.get(FOLDER_VARIABLE):
        return Path(own)
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "pactline"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "pactline"


def key_of(texts: Iterable[tuple[str, str]]) -> str:
    """Return the name under which a record of these files, by this program, is kept."""
    digest = hashlib.sha256(_program())
    for name, text in texts:
        for part in (name.encode(), text.encode()):
            digest.update(len(part).to_bytes(8, "big"))
            digest.update(part)
    return digest.hexdigest()


def find(key: str) -> Frames | None:
    """Return a kept record; ``None`` if there is none, or one that cannot be trusted."""
    try:
        file = _file(key)
        if not file.is_file():
            return None
        with zipfile.ZipFile(file) as pack:
            files = {member.filename: pack.read(member) for member in _members(pack, file.stat().st_size)}
        record = parquet_files.record_of(files)
        with contextlib.suppress(OSError):
            file.touch()  # used now
    except Exception:  # noqa: BLE001 - what a broken file breaks cannot be foreseen; the record is read from its text
        _log.info("A kept record is not used.", exc_info=True)
        return None
    return record


def _members(pack: zipfile.ZipFile, size: int) -> list[zipfile.ZipInfo]:
    """Return what a kept file holds, if it takes no more than the file does.

    Raises:
        ValueError: It is packed, or stands in the file more than once: it would be none of ours, and might grow.
    """
    members = pack.infolist()
    packed = any(member.compress_type != zipfile.ZIP_STORED for member in members)
    if packed or sum(member.file_size for member in members) > min(size, unpacking.MAX_UNPACKED):
        raise ValueError("not as we write it")
    return members


def keep(key: str, record: Frames) -> None:
    """Keep a record under its name; where nothing can be written, nothing is kept."""
    try:
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=place, prefix=_PREFIX, suffix=".part")
    except (OSError, RuntimeError):  # read-only, full, or a user without a home
        return
    try:
        with os.fdopen(handle, "wb") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as pack:
                for name, content in parquet_files.files_of(record).items():
                    pack.writestr(name, content)
            out.flush()
            os.fsync(out.fileno())
        Path(made).replace(_file(key))  # whole or not at all, whoever else writes
    except (OSError, ValueError, pa.ArrowException) as error:
        _log.info("The record is not kept: %s", error)
        Path(made).unlink(missing_ok=True)
    _sweep(place)


def _sweep(place: Path) -> None:
    """Delete our longest unused records but a few, and what another of us left half written."""
    old = [file for _, file in sorted(_aged(place, _OURS), reverse=True)[MOST:]]
    old += [file for used, file in _aged(place, _PART) if used < time.time() - _LEFT_BEHIND]
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


def _file(key: str) -> Path:
    return folder() / f"{_PREFIX}{key}.zip"


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Return a digest of this package's code: another one may read the same text otherwise."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()
