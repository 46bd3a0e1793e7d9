"""The rows behind the pages, to read: one table at a time, in parts, sorted, with chosen columns."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import numpy as np

from components.parts import draw, markup
from components.parts.portion import at_once
from pactline.export import shown_rows
from pactline.query.in_words import country_name
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.query.table_rows import number_of, ordered
from pactline.record.values import is_slug
from pactline.record.vocabulary import NONE
from pactline.tables.columns import SORTABLE, TAKEN, declared
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
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
_NAMED = ("actor", "publisher", "theme")  # registers whose names stand in place of their ids
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
_NUMBERS = ("small", "count", "float", "year")


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


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; ``status`` where it has a sign, ``url`` where it is a link."""

    words: str
    status: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a row leads: a page, its selection, and a place on it, which may be empty."""

    page: str
    selection: Selection
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells in the order of the columns."""

    lead: Lead | None
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class OfferedTable:
    """A table to choose, its number of rows, and whether it is open."""

    name: str
    label: str
    number: int
    selection: Selection
    open: bool


@dataclass(frozen=True, slots=True)
class TableValues:
    """The tables to choose from, and the open one.

    Attributes:
        name: Of the open table.
        columns: All of its columns; ``shown``: those that are chosen.
        chosen: Whether the reader chose them; ``reset``: the selection without that choice.
        leading: The column that stands for a row.
        start: Place of the first row shown; ``after``: after the last; of ``total``, ``size`` at a time.
    """

    template: ClassVar = "data/table.html"
    name: str
    tables: list[OfferedTable]
    columns: list[Column]
    shown: list[Column]
    chosen: bool
    reset: Selection
    leading: str
    rows: list[Row]
    start: int
    after: int
    total: int
    size: int


def data_tables(view: View, *, start: int = 0) -> None:
    """Draw the choice of tables, the open one, and the buttons that take rows away.

    Args:
        view: What is shown; its selection names the open table, its order and its columns.
        start: Place of the first row to show.
    """
    with draw.box("data-table"):
        draw.html(_html(view, start))


@kept(32)
def _html(view: View, start: int) -> str:
    return markup.render(table_values(view, start))


def table_values(view: View, start: int = 0) -> TableValues:
    """Return the tables to choose from, and the open one, for the template."""
    selection = view.selection
    name = selection.table or "events"
    every = columns(view)
    shown = [column for column in every if column.shown]
    every_row = ordered(view, name, selection.by)
    size = at_once(PART)
    start = min(max(start, 0), max(len(every_row) - 1, 0)) // size * size
    rows = every_row[start : start + size]
    names = [column.name for column in shown]
    needed = [*names, *(one for one in _ids(name) if one not in names)]
    content = shown_rows.table(view, name, rows=rows, columns=needed)
    records: Sequence[Mapping[Any, Any]] = content.astype(object).where(content.notna(), None).to_dict("records")
    return TableValues(
        name=name,
        tables=[
            OfferedTable(
                name=one,
                label=text(f"data.{one}"),
                number=number_of(view, one),
                selection=replace(_plain(selection), table=_key(one)),
                open=one == name,
            )
            for one in TAKEN
            if one in ("events", name) or _holds(view.frames, one)
        ],
        columns=every,
        shown=shown,
        chosen=bool(selection.columns),
        reset=replace(selection, columns=()),
        leading=_LEADING[name] if _LEADING[name] in names else names[0],
        rows=[_row(view, name, record, names) for record in records],
        start=start,
        after=start + len(rows),
        total=len(every_row),
        size=size,
    )


def _holds(record: Frames, table: str) -> bool:
    """Say whether a record has anything of a table, whatever is shown of it."""
    if table in ("estimates", "sources"):
        return bool(getattr(record.dossier, table))
    return len(record.column(table, "event_id" if table != "citations" else "claim")) > 0


