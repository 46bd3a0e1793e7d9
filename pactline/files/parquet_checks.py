"""What must hold across the tables of a record that another program wrote. Whole columns at a time."""

from collections.abc import Collection, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pactline.record import edtf
from pactline.record.vocabulary import SILENT
from pactline.tables.columns import STORED, Column
from pactline.tables.source import StoredTables, distinct

_LINKABLE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"  # an id that a link can carry
# Columns of ids that stand once, and whether a page would break if one stood twice.
_IDS = (
    ("events", "event_id", True),
    ("actors", "id", True),
    ("publishers", "id", True),
    ("claims", "claim_id", False),
    ("reactions", "reaction_id", False),
    ("sources", "source_id", False),
)
Found = tuple[str, str, str]  # table, message, hint


def problems(tables: StoredTables, *, thorough: bool, metrics: Collection[str]) -> list[Found]:
    """Return what keeps tables, whose columns fit, from being a record; each with the first row that shows it.

    Args:
        tables: As they were stored.
        thorough: Look also for what only spoils a page: ids of claims, reactions and publications that stand twice,
            texts that cannot be read.
        metrics: Ids of what estimates may measure.
    """
    found = [
        *_lists(tables),
        *_values(tables),
        *_dates(tables, thorough=thorough),
        *_translations(tables),
        *_ids(tables, thorough=thorough),
        *_rows(tables),
        *_orders(tables),
        *_among(tables, "estimates", "metric", metrics, "the id of a metric in record.json"),
    ]
    return found + ([*_circles(tables), *tables.unreadable()] if thorough else [])


def _columns() -> Iterator[tuple[str, str, Column]]:
    """Yield all columns of files: table, column, what is declared of it."""
    for name, columns in STORED.items():
        for column, what in columns.items():
            yield name, column, what


def _lists(tables: StoredTables) -> Iterator[Found]:
    for name, column, what in _columns():
        if not what.values:
            continue
        codes, texts = tables.coded(name, column)
        odd = np.array([*(text not in what.values for text in texts), "" not in what.values])
        if odd.any():
            yield from _first(tables, name, column, odd[codes], "one of: " + ", ".join(filter(None, what.values)))


def _values(tables: StoredTables) -> Iterator[Found]:
    for name, column, what in _columns():
        if what.least is None:
            continue
        values = tables.column(name, column).to_numpy()
        wrong = (values < what.least) | (values > (np.inf if what.most is None else what.most))
        wanted = f"at least {what.least}" if what.most is None else f"{what.least} to {what.most}"
        yield from _first(tables, name, column, wrong, wanted)
    for name in ("events", "estimates"):
        first, last = (tables.column(name, column).to_numpy() for column in ("earliest", "latest"))
        yield from _first(tables, name, "earliest", np.isnat(first), "a day")
        yield from _first(tables, name, "latest", ~(last >= first), "a day not before the earliest")
    for name in ("claims", "reactions", "estimates"):
        yield from _first(tables, name, "known", np.isnat(tables.column(name, "known").to_numpy()), "a day")
    yield from _first(tables, "history", "date", np.isnat(tables.column("history", "date").to_numpy()), "a day")
    silent = (tables.column("reactions", "act") == SILENT).to_numpy(bool)
    days = np.isnat(tables.column("reactions", "silence").to_numpy())
    yield from _first(tables, "reactions", "silence", silent & days, "the day until which somebody looked")


def _dates(tables: StoredTables, *, thorough: bool) -> Iterator[Found]:
    """Report texts that are no date, and days of events that are not those of their date."""
    for name, column, what in _columns():
        if not what.edtf:
            continue
        texts = tables.column(name, column)
        plain = np.zeros(len(texts), dtype=bool)
        if (name, column) == ("events", "date"):  # nearly all are days, which the tables have already
            days = tables.column("events", "earliest").to_numpy()
            plain = (np.datetime_as_string(days, unit="D") == texts.to_numpy(dtype=object)) & ~np.isnat(days)
        odd = {text for text in texts[~plain].dropna().unique() if not _is_date(text)}
        yield from _first(tables, name, column, texts.isin(odd).to_numpy(bool), edtf.EXPECTED)
        if (name, column) == ("events", "date") and thorough and not odd:
            for end in ("earliest", "latest"):
                own = np.array([getattr(edtf.parse(text), end).isoformat() for text in texts], dtype="datetime64[us]")
                wrong = own != tables.column("events", end).to_numpy()
                yield from _first(tables, "events", end, wrong, f"the {end} day of its date")


