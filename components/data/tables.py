"""The rows behind the pages, to read and to take away: one table at a time, in parts, sorted, with chosen columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from components.parts import markup
from components.parts.rows import country_name
from pactline.export import shown_rows
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.query.table_rows import number_of, ordered, sortable
from pactline.record.values import is_slug
from pactline.tables.columns import TABLES, TAKEN
from pactline.text.direction import joined
from pactline.wording import has, text

PART = 40  # rows shown at once

# What a reader looks at first; the first of them that stands for the row leads to its event.
FIRST = {
    "events": ("date_words", "title", "actors", "themes", "importance", "place"),
    "claims": ("text", "status", "said_by", "independent", "known", "sources"),
    "reactions": ("actor", "date_words", "act", "stance", "speaker", "summary"),
    "citations": ("source_id", "publisher", "part", "originators", "kind", "state_controlled", "claim_id"),
    "estimates": ("metric", "counts", "as_of_words", "low", "high", "value", "unit", "estimator_name", "side", "words"),
    "sources": ("title", "publisher_name", "kind", "country", "state_controlled", "published", "read", "url"),
}
_LEADING = {
    "events": "title",
    "claims": "text",
    "reactions": "summary",
    "citations": "source_id",
    "estimates": "metric",
    "sources": "title",
}
_NAMED = {
    "actor": "actor",
    "actors": "actor",
    "themes": "theme",
    "main_theme": "theme",
    "publisher": "publisher",
}  # ids with a name
# Columns of ids, or of few words, whose values have a word of ours, and where it stands.
_WORDED = {
    "status": "status",
    "act": "act",
    "stance": "stance",
    "part": "part",
    "kind": "kind",
    "counts": "numbers.counts",
    "cumulative": "numbers.cumulative",
    "side": "numbers.side",
    "read": "sources.read",
    "weak_host": "weak_host",
}
_LINKS = ("url", "archived_url")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the open table.

    Attributes:
        name: As in the files.
        label: What the reader reads.
        shown: Whether it is chosen.
        toggled: The selection with it chosen, or not; ``None`` for the last one left.
        sorting: ``ascending``, ``descending`` or nothing.
        sorted_by: The selection with the next of these; ``None`` where it cannot be sorted by.
        number: Whether it holds numbers.
    """

    name: str
    label: str
    shown: bool
    toggled: Selection | None
    sorting: str
    sorted_by: Selection | None
    number: bool


def data_tables(view: View, *, start: int = 0) -> None:
    """Draw the choice of tables, the open one, and the buttons that take rows away.

    Args:
        view: What is shown; its selection names the open table, its order and its columns.
        start: Place of the first row to show.
    """
    with st.container(key="data-table"):
        st.html(markup.render("data/table.html", **table_values(view, start)))
    st.html(markup.render("data/take.html"))
    with st.container(key="take-away", horizontal=True):
        files = {name: f"pactline-{name}.csv" for name in TAKEN}
        for name, file in files.items():
            st.download_button(
                text("data.csv", what=text(f"data.{name}")),
                partial(shown_rows.csv_file, view, name),
                file_name=file,
                mime="text/csv",
                on_click="ignore",
                key=f"csv-{name}",
            )
        st.download_button(
            text("data.csv_about"),
            partial(shown_rows.csv_metadata, view, files),
            file_name="csv-metadata.json",  # where CSV on the Web looks for what is said of a folder's files
            mime="application/csvm+json",
            on_click="ignore",
            key="csv-about",
        )
        st.download_button(
            text("data.json"),
            lambda: shown_rows.to_json(view),
            file_name="pactline.json",
            mime="application/json",
            on_click="ignore",
            key="json",
        )


def table_values(view: View, start: int = 0) -> dict[str, Any]:
    """Return the tables to choose from, and the open one, for the template.

    Returns:
        ``tables``: name, label, number of rows, selection, whether it is open; ``columns``: all of the open table's;
        ``rows``: for each shown row its cells and ``lead``, the attributes of the link to what it is about.
    """
    selection = view.selection
    name = selection.table or "events"
    every = columns(selection)
    shown = [column for column in every if column.shown]
    every_row = ordered(view, name, selection.by)
    start = min(max(start, 0), max(len(every_row) - 1, 0)) // PART * PART
    rows = every_row[start : start + PART]
    names = [column.name for column in shown]
    needed = [*names, *(one for one in _ids(name) if one not in names)]
    content = shown_rows.table(view, name, rows=rows, columns=needed)
    records: Sequence[Mapping[Any, Any]] = content.astype(object).where(content.notna(), None).to_dict("records")
    return {
        "name": name,
        "tables": [
            (one, text(f"data.{one}"), number_of(view, one), replace(_plain(selection), table=_key(one)), one == name)
            for one in TAKEN
        ],
        "columns": every,
        "shown": shown,
        "chosen": bool(selection.columns),
        "reset": replace(selection, columns=()),
        "leading": _LEADING[name] if _LEADING[name] in names else names[0],
        "rows": [_row(view, name, record, names) for record in records],
        "start": start,
        "after": start + len(rows),
        "total": len(every_row),
        "size": PART,
        "selection": selection,
    }


