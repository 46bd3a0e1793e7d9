"""What must hold across the tables of a record that another program wrote. Whole columns at a time."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pactline.fields import KINDS, STANCES, STATUSES
from pactline.tables import StoredTables, distinct

_LINKABLE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$"  # an id that a link can carry
_PLACES = ("site", "city", "region", "country")
# Columns whose values come from a short list; "" stands for a missing one where it may be.
_LISTS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("events", "place_precision"): ("", *_PLACES),
    ("claims", "status"): (*STATUSES, "none"),
    ("reactions", "act"): ("says", "denies", "does", "silent"),
    ("reactions", "stance"): (*STANCES, "none"),
    ("citations", "part"): ("supports", "repeats", "disputes"),
    ("evidence", "part"): ("supports", "repeats", "disputes"),
    ("sources", "kind"): ("", *KINDS),
    ("sources", "state_controlled"): ("yes", "no", "not given"),
    ("sources", "read"): ("page", "excerpt", "none"),
    ("event_actors", "part"): ("acts", "hosts", "addressed", "reacts"),
    ("history", "status"): STATUSES,
    ("links", "type"): ("part-of", "responds-to", "leads-to"),
    ("actors", "kind"): ("", "state", "body", "alliance", "person"),
    ("actors", "group"): ("", "principals", "neighbours", "parties-to-the-war", "blocs-and-bodies", "others"),
    ("publishers", "kind"): ("", *KINDS),
    ("publishers", "state_controlled"): ("yes", "no", "not given"),
}
# Columns of ids that stand once, and whether a page would break if one stood twice.
_IDS = (
    ("events", "event_id", True),
    ("actors", "id", True),
    ("publishers", "id", True),
    ("claims", "claim_id", False),
    ("reactions", "reaction_id", False),
    ("sources", "source_id", False),
)
# Columns of row numbers: the table they point into, and whether -1 (none) is allowed.
_ROWS = (
    ("claims", "event", "events", False),
    ("reactions", "event", "events", False),
    ("citations", "claim", "claims", True),
    ("citations", "reaction", "reactions", True),
    ("citations", "source", "sources", False),
    ("event_actors", "event", "events", False),
    ("event_themes", "event", "events", False),
    ("voices", "claim", "claims", False),
    ("history", "claim", "claims", False),
    ("links", "event", "events", False),
    ("links", "to", "events", False),
    ("against", "claim", "claims", False),
    ("against", "other", "claims", False),
    ("answers", "event", "events", False),
    ("answers", "claim", "claims", True),
    ("answers", "reaction", "reactions", True),
)
Found = tuple[str, str, str]  # table, message, hint


def problems(tables: StoredTables, *, thorough: bool) -> list[Found]:
    """Return what keeps tables, whose columns fit, from being a record; each with the first row that shows it.

    Args:
        tables: As they were stored.
        thorough: Look also for what only spoils a page: ids of claims, reactions and publications that stand twice.
    """
    return [*_lists(tables), *_values(tables), *_ids(tables, thorough=thorough), *_rows(tables), *_orders(tables)]


def _lists(tables: StoredTables) -> Iterator[Found]:
    for (name, column), values in _LISTS.items():
        codes, texts = tables.coded(name, column)
        odd = np.array([*(text not in values for text in texts), "" not in values])
        if odd.any():
            yield from _first(tables, name, column, odd[codes], "one of: " + ", ".join(filter(None, values)))


def _values(tables: StoredTables) -> Iterator[Found]:
    importance = tables.column("events", "importance").to_numpy()
    yield from _first(tables, "events", "importance", (importance < 1) | (importance > 3), "1, 2 or 3")  # noqa: PLR2004
    first, last = (tables.column("events", name).to_numpy() for name in ("earliest", "latest"))
    yield from _first(tables, "events", "earliest", np.isnat(first), "a day")
    yield from _first(tables, "events", "latest", ~(last >= first), "a day not before the earliest")
    yield from _first(tables, "claims", "known", np.isnat(tables.column("claims", "known").to_numpy()), "a day")


def _ids(tables: StoredTables, *, thorough: bool) -> Iterator[Found]:
    events = tables.column("events", "event_id")
    fits = np.asarray(pc.match_substring_regex(pa.array(events), _LINKABLE).to_numpy(zero_copy_only=False), dtype=bool)
    yield from _first(tables, "events", "event_id", ~fits, "letters, digits and - . _, at most 100")
    for name, column, always in _IDS:
        ids = tables.column(name, column) if always or thorough else None
        if ids is not None and not distinct(ids):
            yield from _first(tables, name, column, ids.duplicated().to_numpy(), "each id once")


def _rows(tables: StoredTables) -> Iterator[Found]:
    for name, column, target, none in _ROWS:
        rows = tables.column(name, column).to_numpy()
        wrong = (rows < (-1 if none else 0)) | (rows >= tables.rows(target))
        yield from _first(tables, name, column, wrong, f"the number of a row of {target}, from 0")


def _orders(tables: StoredTables) -> Iterator[Found]:
    year, first = (tables.column("events", name).to_numpy() for name in ("year", "earliest"))
    wrong = (year[1:] < year[:-1]) | ((year[1:] == year[:-1]) & (first[1:] < first[:-1]))
    yield from _first(tables, "events", "earliest", _later(wrong), "events in the order of their dates")
    for name, column in (("claims", "event"), ("reactions", "event"), ("history", "claim")):
        rows = tables.column(name, column).to_numpy()
        yield from _first(
            tables, name, column, _later(rows[1:] < rows[:-1]), "rows in the order of what they belong to"
        )


def _later(wrong: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Turn a mask of pairs into one of rows: the second of each pair."""
    return np.append(np.zeros(1, dtype=bool), wrong)


def _first(tables: StoredTables, name: str, column: str, wrong: npt.NDArray[np.bool_], wanted: str) -> Iterator[Found]:
    if wrong.any():
        row = int(np.argmax(wrong))
        value = tables.column(name, column).iloc[row]
        yield name, f"row {row}, {column} is {value!s}", f"it takes {wanted}"
