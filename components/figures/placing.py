"""Places each row of the timeline: its pane, its pixels, its row in the lane, its label, or the count it is in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.figures.axis import Ruler, day_numbers
from components.figures.packing import NOWHERE, Item, Place, pack, shorten, text_width
from components.theme import size

TEXT_SIZE = 13  # px of labels
_MOST_MARKS = 1200  # drawn one by one, whatever the size of the record
_LABEL, _MAIN_LABEL, _SHORT_LABEL = 230.0, 310.0, 150.0  # px: a label's limits, the last for a second try
COMPACT_ROWS = 11
_MOST_ROWS = 8  # in a lane
BADGE = 40.0  # px that a count takes at least
MAIN = 3  # the importance whose labels are set semibold
HALO = 4.5  # px around a day that is approximate or uncertain

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Badge:
    """A count of events that found no room: its ``lane`` and ``pane`` by number, the ``day`` it stands at."""

    lane: int
    pane: int
    day: float
    row: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everything goes; arrays have one entry per row of the table.

    Attributes:
        lane: Number of the lane.
        row: Row within the lane, -1 if it is in a count.
        pane: Pane of the mark.
        day: Day of the mark's middle, as a number.
        begin: First day of the bar.
        end: Day after its last.
        bar: Whether it is longer than a day.
        fuzzy: Whether its ends fade.
        open_start: Whether its beginning is open.
        open_end: Whether its end is open.
        diameter: Px of the mark.
        status: Id of the status.
        importance: 1-3.
        labels: Label as it fits, empty for none.
        sides: 1 for a label at the right, -1 at the left, 0 for none.
        widths: Px of each label.
        heights: Rows that each lane takes, with that of its counts.
        badges: The counts.
    """

    lane: Ints
    row: Ints
    pane: Ints
    day: Floats
    begin: Floats
    end: Floats
    bar: Bools
    fuzzy: Bools
    open_start: Bools
    open_end: Bools
    diameter: Floats
    status: npt.NDArray[np.object_]
    importance: Ints
    labels: list[str]
    sides: Ints
    widths: Floats
    heights: list[int]
    badges: list[Badge]


def place(
    rows: pd.DataFrame,
    ruler: Ruler,
    *,
    focus: str | None,
    compact: bool,
    until: int | None,
) -> Placed:
    """Give each row of the table its place.

    Args:
        rows: Drawable rows of the marks table, each at least partly on the scale; may be empty.
        ruler: The scale in pixels.
        focus: This event gets a mark of its own if any does.
        compact: Only the most important events get labels, the others settle at the bottom.
        until: Where bars with an open end stop, as a day's number.
    """
    codes, _ = pd.factorize(rows["lane"])
    lane = codes.astype(np.int64)
    first, last = day_numbers(rows["earliest"]).astype(float), day_numbers(rows["latest"]).astype(float) + 1
    open_start, open_end = rows["open_start"].to_numpy(bool), rows["open_end"].to_numpy(bool)
    fuzzy = rows["approximate"].to_numpy(bool) | rows["uncertain"].to_numpy(bool)
    edge_low, edge_high = ruler.scale.panes[0].days[0], ruler.scale.panes[-1].days[1]
    stop = min(until, edge_high) if until is not None else edge_high
    begin = np.maximum(np.where(open_start, edge_low, first), edge_low)
    end = np.minimum(np.where(open_end, np.maximum(stop, first + 1), last), edge_high)
    bar = (last - first > 1) | open_start | open_end
    importance = rows["importance"].to_numpy().astype(np.int64)
    factor = 0.82 if compact else 1.0
    diameter = np.array([0.0, *(size(n) for n in (1, 2, 3))])[np.clip(importance, 1, 3)] * factor
    diameter = np.where(bar, diameter * 0.85, diameter)
    day = _middles(ruler, begin, end, open_start & ~open_end, open_end & ~open_start, diameter)
    pane = ruler.pane_of(day)
    placed = _pack_lanes(
        rows, ruler, lane, day=day, pane=pane, begin=begin, end=end, bar=bar, diameter=diameter, fuzzy=fuzzy,
        importance=importance, focus=focus, compact=compact, until=until,
    )  # fmt: skip
    row, labels, sides, widths, heights, badges = placed
    return Placed(
        lane, row, pane, day, begin, end, bar, fuzzy, open_start, open_end, diameter,
        rows["status"].to_numpy().astype(object), importance, labels, sides, widths, heights, badges,
    )  # fmt: skip


def _middles(
    ruler: Ruler, begin: Floats, end: Floats, from_past: Bools, into_future: Bools, diameter: Floats
) -> Floats:
    """Return the day at which each mark stands: the middle of its span, or the side of it that is known."""
    middle = (begin + end) / 2
    for side, sign, edge in ((into_future, 1, begin), (from_past, -1, end)):
        for n in np.flatnonzero(side):
            pane = int(ruler.pane_of(edge[n : n + 1] - (sign < 0))[0])
            px = ruler.px(edge[n : n + 1], np.array([pane]))[0] + sign * diameter[n] / 2
            middle[n] = ruler.day_at(float(px), pane)
    return middle


