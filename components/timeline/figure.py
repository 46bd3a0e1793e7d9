"""The timeline's picture: a table of marks in, a Plotly figure as a plain dictionary out.

A plain dictionary, since ``go.Figure`` would spend ten times as long on validating what is made here.
All vertical lengths are pixels: the y axis counts them downwards from the plot's top.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.parts.days import day_number
from components.parts.theme import Look
from components.timeline.axis import Ruler, Scale, Windows, near, split
from components.timeline.columns import STATUSES, Ints, Marks
from components.timeline.layout import Band, gutter_width, layout, year
from components.timeline.placing import COMPACT_ROWS, Placed, place
from components.timeline.strokes import badge_traces, bar_traces, label_trace, mark_traces, shade_trace
from pactline.wording import text

PITCH, _COMPACT_PITCH = 21.0, 18.0  # px from row to row: a 14 px mark and a line of text
_PAD, _LANE_GAP, _HEAD = 5.0, 6.0, 19.0  # px: inside a lane, between lanes, a lane's name on top
LEAST_LANE = PITCH + 2 * _PAD + _LANE_GAP  # px that a lane of one row takes
_TITLES = 4  # events that a count names


class Figure(TypedDict):
    """What the browser draws, and what it says about it.

    Attributes:
        data: Plotly's traces. ``customdata`` of marks and bars is an event's place in ``events``.
        layout: Plotly's layout; ``height`` in px is fixed, the width is the reader's.
        events: The events drawn one by one, in reading order: ``id``, ``title``, ``when``, ``status``
            (an id), ``sources`` (words).
        groups: The counts, in order of time: ``id``, ``n``, ``titles`` of the first few, ``when``.
        members: Per group the ids of all its events; stays on the server.
        undrawn: How many events lie outside the years 1-9999.
        rows: How many rows of text each lane has, from top to bottom; stays on the server.
        windows: Per axis the first day and the day after the last one in sight for which labels were packed, as
            days since 1970-01-01; empty for the whole.
    """

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    events: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    members: Mapping[str, tuple[str, ...]]
    undrawn: int
    rows: list[int]
    windows: dict[str, tuple[float, float]]


def timeline_figure(
    marks: Marks | pd.DataFrame,
    *,
    look: Look,
    width: int,
    focus: str | None = None,
    scale: Scale | None = None,
    windows: Windows | None = None,
    heights: Sequence[int] | None = None,
    covered_until: pd.Timestamp | None = None,
    note: str = "",
    head: float = 0.0,
    compact: bool = False,
    plain: bool = False,
) -> Figure:
    """Draw one mark per row: shape and colour say the status, size the importance, the lane its row of text.

    A day is a mark; anything longer is a bar as long as it is, which fades where its date is approximate or
    uncertain and carries an arrow where it is open. Labels stand where there is room; what finds none
    becomes a count.

    Args:
        marks: One row per event and lane, as ``components.timeline.marks.marks`` returns them, or a table as
            ``Marks.of`` takes it; may be empty.
        look: Colours by meaning, for one theme.
        width: Px that the whole figure has; labels are packed for it.
        focus: This event is drawn as a mark of its own even where there is hardly room.
        scale: The axis; marks outside are left out. Default: ``split(marks)``, which a filter may move.
        windows: What the reader has zoomed to, a stretch per pane: labels are packed for it, and events that are
            out of sight are left out. Lanes keep the heights that they have without it.
        heights: Rows of text that each lane gets, from top to bottom; default: as many as it needs.
        covered_until: What comes after this day is hatched as not covered.
        note: Says so, in words.
        head: Px to keep free above the first lane, for the names of eras.
        compact: One band without lanes, where only the most important events have labels.
        plain: Without words above the axis that say what its two scales are; a compact one is plain too.

    Returns:
        A figure as Plotly takes it, with the words that go with it.
    """
    marks = Marks.of(marks)
    scale = scale or split(marks, covered_until=covered_until)
    rows = _drawn(marks, scale, compact=compact)
    lanes = () if compact else rows.lanes
    gutter = gutter_width(dict(lanes), width)
    whole = Ruler(scale, max(width - gutter - 20, 120))
    until = None if covered_until is None else day_number(covered_until) + 1
    ruler = whole
    if windows is not None:
        ruler = replace(whole, windows=windows)
        heights = heights or _heights(rows, whole, focus, until)
        rows = _in_sight(rows, ruler)
    placed = place(rows, ruler, heights=heights, focus=focus, compact=compact, until=until)
    bands, tops = _stack(placed, dict(lanes), gutter=gutter, head=head, compact=compact)
    pitch = _COMPACT_PITCH if compact else PITCH
    y = tops[placed.lane] + (placed.row + 0.5) * pitch
    events, index = _events(placed)
    groups, members = _groups(rows, placed)
    data = [
        *shade_trace(look, scale, bands[-1][1] if bands else 0.0, until),
        *bar_traces(placed, y, index, look, ruler),
        *mark_traces(placed, y, index, look, ruler),
        *label_trace(placed, y, index, look, ruler),
        *badge_traces(placed, tops, pitch, look),
    ]
    return {
        "data": data,
        "layout": layout(ruler, look, bands, gutter=gutter, note=note, plain=plain or compact),
        "events": events,
        "groups": groups,
        "members": members,
        "rows": list(placed.heights),
        "windows": {} if windows is None else dict(zip(("x", "x2"), windows, strict=False)),
        "undrawn": len(np.unique(marks.event[~marks.columns.drawable[marks.event]])),
    }


def describe(marks: Marks | pd.DataFrame) -> str:
    """Say in a sentence what the timeline shows, for those who do not see it."""
    marks = Marks.of(marks)
    number = len(marks.once())
    if not number:
        return text("timeline.alt_empty")
    first, last = near(*marks.drawable_days)
    if not len(first):
        return text("chart.alt_undrawn", n=number)
    begin, end = year(int(first.min())), year(int(last.max()))
    years = str(begin) if begin == end else f"{begin}–{end}"
    if len(marks.lanes) > 1:
        return text("chart.alt_lanes", events=text("count.events", n=number), years=years, n=len(marks.lanes))
    return text("chart.alt", events=text("count.events", n=number), years=years)


def _drawn(marks: Marks, scale: Scale, *, compact: bool) -> Marks:
    """Return the rows that fall on the scale, and the lanes that hold one; for one band each event once."""
    first, last = marks.columns.known_days
    begin, end = scale.panes[0].days[0], scale.panes[-1].days[1]
    own = marks.columns
    inside = (own.drawable & (own.open_end | (last >= begin)) & (own.open_start | (first < end)))[marks.event]
    rows = marks if inside.all() else marks.take(inside)
    if compact:
        return rows.once()
    filled = np.flatnonzero(np.bincount(rows.lane, minlength=len(rows.lanes)))
    if len(filled) == len(rows.lanes):
        return rows
    number = np.zeros(len(rows.lanes), dtype=np.int64)
    number[filled] = np.arange(len(filled))
    return replace(rows, lane=number[rows.lane], lanes=tuple(rows.lanes[n] for n in filled))


def _in_sight(rows: Marks, ruler: Ruler) -> Marks:
    """Return the rows that fall into what each pane shows, or would show soon if the reader moved on."""
    own = rows.columns
    first, last = own.known_days
    shown = np.zeros(len(first), dtype=bool)
    for pane in range(len(ruler.scale.panes)):
        begin, end = ruler.around(pane)
        shown |= (own.open_end | (last + 1 > begin)) & (own.open_start | (first < end))
    return rows.take(shown[rows.event])


@lru_cache(maxsize=8)
def _heights(rows: Marks, whole: Ruler, focus: str | None, until: int | None) -> tuple[int, ...]:
    """Return the rows that each lane takes unzoomed, which it keeps however the reader zooms."""
    return tuple(place(rows, whole, focus=focus, until=until).heights)


def _events(placed: Placed) -> tuple[list[dict[str, Any]], Ints]:
    """Return the events drawn one by one, in reading order, and for each mark its event's place among them."""
    marks = placed.marks
    shown = marks.take(placed.row >= 0).once().event
    own = marks.columns.of(shown)
    order = np.lexsort((shown, own.last, own.first))
    shown, own = shown[order], own.of(order)
    events = [
        {
            "id": event,
            "title": title,
            "when": when,
            "status": STATUSES[status],
            "sources": _sources(voices) if claims else "",
        }
        for event, title, when, status, voices, claims in zip(
            marks.texts.ids(shown),
            marks.texts.titles(shown),
            marks.texts.dates(shown),
            own.status.tolist(),
            own.independent.tolist(),
            own.claims.tolist(),
            strict=True,
        )
    ]
    place_of = np.full(int(marks.event.max(initial=-1)) + 1, -1, dtype=np.int64)
    place_of[shown] = np.arange(len(shown))
    return events, place_of[marks.event]


