"""A record's entries as they were, kept beside its tables: ``entries.parquet``.

Tables do not hold every field. This file holds the whole entries, as YAML has them,
so that a record that was written comes back the same. It counts only beside the very tables that it was written
with: where another program has changed one, the tables alone are the record.
"""

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import TypeAdapter, ValidationError

from pactline.record.dossier import Dossier, assemble
from pactline.record.model import Record
from pactline.tables import unpacking
from pactline.tables.source import is_text

NAME = "entries.parquet"
SECTIONS = ("events", "reactions", "sources", "publishers", "actors")  # those whose rows stand in tables
FORM = pa.schema([("section", pa.large_string()), ("entry", pa.large_string())])
_MADE = b"pactline"  # what stands with the columns: which files it belongs to, and what is not as an editor wrote it
_GROUP = 20_000  # rows written at a time


@dataclass(frozen=True)
class Made:
    """What of a record its editor did not write.

    Attributes:
        beside: Digest of the files that the entries were written with.
        made_ids: As of ``pactline.record.dossier.Dossier``.
        implied: Likewise.
    """

    beside: str
    made_ids: tuple[str, ...] = ()
    implied: tuple[tuple[str, str], ...] = ()


_MADE_FORM = TypeAdapter(Made)


class Entries:
    """The entries of a file that was opened already, decoded when they are first asked for."""

    def __init__(self, file: pq.ParquetFile, made: Made, left: int) -> None:
        self._file, self.made, self._left = file, made, left

    def sections(self) -> Record:
        """Return the sections of ``SECTIONS``, validated as those of YAML are.

        Raises:
            ValueError: They are no record's, or take more than is borne.
            pa.ArrowException: The file is broken.
        """
        found: dict[str, list[str]] = {section: [] for section in SECTIONS}
        rows = self._file.read()
        if sum(map(unpacking.swollen, rows.columns)) > self._left:
            raise ValueError(unpacking.too_large()[0])
        for section, entry in zip(rows.column("section").to_pylist(), rows.column("entry").to_pylist(), strict=True):
            found.setdefault(section, []).append(entry)  # an unknown one is refused by the model
        return Record.model_validate_json("{" + ",".join(_listed(*pair) for pair in found.items()) + "}")

    def dossier(self, rest: Record) -> Dossier:
        """Return the record that was written, ``rest`` being its other sections; errors as of ``sections``."""
        own = self.sections()
        whole = assemble(rest.model_copy(update={section: getattr(own, section) for section in SECTIONS}))
        return replace(whole, made_ids=frozenset(self.made.made_ids), implied=frozenset(self.made.implied))


def _listed(section: str, entries: list[str]) -> str:
    return f'"{section}":[{",".join(entries)}]'


def file_of(dossier: Dossier, files: Mapping[str, bytes]) -> bytes:
    """Return the file for a record, to stand beside ``files``, whose names and contents it takes note of."""
    made = Made(digest(files), tuple(sorted(dossier.made_ids)), tuple(sorted(dossier.implied)))
    form = FORM.with_metadata({_MADE: _MADE_FORM.dump_json(made)})
    out = io.BytesIO()
    with pq.ParquetWriter(out, form, compression="zstd", use_dictionary=["section"], write_page_checksum=True) as file:
        for rows in _portions(dossier):
            file.write_table(pa.table({"section": [s for s, _ in rows], "entry": [e for _, e in rows]}, schema=form))
    return out.getvalue()


def opened(file: pq.ParquetFile, files: Mapping[str, bytes], left: int) -> Entries | None:
    """Return the entries of a file, or ``None`` if it does not belong to ``files`` or has another form.

    Args:
        file: Opened as tables are.
        files: All files of the record.
        left: How many bytes its texts may take.
    """
    if file.schema_arrow.names != FORM.names or not all(is_text(field.type) for field in file.schema_arrow):
        return None
    try:
        made = _MADE_FORM.validate_json((file.schema_arrow.metadata or {}).get(_MADE, b""))
    except ValidationError:
        return None
    return Entries(file, made, left) if made.beside == digest(files) else None


def digest(files: Mapping[str, bytes]) -> str:
    """Return what tells these files, by name and content, from all others."""
    whole = hashlib.sha256()
    for name in sorted(files.keys() - {NAME}):
        whole.update(f"{name} {hashlib.sha256(files[name]).hexdigest()}\n".encode())
    return whole.hexdigest()


def _portions(dossier: Dossier) -> Iterator[list[tuple[str, str]]]:
    """Yield pairs of section and entry; what stands in no register is made anew."""
    rows: list[tuple[str, str]] = []
    for section in SECTIONS:
        entries: Any = getattr(dossier, section)
        for entry in entries.values() if isinstance(entries, Mapping) else entries:
            if (section, entry.id) not in dossier.implied:
                rows.append((section, entry.model_dump_json(by_alias=True, exclude_defaults=True)))
            if len(rows) == _GROUP:
                yield rows
                rows = []
    yield rows
