"""CSV that spreadsheets and ``pandas.read_csv`` read plainly, and the statement that stands beside it.

The file holds a header and rows, nothing else: a line that only we take for a comment is a row to every other reader.
What it is (edition, selection, licence) stands in a second file, in the form that CSV on the Web has for this.
"""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Any

import pandas as pd

from pactline.export.kinds import DATATYPES, kind_of, plain_words
from pactline.tables.columns import Column, Columns

MARK = "\ufeff"  # without it spreadsheets take UTF-8 for an old code page; pandas and csvkit pass over it
BESIDE = "-metadata.json"  # where CSV on the Web looks for what is said of a file: after the file's own name
_SIGNS = "=+-@"  # with these a spreadsheet's formula begins, in full width too where such letters are typed
_QUOTE = '"'
_ODD = re.compile(r'[;"\r\n]|^\s|\s$|^$')  # texts that could not be told apart from their neighbours
_CONTROLS = "\t\r\n"  # a spreadsheet drops them, and takes what follows for the beginning
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)*%?")
# The letters of EDTF: nothing that names a function or leads outside.
_TIME = r"(?:T[0-9:]+(?:Z|[+-][0-9:]+)?)?"
_DATE = re.compile(rf"[-0-9XY./?~%]+{_TIME}(?:/[-0-9.]*{_TIME})?")


def written(rows: pd.DataFrame, *, dates: Collection[str] = ()) -> str:
    """Return a table as CSV (RFC 4180); a missing value is an empty cell, a tuple is ``several``.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.

    Args:
        rows: The table.
        dates: Columns of dates as text (EDTF): ``-0043`` is a year, not a formula.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    dated = [column in dates for column in rows.columns]
    for row in rows.astype(object).where(rows.notna(), "").itertuples(index=False):
        writer.writerow([_cell(value, date=date) for value, date in zip(row, dated, strict=True)])
    return out.getvalue()


def several(texts: Iterable[str]) -> str:
    """Return several texts as one cell: ``A; B``.

    One that has the sign between them, a quotation mark, a new line, or blanks at its ends stands in quotation marks,
    its own ones doubled, as a CSV of one row with semicolons has it:
    ``csv.reader([cell], delimiter=";", skipinitialspace=True)`` reads them back.
    """
    return "; ".join(f'"{one.replace(_QUOTE, _QUOTE * 2)}"' if _ODD.search(one) else one for one in texts)


def _cell(value: object, *, date: bool) -> object:
    if isinstance(value, bool):
        return "true" if value else "false"  # as XML Schema, and with it CSV on the Web, spells them
    if isinstance(value, tuple):
        return harmless(several(value))
    if isinstance(value, str):
        return value if date and _DATE.fullmatch(value) else harmless(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def harmless(text: str) -> str:
    """Return a text as it may stand in a cell: what a spreadsheet would calculate becomes what it shows."""
    begins = next((sign for sign in text if not _passed_over(sign)), "")
    formula = unicodedata.normalize("NFKC", begins)[:1] in (*_SIGNS,) and not _NUMBER.fullmatch(text)
    return f"'{text}" if formula or text[:1] in (*_CONTROLS,) else text


def metadata(
    about: Mapping[str, str],
    files: Mapping[str, Columns],
    *,
    title: str | None,
    licence: str | None,
    note: str,
) -> str:
    """Return what is to be said of CSV files, as metadata of CSV on the Web (a table group, as JSON).

    Args:
        about: What the files state of themselves, by name.
        files: Their columns and what is declared of them, by file name.
        title: What the record is called.
        licence: Under which it may be used.
        note: How its cells are to be read.
    """
    content: dict[str, Any] = {"@context": "http://www.w3.org/ns/csvw"}
    content |= {"dc:title": title} if title else {}
    content |= {"dc:license": licence} if licence else {}
    content |= {"dc:description": note, "notes": [dict(about)]}
    content["tables"] = [
        {"url": file, "tableSchema": {"columns": [_described(column, what) for column, what in columns.items()]}}
        for file, columns in files.items()
    ]
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _described(column: str, what: Column) -> dict[str, str]:
    meaning = {"dc:description": plain_words(what.meaning)} if what.meaning else {}
    return {"name": column, "titles": column, "datatype": DATATYPES[kind_of(what)], **meaning}


def _passed_over(sign: str) -> bool:
    """Say whether a spreadsheet may drop a sign from a cell's beginning: blanks, and what nobody sees."""
    return sign.isspace() or unicodedata.category(sign) in ("Cc", "Cf")
