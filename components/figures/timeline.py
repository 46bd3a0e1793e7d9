"""The timeline's picture: a table of marks in, a Plotly figure as a plain dictionary out.

A plain dictionary, since ``go.Figure`` would spend ten times as long on validating what is made here.
All vertical lengths are pixels: the y axis counts them downwards from the plot's top.
"""

from collections.abc import Mapping
from html import escape
from typing import Any, TypedDict

import numpy as np
import pandas as pd

from components.figures.axis import Pane, Ruler, Scale, day_number, extent, split
from components.figures.packing import shorten, text_width
from components.figures.placing import COMPACT_ROWS, Placed, place
from components.figures.strokes import badge_traces, bar_traces, label_trace, mark_traces, shade_trace
from components.theme import FONT, Look
from pactline import edtf
from pactline.wording import text

WIDE = 640  # px: from here on lanes have their names at the left, below it on top of each lane
TEXT = 13  # px
_SMALL = 12  # px
_PITCH, _COMPACT_PITCH = 21.0, 18.0  # px from row to row: a 14 px mark and a line of text
_PAD, _LANE_GAP, _HEAD = 5.0, 6.0, 19.0  # px: inside a lane, between lanes, a lane's name on top
_GUTTER = 150.0  # px: the most that names at the left may take; longer ones wrap
_TOP, _COMPACT_TOP = 62, 34  # px for the axis, and the panes' captions above it


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
    """

    data: list[dict[str, Any]]
    layout: dict[str, Any]
    events: list[dict[str, Any]]
    groups: list[dict[str, Any]]
    members: dict[str, tuple[str, ...]]
    undrawn: int


def timeline_figure(
    marks: pd.DataFrame,
    *,
    look: Look,
    width: int,
    focus: str | None = None,
    span: tuple[pd.Timestamp, pd.Timestamp] | None = None,
    scale: Scale | None = None,
    covered_until: pd.Timestamp | None = None,
    compact: bool = False,
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
        span: First and last day to show, on one scale; marks outside are left out.
        scale: A scale found before, so that a filter does not move the axis; default: ``split(marks)``.
        covered_until: What comes after this day is tinted as not covered.
        compact: One band without lanes, where only the most important events have labels.

    Returns:
        A figure as Plotly takes it, with the words that go with it.
    """
    scale = Scale((Pane(*span),)) if span else scale or split(marks, covered_until=covered_until)
    undrawn = int(marks.loc[~marks["drawable"].to_numpy(bool), "event_id"].nunique())
    rows = _drawn(marks, scale, compact=compact)
    lanes = {} if compact else dict(zip(rows["lane"], rows["lane_label"], strict=True))
    named = any(lanes.values())
    gutter = _gutter(lanes, width) if named and width >= WIDE else 0.0
    ruler = Ruler(scale, max(width - gutter - 20, 120))
    placed = place(
        rows,
        ruler,
        focus=focus,
        compact=compact,
        until=None if covered_until is None else day_number(covered_until) + 1,
    )
    tops, height = _stack(placed, head=_HEAD if named and not gutter else 0.0, compact=compact)
    y = tops[placed.lane] + (placed.row + 0.5) * (_COMPACT_PITCH if compact else _PITCH)
    events, index = _events(rows, placed)
    groups, members = _groups(rows, placed)
    data = [
        *shade_trace(look, scale, height, covered_until),
        *bar_traces(placed, y, index, look, ruler),
        *mark_traces(placed, y, index, look, ruler),
        *label_trace(placed, y, index, look, ruler),
        *badge_traces(placed, tops, _COMPACT_PITCH if compact else _PITCH, look),
    ]
    layout = _layout(look, ruler, height=height, gutter=gutter, compact=compact)
    bands = _bands(placed, lanes, tops, gutter=gutter, named=named, compact=compact)
    layout["shapes"] = [*_band_shapes(bands, ruler, look), *_break_shapes(ruler, look)]
    layout["annotations"] = [
        *_lane_names(bands, look, gutter),
        *([] if compact else _captions(ruler, look, covered_until)),
    ]
    return {"data": data, "layout": layout, "events": events, "groups": groups, "members": members, "undrawn": undrawn}


