"""Large records of YAML, kept as tables in the user's cache folder: an unchanged one need not be read again.

Each is one file (``cache_folder.py``), named by what it was made of, texts and program alike. It is a zip of what
``pactline.files.parquet_files`` writes, whose checksums and checks tell a broken or a foreign one; no pickle.
"""

import hashlib
import logging
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import IO

import pyarrow as pa

from pactline.files import parquet_files
from pactline.files.cache_folder import Shelf
from pactline.tables import unpacking
from pactline.tables.frames import Frames

WORTH = 1_500_000  # characters of YAML; reading less takes less than half a second
MOST = 8  # records kept; the longest unused go first
SHELF = Shelf("pactline-record-", ".zip", MOST)
_log = logging.getLogger(__name__)


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
        file = SHELF.file(key)
        if not file.is_file():
            return None
        with zipfile.ZipFile(file) as pack:
            files = {member.filename: pack.read(member) for member in _members(pack, file.stat().st_size)}
        record = parquet_files.record_of(files)
        SHELF.used(key)
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

    def written(out: IO[bytes]) -> None:
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as pack:
            for name, content in parquet_files.files_of(record).items():
                pack.writestr(name, content)

    try:
        SHELF.put(key, written)
    except (OSError, ValueError, pa.ArrowException) as error:
        _log.info("The record is not kept: %s", error)


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Return a digest of this package's code: another one may read the same text otherwise."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()
