"""What is shown as a workbook (Office Open XML): a sheet a table, ids that lead to their rows, heads that stay."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from pactline.export import plain_csv
from pactline.export.about import stated
from pactline.export.file_tables import FILES, columns_of, rows
from pactline.export.kinds import kind_of
from pactline.query.view import View
from pactline.record.values import is_safe_url
from pactline.tables.columns import Columns
from pactline.wording import text

MOST_ROWS = 1_048_576  # of a sheet, its head counted, as all readers of the format have it
_MOST_LETTERS = 32_767  # of a cell
_MOST_LINKS = 60_000  # of a sheet; Excel opens no more than 65,530
_CUT = "…"
_NARROW, _WIDE, _WIDEST = 12, 24, 60  # letters
_LONG = ("text", "summary", "note", "words", "title", "event_title", "source_title", "quote", "translation")
# The table, and its column, to which an id in another table leads.
_HOMES = {"event": ("events", "event_id"), "claim": ("claims", "claim_id"), "source": ("sources", "source_id")}
SHEETS = {"history": "status history"}  # Excel keeps the name "history" for itself
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def to_workbook(view: View, base: str = "") -> bytes:
    """Return all tables of what is shown as one workbook; those without a row are left out, and said to be.

    Texts are texts: nothing in it is calculated. One longer than a cell may be is cut and ends in "…".

    Args:
        view: What is shown.
        base: Where the app is served; without, addresses are words.

    Raises:
        ValueError: A table has more rows than a sheet.
    """
    tables = {name: rows(view, name, base) for name in FILES}
    for name, table in tables.items():
        if len(table) >= MOST_ROWS:
            raise ValueError(f"{name} has {len(table):,} rows, and a sheet holds {MOST_ROWS - 1:,}")
    out = io.BytesIO()
    book = Workbook(out, _OPTIONS)
    as_of = view.frames.dossier.edition.as_of
    made = datetime.combine(as_of, time(), UTC) if as_of and as_of.year >= 1980 else datetime(1980, 1, 1, tzinfo=UTC)  # noqa: PLR2004 - zip's first year
    about = stated(view, base)
    book.set_properties({"title": about.get("title", text("site.name")), "created": made.replace(tzinfo=None)})
    _about(book, about, tables)
    places = {
        kind: {one: at for at, one in enumerate(tables[name][column], start=2)}
        for kind, (name, column) in _HOMES.items()
    }
    for name, table in tables.items():
        if len(table):
            _sheet(book, name, table, columns_of(name), places)
    book.close()
    return out.getvalue()


def _about(book: Workbook, about: Mapping[str, str], tables: Mapping[str, pd.DataFrame]) -> None:
    sheet, strong = book.add_worksheet(text("taken.about")), book.add_format({"bold": True})
    sheet.set_column(0, 0, _WIDE)
    sheet.set_column(1, 1, _WIDEST)
    lines = [*about.items(), ("", "")]
    for at, (key, value) in enumerate(lines):
        sheet.write_string(at, 0, key, strong)
        sheet.write_string(at, 1, _fitting(value))
    for at, (name, table) in enumerate(tables.items(), start=len(lines)):
        if len(table):
            sheet.write_url(at, 0, f"internal:'{SHEETS.get(name, name)}'!A1", string=name)
        else:
            sheet.write_string(at, 0, name)
        sheet.write_number(at, 1, len(table), book.add_format({"align": "left"}))


def _sheet(
    book: Workbook, name: str, table: pd.DataFrame, columns: Columns, places: Mapping[str, Mapping[str, int]]
) -> None:
    """Write a table into a sheet of its own."""
    sheet, head = book.add_worksheet(SHEETS.get(name, name)), book.add_format({"bold": True, "bottom": 1})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table), len(table.columns) - 1)
    left = _MOST_LINKS
    for at, column in enumerate(map(str, table.columns)):
        what = columns[column]
        narrow = kind_of(what) != "text"
        sheet.set_column(at, at, _NARROW if narrow else _WIDEST if column in _LONG else _WIDE)
        sheet.write_string(0, at, column, head)
        home = _HOMES.get(what.register)
        own = places.get(what.register, {}) if home and home != (name, column) else {}
        for row, value in enumerate(table[column], start=1):
            link = _link(value, column, own, home[0] if home else "") if left else ""
            left -= bool(link)
            _write(sheet, row, at, value, link)


def _link(value: Any, column: str, places: Mapping[str, int], home: str) -> str:
    """Return where a cell leads; empty if nowhere."""
    if not isinstance(value, str):
        return ""
    if value in places:
        return f"internal:'{home}'!A{places[value]}"
    return value if column.endswith(("url", "address")) and is_safe_url(value) and len(value) < _MOST_URL else ""


_MOST_URL = 2_000  # letters; Excel takes 2,079


def _write(sheet: Worksheet, row: int, at: int, value: Any, link: str) -> None:
    if isinstance(value, tuple):
        value = plain_csv.several(value)
    if link:
        sheet.write_url(row, at, link, string=_fitting(value))
    elif isinstance(value, str):
        if value:
            sheet.write_string(row, at, _fitting(value))
    elif value is None or value != value:  # noqa: PLR0124 - NaN alone
        return
    elif isinstance(value, bool):
        sheet.write_boolean(row, at, value)
    else:
        sheet.write_number(row, at, value)


def _fitting(value: str) -> str:
    return value if len(value) <= _MOST_LETTERS else value[: _MOST_LETTERS - 1] + _CUT
