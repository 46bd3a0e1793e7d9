"""Rows of tables as plain values for templates."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from pactline.record.date_words import in_words
from pactline.tables.frames import Frames

Row = TypeVar("Row")


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as dicts; what is missing is ``None``, a day is a ``Timestamp``."""
    names = [str(name) for name in table.columns]
    columns = [_plain(table[name]) for name in table.columns]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


_CALLED = ("said_by", "originators", "via", "carried_by", "publisher", "estimator")  # columns of ids that have names


def named_rows(record: Frames, table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as ``rows`` does, and beside the ids of publishers and voices what these are called.

    Beside a list of ids stands a tuple of names in its order, as ``said_by_names``; beside one id a name, as
    ``publisher_name``, which is empty where nobody is given.
    """
    found = rows(table)
    for column in (one for one in _CALLED if one in table):
        for row in found:
            value = row[column]
            if isinstance(value, tuple):
                row[f"{column}_names"] = record.called(value)
            else:
                row[f"{column}_name"] = record.voice(value) if value else ""
    return found


def records(table: pd.DataFrame, kind: type[Row]) -> list[Row]:
    """Return a table's rows as values of a class, each of whose fields is a column; other columns are left out."""
    columns = [_plain(table[name]) for name in kind.__annotations__]
    return [kind(*values) for values in zip(*columns, strict=True)]


def _plain(column: pd.Series) -> Sequence[Any]:
    # Integers and truths are never missing; asking each column costs more than the rest of it.
    if column.dtype.kind in "iub":
        return column.tolist()
    values: list[Any] = column.array.astype(object).tolist() if column.dtype.kind == "M" else column.tolist()
    return [None if value != value or value is pd.NaT else value for value in values]  # noqa: PLR0124 - NaN alone


def day_words(day: date) -> str:
    """Return a day as a reader says it: "19 June 2024"."""
    return in_words(("day", day.year, day.month, day.day))
