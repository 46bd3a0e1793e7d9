"""The timeline's picture: a table of marks in, a Plotly figure as a plain dictionary out.

A plain dictionary, since ``go.Figure`` would spend ten times as long on validating what is made here.
All vertical lengths are pixels: the y axis counts them downwards from the plot's top.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.figures.axis import Ruler, Scale, Windows, day_number, extent, split
from components.figures.layout import Band, gutter_width, layout, year
from components.figures.placing import COMPACT_ROWS, Placed, place
from components.figures.strokes import badge_traces, bar_traces, label_trace, mark_traces, shade_trace
from components.theme import Look
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
    members: dict[str, tuple[str, ...]]
    undrawn: int
    rows: list[int]
    windows: dict[str, tuple[float, float]]


def timeline_figure(
    marks: pd.DataFrame,
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
        marks: One row per event and lane, as ``components.figures.marks.marks`` returns them; may be empty.
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
    scale = scale or split(marks, covered_until=covered_until)
    rows = _drawn(marks, scale, compact=compact)
    lanes = {} if compact else dict(zip(rows["lane"], rows["lane_label"], strict=True))
    gutter = gutter_width(lanes, width)
    whole = Ruler(scale, max(width - gutter - 20, 120))
    until = None if covered_until is None else day_number(covered_until) + 1
    names = [""] if compact else list(lanes)
    ruler = whole
    if windows is not None:
        ruler = replace(whole, windows=windows)
        heights = heights or place(rows, whole, lanes=names, focus=focus, until=until).heights
        rows = _in_sight(rows, ruler)
    placed = place(rows, ruler, lanes=names, heights=heights, focus=focus, compact=compact, until=until)
    bands, tops = _stack(placed, lanes, gutter=gutter, head=head, compact=compact)
    pitch = _COMPACT_PITCH if compact else PITCH
    y = tops[placed.lane] + (placed.row + 0.5) * pitch
    events, index = _events(rows, placed)
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
        "undrawn": int(marks.loc[~marks["drawable"].to_numpy(bool), "event_id"].nunique()),
    }


def describe(marks: pd.DataFrame) -> str:
    """Say in a sentence what the timeline shows, for those who do not see it."""
    rows = marks.drop_duplicates("event_id")
    if rows.empty:
        return text("timeline.alt_empty")
    first, last = extent(rows)
    if not len(first):
        return text("chart.alt_undrawn", n=len(rows))
    begin, end = year(int(first.min())), year(int(last.max()))
    years = str(begin) if begin == end else f"{begin}–{end}"
    lanes = marks["lane"].nunique()
    if lanes > 1:
        return text("chart.alt_lanes", events=text("count.events", n=len(rows)), years=years, n=lanes)
    return text("chart.alt", events=text("count.events", n=len(rows)), years=years)


def _drawn(marks: pd.DataFrame, scale: Scale, *, compact: bool) -> pd.DataFrame:
    """Return the rows that fall on the scale; for one band each event once."""
    rows = marks[marks["drawable"].to_numpy(bool)]
    first, last = extent(rows)
    begin, end = scale.panes[0].days[0], scale.panes[-1].days[1]
    inside = (rows["open_end"].to_numpy(bool) | (last >= begin)) & (rows["open_start"].to_numpy(bool) | (first < end))
    rows = rows[inside]
    return rows.drop_duplicates("event_id").assign(lane="", lane_label="") if compact else rows


def _in_sight(rows: pd.DataFrame, ruler: Ruler) -> pd.DataFrame:
    """Return the rows that fall into what each pane shows, or would show soon if the reader moved on."""
    first, last = extent(rows)
    shown = np.zeros(len(rows), dtype=bool)
    for pane in range(len(ruler.scale.panes)):
        begin, end = ruler.around(pane)
        shown |= (rows["open_end"].to_numpy(bool) | (last + 1 > begin)) & (
            rows["open_start"].to_numpy(bool) | (first < end)
        )
    return rows[shown]


def _events(rows: pd.DataFrame, placed: Placed) -> tuple[list[dict[str, Any]], npt.NDArray[np.int64]]:
    """Return the events drawn one by one, in reading order, and for each row its event's place among them."""
    shown = rows[placed.row >= 0].drop_duplicates("event_id")
    shown = shown.sort_values(["earliest", "latest"], kind="stable")
    columns = ("event_id", "title", "date_words", "status", "independent", "claims")
    events = [
        {
            "id": event,
            "title": title,
            "when": when,
            "status": status,
            "sources": text("count.independent", n=int(voices)) if claims else "",
        }
        for event, title, when, status, voices, claims in zip(*(shown[c].tolist() for c in columns), strict=True)
    ]
    order = {event["id"]: n for n, event in enumerate(events)}
    return events, np.array([order.get(event, -1) for event in rows["event_id"].tolist()], dtype=np.int64)


def _groups(rows: pd.DataFrame, placed: Placed) -> tuple[list[dict[str, Any]], dict[str, tuple[str, ...]]]:
    """Return what the counts hold: the words to show, and the ids that stay on the server."""
    ids, titles, whens = (rows[column].to_numpy() for column in ("event_id", "title", "date_words"))
    groups, members = [], {}
    for badge in placed.badges:
        name = f"{badge.lane}:{ids[badge.rows[0]]}"
        members[name] = tuple(str(ids[n]) for n in badge.rows)
        first, last = str(whens[badge.rows[0]]), str(whens[badge.rows[-1]])
        groups.append(
            {
                "id": name,
                "n": text("count.events", n=len(badge.rows)),
                "titles": [str(titles[n]) for n in badge.rows[:_TITLES]],
                "more": text("chart.more", n=len(badge.rows) - _TITLES) if len(badge.rows) > _TITLES else "",
                "when": first if first == last else text("chart.between", first=first, last=last),
            }
        )
    return groups, members


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
