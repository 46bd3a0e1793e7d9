"""Places each row of the timeline: its pane, its pixels, its row in the lane, its label, or the count it is in."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from components.parts.held_words import held
from components.parts.packing import NOWHERE, Item, Place, pack, shorten, text_width
from components.parts.theme import size
from components.timeline.axis import Ruler
from components.timeline.columns import Bools, Columns, Ints, Marks
from components.timeline.counting import BADGE, Badge, Crowd, counts, ends

TEXT_SIZE = 13  # px of labels
_MOST_MARKS = 600  # drawn one by one, whatever the size of the record
_LABEL, _MAIN_LABEL, _SHORT_LABEL = 230.0, 310.0, 150.0  # px: a label's limits, the last for a second try
_LEAST_WORDS = 3
_MOST_ROWS = 7  # in a lane
_LEAST_BAR = 12.0  # px from which on minutes are drawn as long as they are
_ON_BAR = 0.85  # how much smaller marks are on bars
MAIN = 3  # the importance whose labels are set semibold
HALO = 4.5  # px around a day that is approximate or uncertain

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Placed:
    """Where everything goes; arrays have one entry per mark that was tried, which may be far from all rows.

    Attributes:
        marks: The marks that were tried.
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
        claims: Shown claims.
        labels: Label as it fits, by row; for those that have one.
        sides: 1 for a label at the right, -1 at the left, 0 for none.
        widths: Px of each label.
        heights: Rows that each lane takes, with that of its counts.
        badges: The counts.
    """

    marks: Marks
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
    claims: Ints
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
    until: int | None = None,
) -> Placed:
    """Give each row of the table its place.

    Args:
        rows: Drawable rows, each at least partly on the scale; may be empty, and so may some of their lanes.
        ruler: The scale in pixels.
        heights: Rows that each lane must keep; default: as many as it needs.
        focus: This event gets a mark of its own if any does.
        until: Where bars with an open end and labels stop, as a day's number.
    """
    fixed = [None] * len(rows.lanes) if heights is None else list(heights)
    quota = max(_MOST_MARKS // max(len(fixed), 1), 24)
    chosen = -1 if focus is None else rows.texts.number(focus)
    lanes = [np.flatnonzero(rows.lane == number) for number in range(len(fixed))]
    tried = [own if len(own) <= quota else _foremost(rows, own, quota, chosen) for own in lanes]
    waiting = np.ones(len(rows), dtype=bool)
    core = np.concatenate([*tried, np.zeros(0, dtype=np.int64)]).astype(np.int64)
    placed = _laid(rows.take(core), ruler, until=until)
    reach = _reach(placed, ruler, until)
    crowd = None if len(core) == len(rows) else Crowd.of(rows.columns, ruler, until)
    alone: list[tuple[int, int]] = []  # rows that are drawn though they were not tried, and their row in the lane
    end = 0
    for number, (own, height) in enumerate(zip(tried, fixed, strict=True)):
        begin, end = end, end + len(own)
        lane = np.arange(begin, end)
        used = _pack(placed, reach, lane, height, every=len(own) == len(lanes[number]), chosen=chosen)
        hidden = lane[placed.row[lane] < 0]
        waiting[own] = False
        untried = lanes[number][waiting[lanes[number]]]
        numbers, panes, middles = core[hidden], placed.pane[hidden], reach.middle[hidden]
        if crowd is not None and len(untried):
            events = rows.event[untried]
            numbers = np.append(numbers, untried)
            panes = np.append(panes, crowd.pane[events])
            middles = np.append(middles, crowd.middle[events])
        narrow = dict(zip(core[hidden].tolist(), (reach.right - reach.left)[hidden].tolist(), strict=True))
        for badge in counts(numbers, panes, middles, ruler, lane=number, row=used):
            single = int(badge.rows[0])
            if len(badge.rows) > 1 or narrow.get(single, 0.0) >= BADGE:
                placed.badges.append(badge)
            elif single in narrow:
                placed.row[np.searchsorted(own, single) + begin] = used
            else:
                alone.append((single, used))
        placed.heights.append(used + bool(len(numbers)) if height is None else height)
    return _joined(placed, rows, alone, ruler, until=until) if alone else placed


def _laid(marks: Marks, ruler: Ruler, *, until: int | None) -> Placed:
    """Return marks where they are in time, without rows and labels."""
    count, own = len(marks), marks.columns.of(marks.event)
    begin, end = ends(own, ruler, until)
    bar = (own.last - own.first > 0) | own.open_start | own.open_end
    if own.timed.any():
        bar = _lasting(own, ruler, bar)
    diameter = np.array([size(n) for n in (1, 2, 3)])[np.clip(own.importance, 1, 3) - 1]
    diameter = np.where(bar, diameter * _ON_BAR, diameter)
    day = _middles(ruler, begin, end, own, diameter)
    return Placed(
        marks=marks,
        lane=marks.lane,
        row=np.full(count, -1, dtype=np.int64),
        pane=ruler.pane_of(day),
        day=day,
        begin=begin,
        end=end,
        bar=bar,
        fuzzy=own.fuzzy,
        open_start=own.open_start,
        open_end=own.open_end,
        diameter=diameter,
        status=own.status,
        importance=own.importance,
        claims=own.claims,
        labels={},
        sides=np.zeros(count, dtype=np.int64),
        widths=np.zeros(count),
        heights=[],
        badges=[],
    )


def _lasting(own: Columns, ruler: Ruler, bar: Bools) -> Bools:
    """Return which last among times of day: what is longer than its mark, and a day where the axis has hours."""
    per_px = np.array([ruler.per_px(pane) for pane in range(len(ruler.scale.panes))])
    px = (own.end - own.begin) / per_px[ruler.pane_of(own.begin)]
    day = bar | ruler.scale.hours
    lasting: Bools = np.where(own.timed, (px >= _LEAST_BAR) | own.open_start | own.open_end, day)
    return lasting


def _joined(placed: Placed, rows: Marks, alone: list[tuple[int, int]], ruler: Ruler, *, until: int | None) -> Placed:
    """Return what was placed together with marks that stand alone where a count would be."""
    numbers, lines = (np.array(column, dtype=np.int64) for column in zip(*alone, strict=True))
    more = replace(_laid(rows.take(numbers), ruler, until=until), row=lines)
    marks = replace(
        placed.marks,
        event=np.append(placed.marks.event, more.marks.event),
        lane=np.append(placed.marks.lane, more.marks.lane),
    )
    columns: dict[str, Any] = {
        one.name: np.append(value, getattr(more, one.name))
        for one in fields(placed)
        if isinstance(value := getattr(placed, one.name), np.ndarray)
    }
    return replace(placed, marks=marks, **columns)


def _middles(ruler: Ruler, begin: Floats, end: Floats, own: Columns, diameter: Floats) -> Floats:
    """Return the day at which each mark stands: the middle of its span, or the side of it that is known."""
    middle = (begin + end) / 2
    for side, sign, edge in ((own.open_end & ~own.open_start, 1, begin), (own.open_start & ~own.open_end, -1, end)):
        at = np.flatnonzero(side)
        if len(at):
            days = np.array([ruler.per_px(pane) for pane in range(len(ruler.scale.panes))])
            middle[at] = edge[at] + sign * diameter[at] / 2 * days[ruler.pane_of(edge[at] - (sign < 0))]
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
    first, last = ruler.pane_of(placed.begin), ruler.pane_of(np.maximum(placed.end - 1, placed.begin))
    left, right = middle - half, middle + half
    left = np.where(placed.bar, np.minimum(left, ruler.px(placed.begin, first)), left)
    right = np.where(placed.bar, np.maximum(right, ruler.px(placed.end, last)), right)
    bounds = np.array(ruler.pane_bounds())
    if until is not None:  # no label over what is not covered
        final = len(bounds) - 1
        edge = float(ruler.px(np.array([float(until)]), np.array([final]))[0])
        bounds[final, 1] = min(bounds[final, 1], edge)
    low = bounds[np.where(placed.bar, first, placed.pane), 0]
    high = bounds[np.where(placed.bar, last, placed.pane), 1]
    return _Reach(middle, left, right, np.minimum(low, left), np.maximum(high, right))


def _pack(placed: Placed, reach: _Reach, lane: Ints, height: int | None, *, every: bool, chosen: int) -> int:
    """Pack the marks of a lane, by number, and write their rows and labels; return how many rows that took."""
    marks = placed.marks.event[lane]
    words, main = placed.marks.texts.titles(marks), (placed.importance[lane] >= MAIN).tolist()
    texts = [_versions(label, bold) for label, bold in zip(words, main, strict=True)]
    spans = (reach.left, reach.right, reach.low, reach.high, placed.importance, placed.claims)
    items = [
        Item(left, right, low, high, tuple(width for _, width in versions), importance, weight)
        for versions, left, right, low, high, importance, weight in zip(
            texts, *(column[lane].tolist() for column in spans), strict=True
        )
    ]
    ones = (marks == chosen).tolist()
    places = _pack_lane(items, ones, every=every) if height is None else _pack_into(items, ones, height, every=every)
    placed.row[lane] = [where.row for where in places]
    for n, where, versions in zip(lane.tolist(), places, texts, strict=True):
        if where.side != "none":
            placed.labels[n], placed.widths[n] = versions[where.version]
            placed.sides[n] = 1 if where.side == "right" else -1
    return max((where.row for where in places), default=-1) + 1


def _foremost(rows: Marks, inside: Ints, quota: int, chosen: int) -> Ints:
    """Return the rows of a lane that are tried, in order: the one in focus, then by importance and claims.

    The rest is counted without being tried.
    """
    events, own = rows.event[inside], rows.columns
    rank = own.importance[events] * 1000 + np.minimum(own.claims[events], 999)
    rank[events == chosen] = np.iinfo(np.int64).max
    least = np.partition(rank, len(rank) - quota)[len(rank) - quota]
    above, equal = inside[rank > least], inside[rank == least]
    return np.sort(np.append(above, equal[: quota - len(above)]))


def _pack_lane(items: list[Item], chosen: list[bool], *, every: bool) -> list[Place]:
    """Pack into as many rows as the lane deserves; more, up to a limit, if that draws all of its marks.

    Args:
        items: What is to be placed.
        chosen: Which of them is in focus: it goes first if it found no room.
        every: Whether these are all of the lane's marks; otherwise there will be counts anyway.
    """
    limit = min(max(2 + len(items) // 9, 3), _MOST_ROWS)
    places = pack(items, rows=limit)
    while NOWHERE in places and every and limit < _MOST_ROWS:
        limit += 1
        places = pack(items, rows=limit)
    return _with_chosen(places, items, chosen, rows=limit)


def _pack_into(items: list[Item], chosen: list[bool], height: int, *, every: bool) -> list[Place]:
    """Pack into a lane of a height, its last row left to the counts if there are any."""
    places = pack(items, rows=max(height, 1))
    if NOWHERE in places or not every:
        height = max(height - 1, 1)
        places = pack(items, rows=height)
    return _with_chosen(places, items, chosen, rows=max(height, 1))


def _with_chosen(places: list[Place], items: list[Item], chosen: list[bool], *, rows: int) -> list[Place]:
    """Pack anew with the one in focus first if it found no room."""
    if all(where != NOWHERE for mine, where in zip(chosen, places, strict=True) if mine):
        return places
    first = [replace(item, importance=9) if mine else item for item, mine in zip(items, chosen, strict=True)]
    return pack(first, rows=rows)


@held(8192)
def _versions(words: str, bold: bool) -> tuple[tuple[str, float], ...]:  # noqa: FBT001
    """Return a label as long as it may be, and a shorter one to try if that finds no room; each with its px."""
    full = shorten(words, _MAIN_LABEL if bold else _LABEL, TEXT_SIZE, bold=bold)
    short = shorten(words, _SHORT_LABEL, TEXT_SIZE, bold=bold)
    versions = (version for version in dict.fromkeys((full, short)) if _tells(version, words))
    return tuple((version, text_width(version, TEXT_SIZE, bold=bold)) for version in versions)


def _tells(version: str, words: str) -> bool:
    """Say whether a cut label still tells one event from another: one or two words of a title rarely do."""
    return version == words or len(version.split()) >= _LEAST_WORDS
