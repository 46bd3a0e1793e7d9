"""Files of a record on the disk: which ones belong to it, and their text; nothing else is ever opened.

Only regular files are read, and their size is looked at before their content: a pipe would wait for ever, and a link
to a device has no end.
"""

import os
import stat
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from pactline.problem import Problem, RecordError

YAML = frozenset({".yaml", ".yml"})
OURS = frozenset({"LICENSE", "record.schema.json", "text"})  # what else lies in a folder of the curated record
INBOX = "inbox.yaml"  # proposals beside a record, and never a part of it; of a single file, ``name.inbox.yaml``
EDITIONS = "editions"  # a folder beside it: earlier editions, to compare with
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_OTHERS = (
    (b"PK\x03\x04", "a zip, or a document or spreadsheet of an office program"),
    (b"%PDF", "a PDF"),
    (b"\xd0\xcf\x11\xe0", "a document or spreadsheet of an old office program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
_SAVE = "save the file as UTF-8 (in an editor: Save as, Encoding: UTF-8)"
_UTF16_TOLD = "the file is UTF-16 ('Unicode'), not UTF-8 text"
_MOST_SHOWN = 240  # characters of a line that is shown as it should be


class NotAFileError(OSError):
    """What was to be read is no regular file, or is too large; ``strerror`` says so."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in a folder that is a record.

    Attributes:
        files: Its YAML files, by name.
        others: Names of what is passed over, by name; names that begin with a dot are not even that.
    """

    files: tuple[Path, ...]
    others: tuple[str, ...]


def look_into(path: Path) -> Folder:
    """Return what lies in a folder.

    A name that begins with a dot belongs to a program: an editor's lock (a link that leads nowhere), a draft, what
    macOS puts beside a file on a foreign disk. A link that leads nowhere under another name is a file that is missing.
    Proposals and earlier editions are no part of a record, and not even passed over.

    Raises:
        OSError: The folder cannot be read.
    """
    files, others = [], []
    for file in sorted(path.iterdir()):
        if file.name.startswith(".") or is_inbox(file.name) or (file.name == EDITIONS and file.is_dir()):
            continue
        if file.suffix.lower() in YAML and kind(file) in ("a file", "missing"):
            files.append(file)
        else:
            others.append(shown(file.name) + ("/" if file.is_dir() else ""))
    return Folder(tuple(files), tuple(others))


def is_inbox(name: str) -> bool:
    """Say whether a file of this name holds proposals."""
    return name == INBOX or name.endswith(f".{INBOX}")


def yaml_files(path: Path) -> list[Path]:
    """Return a record's files: the file itself, or the YAML files of a folder by name; errors as of ``look_into``."""
    return list(look_into(path).files) if path.is_dir() else [path]


def kind(path: Path) -> str:
    """Return in words what a path leads to: "a file", "a pipe", "missing"."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return "missing"
    return _kind(mode)


def _kind(mode: int) -> str:
    return next((words for is_it, words in _KINDS if is_it(mode)), "a file")


def content(path: Path, *, most: int) -> bytes:
    """Return the bytes of a regular file.

    Args:
        path: Of the file.
        most: Bytes that it may have; not one more is read.

    Raises:
        NotAFileError: It is a pipe, a device, a folder, or larger.
        OSError: It cannot be read.
    """
    with regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most or len(found := file.read(most + 1)) > most:  # it may grow, or not tell its size
            raise NotAFileError(0, f"it is larger than {most // 1024 // 1024} MB", str(path))
    return found


def regular(path: Path) -> FileIO:
    """Open a regular file to be read, without waiting for anybody; errors as of ``content``."""
    _must_be_regular(path.stat().st_mode, path)  # to open a device may already do something
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        _must_be_regular(os.fstat(handle).st_mode, path)  # another one may lie there by now
    except NotAFileError:
        os.close(handle)
        raise
    return FileIO(handle)


def _must_be_regular(mode: int, path: Path) -> None:
    if not stat.S_ISREG(mode):
        raise NotAFileError(0, f"it is {_kind(mode)}, not a file", str(path))


def text(path: Path, *, most: int) -> str:
    """Return a file's text, without the mark that some editors put before it.

    Raises:
        RecordError: It cannot be read, or is not UTF-8 text; with the line and column of what is not.
    """
    name = shown(path)
    try:
        found = content(path, most=most)
    except NotAFileError as error:
        hint = "split the record into a folder of files" if "larger" in str(error) else "name a YAML file or a folder"
        raise RecordError([Problem("error", f"cannot be read: {error.strerror}", hint, name)]) from None
    except OSError as error:
        hint = "look at the file's permissions" if isinstance(error, PermissionError) else "check the path"
        raise RecordError([Problem("error", f"cannot be read: {error.strerror}", hint, name)]) from None
    return decoded(name, found)


def decoded(name: str, found: bytes) -> str:
    """Return the text that a file's bytes are, without the mark that some editors put before it; errors as of ``text``.

    Args:
        name: Of the file, as it is shown.
        found: Its bytes.
    """
    try:
        if b"\0" in found[:4]:
            raise RecordError([Problem("error", _UTF16_TOLD, _SAVE, name, 1, 1)])
        return found.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RecordError([_not_utf8(name, found, error)]) from None


def _not_utf8(name: str, found: bytes, error: UnicodeDecodeError) -> Problem:
    other = next((what for begin, what in _OTHERS if found.startswith(begin)), "")
    if other:
        return Problem("error", f"the file is {other}, not text", "save its content as plain text", name, 1, 1)
    if found.startswith(_UTF16):
        return Problem("error", _UTF16_TOLD, _SAVE, name, 1, 1)
    before = found[: error.start]
    line = before.count(b"\n") + 1
    begin = before.rfind(b"\n") + 1
    column = len(before[begin:].decode("utf-8", "replace")) + 1
    message = f"not UTF-8 text: the byte {found[error.start]:02X} means nothing there"
    whole = found[begin:].split(b"\n", 1)[0].rstrip(b"\r")
    meant = whole.decode("cp1252", "replace")
    letter = found[error.start : error.start + 1].decode("cp1252", "replace")
    if "\ufffd" in meant or not letter.isprintable() or len(meant) > _MOST_SHOWN:
        return Problem("error", message, _SAVE, name, line, column)
    return Problem(
        "error", f"{message}; it is probably {letter!r} as Windows saves it", _SAVE, name, line, column, meant
    )


def shown(name: str | os.PathLike[str]) -> str:
    """Return a file's name as it can be printed: bytes that are no UTF-8, and control characters, written out."""
    plain = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(one if one.isprintable() else one.encode("unicode_escape").decode() for one in plain)