@lru_cache(maxsize=64)
def _sources(number: int) -> str:
    return text("count.independent", n=number)


class _Members(Mapping[str, tuple[str, ...]]):
    """The ids of each count's events, looked up when somebody asks."""

    def __init__(self, rows: Marks, members: Mapping[str, Ints]) -> None:
        self._rows, self._members = rows, members

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return tuple(self._rows.texts.ids(self._rows.event[self._members[name]]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def _groups(rows: Marks, placed: Placed) -> tuple[list[dict[str, Any]], Mapping[str, tuple[str, ...]]]:
    """Return what the counts hold: the words to show, and the ids that stay on the server."""
    own = [rows.event[badge.rows] for badge in placed.badges]
    if not own:
        return [], {}
    # Looked up for all counts at once: each look into the texts has its price, however short.
    first, last = (np.array([events[at] for events in own]) for at in (0, -1))
    ids, begins, ends = rows.texts.ids(first), rows.texts.dates(first), rows.texts.dates(last)
    titles = iter(rows.texts.titles(np.concatenate([events[:_TITLES] for events in own])))
    groups, members = [], {}
    for badge, events, event_id, begin, end in zip(placed.badges, own, ids, begins, ends, strict=True):
        name = f"{badge.lane}:{event_id}"
        members[name] = badge.rows
        groups.append(
            {
                "id": name,
                "n": text("chart.events_here", n=len(events)),
                "titles": [title for _, title in zip(events[:_TITLES], titles, strict=False)],
                "more": text("chart.more", n=len(events) - _TITLES) if len(events) > _TITLES else "",
                "when": begin if begin == end else text("chart.between", first=begin, last=end),
            }
        )
    return groups, _Members(rows, members)


def _stack(
    placed: Placed, lanes: Mapping[str, str], *, gutter: float, head: float, compact: bool
) -> tuple[list[Band], npt.NDArray[np.float64]]:
    """Return the lanes' bands from top to bottom, and the y of each one's first row."""
    if compact:
        return [(0.0, 2 * _PAD + COMPACT_ROWS * _COMPACT_PITCH, "")], np.array([_PAD])
    title = _HEAD if any(lanes.values()) and not gutter else 0.0
    bands: list[Band] = []
    top = head
    for rows, name in zip(placed.heights, lanes.values(), strict=True):
        bands.append((top, top + 2 * _PAD + title + rows * PITCH, name))
        top = bands[-1][1] + _LANE_GAP
    return bands, np.array([band[0] + _PAD + title for band in bands])
