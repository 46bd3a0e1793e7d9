"""Files are written whole or not at all, whatever happens in between: a full disk, a signal, another writer."""

import contextlib
import os
import re
import secrets
import stat
import time
from pathlib import Path

_DRAFT = re.compile(r"\.pactline-[0-9a-f]{16}\.part")
_LEFT_OVER = 24 * 3600  # s after which a draft is what a killed program left behind, not one that is being written
_FOR_ALL = 0o666  # what a new file allows, less what the user's umask takes away


def write_whole(path: Path, content: str | bytes, *, durable: bool = True) -> None:
    """Put content in the place of a file: written beside it, synced, and renamed over it.

    Until the rename the old file is untouched, after it the new one is whole. A file keeps its mode, and its owner
    where that is allowed; a link stays a link to the file that is replaced; a device or a pipe is written to as it is.

    Args:
        path: Of the file; its folder exists.
        content: Text is written as UTF-8, its line ends as they are.
        durable: Wait until the disk has it. Without, a power cut may take what can be made again.

    Raises:
        OSError: It could not be written; the old file, if there was one, is as it was.
        UnicodeEncodeError: The text holds half a character; likewise.
    """
    data = content.encode() if isinstance(content, str) else content
    target = Path(os.path.realpath(path))
    old = _facts(target)
    if old is not None and not stat.S_ISREG(old.st_mode):
        with target.open("wb") as out:
            out.write(data)
        return
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))  # a rename would not ask
    draft = target.with_name(f".pactline-{secrets.token_hex(8)}.part")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_ALL), "wb") as out:
            out.write(data)
            out.flush()
            if old is not None:
                _take_over(out.fileno(), old)
            if durable:
                os.fsync(out.fileno())
        draft.replace(target)
    except BaseException as error:
        with contextlib.suppress(OSError):
            draft.unlink()
        if isinstance(error, OSError):
            error.filename, error.filename2 = str(path), None  # what the caller named, not our draft
        raise
    if durable:
        _sync_folder(target.parent)


def sweep(folder: Path) -> None:
    """Delete the drafts that a killed program left in a folder: names that are ours, and a day old."""
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            if _DRAFT.fullmatch(file.name) and time.time() - file.lstat().st_mtime > _LEFT_OVER:
                file.unlink()


def _facts(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _take_over(handle: int, old: os.stat_result) -> None:
    """Give a draft the owner and the mode of the file that it stands for."""
    with contextlib.suppress(OSError):  # only the superuser gives files away
        os.fchown(handle, old.st_uid, old.st_gid)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make a rename last; not every file system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