def describe(marks: pd.DataFrame) -> str:
    """Say in a sentence what the timeline shows, for those who do not see it."""
    rows = marks.drop_duplicates("event_id")
    if rows.empty:
        return text("timeline.alt_empty")
    first, last = extent(rows)
    if not len(first):
        return text("chart.alt_undrawn", n=len(rows))
    years = f"{_year(int(first.min()))}–{_year(int(last.max()))}"
    if _year(int(first.min())) == _year(int(last.max())):
        years = str(_year(int(first.min())))
    lanes = marks["lane"].nunique()
    if lanes > 1:
        return text("chart.alt_lanes", events=text("count.events", n=len(rows)), years=years, n=lanes)
    return text("chart.alt", events=text("count.events", n=len(rows)), years=years)


def _year(day: int) -> int:
    return int(np.datetime64(day, "D").astype("datetime64[Y]").astype(np.int64)) + 1970


def _drawn(marks: pd.DataFrame, scale: Scale, *, compact: bool) -> pd.DataFrame:
    """Return the rows that fall on the scale; for one band each event once."""
    rows = marks[marks["drawable"].to_numpy(bool)]
    first, last = extent(rows)
    begin, end = scale.panes[0].days[0], scale.panes[-1].days[1]
    inside = (rows["open_end"].to_numpy(bool) | (last >= begin)) & (rows["open_start"].to_numpy(bool) | (first < end))
    rows = rows[inside]
    return rows.drop_duplicates("event_id").assign(lane="", lane_label="") if compact else rows


def _events(rows: pd.DataFrame, placed: Placed) -> tuple[list[dict[str, Any]], np.ndarray]:
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
                "titles": [str(titles[n]) for n in badge.rows[:4]],
                "more": text("chart.more", n=len(badge.rows) - 4) if len(badge.rows) > 4 else "",  # noqa: PLR2004
                "when": first if first == last else text("chart.between", first=first, last=last),
            }
        )
    return groups, members


# Lanes


def _stack(placed: Placed, *, head: float, compact: bool) -> tuple[np.ndarray, float]:
    """Return the y of each lane's first row, and the height of all lanes."""
    if compact:
        return np.array([_PAD]), 2 * _PAD + COMPACT_ROWS * _COMPACT_PITCH
    heights = 2 * _PAD + head + np.array(placed.heights, dtype=float) * _PITCH
    ends = np.cumsum(heights + _LANE_GAP)
    return ends - heights - _LANE_GAP + _PAD + head, float(ends[-1] - _LANE_GAP) if len(ends) else 60.0


def _bands(
    placed: Placed, lanes: Mapping[str, str], tops: np.ndarray, *, gutter: float, named: bool, compact: bool
) -> list[tuple[float, float, str]]:
    """Return top, bottom and name of each lane's band."""
    if compact:
        return [(0.0, 2 * _PAD + COMPACT_ROWS * _COMPACT_PITCH, "")]
    head = 0.0 if gutter or not named else _HEAD
    return [
        (float(top) - _PAD - head, float(top) + rows * _PITCH + _PAD, name)
        for top, rows, name in zip(tops, placed.heights, lanes.values(), strict=True)
    ]


def _gutter(lanes: Mapping[str, str], width: int) -> float:
    """Return the px that the lanes' names need at the left."""
    longest = max((text_width(word, TEXT, bold=True) for name in lanes.values() for word in _wrap(name)), default=0)
    return min(longest + 16, width / 4)


def _wrap(name: str) -> list[str]:
    """Break a lane's name into lines that fit into the gutter."""
    lines: list[str] = []
    for word in name.split():
        if lines and text_width(f"{lines[-1]} {word}", TEXT, bold=True) <= _GUTTER - 16:
            lines[-1] += f" {word}"
        else:
            lines.append(shorten(word, _GUTTER - 16, TEXT, bold=True) or f"{word[:14]}…")
    return lines


def _lane_names(bands: list[tuple[float, float, str]], look: Look, gutter: float) -> list[dict[str, Any]]:
    return [
        {
            "x": 0,
            "xref": "paper",
            "xshift": -gutter if gutter else 6,
            "xanchor": "left",
            "align": "left",
            "y": top + 4 if gutter else top + 1,
            "yref": "y",
            "yanchor": "top",
            "showarrow": False,
            "borderpad": 0,
            "text": "<br>".join(escape(line, quote=False) for line in (_wrap(name) if gutter else [name])),
            "font": {"size": TEXT, "color": look.ink, "weight": 600},
        }
        for top, _, name in bands
        if name
    ]


