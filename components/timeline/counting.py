"""Counts in place of marks: what finds no room on the timeline, gathered where it would stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

from components.timeline.axis import Ruler
from components.timeline.columns import Columns, Ints

BADGE = 34.0  # px that a count takes
_FINE = 65_000  # steps into which a pane is cut

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Badge:
    """A count of events that found no room: its ``lane`` and ``pane`` by number, the ``day`` it stands at.

    ``rows`` are those of all marks, in order of time.
    """

    lane: int
    pane: int
    day: float
    row: int
    rows: Ints


def ends(own: Columns, ruler: Ruler, until: int | None) -> tuple[Floats, Floats]:
    """Return when they begin and end, in days, an open side closed, as far as they are on the scale."""
    low, high = ruler.scale.panes[0].days[0], ruler.scale.panes[-1].days[1]
    stop = min(until, high) if until is not None else high
    begin = np.maximum(np.where(own.open_start, low, own.begin), low)
    end = np.minimum(np.where(own.open_end, np.maximum(stop, own.begin + 1), own.end), high)
    return begin, end


@dataclass(frozen=True, slots=True)
class Crowd:
    """Where events stand that are counted without being tried, to the px: by event, pane and middle."""

    pane: Ints
    middle: Floats

    @classmethod
    def of(cls, columns: Columns, ruler: Ruler, until: int | None) -> Self:
        """Place all events of the columns, whether they are drawn or not."""
        begin, end = ends(columns, ruler, until)
        day = np.where(columns.open_end, begin, np.where(columns.open_start, end - 1, (begin + end) / 2))
        day = np.where(columns.open_start & columns.timed, end, day)
        pane = ruler.pane_of(day)
        return cls(pane, ruler.px(day, pane))


def counts(rows: Ints, panes: Ints, middles: Floats, ruler: Ruler, *, lane: int, row: int) -> Iterator[Badge]:
    """Gather rows at places in px into counts that touch nothing, in order of time."""
    for number, (left, right) in enumerate(ruler.pane_bounds()):
        own = panes == number
        inside = rows[own]
        if not len(inside):
            continue
        low = left + BADGE / 2
        middle = np.clip(middles[own], low, max(right - BADGE / 2, low))
        # Fine enough, and sorted by counting: equal places stay in the order of reading.
        fine = ((middle - low) * (_FINE / max(float(right - left), 1.0))).astype(np.uint16)
        order = np.argsort(fine, kind="stable")
        inside, middle = inside[order], middle[order]
        for at, begin, end in _clusters(middle):
            yield Badge(lane, number, ruler.day_at(at, number), row, inside[begin:end])


def _clusters(places: Floats) -> list[tuple[float, int, int]]:
    """Join what stands nearer than a count is wide: middle of each cluster, its first place, and the one after.

    Args:
        places: In px, ascending. Equal px are joined first, so that a crowd costs no more than its pixels.
    """
    bins = np.rint(places).astype(np.int64)
    edges = np.flatnonzero(np.append(True, np.diff(bins) != 0))
    sums, ends = np.add.reduceat(places, edges), np.append(edges[1:], len(places))
    clusters: list[tuple[float, int, int]] = []
    for total, begin, end in zip(sums.tolist(), edges.tolist(), ends.tolist(), strict=True):
        middle, first = total / (end - begin), begin
        while clusters and middle - clusters[-1][0] < BADGE:
            before, start, after = clusters.pop()
            middle = (before * (after - start) + middle * (end - first)) / (end - start)
            first = start
        clusters.append((middle, first, end))
    return clusters
