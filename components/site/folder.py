"""A site's folder: written beside the old one under another name, and put in its place when it is whole.

What else lies at the folder's top (``CNAME``, ``.git``) stays. A folder that holds something and is no site of ours is
refused, and so is one in whose own folders lies what we did not write.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from secrets import token_hex
from typing import Final

from pactline.files.writing import write_whole

MARK: Final = "pactline-site.json"  # names the files that are ours
_NAMED: Final = 3  # files that a refusal names


class NotOursError(Exception):
    """The folder holds what a site of ours does not; the message says what, and what to do."""


class Draft:
    """A site that is being written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.sizes: dict[str, int] = {}

    def write(self, name: str, content: str | bytes) -> None:
        """Write a file: its name from the site's root on, with ``/``."""
        data = content.encode() if isinstance(content, str) else content
        file = self._folder.joinpath(*PurePosixPath(name).parts)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, data, durable=False)  # it can be made again
        self.sizes[name] = len(data)


def check(folder: Path) -> None:
    """Refuse a folder that no site may be written to.

    Raises:
        NotOursError: See there.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise NotOursError(f"{folder} is no folder.")
    if not any(folder.iterdir()):
        return
    ours = _ours(folder)
    if ours is None:
        raise NotOursError(f"{folder} is not empty, and no site of pactline. Name an empty or a new folder.")
    strange = sorted(_strange(folder, ours))
    if strange:
        more = f" and {len(strange) - _NAMED} more" if len(strange) > _NAMED else ""
        raise NotOursError(
            f"{folder} holds files that pactline did not write: {', '.join(strange[:_NAMED])}{more}. Move them."
        )


@contextmanager
def replaced(folder: Path) -> Iterator[Draft]:
    """Write a site; it takes the folder's place at the end, or nothing has happened.

    Args:
        folder: Where to; ``check`` has let it pass. Its parent exists.
    """
    target = Path(os.path.realpath(folder))  # a link stays a link to the folder that is replaced
    name = token_hex(6)
    draft, old = (target.with_name(f".{target.name}-{name}.{kind}") for kind in ("new", "old"))
    draft.mkdir()
    try:
        written = Draft(draft)
        yield written
        names = sorted(written.sizes)
        written.write(MARK, json.dumps({"made_by": "pactline build --site", "files": names}, indent=0) + "\n")
        if target.exists():
            check(target)  # minutes may have passed
            target.rename(old)
        try:
            draft.rename(target)
        except BaseException:
            if old.exists():
                old.rename(target)
            raise
        if old.exists():
            _carry_over(old, target)
            shutil.rmtree(old)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _ours(folder: Path) -> frozenset[str] | None:
    """Return the names of the files that we wrote; ``None`` where the folder is no site of ours."""
    try:
        told = json.loads((folder / MARK).read_text(encoding="utf-8"))
        return frozenset(map(str, told["files"])) | {MARK}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _strange(folder: Path, ours: frozenset[str]) -> Iterator[str]:
    """Yield what lies in our own folders, or has one of our names, and is not ours."""
    for name in {one.partition("/")[0] for one in ours if "/" in one}:
        for file in (folder / name).rglob("*"):
            if not file.is_dir() or file.is_symlink():
                found = file.relative_to(folder).as_posix()
                if found not in ours:
                    yield found


def _carry_over(old: Path, new: Path) -> None:
    """Move what lies at the top of the old folder and is not ours to the new one."""
    ours = {one.partition("/")[0] for one in _ours(old) or ()}
    for one in old.iterdir():
        if one.name not in ours and not (new / one.name).exists():
            one.rename(new / one.name)
