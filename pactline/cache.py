"""Large records of YAML, kept as tables in the user's cache folder: an unchanged one need not be read again.

Each is one file, named by what it was made of, texts and program alike: it can be missing, never stale. It is a zip
of the Parquet files of ``pactline.columnar``, whose checksums and checks tell a broken or a foreign one; no pickle.
"""

import contextlib
import hashlib
import os
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from pactline import columnar
from pactline.frames import Frames
from pactline.problem import RecordError

WORTH = 1_500_000  # characters of YAML; reading less takes less than half a second
MOST = 8  # records kept; the longest unused go first
FOLDER_VARIABLE = "PACTLINE_CACHE"  # another folder than the user's


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
        with zipfile.ZipFile(file) as pack:
            files = {name: pack.read(name) for name in pack.namelist()}
        record = columnar.record_of(files)
        with contextlib.suppress(OSError):
            file.touch()  # used now
    except (
        OSError,
        RuntimeError,
        KeyError,
        TypeError,
        ValueError,
        NotImplementedError,
        zipfile.BadZipFile,
        RecordError,
    ):
        return None
    return record


def keep(key: str, record: Frames) -> None:
    """Keep a record under its name; where nothing can be written, nothing is kept."""
    try:
        place = folder()
        place.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=place, suffix=".part")
    except (OSError, RuntimeError):  # read-only, full, or a user without a home
        return
    try:
        with os.fdopen(handle, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as pack:
            for name, content in columnar.files_of(record).items():
                pack.writestr(name, content)
        Path(made).replace(_file(key))  # whole or not at all, whoever else writes
        for old in sorted(place.glob("*.zip"), key=lambda one: one.stat().st_mtime)[:-MOST]:
            old.unlink()
    except OSError:
        Path(made).unlink(missing_ok=True)


def _file(key: str) -> Path:
    return folder() / f"{key}.zip"


@lru_cache(maxsize=1)
def _program() -> bytes:
    """Return a digest of this package's code: another one may read the same text otherwise."""
    digest = hashlib.sha256()
    for file in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(file.read_bytes())
    return digest.digest()