def columns(selection: Selection) -> list[Column]:
    """Return the columns of the open table, in the order of the files."""
    name = selection.table or "events"
    chosen = [one for one in TAKEN[name] if one in (selection.columns or FIRST[name])]
    order = [*(one for one in FIRST[name] if one in chosen), *(one for one in chosen if one not in FIRST[name])]
    order += [one for one in TAKEN[name] if one not in order]
    by = selection.by or ""
    return [
        Column(
            name=column,
            label=text(f"column.{column}"),
            shown=column in chosen,
            toggled=_toggled(selection, name, column, chosen),
            sorting="" if by.removeprefix("-") != column else "descending" if by.startswith("-") else "ascending",
            sorted_by=replace(selection, by=_next(by, column)) if column in sortable(name) else None,
            number=TABLES[name].get(column) in ("small", "count", "float", "year"),
        )
        for column in order
    ]


def _next(by: str, column: str) -> str | None:
    """Return how a column is sorted next: ascending, descending, as it stood."""
    return {column: f"-{column}", f"-{column}": None}.get(by, column)


def _toggled(selection: Selection, name: str, column: str, chosen: list[str]) -> Selection | None:
    left = [one for one in TAKEN[name] if (one in chosen) != (one == column)]
    if not left:
        return None
    return replace(selection, columns=() if set(left) == set(FIRST[name]) else tuple(left))


def _plain(selection: Selection) -> Selection:
    """Return a selection without what is said of one table alone."""
    return replace(selection, table=None, by=None, columns=())


def _key(name: str) -> str | None:
    return None if name == "events" else name


def _ids(name: str) -> tuple[str, ...]:
    """Return the columns that say what a row is about."""
    own = {"events": ("event_id",), "estimates": ("event_id", "metric"), "sources": ("publisher",)}
    own |= {"claims": ("event_id", "claim_id"), "citations": ("event_id", "claim_id")}
    return own.get(name, ("event_id",))


def _row(view: View, name: str, record: Mapping[Any, Any], names: list[str]) -> dict[str, Any]:
    return {"lead": _lead(view, name, record), "cells": [_cell(view, column, record[column]) for column in names]}


def _lead(view: View, name: str, record: Mapping[Any, Any]) -> tuple[str, Selection, str] | None:
    """Return where a row leads: a page, its selection, and perhaps a place on it."""
    plain = _plain(view.selection)
    if name == "sources":
        houses = view.frames.names["publisher"]
        house = record["publisher"]
        return ("sources", replace(plain, publishers=(house,)), "") if house in houses else None
    if record["event_id"] is not None:
        place = record.get("claim_id") or ""
        return "event", replace(plain, event=record["event_id"]), place
    metric = record["metric"]
    return "numbers", plain, f"figure-{metric}" if is_slug(metric) else ""


def _cell(view: View, column: str, value: Any) -> dict[str, Any]:
    """Return what a cell says: ``words``; ``status`` where it has a sign, ``url`` where it is a link."""
    if value is None or value != value or value == "":  # noqa: PLR0124 - NaN alone
        return {"words": ""}
    if column == "status":
        return {"words": text(f"status.{value}"), "status": value}
    if column in _LINKS:
        return {"words": str(value), "url": value}
    if isinstance(value, bool | np.bool_):
        return {"words": text("data.yes" if value else "data.no")}
    if isinstance(value, int | float):
        return {"words": f"{value:,.10g}"}
    return {"words": _word(view, column, str(value))}


def _word(view: View, column: str, value: str) -> str:
    if column in _NAMED:
        names = view.frames.names[_NAMED[column]]
        return joined((names.get(one, one) for one in value.split("; ")), "; ")
    if column == "country":
        return country_name(view.frames, value)
    if column == "state_controlled" and value in ("yes", "no"):
        return text(f"data.{value}")
    if column == "metric":
        return str(view.frames.dossier.metrics[value].label or value)
    stem = _WORDED.get(column)
    if stem is None:
        return value
    key = f"{stem}_{value}" if column == "read" else f"{stem}.{value}"
    return text(key) if has(key) else "" if value == "none" else value
