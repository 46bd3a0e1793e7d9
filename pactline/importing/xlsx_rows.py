"""A sheet of a workbook (Office Open XML) as rows of text: what its cells show, never what they would compute.

A workbook is a zip of XML: neither is unpacked beyond a limit, and XML that defines entities is refused.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from xml.parsers import expat

from openpyxl import load_workbook

from pactline.importing.csv_rows import MOST_CELLS, MOST_COLUMNS
from pactline.importing.imported import ImportFailedError, Log
from pactline.text.nearest import nearest, quoted

MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all parts together
_MOST_PARTS = 2_000
_AT_ONCE = 1 << 16


def is_workbook(content: bytes) -> bool:
    """Say whether a file is a workbook, by its parts."""
    if not content.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "xl/workbook.xml" in parts.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def rows(content: bytes, sheet: str | None, log: Log) -> list[list[str]]:
    """Return a sheet's rows of cells.

    Args:
        content: Of the file.
        sheet: Its name; ``None`` for the first one that holds something.
        log: Is told of the other sheets.

    Raises:
        ImportFailedError: It is no workbook, is too large, or has no such sheet.
    """
    _must_be_harmless(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        try:
            return _rows(book, sheet, log)
        finally:
            book.close()
    except ImportFailedError:
        raise
    except Exception as error:  # noqa: BLE001 - the library raises whatever a broken part makes of it
        raise ImportFailedError(
            f"the workbook cannot be read ({type(error).__name__})", "save it anew, or as CSV"
        ) from None


def _rows(book: Any, sheet: str | None, log: Log) -> list[list[str]]:
    names = [one.title for one in book.worksheets]
    if sheet is not None and sheet not in names:
        raise ImportFailedError(
            f"the workbook has no sheet {quoted(sheet)}", nearest(sheet, names, f"its sheets: {', '.join(names)}")
        )
    chosen: list[list[str]] = []
    name = ""
    for one in book.worksheets:
        if sheet is not None and one.title != sheet:
            continue
        chosen, name = list(_cells(one)), one.title
        if any(any(row) for row in chosen):
            break
    for other in names:
        if other != name:
            log.left("another sheet of the workbook", f"sheet {other!r}", f"--sheet {other!r} reads it")
    return chosen


def _cells(sheet: Any) -> Iterator[list[str]]:
    seen = 0
    for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        seen += len(cells) or 1
        if seen > MOST_CELLS:
            raise ImportFailedError(f"the sheet is larger than {MOST_CELLS:,} cells")
        yield cells


def _text(value: Any) -> str:
    """Return what a cell shows: a day without the midnight that the format adds to it, a whole number without ".0"."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, timedelta | time):
        return str(value)
    return str(value).strip()


def _must_be_harmless(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = parts.infolist()
            if len(names) > _MOST_PARTS or sum(one.file_size for one in names) > MAX_UNPACKED:
                raise ImportFailedError("the workbook unpacks to more than can be read", "save the sheet as CSV")
            left = MAX_UNPACKED
            for one in names:
                left -= _look_through(parts, one, left)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, ValueError, EOFError, OSError) as error:
        raise ImportFailedError(f"the workbook is broken ({type(error).__name__})", "save it anew, or as CSV") from None


def _look_through(parts: zipfile.ZipFile, one: zipfile.ZipInfo, left: int) -> int:
    """Unpack a part without keeping it, and return its size; what its directory says of that may be untrue."""
    parser = expat.ParserCreate() if one.filename.lower().endswith((".xml", ".rels")) else None
    if parser:
        parser.StartDoctypeDeclHandler = _refuse
    size = 0
    with parts.open(one) as part:
        while piece := part.read(_AT_ONCE):
            size += len(piece)
            if size > left:
                raise ImportFailedError("the workbook unpacks to more than can be read", "save the sheet as CSV")
            if parser:
                try:
                    parser.Parse(piece, False)
                except expat.ExpatError:
                    parser = None  # the library says what is wrong with it
    return size


def _refuse(*_: object) -> None:
    raise ImportFailedError("the workbook's XML defines names of its own, which no spreadsheet does")
