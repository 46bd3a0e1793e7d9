"""Places each row of the timeline: its pane, its pixels, its row in the lane, its label, or the count it is in."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from components.figures.axis import Ruler
from components.figures.packing import NOWHERE, Item, Place, pack, shorten, text_width
from components.figures.table import Marks
from components.theme import size

TEXT_SIZE = 13  # px of labels
_MOST_MARKS = 700  # drawn one by one, whatever the size of the record
_LABEL, _MAIN_LABEL, _SHORT_LABEL = 230.0, 310.0, 150.0  # px: a label's limits, the last for a second try
_LEAST_WORDS = 3
COMPACT_ROWS = 11
_MOST_ROWS = 7  # in a lane
BADGE = 34.0  # px that a count takes
_COMPACT, _ON_BAR = 0.82, 0.85  # how much smaller marks are in one band, and on bars
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
    rows: Ints


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
        status: Number of the status in ``STATUSES``.
        importance: 1-3.
        labels: Label as it fits, by row; for those that have one.
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
    status: Ints
    importance: Ints
    labels: dict[int, str]
    sides: Ints
    widths: Floats
    heights: list[int]
    badges: list[Badge]


def place(
    rows: Marks,
    ruler: Ruler,
    *,
    heights: Sequence[int] | None = None,
    focus: str | None = None,
    compact: bool = False,
    until: int | None = None,
) -> Placed:
    """Give each row of the table its place.

    Args:
        rows: Drawable rows, each at least partly on the scale; may be empty, and so may some of their lanes.
        ruler: The scale in pixels.
        heights: Rows that each lane must keep, so that a zoom moves no lane; default: as many as it needs.
        focus: This event gets a mark of its own if any does.
        compact: Only the most important events get labels, the others settle at the bottom.
        until: Where bars with an open end and labels stop, as a day's number.
    """
    count = len(rows)
    first, last = rows.first.astype(float), rows.last.astype(float) + 1
    open_start, open_end, importance = rows.open_start, rows.open_end, rows.importance
    low, high = ruler.scale.panes[0].days[0], ruler.scale.panes[-1].days[1]
    stop = min(until, high) if until is not None else high
    begin = np.maximum(np.where(open_start, low, first), low)
    end = np.minimum(np.where(open_end, np.maximum(stop, first + 1), last), high)
    bar = (last - first > 1) | open_start | open_end
    diameter = np.array([size(n) for n in (1, 2, 3)])[np.clip(importance, 1, 3) - 1] * (_COMPACT if compact else 1)
    diameter = np.where(bar, diameter * _ON_BAR, diameter)
    day = _middles(ruler, begin, end, open_start & ~open_end, open_end & ~open_start, diameter)
    placed = Placed(
        lane=rows.lane,
        row=np.full(count, -1, dtype=np.int64),
        pane=ruler.pane_of(day),
        day=day,
        begin=begin,
        end=end,
        bar=bar,
        fuzzy=rows.fuzzy,
        open_start=open_start,
        open_end=open_end,
        diameter=diameter,
        status=rows.status,
        importance=importance,
        labels={},
        sides=np.zeros(count, dtype=np.int64),
        widths=np.zeros(count),
        heights=[],
        badges=[],
    )
    fixed = [None] * len(rows.lanes) if heights is None else list(heights)
    _fill_lanes(placed, rows, _reach(placed, ruler, until), ruler, fixed=fixed, focus=focus, compact=compact)
    return placed


def _middles(ruler: Ruler, begin: Floats, end: Floats, begin_open: Bools, end_open: Bools, diameter: Floats) -> Floats:
    """Return the day at which each mark stands: the middle of its span, or the side of it that is known."""
    middle = (begin + end) / 2
    for side, sign, edge in ((end_open, 1, begin), (begin_open, -1, end)):
        for n in np.flatnonzero(side):
            pane = ruler.pane_of(edge[n : n + 1] - (sign < 0))
            px = ruler.px(edge[n : n + 1], pane)[0] + sign * diameter[n] / 2
            middle[n] = ruler.day_at(float(px), int(pane[0]))
    return middle


@dataclass(frozen=True, slots=True)
class _Reach:
    """In px: what each mark takes, where its middle is, and how far its label may go."""

    middle: Floats
    left: Floats
    right: Floats
    low: Floats
    high: Floats


def _reach(placed: Placed, ruler: Ruler, until: int | None) -> _Reach:
    middle = ruler.px(placed.day, placed.pane)
    half = placed.diameter / 2 + np.where(placed.fuzzy & ~placed.bar, HALO, 0) + 1
    first, last = ruler.pane_of(placed.begin), ruler.pane_of(placed.end - 1)
    left, right = middle - half, middle + half
    left = np.where(placed.bar, np.minimum(left, ruler.px(placed.begin, first)), left)
    right = np.where(placed.bar, np.maximum(right, ruler.px(placed.end, last)), right)
    bounds, fields = np.array(ruler.sights()), np.array(ruler.fields())
    if until is not None:  # no label over what is not covered
        final = len(bounds) - 1
        edge = float(ruler.px(np.array([float(until)]), np.array([final]))[0])
        bounds[final, 1], fields[final, 1] = min(bounds[final, 1], edge), min(fields[final, 1], edge)
    # A label of a mark in sight stays in sight; that of one out of sight may stand anywhere.
    seen = (right > bounds[placed.pane, 0]) & (left < bounds[placed.pane, 1])
    low = np.where(seen, bounds[np.where(placed.bar, first, placed.pane), 0], fields[first, 0])
    high = np.where(seen, bounds[np.where(placed.bar, last, placed.pane), 1], fields[last, 1])
    return _Reach(middle, left, right, np.minimum(low, left), np.maximum(high, right))


def _fill_lanes(
    placed: Placed,
    rows: Marks,
    reach: _Reach,
    ruler: Ruler,
    *,
    fixed: Sequence[int | None],
    focus: str | None,
    compact: bool,
) -> None:
    """Pack lane by lane, and write rows, labels, heights and counts into ``placed``."""
    quota = max(_MOST_MARKS // max(len(fixed), 1), 24)
    chosen_one = -1 if focus is None else rows.texts.number(focus)
    for number, height in enumerate(fixed):
        inside = np.flatnonzero(placed.lane == number)
        tried = inside if len(inside) <= quota else _foremost(rows, inside, quota, chosen_one)
        words, main = rows.texts.titles(rows.event[tried]), placed.importance[tried] >= MAIN
        texts = [_versions(label, bool(bold), compact=compact) for label, bold in zip(words, main, strict=True)]
        spans = (reach.left, reach.right, reach.low, reach.high, placed.importance, rows.claims)
        items = [
            Item(left, right, low, high, tuple(width for _, width in versions), importance, weight)
            for versions, left, right, low, high, importance, weight in zip(
                texts, *(column[tried].tolist() for column in spans), strict=True
            )
        ]
        chosen = (rows.event[tried] == chosen_one).tolist()
        every = len(tried) == len(inside)
        places = (
            _pack_lane(items, chosen, every=every, compact=compact)
            if height is None
            else _pack_into(items, chosen, height, every=every)
        )
        placed.row[tried] = [where.row for where in places]
        for n, where, versions in zip(tried.tolist(), places, texts, strict=True):
            if where.side != "none":
                placed.labels[n], placed.widths[n] = versions[where.version]
                placed.sides[n] = 1 if where.side == "right" else -1
        used = max((where.row for where in places), default=-1) + 1
        hidden = inside[placed.row[inside] < 0]
        _count(placed, reach, ruler, hidden, lane=number, row=used)
        placed.heights.append(used + bool(len(hidden)) if height is None else height)


def _foremost(rows: Marks, inside: Ints, quota: int, chosen: int) -> Ints:
    """Return the rows of a lane that are tried, in order: the one in focus, then by importance and claims.

    The rest is counted without being tried.
    """
    rank = rows.importance[inside] * 1000 + np.minimum(rows.claims[inside], 999)
    rank[rows.event[inside] == chosen] = np.iinfo(np.int64).max
    least = np.partition(rank, len(rank) - quota)[len(rank) - quota]
    above, equal = inside[rank > least], inside[rank == least]
    return np.sort(np.append(above, equal[: quota - len(above)]))


def _pack_lane(items: list[Item], chosen: list[bool], *, every: bool, compact: bool) -> list[Place]:
    """Pack into as many rows as the lane deserves; more, up to a limit, if that draws all of its marks.

    Args:
        items: What is to be placed.
        chosen: Which of them is in focus: it goes first if it found no room.
        every: Whether these are all of the lane's marks; otherwise there will be counts anyway.
        compact: Whether the one band has a fixed height.
    """
    limit = COMPACT_ROWS if compact else min(max(2 + len(items) // 9, 3), _MOST_ROWS)
    places = pack(items, rows=limit, sink=compact)
    while NOWHERE in places and every and not compact and limit < _MOST_ROWS:
        limit += 1
        places = pack(items, rows=limit)
    return _with_chosen(places, items, chosen, rows=limit, sink=compact)


def _pack_into(items: list[Item], chosen: list[bool], height: int, *, every: bool) -> list[Place]:
    """Pack into a lane of a height, its last row left to the counts if there are any."""
    places = pack(items, rows=max(height, 1))
    if NOWHERE in places or not every:
        height = max(height - 1, 1)
        places = pack(items, rows=height)
    return _with_chosen(places, items, chosen, rows=max(height, 1))


def _with_chosen(
    places: list[Place], items: list[Item], chosen: list[bool], *, rows: int, sink: bool = False
) -> list[Place]:
    """Pack anew with the one in focus first if it found no room."""
    if all(where != NOWHERE for mine, where in zip(chosen, places, strict=True) if mine):
        return places
    first = [replace(item, importance=9) if mine else item for item, mine in zip(items, chosen, strict=True)]
    return pack(first, rows=rows, sink=sink)


@lru_cache(maxsize=8192)
def _versions(words: str, bold: bool, *, compact: bool) -> tuple[tuple[str, float], ...]:  # noqa: FBT001
    """Return a label as long as it may be, and a shorter one to try if that finds no room; each with its px."""
    if compact and not bold:
        return ()
    full = shorten(words, _MAIN_LABEL if bold and not compact else _LABEL, TEXT_SIZE, bold=bold)
    short = shorten(words, _SHORT_LABEL, TEXT_SIZE, bold=bold)
    versions = (version for version in dict.fromkeys((full, short)) if _tells(version, words))
    return tuple((version, text_width(version, TEXT_SIZE, bold=bold)) for version in versions)


def _tells(version: str, words: str) -> bool:
    """Say whether a cut label still tells one event from another: one or two words of a title rarely do."""
    return version == words or len(version.split()) >= _LEAST_WORDS


def _count(placed: Placed, reach: _Reach, ruler: Ruler, hidden: Ints, *, lane: int, row: int) -> None:
    """Gather what found no room into counts that touch nothing, in order of time; one alone becomes a mark."""
    for number, (left, right) in enumerate(ruler.fields()):
        inside = hidden[placed.pane[hidden] == number]
        if not len(inside):
            continue
        low = left + BADGE / 2
        middle = np.clip(reach.middle[inside], low, max(right - BADGE / 2, low))
        order = np.argsort(middle, kind="stable")
        inside, middle = inside[order], middle[order]
        for at, begin, end in _clusters(middle):
            alone = inside[begin]
            if end - begin == 1 and reach.right[alone] - reach.left[alone] < BADGE:
                placed.row[alone] = row
            else:
                placed.badges.append(Badge(lane, number, ruler.day_at(at, number), row, inside[begin:end]))


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
