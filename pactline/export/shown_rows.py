"""Exactly what is shown, as files: CSV per table, with a statement beside it, and JSON of all, with its own."""

import json
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from pactline.export import plain_csv
from pactline.query.select import View
from pactline.query.table_rows import ordered, rows_of
from pactline.record.vocabulary import REACTS
from pactline.tables.columns import LISTS, NAMES_OF, OPTIONAL, TABLES, TAKEN, Type, declared, lists, texts
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows
from pactline.wording import text

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


def to_csv(view: View, name: str) -> str:
    """Return a table as CSV (``plain_csv``): a header and rows, nothing else.

    The table that the selection has open has its order, and where columns are chosen, these. Dates and numbers stand
    as they are; any other text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    open_ = name == (view.selection.table or "events")
    rows = ordered(view, name, view.selection.by if open_ else None)
    content = called(view.frames, name, table(view, name, rows=rows, columns=_columns(view, name)))
    dates = [column for column, what in TABLES[name].items() if what.edtf or what.type == "day"]
    return plain_csv.written(content, dates=dates)


def called(frames: Frames, name: str, content: pd.DataFrame) -> pd.DataFrame:
    """Return a table with names in place of the ids of voices, as ``by_name`` of their columns says."""
    named = [column for column in content if declared(name, str(column)).by_name]
    return content.assign(**{str(column): content[column].map(frames.called) for column in named})


def csv_file(view: View, name: str) -> bytes:
    """Return a table as a CSV file: ``to_csv`` in UTF-8, with the mark by which spreadsheets know it."""
    return (plain_csv.MARK + to_csv(view, name)).encode()


def csv_metadata(view: View, files: Mapping[str, str]) -> str:
    """Return what is to be said of CSV files: edition, licence, selection, numbers, columns; as CSV on the Web has it.

    Args:
        view: What they show.
        files: Names of the files by table.
    """
    edition = view.frames.dossier.edition
    return plain_csv.metadata(
        stated(view),
        {file: _columns(view, name) for name, file in files.items()},
        title=edition.title,
        licence=edition.licence,
        note=text("data.csv_read"),
    )


def to_json(view: View) -> str:
    """Return all tables of what is shown as one JSON object, with ``edition`` and ``selection``; cells as in CSV."""
    content: dict[str, Any] = {"about": stated(view), "selection": view.selection.filters.to_query()}
    for name in TAKEN:
        rows = called(view.frames, name, table(view, name))
        own = {column: rows[column].map(partial(_cell, kind)) for column, kind in _lists(name)}
        rows = rows.assign(**own)
        content[name] = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain)


def stated(view: View) -> dict[str, str]:
    """Return what a file must say of itself: edition, licence, selection, numbers."""
    frames, edition = view.frames, view.frames.dossier.edition
    known = {
        "edition": edition.version,
        "as of": edition.as_of.isoformat() if edition.as_of else None,
        "licence": edition.licence,
        "selection": urlencode(view.selection.filters.to_query(), doseq=True) or "the whole record",
        "events": f"{len(view.event_rows)} of {frames.index.events}",
        "claims": f"{len(view.claim_rows)} of {frames.index.claims}",
    }
    return {key: value for key, value in known.items() if value}


def _columns(view: View, name: str) -> tuple[str, ...]:
    """Return the columns that a table is taken away with."""
    asked = view.selection
    chosen = asked.columns if name == (asked.table or "events") else ()
    return tuple(chosen or TAKEN[name])


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


def _lists(name: str) -> list[tuple[str, Type]]:
    types = ((column, declared(name, column).type) for column in TAKEN[name])
    return [(column, kind) for column, kind in types if kind in LISTS]


def _cell(kind: Type, own: tuple[str, ...]) -> str | None:
    return plain_csv.several(own) if own or kind not in OPTIONAL else None


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


def _plain(value: Any) -> Any:
    return value.item()  # numpy's numbers and truths
