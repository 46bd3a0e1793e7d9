"""Earlier editions of a record, kept small beside it: ``editions/VERSION.json`` in its folder."""

import json
from pathlib import Path

from pydantic import ValidationError

from pactline.files import regular_files
from pactline.files.writing import write_whole
from pactline.readings.editions import Kept, is_version, order

MOST = 16 * 2**20  # bytes of one


def folder_of(record: Path) -> Path:
    """Return where the editions of a record lie; the folder need not exist."""
    return (record if record.is_dir() else record.parent) / regular_files.EDITIONS


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
    return max(found, key=lambda one: (order(one.version), one.version), default=None)


def named(record: Path, version: str) -> Kept | None:
    """Return the edition of a version that lies beside a record; ``None`` if there is none that reads as we write it.

    Args:
        record: Its file or folder.
        version: A stranger's word; what is no name of a file finds nothing.
    """
    if not is_version(version):
        return None
    try:
        content = regular_files.content(folder_of(record) / f"{version}.json", most=MOST)
        edition = Kept.model_validate_json(content)
    except (OSError, ValidationError):
        return None
    return edition if edition.version == version else None