def _is_date(text: str) -> bool:
    try:
        edtf.parse(text)
    except edtf.DateError:
        return False
    return True


def _translations(tables: StoredTables) -> Iterator[Found]:
    for name in ("citations", "evidence"):
        given, by = (tables.column(name, column) for column in ("translation", "translation_by"))
        missing = ((given.fillna("") != "") & (by.fillna("") == "")).to_numpy(bool)
        yield from _first(tables, name, "translation_by", missing, "us or outlet, whose the translation is")


def _among(tables: StoredTables, name: str, column: str, known: Collection[str], wanted: str) -> Iterator[Found]:
    yield from _first(tables, name, column, (~tables.column(name, column).isin(list(known))).to_numpy(bool), wanted)


def _circles(tables: StoredTables) -> Iterator[Found]:
    """Report an actor that belongs to itself by way of others, and an event that is a part of itself."""
    ids, wholes = (tables.column("actors", column).tolist() for column in ("id", "part_of"))
    if circle := _circle(dict(zip(ids, wholes, strict=True))):
        yield "actors", f"{circle!r} belongs to itself by way of others", "take one part_of out of the circle"
    links = tables.frame("links")
    own = links[links["type"] == "part-of"]
    events: dict[Any, list[Any]] = {}
    for part, whole in zip(own["event"].tolist(), own["to"].tolist(), strict=True):
        events.setdefault(part, []).append(whole)
    event = _circle(events)
    if event is not None:
        yield "links", f"event {event} is a part of itself, perhaps by way of others", "take one link out of the circle"


def _circle(wholes: Mapping[Any, Collection[Any]]) -> Any:
    """Return one of those that lead to themselves, or ``None``."""
    try:
        TopologicalSorter(wholes).prepare()
    except CycleError as error:
        return error.args[1][0]
    return None


def _ids(tables: StoredTables, *, thorough: bool) -> Iterator[Found]:
    events = tables.column("events", "event_id")
    fits = np.asarray(pc.match_substring_regex(pa.array(events), _LINKABLE).to_numpy(zero_copy_only=False), dtype=bool)
    yield from _first(tables, "events", "event_id", ~fits, "letters, digits and - . _, at most 100")
    for name, column, always in _IDS:
        ids = tables.column(name, column) if always or thorough else None
        if ids is not None and not distinct(ids):
            yield from _first(tables, name, column, ids.duplicated().to_numpy(), "each id once")


def _rows(tables: StoredTables) -> Iterator[Found]:
    for name, column, what in _columns():
        if not what.rows_of:
            continue
        rows = tables.column(name, column).to_numpy()
        wrong = (rows < (-1 if what.or_none else 0)) | (rows >= tables.rows(what.rows_of))
        yield from _first(tables, name, column, wrong, f"the number of a row of {what.rows_of}, from 0")


def _orders(tables: StoredTables) -> Iterator[Found]:
    year, first = (tables.column("events", name).to_numpy() for name in ("year", "earliest"))
    wrong = (year[1:] < year[:-1]) | ((year[1:] == year[:-1]) & (first[1:] < first[:-1]))
    yield from _first(tables, "events", "earliest", _second_of_each_pair(wrong), "events in the order of their dates")
    for name, column in (("claims", "event"), ("reactions", "event"), ("history", "claim"), ("digest", "event")):
        rows = tables.column(name, column).to_numpy()
        yield from _first(
            tables, name, column, _second_of_each_pair(rows[1:] < rows[:-1]), "rows in the order of what they belong to"
        )


def _second_of_each_pair(wrong: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Turn a mask of pairs into one of rows: the second of each pair."""
    return np.append(np.zeros(1, dtype=bool), wrong)


def _first(tables: StoredTables, name: str, column: str, wrong: npt.NDArray[np.bool_], wanted: str) -> Iterator[Found]:
    if wrong.any():
        row = int(np.argmax(wrong))
        value = tables.column(name, column).iloc[row]
        yield name, f"row {row}, {column} is {value!s}", f"it takes {wanted}"
