"""Earlier editions of a record, kept small beside it: ``editions/VERSION.json`` in its folder."""

import json
import re
from pathlib import Path

from pydantic import ValidationError

from pactline.files import regular_files
from pactline.files.writing import write_whole
from pactline.readings.editions import Kept

MOST = 16 * 2**20  # bytes of one
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def folder_of(record: Path) -> Path:
    """Return where the editions of a record lie; the folder need not exist."""
    return (record if record.is_dir() else record.parent) / regular_files.EDITIONS


def is_version(version: str) -> bool:
    """Say whether a version can be the name of a file."""
    return _VERSION.fullmatch(version) is not None


def write(record: Path, edition: Kept) -> Path:
    """Keep an edition beside a record, and return its file; an ``OSError`` where that cannot be done."""
    folder = folder_of(record)
    folder.mkdir(exist_ok=True)
    file = folder / f"{edition.version}.json"
    content = edition.model_dump(mode="json", exclude_defaults=True)
    # A line an entry: so that a later one can be laid beside it by any program.
    parts = [
        f'"{key}":{json.dumps(content[key], ensure_ascii=False)}' for key in ("version", "as_of") if key in content
    ]
    for key in ("events", "claims"):
        lines = (
            f"{json.dumps(one)}:{json.dumps(entry, ensure_ascii=False, separators=(',', ':'))}"
            for one, entry in content[key].items()
        )
        parts.append(f'"{key}":{{\n' + ",\n".join(lines) + "\n}")
    write_whole(file, "{" + ",\n".join(parts) + "}\n")
    return file


def earlier(record: Path, version: str | None) -> Kept | None:
    """Return the latest edition that lies beside a record and is not the record's own; ``None`` if there is none.

    What is not as we write it is passed over: readers can do nothing about it.
    """
    found = []
    try:
        files = sorted(folder_of(record).glob("*.json"))
    except OSError:
        return None
    for file in files:
        try:
            edition = Kept.model_validate_json(regular_files.content(file, most=MOST))
        except (OSError, ValidationError):
            continue
        if edition.version != version:
            found.append(edition)
    return max(found, key=lambda one: (_order(one.version), one.version), default=None)


def _order(version: str) -> list[tuple[int, int, str]]:
    """Return what versions are sorted by: their numbers as numbers."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"[._-]", version)]
