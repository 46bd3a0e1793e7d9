"""Where it happened: the events' places, gathered by where they are, each with an id for links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.query.select import View
from pactline.query.view import Shown
from pactline.record.dossier import slug
from pactline.tables.columns import lists
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

_SAME = 4  # decimals of a degree: about ten metres

Rows: TypeAlias = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """The places of a whole record.

    Attributes:
        ids: Each place's id, made from its most used name; in the order of their first events.
        of_event: For each event of the record the number of its place, -1 where it has no coordinates.
        precision: Each place's, one of ``PRECISIONS``, or "none" where not given.
    """

    ids: tuple[str, ...]
    of_event: Rows
    precision: npt.NDArray[np.object_]


def ids(record: Frames) -> frozenset[str]:
    """Return the ids of a record's places."""
    return frozenset(places(record).ids)


def of_row(record: Frames, event: int) -> str | None:
    """Return the id of the place of the event of a row; ``None`` where it has no coordinates."""
    found = places(record)
    number = int(found.of_event[event])
    return found.ids[number] if number >= 0 else None


@kept(4)
def places(record: Frames) -> Places:
    """Gather a record's events by coordinates and precision: a city and the region around it are two places.

    Where an editor left the precision out, the place is taken for another one's at the same coordinates.
    """
    events = record.events
    where = pd.DataFrame({"lat": events["lat"].round(_SAME), "lon": events["lon"].round(_SAME)})
    point = where.groupby(["lat", "lon"], sort=False).ngroup()  # missing where a coordinate is
    given = events["place_precision"].groupby(point).transform("first")  # "first" passes over what is missing
    where["precision"] = events["place_precision"].fillna(given).fillna("none")
    number = where.groupby(["lat", "lon", "precision"], sort=False).ngroup().fillna(-1).to_numpy(np.int64)
    placed = number >= 0
    order = np.unique(number[placed], return_index=True)[1]
    precision = where["precision"].to_numpy(dtype=object)[placed][order]
    named = _named(record)
    return Places(tuple(_ids(_most_used(number, named.codes, named.texts))), number, precision)


@dataclass(frozen=True, slots=True, eq=False)
class Gathered:
    """Shown events by place, the places with the most events first, then by their first day; an entry a place.

    Names are those of the shown events alone, so that a place has none that was not known yet.

    Attributes:
        ids: As of ``Places``.
        precision: Likewise.
        names: The most used first, of two alike the one used first.
        lat, lon: Degrees north and east.
        n: How many events.
        first: The earliest one's first day.
        rows: Their positions in the view's events, in the reader's order.
    """

    ids: tuple[str, ...]
    precision: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    lat: tuple[float, ...]
    lon: tuple[float, ...]
    n: tuple[int, ...]
    first: npt.NDArray[np.datetime64]
    rows: tuple[Rows, ...]


@kept(8)
def gathered(of: Shown) -> Gathered:
    """Gather the shown events by place; by arrays alone, since no table of them need be made for it."""
    record = of.frames
    found, named = places(record), _named(record)
    events = of.event_rows[::-1] if of.selection.newest_first else of.event_rows
    number = found.of_event[events]
    rows = np.flatnonzero(number >= 0)
    rows = rows[np.argsort(number[rows], kind="stable")]
    own, begin, n = np.unique(number[rows], return_index=True, return_counts=True)
    here = events[rows]
    first = record.column("events", "earliest").to_numpy()[here]
    firsts = np.minimum.reduceat(first, begin) if len(begin) else first
    names = _most_used(number[rows], named.codes[here], named.texts)
    order = np.lexsort((firsts, -n))
    lat, lon = (record.column("events", name).to_numpy()[here[begin]][order].tolist() for name in ("lat", "lon"))
    parts = np.split(rows, begin[1:]) if len(begin) else []
    placed = own[order].tolist()
    return Gathered(
        tuple(found.ids[place] for place in placed),
        tuple(found.precision[place] for place in placed),
        tuple(tuple(names[place]) for place in placed),
        tuple(lat),
        tuple(lon),
        tuple(n[order].tolist()),
        firsts[order],
        tuple(parts[at] for at in order.tolist()),
    )


@kept(8)
def shown(view: View) -> pd.DataFrame:
    """Return the places of the shown events, as ``gathered`` has them, as a table.

    Returns:
        ``place_id``, ``name`` (the most used), ``also`` (the others, a tuple), ``lat``, ``lon``,
        ``precision`` (as of ``Places``), ``n`` (shown events), ``first`` (the earliest one's first day),
        ``rows`` (positions in the view's events, in the reader's order; a list).
    """
    found = gathered(view.shown)
    return pd.DataFrame(
        {
            "place_id": pd.Series(found.ids, dtype="str"),
            "name": pd.Series([names[0] for names in found.names], dtype="str"),
            "also": lists([names[1:] for names in found.names]),
            "lat": np.asarray(found.lat, dtype=np.float64),
            "lon": np.asarray(found.lon, dtype=np.float64),
            "precision": pd.Series(found.precision, dtype="str"),
            "n": np.asarray(found.n, dtype=np.intp),
            "first": found.first,
            "rows": [rows.tolist() for rows in found.rows],
        }
    )


def unplaced(view: View) -> Rows:
    """Return the positions, from 0 in the order of ``view.events``, of those that no map can show."""
    return np.flatnonzero(places(view.frames).of_event[view.events.index.to_numpy()] < 0)


class _Named(NamedTuple):
    """What each event's place is called: the number of a text, -1 for none."""

    codes: Rows
    texts: list[str]


@kept(4)
def _named(record: Frames) -> _Named:
    codes, texts = pd.factorize(record.column("events", "place"))
    return _Named(codes, list(texts))


def _most_used(number: Rows, codes: Rows, texts: Sequence[str]) -> dict[int, list[str]]:
    """Return each place's names, the most used one first, of two alike the one used first."""
    given = (number >= 0) & (codes >= 0)
    pairs, begin, n = np.unique(number[given] * len(texts) + codes[given], return_index=True, return_counts=True)
    found: dict[int, list[str]] = {}
    for pair in pairs[np.lexsort((begin, -n))].tolist():
        found.setdefault(pair // len(texts), []).append(texts[pair % len(texts)])
    return found


def _ids(names: dict[int, list[str]]) -> list[str]:
    """Make an id of each place's name; of two alike the later one is numbered."""
    taken: dict[str, None] = {}
    for place in sorted(names):
        base = made = slug(names[place][0]) or "place"
        number = 2
        while made in taken:
            made, number = f"{base}-{number}", number + 1
        taken[made] = None
    return list(taken)
