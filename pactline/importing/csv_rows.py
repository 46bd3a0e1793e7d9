"""Comma-separated values of any dialect, as columns and rows.

The dialect is the one by which most lines have equally many cells: ``csv.Sniffer`` looks for quotation marks first and
goes wrong where a text has some.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from pactline.importing.imported import ImportFailedError, Log
from pactline.text.nearest import quoted

_SIGNS = ",;\t|"
_LOOKED_AT = 60  # rows by which the sign between cells, and how many are usual, is told
_ABOVE = 20  # rows among which the names of the columns are looked for
MOST_COLUMNS = 300
MOST_CELLS = 5_000_000
_CELL = 1_000_000  # characters of one cell, which ``csv`` limits for the process as a whole

Table = tuple[list[str], list[tuple[str, dict[str, str]]]]


def cells(text: str) -> list[list[str]]:
    """Return a text's rows of cells, blanks around them gone.

    Raises:
        ImportFailedError: It is no table, or too large a one.
    """
    sign = separator(text)
    if max(map(len, text.split("\n")), default=0) > _CELL:
        raise ImportFailedError(f"a line has more than {_CELL:,} characters")
    before = csv.field_size_limit(_CELL)
    try:
        rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign)]
    except csv.Error as error:
        raise ImportFailedError(f"the file is no table: {error}", "is a quotation mark left open?") from None
    finally:
        csv.field_size_limit(before)
    return rows


def separator(text: str) -> str:
    """Return the sign between cells: that by which the most rows have equally many, and more than one."""
    sample = text[:200_000]

    def judged(sign: str) -> tuple[int, int]:
        widths: Counter[int] = Counter()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=sign)):
                if number == _LOOKED_AT:
                    break
                if len(row) > 1:
                    widths[len(row)] += 1
        except csv.Error:
            pass
        width, rows = max(widths.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return rows, width

    return max(_SIGNS, key=lambda sign: (*judged(sign), -_SIGNS.index(sign)))


def table(rows: Sequence[Sequence[str]], log: Log) -> Table:
    """Return columns and rows of cells; the first row that is filled like the others has their names.

    Args:
        rows: All rows of a sheet, in their order.
        log: Is told of cells beside any column.

    Raises:
        ImportFailedError: There are no two rows, or too many columns or cells.
    """
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    if len(filled) < 2:  # noqa: PLR2004 - names, and something
        raise ImportFailedError("the table has no rows below its header")
    if sum(len(row) for _, row in filled) > MOST_CELLS or max(len(row) for _, row in filled) > MOST_COLUMNS:
        raise ImportFailedError(f"the table is larger than {MOST_COLUMNS} columns or {MOST_CELLS:,} cells")
    (first, header), *rest = _from_header(filled, log)
    if any(map(_is_a_day, header)) and any(map(_is_a_day, rest[0][1])):
        log.changed("the first row holds a date: it is read as an entry, and the columns are numbered")
        rest = [(first, header), *rest]
        header = [f"column {number}" for number in range(1, max(len(row) for _, row in filled) + 1)]
    columns = _names(header)
    if doubles := [name for name in columns if name not in header and name.rsplit(" ", 1)[0] in header]:
        log.changed("columns of one name are told apart by a number", "row 1", ", ".join(map(quoted, doubles)))
    found = []
    for number, row in rest:
        where = f"row {number}"
        found.append((where, dict(zip(columns, row, strict=False))))
        for cell in row[len(columns) :]:
            if cell:
                log.left("a cell beside the last column", where, cell)
    return columns, found


def _from_header(filled: Sequence[tuple[int, Sequence[str]]], log: Log) -> Sequence[tuple[int, Sequence[str]]]:
    """Return rows from the names of the columns on: titles and notes above them fill less than half of a row."""
    usual = median(sum(map(bool, row)) for _, row in filled[-_LOOKED_AT:])
    first = next((at for at, (_, row) in enumerate(filled[:_ABOVE]) if 2 * sum(map(bool, row)) > usual), 0)
    if first > len(filled) - 2:
        return filled
    for number, row in filled[:first]:
        log.left("a line above the table", f"row {number}", " · ".join(filter(None, row)))
    return filled[first:]


def _is_a_day(cell: str) -> bool:
    """Say whether a cell is a whole date, as no column is called; a year may be one's name."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:.*)?|\d{1,2}[./]\d{1,2}[./]\d{4}", cell))


def _names(header: Sequence[str]) -> list[str]:
    """Return names for columns: each its own, one without a name by its number."""
    names: list[str] = []
    for number, cell in enumerate(header, start=1):
        base = " ".join(cell.split()) or f"column {number}"
        name, more = base, 2
        while name in names:
            name, more = f"{base} {more}", more + 1
        names.append(name)
    while names and names[-1] == f"column {len(names)}" and not header[len(names) - 1]:
        names.pop()
    return names
