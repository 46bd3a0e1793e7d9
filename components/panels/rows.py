"""Rows of tables as plain values for templates."""

from datetime import date
from typing import Any

import pandas as pd

from pactline import edtf


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as dicts; what is missing is ``None``."""
    plain = table.astype(object).where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def day_words(day: date) -> str:
    """Return a day as a reader says it: "19 June 2024"."""
    return edtf.parse(f"{day:%Y-%m-%d}".rjust(10, "0")).words
