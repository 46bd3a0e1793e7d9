"""The rows of a table that a selection leaves, in the order that a reader asks for, as row numbers."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.query.select import View
from pactline.query.view import Shown
from pactline.record.vocabulary import STANCES, STATUSES
from pactline.tables.columns import LISTS, NAMES_OF, SORTABLE, TABLES
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.tables.postings import Rows

# Texts that stand for something with an order of its own: a day, or a scale.
_BY_DAY = {
    ("events", "date"): "earliest",
    ("events", "date_words"): "earliest",
    ("reactions", "date"): "day",
    ("reactions", "date_words"): "day",
    ("estimates", "as_of"): "latest",
    ("estimates", "as_of_words"): "latest",
    ("estimates", "since"): "since_day",
    ("estimates", "since_words"): "since_day",
    ("sources", "published_words"): "published",
}
# Where a view has the rows of a table.
_ROWS = {
    "claims": "claim_rows",
    "reactions": "reaction_rows",
    "citations": "citation_rows",
    "estimates": "estimate_rows",
    "sources": "source_rows",
}
_SCALES = {"status": STATUSES, "stance": STANCES}


def rows_of(view: View, name: str) -> Rows:
    """Return the shown rows of one of the tables of ``TAKEN``, as numbers of the record's own table, as they stand."""
    shown = view.shown
    if name == "events":
        return shown.event_rows[::-1] if view.selection.newest_first else shown.event_rows
    rows: Rows = getattr(shown, _ROWS[name])
    return rows


def number_of(view: View, name: str) -> int:
    """Return how many rows of a table are shown."""
    return len(rows_of(view, name))


def ordered(view: View, name: str, by: str | None) -> Rows:
    """Return the shown rows sorted by a column; equal ones as they stand, missing values last either way.

    Texts are sorted without regard to case, dates as written by their day, statuses and stances by their scale,
    ids that are taken away by name by their names.

    Args:
        view: What is shown.
        name: A table of ``TAKEN``.
        by: A column of ``SORTABLE``, with ``-`` before it from the end; anything else leaves the order.
    """
    column = (by or "").removeprefix("-")
    if column not in SORTABLE[name]:
        return rows_of(view, name)
    return _ordered(view.shown, name, column, (by or "").startswith("-"))


@kept(8)
def _ordered(shown: Shown, name: str, column: str, backwards: bool) -> Rows:  # noqa: FBT001 - of a cache's key
    rows = rows_of(View(shown.selection, shown), name)
    key = _keys(shown, name, _BY_DAY.get((name, column), column), rows)
    missing = np.isnan(key)
    order = np.argsort(np.where(missing, np.inf, -key if backwards else key), kind="stable")
    found: Rows = rows[order]
    return found


def _keys(shown: Shown, name: str, column: str, rows: Rows) -> npt.NDArray[np.float64]:
    """Return a number per row that sorts as the column does; ``nan`` where it is missing."""
    values = shown.frames.stored.column(name, NAMES_OF.get(column, column)).take(rows)
    if values.dtype.kind == "M":
        days = values.to_numpy().astype("datetime64[D]")
        return np.where(np.isnat(days), np.nan, days.astype(np.int64).astype(np.float64))
    if values.dtype.kind in "iufb":
        return values.to_numpy().astype(np.float64)
    codes, distinct = pd.factorize(values.array)  # of an index tuples would become levels
    scale = _SCALES.get(column, ())
    words = _words(shown.frames, name, column, distinct)
    places = np.full(len(words) + 1, np.nan)  # the last is what code -1, missing, reads
    given = [n for n, word in enumerate(words) if (word in scale if scale else word)]
    given.sort(key=lambda n: (scale.index(words[n]),) if scale else (words[n].casefold(), words[n]))
    places[given] = np.arange(len(given))
    return places[codes]


def _words(frames: Frames, name: str, column: str, distinct: Iterable[Any]) -> list[str]:
    """Return by what a column's distinct values sort: those of ids with names, by the names."""
    if column in NAMES_OF:
        return [frames.voice(str(one)) for one in distinct]
    if TABLES[name][column].type in LISTS:
        return ["; ".join(frames.called(one)) for one in distinct]
    return [str(one) for one in distinct]