def _band_shapes(bands: list[tuple[float, float, str]], ruler: Ruler, look: Look) -> list[dict[str, Any]]:
    return [
        {
            "type": "rect",
            "layer": "below",
            "xref": f"{axis} domain",
            "x0": 0,
            "x1": 1,
            "yref": "y",
            "y0": top,
            "y1": bottom,
            "fillcolor": look.panel,
            "line": {"width": 0},
        }
        for top, bottom, _ in bands
        for axis in _axes(ruler)
    ]


# Axes


def _axes(ruler: Ruler) -> list[str]:
    return ["x", "x2"][: len(ruler.scale.panes)]


def _layout(look: Look, ruler: Ruler, *, height: float, gutter: float, compact: bool) -> dict[str, Any]:
    top = _COMPACT_TOP if compact or len(ruler.scale.panes) == 1 else _TOP
    layout: dict[str, Any] = {
        "height": round(height) + top + 8,
        "margin": {"l": round(gutter) + 8, "r": 12, "t": top, "b": 8, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT, "color": look.ink},
        "barmode": "overlay",
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "uirevision": "timeline",
        "yaxis": {"range": [height, 0], "fixedrange": True, "visible": False},
    }
    for axis, pane, bounds in zip(_axes(ruler), ruler.scale.panes, ruler.pane_bounds(), strict=True):
        layout[axis.replace("x", "xaxis")] = _x_axis(pane, bounds, ruler.width, look)
    return layout


def _x_axis(pane: Pane, bounds: tuple[float, float], width: float, look: Look) -> dict[str, Any]:
    begin, end = (str(np.datetime64(day, "D")) for day in pane.days)
    return {
        "type": "date",
        "anchor": "y",
        "side": "top",
        "domain": [bounds[0] / width, bounds[1] / width],
        "range": [begin, end],
        "minallowed": begin,
        "maxallowed": end,
        "nticks": max(int((bounds[1] - bounds[0]) // 62), 2),
        "tickformatstops": [
            {"dtickrange": [None, "M1"], "value": "%-d %b\n%Y"},
            {"dtickrange": ["M1", "M12"], "value": "%b\n%Y"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
        "tickfont": {"size": _SMALL, "color": look.muted},
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": look.rule,
        "showline": True,
        "linecolor": look.muted,
        "gridcolor": look.rule,
        "zeroline": False,
    }


def _captions(ruler: Ruler, look: Look, covered_until: pd.Timestamp | None) -> list[dict[str, Any]]:
    """Say above two panes what each shows and how much wider one is drawn, and where coverage ends."""
    found = []
    panes = ruler.scale.panes
    if len(panes) > 1:
        density = [
            (right - left) / (pane.days[1] - pane.days[0])
            for pane, (left, right) in zip(panes, ruler.pane_bounds(), strict=True)
        ]
        wide = int(density[1] > density[0])
        times = text("chart.wider", n=round(max(density) / min(density)))
        for number, (pane, axis) in enumerate(zip(panes, _axes(ruler), strict=True)):
            # The first pane has some air before its first year: see ``split``.
            air = 0 if number else (pane.days[1] - pane.days[0]) // 41 + 180
            begin, end = _year(pane.days[0] + air), _year(pane.days[1] - 1)
            words = f"{begin}–{end}"
            found.append(
                _caption(axis, f"<b>{words}</b> · {escape(times)}" if number == wide else f"<b>{words}</b>", look)
            )
    if covered_until is not None and ruler.width >= WIDE:
        words = text("chart.covered", day=edtf.parse(covered_until.date().isoformat()).words)
        found.append(_caption(_axes(ruler)[-1], escape(words), look) | {"x": 1, "xanchor": "right"})
    return found


def _caption(axis: str, words: str, look: Look) -> dict[str, Any]:
    return {
        "xref": f"{axis} domain",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": 1,
        "yanchor": "bottom",
        "yshift": 40,
        "showarrow": False,
        "borderpad": 0,
        "text": words,
        "font": {"size": _SMALL, "color": look.muted},
    }


def _break_shapes(ruler: Ruler, look: Look) -> list[dict[str, Any]]:
    """Draw two slashes on the axis where one scale ends and the other begins."""
    if len(ruler.scale.panes) == 1:
        return []
    left, right = ruler.pane_bounds()[0][1], ruler.pane_bounds()[1][0]
    middle = (left + right) / 2 / ruler.width
    return [
        {
            "type": "line",
            "xref": "paper",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": middle,
            "yanchor": 1,
            "x0": shift - 3,
            "x1": shift + 3,
            "y0": -6,
            "y1": 6,
            "line": {"color": look.muted, "width": 1.2},
        }
        for shift in (-3, 3)
    ]
