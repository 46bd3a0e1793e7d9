"""The timeline's picture: a table of marks in, a Plotly figure as a plain dictionary out.

A plain dictionary, since ``go.Figure`` would spend ten times as long on validating what is made here.
All vertical lengths are pixels: the y axis counts them downwards from the plot's top.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.parts.days import day_number
from components.parts.theme import Look
from components.timeline.axis import Ruler, Scale, near, split
from components.timeline.columns import STATUSES, Ints, Marks
from components.timeline.layout import Band, gutter_width, layout, year
from components.timeline.placing import Placed, place
from components.timeline.strokes import badge_traces, bar_traces, label_trace, mark_traces, shade_trace
from pactline.record.date_words import in_words, of_year
from pactline.wording import Speech, speaking, text

PITCH = 21.0  # px from row to row: a 14 px mark and a line of text
_PAD, _LANE_GAP, _HEAD = 5.0, 6.0, 19.0  # px: inside a lane, between lanes, a lane's name on top
LEAST_LANE = PITCH + 2 * _PAD + _LANE_GAP  # px that a lane of one row takes


class Figure(TypedDict):
    """What the browser draws, and what it says about it.

    Attributes:
        data: Plotly's traces. ``customdata`` of marks and bars is an event's place in ``events``.
        layout: Plotly's layout; ``height`` in px is fixed, the width is the reader's.
        events: The events drawn one by one, in reading order: ``id``, ``title``, ``when``, ``status``
            (an id), ``sources`` (words).
        rows: How many rows of text each lane has, from top to bottom.
    """

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    events: list[dict[str, Any]]
    rows: list[int]


def timeline_figure(
    marks: Marks | pd.DataFrame,
    *,
    look: Look,
    width: int,
    focus: str | None = None,
    scale: Scale | None = None,
    heights: Sequence[int] | None = None,
    covered_until: pd.Timestamp | None = None,
    note: str = "",
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
        heights: Rows of text that each lane gets, from top to bottom; default: as many as it needs.
        covered_until: What comes after this day is hatched as not covered.
        note: Says so, in words.

    Returns:
        A figure as Plotly takes it, with the words that go with it.
    """
    marks = Marks.of(marks)
    scale = scale or split(marks, covered_until=covered_until)
    rows = _drawn(marks, scale)
    lanes = dict(rows.lanes)
    gutter = gutter_width(lanes, width)
    ruler = Ruler(scale, max(width - gutter - 20, 120))
    until = None if covered_until is None else day_number(covered_until) + 1
    hours = scale.hours and bool(rows.columns.timed.any())
    placed = place(rows, ruler, heights=heights, focus=focus, until=until)
    bands, tops = _stack(placed, lanes, gutter=gutter)
    y = tops[placed.lane] + (placed.row + 0.5) * PITCH
    events, index = _events(placed)
    data = [
        *shade_trace(look, scale, bands[-1][1] if bands else 0.0, until),
        *bar_traces(placed, y, index, look, ruler),
        *mark_traces(placed, y, index, look, ruler),
        *label_trace(placed, y, index, look, ruler),
        *badge_traces(placed, tops, PITCH, look),
    ]
    return {
        "data": data,
        "layout": layout(ruler, look, bands, gutter=gutter, note=note, hours=hours),
        "events": events,
        "rows": list(placed.heights),
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
    begin, end = (in_words(of_year(year(int(day)))) for day in (first.min(), last.max()))
    years = begin if begin == end else f"{begin}–{end}"
    if len(marks.lanes) > 1:
        return text("chart.alt_lanes", events=text("count.events", n=number), years=years, n=len(marks.lanes))
    return text("chart.alt", events=text("count.events", n=number), years=years)


def _drawn(marks: Marks, scale: Scale) -> Marks:
    """Return the rows that fall on the scale, and the lanes that hold one."""
    inside = marks.columns.on(scale.panes[0].days[0], scale.panes[-1].days[1])[marks.event]
    rows = marks if inside.all() else marks.take(inside)
    filled = np.flatnonzero(np.bincount(rows.lane, minlength=len(rows.lanes)))
    if len(filled) == len(rows.lanes):
        return rows
    number = np.zeros(len(rows.lanes), dtype=np.int64)
    number[filled] = np.arange(len(filled))
    return replace(rows, lane=number[rows.lane], lanes=tuple(rows.lanes[n] for n in filled))


def _events(placed: Placed) -> tuple[list[dict[str, Any]], Ints]:
    """Return the events drawn one by one, in reading order, and for each mark its event's place among them."""
    marks = placed.marks
    shown = marks.take(placed.row >= 0).once().event
    own = marks.columns.of(shown)
    order = np.lexsort((shown, own.last, own.begin, own.first))
    shown, own, speech = shown[order], own.of(order), speaking()
    events = [
        {
            "id": event,
            "title": title,
            "when": when,
            "status": STATUSES[status],
            "sources": _sources(voices, speech) if claims else "",
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
def _sources(number: int, _: Speech) -> str:
    return text("count.independent", n=number)


def _stack(placed: Placed, lanes: Mapping[str, str], *, gutter: float) -> tuple[list[Band], npt.NDArray[np.float64]]:
    """Return the lanes' bands from top to bottom, and the y of each one's first row."""
    title = _HEAD if any(lanes.values()) and not gutter else 0.0
    bands: list[Band] = []
    top = 0.0
    for rows, name in zip(placed.heights, lanes.values(), strict=True):
        bands.append((top, top + 2 * _PAD + title + rows * PITCH, name))
        top = bands[-1][1] + _LANE_GAP
    return bands, np.array([band[0] + _PAD + title for band in bands])
