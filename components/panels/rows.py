"""Rows of tables as plain values for templates."""

from datetime import date
from typing import Any

import pandas as pd

from pactline import edtf


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as dicts; what is missing is ``None``."""
    # Column by column: pandas' own ways over whole tables take some 5 ms, whatever the number of rows.
    names = [str(name) for name in table.columns]
    columns = [
        [None if missing else value for value, missing in zip(values.tolist(), values.isna().tolist(), strict=True)]
        for _, values in table.items()
    ]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def day_words(day: date) -> str:
    """Return a day as a reader says it: "19 June 2024"."""
    return edtf.parse(f"{day:%Y-%m-%d}".rjust(10, "0")).words
