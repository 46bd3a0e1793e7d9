"""The rows of what is shown, as they leave the house: on the data page, and in files."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from pactline.query.select import View
from pactline.query.table_rows import rows_of
from pactline.record.vocabulary import REACTS
from pactline.tables.columns import NAMES_OF, TABLES, TAKEN, declared, lists, texts
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows

_FEW = 200  # rows whose links are looked up one by one


def table(view: View, name: str, *, rows: Rows | None = None, columns: Sequence[str] = ()) -> pd.DataFrame:
    """Return a table of what is shown as it leaves the house.

    Days are ISO text, an open side or a year outside 1-9999 is missing. Several ids are a tuple. What
    ``pactline.tables.columns.GATHERED`` declares stands beside a table's own columns.

    Args:
        view: What is shown.
        name: ``events``, ``claims``, ``reactions``, ``citations``, ``estimates`` or ``sources``.
        rows: Some of the rows of the record's own table, in the order wanted; without them, all that are shown.
        columns: Some of ``TAKEN``; without them, all.
    """
    frames = view.frames
    rows = rows_of(view, name) if rows is None else rows
    given = {
        column: _own(frames, name, column, rows) if column in TABLES[name] else _gathered(frames, name, column, rows)
        for column in columns or TAKEN[name]
    }
    return pd.DataFrame(given, index=pd.RangeIndex(len(rows)))


def called(frames: Frames, name: str, content: pd.DataFrame) -> pd.DataFrame:
    """Return a table with names in place of the ids of voices, as ``by_name`` of their columns says."""
    named = [column for column in content if declared(name, str(column)).by_name]
    return content.assign(**{str(column): content[column].map(frames.called) for column in named})


def _own(frames: Frames, name: str, column: str, rows: Rows) -> Any:
    """Return a column of the record's own, its days as text."""
    values = frames.stored.column(name, column).take(rows).reset_index(drop=True)
    if TABLES[name][column].type != "day":
        return values
    days = _iso(values)
    if column in ("earliest", "latest"):
        side = "open_start" if column == "earliest" else "open_end"
        drawable, open_ = (frames.stored.column(name, one).to_numpy()[rows].astype(bool) for one in ("drawable", side))
        days[~drawable | open_] = None
    return days


def _gathered(frames: Frames, name: str, column: str, rows: Rows) -> Any:
    """Return a column that stands in another table, or in a register."""
    if column in NAMES_OF:
        return texts([frames.voice(one) for one in frames.stored.column(name, NAMES_OF[column]).take(rows)])
    if column == "unit":
        metrics = frames.dossier.metrics
        return texts([metrics[one].unit for one in frames.stored.column(name, "metric").take(rows)])
    if column in ("actors", "themes"):
        return _leading_to(frames, f"event_{column}", "event", column.removesuffix("s"), rows)
    if name == "claims":
        return _leading_to(frames, "citations", "claim", "source_id", rows)
    found: dict[str, dict[str, None]] = {}
    owners = "estimates/" + frames.stored.column(name, "estimate_id").take(rows)
    evidence = frames.evidence[frames.evidence["owner"].isin(owners)]
    for owner, source in zip(evidence["owner"], evidence["source_id"], strict=True):
        found.setdefault(owner, {})[source] = None
    return lists([tuple(found.get(owner, ())) for owner in owners])


def _leading_to(frames: Frames, links: str, key: str, value: str, rows: Rows) -> pd.Series:
    """Return what leads to each row, each value once."""
    owners = frames.stored.column(links, key).to_numpy()
    if len(rows) <= _FEW:
        own = np.concatenate([frames.index.rows_of(links, key, row) for row in rows.tolist()] or [rows])
    else:
        own = np.flatnonzero(np.isin(owners, rows))
    if links == "event_actors":
        own = own[frames.stored.column(links, "part").take(own).to_numpy() != REACTS]
    found: dict[int, dict[str, None]] = {}
    for owner, one in zip(owners[own].tolist(), frames.stored.column(links, value).take(own).tolist(), strict=True):
        found.setdefault(owner, {})[one] = None
    return lists([tuple(found.get(row, ())) for row in rows.tolist()])


def _iso(days: pd.Series) -> pd.Series:
    return pd.Series(
        [f"{day:%Y-%m-%d}".rjust(10, "0") if pd.notna(day) else None for day in days], index=days.index, dtype="object"
    )
