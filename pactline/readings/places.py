"""Where it happened: the events' places, gathered by where they are, each with an id for links."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.query.select import View
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
    return Places(tuple(_ids(_names(events["place"], number))), number, precision)


@kept(8)
def shown(view: View) -> pd.DataFrame:
    """Return the places of the shown events: those with the most events first, then by their first day.

    Names are those of the shown events alone, so that a place has none that was not known yet.

    Returns:
        ``place_id``, ``name`` (the most used), ``also`` (the others, a tuple), ``lat``, ``lon``,
        ``precision`` (as of ``Places``), ``n`` (shown events), ``first`` (the earliest one's first day),
        ``rows`` (positions in the view's events, in the reader's order; a list).
    """
    found = places(view.frames)
    number = found.of_event[view.events.index.to_numpy()]
    rows = np.flatnonzero(number >= 0)
    rows = rows[np.argsort(number[rows], kind="stable")]
    own, begin, n = np.unique(number[rows], return_index=True, return_counts=True)
    events = view.events[["place", "earliest", "lat", "lon"]].iloc[rows]
    first = events["earliest"].to_numpy()
    names = _names(events["place"], number[rows])
    table = pd.DataFrame(
        {
            "place_id": pd.Series([found.ids[place] for place in own], dtype="str"),
            "name": pd.Series([names[place][0] for place in own], dtype="str"),
            "also": lists([tuple(names[place][1:]) for place in own]),
            "lat": events["lat"].to_numpy()[begin],
            "lon": events["lon"].to_numpy()[begin],
            "precision": pd.Series(found.precision[own], dtype="str"),
            "n": n,
            "first": np.minimum.reduceat(first, begin) if len(begin) else first,
            "rows": [own_rows.tolist() for own_rows in np.split(rows, begin[1:])] if len(begin) else [],
        }
    )
    return table.sort_values(["n", "first"], ascending=[False, True], kind="stable").reset_index(drop=True)


def unplaced(view: View) -> Rows:
    """Return the positions, from 0 in the order of ``view.events``, of those that no map can show."""
    return np.flatnonzero(places(view.frames).of_event[view.events.index.to_numpy()] < 0)


def _names(names: pd.Series, number: Rows) -> dict[int, list[str]]:
    """Return each place's names, the most used one first, of two alike the one used first."""
    given = (number >= 0) & names.notna().to_numpy()
    found: dict[int, Counter[str]] = {}
    for place, name in zip(number[given].tolist(), names[given].tolist(), strict=True):
        found.setdefault(place, Counter())[name] += 1
    return {place: sorted(counts, key=lambda name: -counts[name]) for place, counts in found.items()}


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
