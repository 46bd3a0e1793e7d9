"""What is shown as Parquet: the files of a record in one zip, which pactline, DuckDB and pandas read once unpacked."""

from pactline.export.about import narrowed
from pactline.export.packing import packed
from pactline.export.record_part import record_of
from pactline.files import parquet_files
from pactline.query.view import View
from pactline.record.dossier import assemble
from pactline.tables import frames


def to_parquet(view: View, base: str = "") -> bytes:
    """Return the tables of a record, ``record.json`` and ``entries.parquet``; arguments as of ``record_of``."""
    part = narrowed(view)
    record = frames.build(assemble(record_of(view, base))) if part else view.frames
    return packed(parquet_files.files_of(record))
