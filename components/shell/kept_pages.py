"""Pages of an earlier start, kept in the user's cache folder: a start shows them before what makes pages is imported.

A page is a file (``pactline/files/cache_folder.py``) under a digest of all that it is made of: the record's files and
what lies beside them, our program, the packages that it runs with, the language, the page's name. So it can be missing,
never stale. Kept are pages without a query, as everybody gets them; the app's own address stands in them under a name
that is put right when they are shown.

What such a file holds is believed as text alone. It counts only if it is whole, is the user's own, nobody else may
write it, and its inline scripts are those of this program: no other may run (``policy.py``).

Imports nothing heavy: the server waits for this module.
"""

import gzip
import logging
import os
import re
import stat
import sys
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import IO, Any, Final, TypeAlias

import pactline
from components.shell import streamlit_leans
from components.shell.document import Document, packed, trusted
from components.shell.policy import hashes
from pactline.files import regular_files
from pactline.files.cache_folder import Shelf
from pactline.home import LANGUAGE_VARIABLE, app_root, shown_record

SHELF: Final = Shelf("pactline-page-", ".gz", 64)
LARGEST: Final = 4_000_000  # bytes of a document
_MOST_FILES, _MOST_BYTES = 500, 64 * 2**20  # of a record: a larger one's start waits for other things
_LISTED = 20_000  # names in a record's folder that are looked through
_MARK = b"pactline page 1 "
_RECORDS = regular_files.YAML | {".parquet", ".json"}
_PICTURES = frozenset({".png", ".svg"})  # a record's sign lies beside it
_ASIDE = (".pyc", ".ttf", ".woff2")  # of the program's files those that no page's HTML is made of
_ROOT = re.compile(r"https?://[A-Za-z0-9.:\[\]-]+(/[A-Za-z0-9._~-]+)*/")
_MADE = re.compile(rb'"\./(app/static/made/[\w.-]+)"')
# Of each file its name, size, number, and times of change in ns.
Stamp: TypeAlias = tuple[tuple[str, int, int, int, int], ...]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """What pages are made of.

    Attributes:
        key: A digest of it.
        stamp: Tells whether a file of the record has been touched since.
    """

    key: str
    stamp: Stamp

    @property
    def root(self) -> str:
        """The address that stands in a kept page for the app's own."""
        return f"http://{self.key[:32]}.invalid/"  # no host (RFC 2606), and in no record by chance

    def name(self, page: str) -> str:
        """Return the key of a page's file."""
        return sha256(f"{self.key} {page}".encode()).hexdigest()


def source_of(record: Path) -> Source | None:
    """Return what the pages of a record are made of now; ``None`` where that is too much to look through.

    Args:
        record: Its file or folder.
    """
    try:
        files = list(_files(record))
        stamp = _stamp(files)
        digest = sha256(_program())
        left = _MOST_BYTES
        for said in (str(record.resolve()), os.environ.get(LANGUAGE_VARIABLE, "")):
            _add(digest, said.encode())
        for file in files:
            content = regular_files.content(file, most=left)
            left -= len(content)
            _add(digest, os.fsencode(file.name))
            _add(digest, content)
    except (OSError, ValueError) as error:
        _log.debug("No page is kept: %s", error)
        return None
    return Source(digest.hexdigest(), stamp)


def find(source: Source, page: str, root: str) -> Document | None:
    """Return a page that an earlier start has kept; ``None`` if there is none, or one that cannot be trusted.

    Args:
        source: What it would be made of.
        page: Its name.
        root: The app's whole address as the request tells it, with a slash at its end.
    """
    if not fits(root):
        return None
    name = source.name(page)
    try:
        body = _read(SHELF.file(name))
        if body is None:
            return None
        SHELF.used(name)
        document = at(source, body, root)
        if hashes(document.body) != trusted():
            raise ValueError("it holds another script than ours")  # noqa: TRY301 - said in one place
        if not all((app_root() / "static" / one.removeprefix("app/static/")).is_file() for one in _made_files(body)):
            return None
    except Exception:  # noqa: BLE001 - what a broken file breaks cannot be foreseen; the page is made anew
        _log.info("A kept page is not used.", exc_info=True)
        return None
    return document


def keep(source: Source, page: str, body: bytes) -> None:
    """Keep a page for later starts; where nothing can be written, or it is too large, nothing is kept.

    Args:
        source: What it is made of.
        page: Its name.
        body: The document, as an app at ``source.root`` gives it.
    """
    if len(body) > LARGEST:
        return
    content = gzip.compress(body, 6, mtime=0)

    def written(out: IO[bytes]) -> None:
        out.write(_MARK + sha256(content).hexdigest().encode() + b"\n" + content)

    try:
        SHELF.put(source.name(page), written)
    except OSError as error:
        _log.info("The page %r is not kept: %s", page, error)