@kept(8)
def first_columns(record: Frames, name: str) -> tuple[str, ...]:
    """Return the columns that a reader sees first, without those of the events in which no event has anything."""
    empty: set[str] = set()
    if name == "events":
        empty = {one for one in ("actors", "themes") if not len(record.column(f"event_{one}", "event"))}
        empty |= set() if record.column("events", "place").notna().any() else {"place"}
        empty |= set() if record.column("events", "importance").nunique() > 1 else {"importance"}
    return tuple(one for one in FIRST[name] if one not in empty)


def columns(view: View) -> list[Column]:
    """Return the columns of the open table, in the order of the files."""
    selection = view.selection
    name = selection.table or "events"
    first = first_columns(view.frames, name)
    chosen = [one for one in TAKEN[name] if one in (selection.columns or first)]
    order = [*(one for one in first if one in chosen), *(one for one in chosen if one not in first)]
    order += [one for one in TAKEN[name] if one not in order]
    by = selection.by or ""
    return [
        Column(
            name=column,
            label=text(f"column.{column}"),
            shown=column in chosen,
            toggled=_toggled(selection, name, column, chosen, first),
            sorting="" if by.removeprefix("-") != column else "descending" if by.startswith("-") else "ascending",
            sorted_by=replace(selection, by=_next(by, column)) if column in SORTABLE[name] else None,
            number=declared(name, column).type in _NUMBERS,
        )
        for column in order
    ]


def _next(by: str, column: str) -> str | None:
    """Return how a column is sorted next: ascending, descending, as it stood."""
    return {column: f"-{column}", f"-{column}": None}.get(by, column)


def _toggled(
    selection: Selection, name: str, column: str, chosen: Collection[str], first: Collection[str]
) -> Selection | None:
    left = [one for one in TAKEN[name] if (one in chosen) != (one == column)]
    if not left:
        return None
    return replace(selection, columns=() if set(left) == set(first) else tuple(left))


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


def _row(view: View, name: str, record: Mapping[Any, Any], names: list[str]) -> Row:
    return Row(_lead(view, name, record), [_cell(view, name, column, record[column]) for column in names])


def _lead(view: View, name: str, record: Mapping[Any, Any]) -> Lead | None:
    """Return where a row leads."""
    plain = _plain(view.selection)
    if name == "sources":
        houses = view.frames.names["publisher"]
        house = record["publisher"]
        return Lead("sources", replace(plain, publishers=(house,)), "") if house in houses else None
    if record["event_id"] is not None:
        return Lead("event", replace(plain, event=record["event_id"]), record.get("claim_id") or "")
    metric = record["metric"]
    return Lead("numbers", plain, f"figure-{metric}" if is_slug(metric) else "")


def _cell(view: View, name: str, column: str, value: Any) -> Cell:  # noqa: PLR0911 - one a kind of value
    """Return what a cell says."""
    if value is None or value != value or value in ("", ()):  # noqa: PLR0124 - NaN alone
        return Cell("")
    if column == "status":
        return Cell(text(f"status.{value}"), status=value)
    if column in _LINKS:
        return Cell(str(value), url=value)
    if isinstance(value, bool | np.bool_):
        return Cell(text("data.yes" if value else "data.no"))
    if isinstance(value, tuple):
        return Cell(joined((_called(view.frames, name, column, one) for one in value), "; "))
    if isinstance(value, int | float):
        return Cell(f"{value:,.10g}")
    return Cell(_word(view, name, column, str(value)))


def _called(record: Frames, name: str, column: str, one: str) -> str:
    """Return what an id is called where the column has its names; else the id."""
    what = declared(name, column)
    if what.register == "voice" and what.by_name:
        return record.voice(one)
    return record.names[what.register].get(one, one) if what.register in _NAMED else one


def _word(view: View, name: str, column: str, value: str) -> str:
    if declared(name, column).register in _NAMED:
        return _called(view.frames, name, column, value)
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
    return text(key) if has(key) else "" if value == NONE else value
