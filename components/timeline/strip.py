"""The density strip above the timeline: how many events a month, year or decade holds, by status."""

from typing import Any, TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.parts.days import Days, plain
from components.timeline.axis import SHORT, Pane, Ruler, Scale
from components.timeline.columns import STATUSES, Columns, Floats, Marks

_THIN = 2.0  # px that a bin has at least
_MINUTES = (1, 5, 10, 15, 30, 60, 180, 360)  # of a short axis
_THIN_MINUTES = 10.0  # px
_UNITS = (1, 12, 120, 1200, 12000)  # months: a month, a year, a decade, a century, a millennium


class Strip(TypedDict):
    """What the strip draws; days are counted from 1970-01-01.

    Attributes:
        panes: The whole record's axis: ``first`` day, day ``after`` the last, ``share`` of the width.
        bins: Each bin that holds an event: number of its pane, first day, day after its last, and how many
            events of each status of ``statuses``.
        statuses: Ids, in the order of the counts.
        edges: Where a brush may begin and end, per pane: first days of all bins and the day after the last.
        most: The largest number of events in a bin.
    """

    panes: list[dict[str, float]]
    bins: list[tuple[int, float, float, list[int]]]
    statuses: list[str]
    edges: list[list[float]]
    most: int


def strip(marks: Marks | pd.DataFrame, scale: Scale, width: int) -> Strip:
    """Count the drawable events by bins of the calendar, each event once, at the middle of what the axis has of it.

    Args:
        marks: What is counted; an event may have several rows.
        scale: The whole record's axis.
        width: Px of the plot; a bin is at least a few px wide.
    """
    once = Marks.of(marks).once()
    events = once.columns.of(once.event[once.columns.drawable[once.event]])
    middle = middles(events, scale.panes[-1].days[1])  # where the axis ends before a far day
    ruler = Ruler(scale, width)
    bins: list[tuple[int, float, float, list[int]]] = []
    edges = []
    for number, pane in enumerate(scale.panes):
        own = _edges(pane, ruler.per_px(number))
        begin, after = pane.days
        inside = (middle >= begin) & (middle < after)
        place = np.searchsorted(own, middle[inside], side="right") - 1
        cells = np.bincount(place * len(STATUSES) + events.status[inside], minlength=(len(own) - 1) * len(STATUSES))
        counts = cells.reshape(len(own) - 1, len(STATUSES))
        filled = np.flatnonzero(counts.sum(axis=1))
        bins += [(number, plain(own[n]), plain(own[n + 1]), counts[n].tolist()) for n in filled]
        edges.append([plain(edge) for edge in own.tolist()])
    return {
        "panes": [{"first": plain(one.first), "after": plain(one.after), "share": one.share} for one in scale.panes],
        "bins": bins,
        "statuses": list(STATUSES),
        "edges": edges,
        "most": max((sum(counts) for *_, counts in bins), default=0),
    }


def middles(events: Columns, end: float = np.inf) -> Floats:
    """Return where events count: the day in the middle of each, or the moment in a record with times of day.

    Args:
        events: Drawable ones.
        end: Where the axis ends.
    """
    if events.timed.any():
        begin, after = events.known_moments
        return (begin + np.minimum(after, end)) / 2
    first, last = events.known_days
    days: Floats = ((first + np.minimum(last, end - 1)) // 2).astype(np.float64)
    return days


def _edges(pane: Pane, per_px: float) -> Floats:
    """Return the first days of a pane's bins and the day after its last: months, or as many as stay visible.

    Of an incident's axis they are minutes.
    """
    begin, after = pane.days
    if after - begin <= SHORT:
        step = next((unit for unit in _MINUTES if unit / 1440 / per_px >= _THIN_MINUTES), _MINUTES[-1])
        starts = np.arange(np.floor(begin * 1440 / step), np.ceil(after * 1440 / step)) * (step / 1440)
        starts[0] = begin
        return np.append(starts[starts < after], after)
    months = next((unit for unit in _UNITS if unit * 30.44 / per_px >= _THIN), _UNITS[-1])
    first = _month(int(begin)) // months * months
    starts = _first_days(np.arange(first, _month(int(after) - 1) + 1, months)).astype(np.float64)
    starts[0] = begin
    return np.append(starts[starts < after], after)


def _month(day: int) -> int:
    return int(np.datetime64(day, "D").astype("datetime64[M]").astype(np.int64))


def _first_days(months: npt.NDArray[np.int64]) -> Days:
    days: Any = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    return np.asarray(days, dtype=np.int64)