def at(source: Source, body: bytes, root: str) -> Document:
    """Return a page that was made for an app at ``source.root`` as an app at ``root``, which ``fits``, gives it."""
    return packed(body.decode().replace(source.root, root), trusted())


def fits(root: str) -> bool:
    """Say whether an app's address stands in a page as it is: it is an address, and nothing of it is escaped."""
    return bool(_ROOT.fullmatch(root))


class Start:
    """What this process may show of earlier starts, until it shows another record than the one it began with."""

    def __init__(self) -> None:
        self.asked: dict[str, None] = {}  # pages that were asked for before any could be made, in order
        self.shown = False  # whether one of them was there
        self._lock = Lock()
        self._begun = False
        self._source: Source | None = None
        self._record: Any = None

    def begin(self, record: Path) -> None:
        """Look what pages would be made of; before the record is read. Whoever asks meanwhile waits."""
        with self._lock:
            if not self._begun:
                self._begun, self._source = True, source_of(record)

    def confirm(self, path: Path, record: object) -> None:
        """Note the record that was read: what was kept holds for it, unless its files were touched meanwhile."""
        with self._lock:
            source = self._source
            try:
                same = record is not None and source is not None and _stamp(list(_files(path))) == source.stamp
            except (OSError, ValueError):
                same = False
            self._record, self._source = (record, source) if same else (None, None)

    def early(self, page: str, root: str) -> Document | None:
        """Return a page before the record is read, and note that it was asked for."""
        self.asked[page] = None
        self.begin(shown_record())
        with self._lock:
            source = self._source
        found = find(source, page, root) if source else None
        self.shown = self.shown or found is not None
        return found

    def of(self, record: object) -> Source | None:
        """Return under what pages of a record are kept; ``None`` where it is not the one that was read first."""
        return self._source if record is not None and record is self._record else None


START = Start()


def _files(record: Path) -> Iterator[Path]:
    """Yield the files that pages of a record are made of, those beside it included.

    Raises:
        OSError: They cannot be looked at.
        ValueError: There are too many.
    """
    alone = not record.is_dir() and record.suffix != ".parquet"  # one table stands for its folder
    folder = record if record.is_dir() else record.parent
    endings = _PICTURES if alone else _RECORDS | _PICTURES
    with os.scandir(folder) as listed:
        names = [one.name for _, one in zip(range(_LISTED + 1), listed, strict=False)]
    own = [folder / name for name in sorted(names) if Path(name).suffix.lower() in endings]
    editions = folder / regular_files.EDITIONS
    kept = sorted(editions.glob("*.json")) if editions.is_dir() else []
    found = [*([record] if alone else []), *own, *kept]
    if len(names) > _LISTED or len(found) > _MOST_FILES:
        raise ValueError("too many files")
    yield from found


def _stamp(files: list[Path]) -> Stamp:
    facts = ((file.name, file.stat()) for file in files)
    return tuple((name, one.st_size, one.st_ino, one.st_mtime_ns, one.st_ctime_ns) for name, one in facts)


def _program() -> bytes:
    """Return a digest of our program, and of the packages that it runs with."""
    digest = sha256()
    root, own = app_root(), Path(pactline.__file__).parent
    for folder in dict.fromkeys((own, root / "components", root / "pages", root / "data" / "text")):
        for place, inside, names in os.walk(folder):
            inside.sort()
            for name in sorted(names):
                if not name.endswith(_ASIDE):
                    _add(digest, os.path.relpath(os.path.join(place, name), folder).encode())  # noqa: PTH118 - 800 files
                    _add(digest, Path(place, name).read_bytes())
    front = streamlit_leans.front()
    packages = sorted(one.name for one in front.parent.parent.iterdir() if one.suffix == ".dist-info")
    for said in (sys.version, *packages, streamlit_leans.document()):
        _add(digest, said.encode())
    return digest.digest()


def _add(digest: Any, part: bytes) -> None:
    digest.update(len(part).to_bytes(8, "big"))
    digest.update(part)


def _read(file: Path) -> bytes | None:
    """Return the document in a file; ``None`` if there is none.

    Raises:
        OSError, ValueError, zlib.error: It is not as we write it.
    """
    if not file.is_file():
        return None
    with regular_files.regular(file) as opened:
        facts = os.fstat(opened.fileno())
        if facts.st_uid != os.geteuid() or facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            raise ValueError("others could have written it")
        content = opened.read(LARGEST)
    head, _, zipped = content.partition(b"\n")
    if head != _MARK + sha256(zipped).hexdigest().encode():
        raise ValueError("it is not whole")
    body = zlib.decompressobj(31).decompress(zipped, LARGEST + 1)
    if len(body) > LARGEST:
        raise ValueError("it is too large")
    return body


def _made_files(body: bytes) -> Iterator[str]:
    """Yield the files that a page asks for and that are made when the app starts."""
    for address in _MADE.findall(body):
        yield address.decode()