def _pack_lanes(
    rows: pd.DataFrame, ruler: Ruler, lane: Ints, *, day: Floats, pane: Ints, begin: Floats, end: Floats, bar: Bools,
    diameter: Floats, fuzzy: Bools, importance: Ints, focus: str | None, compact: bool, until: int | None,
) -> tuple[Ints, list[str], Ints, Floats, list[int], list[Badge]]:  # fmt: skip
    count = len(rows)
    row = np.full(count, -1, dtype=np.int64)
    labels, sides, widths = [""] * count, np.zeros(count, dtype=np.int64), np.zeros(count)
    heights: list[int] = []
    badges: list[Badge] = []
    middle = ruler.px(day, pane)
    half = diameter / 2 + np.where(fuzzy & ~bar, HALO, 0) + 1
    left, right = middle - half, middle + half
    left[bar] = np.minimum(left, ruler.px(begin, ruler.pane_of(begin)))[bar]
    right[bar] = np.maximum(right, ruler.px(end, ruler.pane_of(end - 1)))[bar]
    bounds = np.array(ruler.pane_bounds())
    low = np.where(bar, bounds[ruler.pane_of(begin), 0], bounds[pane, 0])
    if until is not None:  # no label over what is not covered
        last = len(bounds) - 1
        bounds[last, 1] = min(bounds[last, 1], float(ruler.px(np.array([until]), np.array([last]))[0]))
    high = np.where(bar, bounds[ruler.pane_of(end - 1), 1], bounds[pane, 1])
    words = rows["label"].to_numpy()
    ids = rows["event_id"].to_numpy()
    weight = rows["claims"].to_numpy(float)
    lanes = int(lane.max()) + 1 if count else 0
    quota = max(_MOST_MARKS // max(lanes, 1), 24)
    for number in range(lanes):
        inside = np.flatnonzero(lane == number)
        if len(inside) > quota:  # the rest is counted without being tried
            ranked = inside[np.lexsort((inside, ids[inside] != focus, -importance[inside]))]
            tried = np.sort(ranked[:quota])
        else:
            tried = inside
        texts = [_versions(str(words[n]), int(importance[n]), compact=compact) for n in tried]
        items = [
            Item(
                left=float(left[n]),
                right=float(right[n]),
                low=min(float(low[n]), float(left[n])),
                high=max(float(high[n]), float(right[n])),
                labels=tuple(text_width(version, TEXT_SIZE, bold=importance[n] >= MAIN) for version in versions),
                importance=int(importance[n]),
                weight=float(weight[n]),
            )
            for n, versions in zip(tried, texts, strict=True)
        ]
        places = _with_focus(
            items,
            [ids[n] == focus for n in tried],
            rows=COMPACT_ROWS if compact else _rows_for(len(inside)),
            sink=compact,
        )
        for n, where, versions in zip(tried, places, texts, strict=True):
            row[n] = where.row
            if where.side != "none":
                labels[n] = versions[where.version]
                sides[n] = 1 if where.side == "right" else -1
                widths[n] = text_width(labels[n], TEXT_SIZE, bold=importance[n] >= MAIN)
        used = max((where.row for where in places), default=-1) + 1
        hidden = inside[row[inside] < 0]
        for badge in _count(hidden, middle, ruler, pane, number, used):
            if len(badge.rows) == 1 and not bar[badge.rows[0]]:
                row[badge.rows[0]] = used  # a count of one is a mark
            else:
                badges.append(badge)
        heights.append(used + bool(len(hidden)))
    return row, labels, sides, widths, heights, badges


def _rows_for(marks: int) -> int:
    """Return how many rows a lane may take: enough for the marks it has, not so many that the page drowns."""
    return min(max(2 + marks // 9, 3), _MOST_ROWS)


def _with_focus(items: list[Item], chosen: list[bool], *, rows: int, sink: bool) -> list[Place]:
    """Pack; if the event in focus found no room, pack again with it first."""
    places = pack(items, rows=rows, sink=sink)
    if not any(mine and where == NOWHERE for mine, where in zip(chosen, places, strict=True)):
        return places
    first = [
        Item(item.left, item.right, item.low, item.high, item.labels, 9, 0) if mine else item
        for item, mine in zip(items, chosen, strict=True)
    ]
    return pack(first, rows=rows, sink=sink)


def _versions(words: str, importance: int, *, compact: bool) -> list[str]:
    """Return a label as long as it may be, and a shorter one to try if that finds no room."""
    if compact and importance < MAIN:
        return []
    bold = importance >= MAIN
    full = shorten(words, _MAIN_LABEL if bold and not compact else _LABEL, TEXT_SIZE, bold=bold)
    short = shorten(words, _SHORT_LABEL, TEXT_SIZE, bold=bold)
    return [version for version in dict.fromkeys((full, short)) if version]


def _count(hidden: Ints, middle: Floats, ruler: Ruler, pane: Ints, lane: int, row: int) -> list[Badge]:
    """Gather what found no room into counts that do not touch each other, in order of time."""
    badges = []
    for number, (left, right) in enumerate(ruler.pane_bounds()):
        inside = hidden[pane[hidden] == number]
        if not len(inside):
            continue
        bins = max(int((right - left) // BADGE), 1)
        step = (right - left) / bins
        which = np.clip(((middle[inside] - left) / step).astype(np.int64), 0, bins - 1)
        order = np.argsort(which, kind="stable")
        for group in np.split(inside[order], np.flatnonzero(np.diff(which[order])) + 1):
            place_in = int(np.clip((middle[group[0]] - left) // step, 0, bins - 1))
            day = ruler.day_at(left + (place_in + 0.5) * step, number)
            members = group[np.argsort(middle[group], kind="stable")]
            badges.append(Badge(lane, number, day, row, tuple(int(n) for n in members)))
    return badges
