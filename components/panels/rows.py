"""Rows of tables as plain values for templates."""

from datetime import date
from typing import Any

import pandas as pd

from pactline import edtf
from pactline.frames import Frames
from pactline.wording import has, text


def rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return a table's rows as dicts; what is missing is ``None``."""
    plain = table.astype(object).where(table.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in plain.to_dict("records")]


def day_words(day: date) -> str:
    """Return a day as a reader says it: "19 June 2024"."""
    return edtf.parse(f"{day:%Y-%m-%d}".rjust(10, "0")).words


def country_name(record: Frames, code: str) -> str:
    """Return where a publisher sits: the name of the actor, else ours for the code, else the code or word itself."""
    if code in record.names["actor"]:
        return record.names["actor"][code]
    if has(f"country.{code}"):
        return text(f"country.{code}")
    return code.upper() if len(code) == len("rus") else code
