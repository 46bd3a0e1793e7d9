"""The rows behind the pages, to read: one table at a time, in parts, sorted, with chosen columns."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

import numpy as np
from markupsafe import Markup

from components.parts import draw, markup
from components.parts.moulds import GAPS, Mould, mould
from components.parts.portion import at_once
from components.parts.ways import Otherwise, Value, Ways, filled, waiting_at
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
_ROWS = 2000  # that are kept as they are drawn, of a table and its columns

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
        toggled: What is chosen with it too, or without it, as a selection has it; ``None`` for the last one left.
        sortable: Whether it can be sorted by.
        sorting: ``ascending``, ``descending`` or nothing.
        sorted_by: The next of these, as a selection has it.
        number: Whether it holds numbers.
    """

    name: str
    label: str
    shown: bool
    toggled: tuple[str, ...] | None
    sortable: bool
    sorting: str
    sorted_by: str | None
    number: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; ``status`` where it has a sign, ``url`` where it is a link."""

    words: str
    status: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a row leads: a page, what its selection has otherwise, and a place on it, which may be empty."""

    page: str
    otherwise: Otherwise
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its cells in the order of the columns; ``made`` is it as it is drawn, but for its link."""

    lead: Lead | None
    cells: list[Cell]
    made: Mould = field(repr=False)


@dataclass(frozen=True, slots=True)
class OfferedTable:
    """A table to choose, its number of rows, its link, and whether it is open."""

    name: str
    label: str
    number: int
    link: Markup
    open: bool


@dataclass(frozen=True, slots=True)
class RowValues:
    """A row as it is drawn; ``link`` is empty where it leads nowhere."""

    template: ClassVar = "data/row.html"
    cells: list[tuple[Cell, Column]]
    leading: str
    link: Markup
    place: str


@dataclass(frozen=True, slots=True)
class ChooserValues:
    """All columns to choose from.

    Attributes:
        chosen: Whether the reader chose.
        to: Returns the attributes of a link that waits, by what its selection has otherwise in a field.
    """

    template: ClassVar = "data/columns.html"
    columns: list[Column]
    chosen: bool
    to: Callable[[str, Value], Markup]


@dataclass(frozen=True, slots=True)
class HeadsValues:
    """What stands above the shown columns; ``to`` as in the chooser."""

    template: ClassVar = "data/heads.html"
    columns: list[Column]
    to: Callable[[str, Value], Markup]


@dataclass(frozen=True, slots=True)
class TableValues:
    """The tables to choose from, and the open one.

    Attributes:
        name: Of the open table.
        chooser: All of its columns, to choose; ``heads``: what stands above those shown; as HTML.
        line: Returns a row as HTML.
        start: Place of the first row shown; ``after``: after the last; of ``total``, ``size`` at a time.
    """

    template: ClassVar = "data/table.html"
    name: str
    tables: list[OfferedTable]
    chooser: Markup
    heads: Markup
    rows: list[Row]
    line: Callable[[Row], Markup]
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
    selection, record = view.selection, view.frames
    name = selection.table or "events"
    names = tuple(column.name for column in columns(record, name, selection.columns) if column.shown)
    every_row = ordered(view, name, selection.by)
    size = at_once(PART)
    start = min(max(start, 0), max(len(every_row) - 1, 0)) // size * size
    rows = every_row[start : start + size]
    plain = Ways(_plain(selection))
    chooser, heads = _heads(record, name, selection.columns, selection.by)
    return TableValues(
        name=name,
        tables=[
            OfferedTable(
                name=one,
                label=text(f"data.{one}"),
                number=number_of(view, one),
                link=plain.go("data", table=_key(one)),
                open=one == name,
            )
            for one in TAKEN
            if one in ("events", name) or one in _offered(record)
        ],
        chooser=Markup(filled(chooser, selection)),  # noqa: S704 - out of the escaping template, as below
        heads=Markup(filled(heads, selection)),  # noqa: S704
        rows=_rows(view, name, rows.tolist(), names),
        line=lambda row: Markup(  # noqa: S704
            row.made(plain.go(row.lead.page, **row.lead.otherwise) if row.lead else "")
        ),
        start=start,
        after=start + len(rows),
        total=len(every_row),
        size=size,
    )


@kept(32)
def _heads(record: Frames, name: str, chosen: tuple[str, ...], by: str | None) -> tuple[str, str]:
    """Return the choice of columns, and what stands above those shown, as HTML whose links wait."""
    every = columns(record, name, chosen, by)

    def to(field: str, value: Value) -> Markup:
        return waiting_at("data", field, value)

    heads = HeadsValues([column for column in every if column.shown], to)
    return markup.render(ChooserValues(every, bool(chosen), to)), markup.render(heads)


@kept(4)
def _offered(record: Frames) -> tuple[str, ...]:
    """Return the tables of which a record has anything."""
    return tuple(one for one in TAKEN if _holds(record, one))


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


def columns(record: Frames, name: str, asked: tuple[str, ...] = (), by: str | None = None) -> list[Column]:
    """Return the columns of a table, those shown first.

    Args:
        record: Whose table it is.
        name: Of the table.
        asked: The columns that a selection asks for; none for those that a reader sees first.
        by: What a selection sorts by.
    """
    first, by = first_columns(record, name), by or ""
    chosen = [one for one in TAKEN[name] if one in (asked or first)]
    order = [*(one for one in first if one in chosen), *(one for one in chosen if one not in first)]
    order += [one for one in TAKEN[name] if one not in order]
    return [
        Column(
            name=column,
            label=text(f"column.{column}"),
            shown=column in chosen,
            toggled=_toggled(name, column, chosen, first),
            sortable=column in SORTABLE[name],
            sorting="" if by.removeprefix("-") != column else "descending" if by.startswith("-") else "ascending",
            sorted_by=_next(by, column),
            number=declared(name, column).type in _NUMBERS,
        )
        for column in order
    ]


def _next(by: str, column: str) -> str | None:
    """Return how a column is sorted next: ascending, descending, as it stood."""
    return {column: f"-{column}", f"-{column}": None}.get(by, column)


def _toggled(name: str, column: str, chosen: Collection[str], first: Collection[str]) -> tuple[str, ...] | None:
    left = tuple(one for one in TAKEN[name] if (one in chosen) != (one == column))
    return None if not left else () if set(left) == set(first) else left


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


def _rows(view: View, name: str, rows: Sequence[int], names: tuple[str, ...]) -> list[Row]:
    """Return rows of a table with some of its columns; those that were asked for lately are not made again."""
    lately = _lately(view.frames, name, names)
    found = {row: one for row in rows if (one := lately.get(row))}
    if missing := [row for row in rows if row not in found]:
        made = dict(zip(missing, _made(view, name, missing, names), strict=True))
        found |= made
        if len(lately) + len(made) > _ROWS:
            lately.clear()
        lately |= made
    return [found[row] for row in rows]


@kept(8)
def _lately(_: Frames, name: str, names: tuple[str, ...]) -> dict[int, Row]:  # noqa: ARG001 - of a cache's key
    return {}


def _made(view: View, name: str, rows: Sequence[int], names: tuple[str, ...]) -> list[Row]:
    record = view.frames
    needed = [*names, *(one for one in _ids(name) if one not in names)]
    content = shown_rows.table(view, name, rows=np.array(rows, dtype=np.intp), columns=needed)
    records: Sequence[Mapping[Any, Any]] = content.astype(object).where(content.notna(), None).to_dict("records")
    shown = [column for column in columns(record, name, names) if column.shown]
    leading = _LEADING[name] if _LEADING[name] in names else names[0]
    found = []
    for one in records:
        lead, cells = _lead(record, name, one), [_cell(record, name, column, one[column]) for column in names]
        values = RowValues(
            cells=list(zip(cells, shown, strict=True)),
            leading=leading,
            link=GAPS[0] if lead else Markup(),
            place=lead.place if lead else "",
        )
        found.append(Row(lead, cells, mould(values)))
    return found


def _lead(record: Frames, name: str, row: Mapping[Any, Any]) -> Lead | None:
    """Return where a row leads."""
    if name == "sources":
        house = row["publisher"]
        return Lead("sources", {"publishers": (house,)}, "") if house in record.names["publisher"] else None
    if row["event_id"] is not None:
        return Lead("event", {"event": row["event_id"]}, row.get("claim_id") or "")
    metric = row["metric"]
    return Lead("numbers", {}, f"figure-{metric}" if is_slug(metric) else "")


def _cell(record: Frames, name: str, column: str, value: Any) -> Cell:  # noqa: PLR0911 - one a kind of value
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
        return Cell(joined((_called(record, name, column, one) for one in value), "; "))
    if isinstance(value, int | float):
        return Cell(f"{value:,.10g}")
    return Cell(_word(record, name, column, str(value)))


def _called(record: Frames, name: str, column: str, one: str) -> str:
    """Return what an id is called where the column has its names; else the id."""
    what = declared(name, column)
    if what.register == "voice" and what.by_name:
        return record.voice(one)
    return record.names[what.register].get(one, one) if what.register in _NAMED else one


def _word(record: Frames, name: str, column: str, value: str) -> str:
    if declared(name, column).register in _NAMED:
        return _called(record, name, column, value)
    if column == "country":
        return country_name(record, value)
    if column == "state_controlled" and value in ("yes", "no"):
        return text(f"data.{value}")
    if column == "metric":
        return str(record.dossier.metrics[value].label or value)
    stem = _WORDED.get(column)
    if stem is None:
        return value
    key = f"{stem}_{value}" if column == "read" else f"{stem}.{value}"
    return text(key) if has(key) else "" if value == NONE else value
