"""The tables that leave the house, as pandas has them: days are days, truths are truths, and each is the caller's."""

import numpy as np
import pandas as pd

from pactline.export.file_tables import columns_of, rows
from pactline.export.kinds import is_truth
from pactline.query.view import View


def plain_table(view: View, name: str, base: str) -> pd.DataFrame:
    """Return a table of what is shown, which shares nothing with the record.

    Days are ``datetime64[us]``, missing where a side is open or lies outside the years 1-9999; truths are pandas'
    ``boolean``, missing where nobody says; several names or ids are a tuple; texts are ``str``.

    Args:
        view: What is shown.
        name: Of ``pactline.export.file_tables.FILES``.
        base: Where readers reach the record; empty leaves addresses relative to it.
    """
    found, held = rows(view, name, base), columns_of(name)
    for column in map(str, found.columns):
        if held[column].type == "day":
            # Through numpy: the way by nanoseconds ends at 2262.
            written = ["NaT" if pd.isna(day) else day for day in found[column]]
            found[column] = np.array(written, dtype="datetime64[us]")
        elif is_truth(held[column]):
            found[column] = found[column].astype("boolean")
    return found.copy()
