"""The files of a zip, unpacked in memory within limits."""

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from pactline.brought.limits import MAX_FILES, MAX_UNPACKED, MB
from pactline.files import regular_files

_AT_ONCE = 1 << 16
_ENCRYPTED = 0x1  # of a member's flags (APPNOTE 4.4.4)
_TOO_LARGE = f"unpacked the zip is larger than {MAX_UNPACKED // MB} MB"


class ArchiveError(ValueError):
    """A zip that is not unpacked; ``hint`` says what to do next."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def files_of(content: bytes) -> list[tuple[str, bytes]]:
    """Return the files of a zip: their names without what is the folder of all, and their bytes; by name.

    Files that a system puts beside them (``__MACOSX``, names that begin with a dot) are no part of it. What lies in
    the zip is never itself unpacked.

    Raises:
        ArchiveError: It is no zip, is locked, or is larger than ``limits`` say, whatever it says of itself.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sorted(_unpacked(archive))
    except ArchiveError:
        raise
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, ValueError, OSError, EOFError):
        raise ArchiveError("the zip is broken, or packed in an unusual way", "pack the folder anew") from None


def _unpacked(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [one for one in archive.infolist() if not one.is_dir() and _belongs(one.filename)]
    if len(members) > MAX_FILES:
        raise ArchiveError(f"the zip holds more than {MAX_FILES} files", "pack the record's own files alone")
    if any(one.flag_bits & _ENCRYPTED for one in members):
        raise ArchiveError("the zip is locked with a password", "pack it without one")
    if sum(one.file_size for one in members) > MAX_UNPACKED:
        raise ArchiveError(_TOO_LARGE, "leave out what is no part of the record")
    folder = _common([PurePosixPath(one.filename).parts[:-1] for one in members])
    left = MAX_UNPACKED
    for member in members:
        found = _content(archive, member, left)
        left -= len(found)
        yield regular_files.shown("/".join(PurePosixPath(member.filename).parts[len(folder) :])), found


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    parts, size = [], 0
    with archive.open(member) as packed:
        while part := packed.read(_AT_ONCE):
            parts.append(part)
            size += len(part)
            if size > most:
                raise ArchiveError(_TOO_LARGE, "leave out what is no part of the record")
    return b"".join(parts)


def _belongs(name: str) -> bool:
    return not any(part.startswith(".") or part == "__MACOSX" for part in PurePosixPath(name).parts)


def _common(folders: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Return the folders that all files lie in."""
    shared: list[str] = []
    for level in zip(*folders, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return tuple(shared)
