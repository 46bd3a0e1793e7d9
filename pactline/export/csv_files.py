"""Tables as CSV files, and the statement that stands beside them."""

from collections.abc import Mapping

from pactline.export import plain_csv
from pactline.export.about import stated
from pactline.export.file_tables import LINKING, columns_of, rows
from pactline.query.select import View
from pactline.query.selection import FIRST_TABLE
from pactline.query.table_rows import ordered
from pactline.tables.columns import Columns
from pactline.wording import text

ABOUT = "csv-metadata.json"  # where CSV on the Web looks for what is said of a folder's files


def to_csv(view: View, name: str, base: str = "") -> str:
    """Return a table as CSV (``plain_csv``): a header and rows, nothing else.

    The table that the selection has open has its order, and where columns are chosen, these. Dates and numbers stand
    as they are; any other text that a spreadsheet would take for a formula gets an apostrophe before it.

    Args:
        view: What is shown.
        name: A table of ``file_tables.FILES``.
        base: Where the app is served; without, addresses are relative to it.
    """
    own = None if name in LINKING else ordered(view, name, view.selection.by if _is_open(view, name) else None)
    content = rows(view, name, base, own=own, columns=_chosen(view, name))
    columns = columns_of(name)
    dates = [column for column, what in columns.items() if what.edtf or what.type == "day"]
    return plain_csv.written(content, dates=dates)


def csv_file(view: View, name: str, base: str = "") -> bytes:
    """Return a table as a CSV file: ``to_csv`` in UTF-8, with the mark by which spreadsheets know it."""
    return (plain_csv.MARK + to_csv(view, name, base)).encode()


def csv_metadata(view: View, files: Mapping[str, str], base: str = "") -> str:
    """Return what is to be said of CSV files: edition, licence, selection, numbers, columns; as CSV on the Web has it.

    Args:
        view: What they show.
        files: Names of the files by table.
        base: Where the app is served; without, no address is stated.
    """
    edition = view.frames.dossier.edition
    return plain_csv.metadata(
        stated(view, base),
        {file: columns_in(view, name) for name, file in files.items()},
        title=edition.title,
        licence=edition.licence,
        note=text("data.csv_read"),
    )


def columns_in(view: View, name: str) -> Columns:
    """Return the columns that a table's CSV has, with what is declared of them."""
    columns, chosen = columns_of(name), _chosen(view, name)
    return {column: columns[column] for column in chosen} if chosen else columns


def _is_open(view: View, name: str) -> bool:
    return name == (view.selection.table or FIRST_TABLE)


def _chosen(view: View, name: str) -> tuple[str, ...]:
    return view.selection.columns if _is_open(view, name) else ()
