"""What stands around the timeline's marks: lanes with their names, axes, a note. All of it Plotly's layout."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from components.parts.days import FIRST_DAY
from components.parts.packing import shorten, text_width
from components.parts.theme import FONT, Look
from components.parts.time_ticks import time_ticks
from components.parts.written import written
from components.timeline.axis import Pane, Ruler
from pactline.wording import text

WIDE = 640  # px: from here on lanes have their names at the left, below it on top of each lane
TEXT = 13  # px
_SMALL = 12  # px
_GUTTER = 150.0  # px: the most that names at the left may take; longer ones wrap
_TOP = 42  # px for the axis
_BOTTOM, _NOTE = 8, 22  # px below the lanes, without and with a note

_DAY = 86_400_000  # ms
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720)  # minutes between two ticks
_EMPTY = 60.0  # px of a plot without lanes

Band = tuple[float, float, str]  # top, bottom and name of a lane


def gutter_width(lanes: Mapping[str, str], width: int) -> float:
    """Return the px that the lanes' names need at the left; 0 where they stand on top of their lanes."""
    if width < WIDE or not any(lanes.values()):
        return 0.0
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


def _lane_names(bands: list[Band], look: Look, gutter: float) -> list[dict[str, Any]]:
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
            "text": "<br>".join(map(written, _wrap(name) if gutter else [name])),
            "font": {"size": TEXT, "color": look.ink, "weight": 600},
        }
        for top, _, name in bands
        if name
    ]


def _band_shapes(bands: list[Band], ruler: Ruler, look: Look) -> list[dict[str, Any]]:
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


def year(day: int) -> int:
    """Return the year of a day's number."""
    return int(np.datetime64(day, "D").astype("datetime64[Y]").astype(np.int64)) + 1970


def _axes(ruler: Ruler) -> list[str]:
    return ["x", "x2"][: len(ruler.scale.panes)]


def layout(
    ruler: Ruler, look: Look, bands: list[Band], *, gutter: float, note: str, hours: bool = False
) -> dict[str, Any]:
    """Return Plotly's layout around the marks.

    Args:
        ruler: The scale in pixels.
        look: Colours by meaning.
        bands: The lanes from top to bottom; a nameless one gets no name.
        gutter: Px at the left for the lanes' names; 0 puts them on top of their lanes.
        note: Words for what is hatched at the end; empty for none.
        hours: Whether ticks may be times of day.
    """
    height = bands[-1][1] if bands else _EMPTY
    notes = [_note(ruler, look, note)] if note else []
    bottom = _NOTE if notes else _BOTTOM
    drawn: dict[str, Any] = {
        "height": round(height) + _TOP + bottom,
        "margin": {"l": round(gutter) + 8, "r": 12, "t": _TOP, "b": bottom, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT, "color": look.ink},
        "barmode": "overlay",
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "uirevision": "timeline",
        "yaxis": {"range": [height, 0], "fixedrange": True, "visible": False},
        "shapes": [*_band_shapes(bands, ruler, look), *_break_shapes(ruler, look)],
        "annotations": [*_lane_names(bands, look, gutter), *notes],
    }
    for axis, pane, bounds in zip(_axes(ruler), ruler.scale.panes, ruler.pane_bounds(), strict=True):
        drawn[axis.replace("x", "xaxis")] = _x_axis(pane, bounds, ruler.width, look, hours=hours)
    return drawn


def _x_axis(
    pane: Pane, bounds: tuple[float, float], width: float, look: Look, *, hours: bool = False
) -> dict[str, Any]:
    begin, end = map(_written, pane.days)
    return {
        "type": "date",
        "anchor": "y",
        "side": "top",
        "domain": [bounds[0] / width, bounds[1] / width],
        "range": [begin, end],
        "minallowed": begin,
        "maxallowed": end,
        **_ticks(pane, max(int((bounds[1] - bounds[0]) // 62), 2), hours=hours),
        "tickformatstops": [
            *([{"dtickrange": [None, _DAY - 1], "value": text("chart.tick_time")}] if hours else []),
            {"dtickrange": [None, "M1"], "value": text("chart.tick_day")},
            {"dtickrange": ["M1", "M12"], "value": text("chart.tick_month")},
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


def minutes_apart(days: float, most: int) -> int:
    """Return how many minutes apart ticks stand on a short axis of so many days."""
    return next((step for step in _STEPS if days * 1440 / step <= most), _STEPS[-1])


def _written(day: float) -> str:
    """Return a moment as Plotly reads it: a day alone where it is one."""
    return str(np.datetime64(int(day), "D") if day == int(day) else np.datetime64(round(day * 86_400), "s"))


def _ticks(pane: Pane, most: int, *, hours: bool) -> dict[str, Any]:
    """Return how many ticks there may be; over few days one for a day, since half days would say it twice."""
    days = pane.days[1] - pane.days[0]
    if hours:
        return {"dtick": minutes_apart(days, most) * 60_000, "tick0": _written(pane.days[0] // 1)}
    if pane.first < FIRST_DAY:  # years that no format of the library says as readers do
        old = list(time_ticks(np.datetime64(int(pane.first), "D"), np.datetime64(int(pane.after), "D"), most))
        return {"tickvals": [str(day) for day, _ in old], "ticktext": [words for _, words in old]}
    if days >= 2 * most:
        return {"nticks": most}
    return {"dtick": 86_400_000 * max(round(days / most), 1), "tick0": _written(pane.days[0] // 1)}


def _note(ruler: Ruler, look: Look, words: str) -> dict[str, Any]:
    """Say below the lanes, at the right, what is hatched there."""
    return {
        "xref": f"{_axes(ruler)[-1]} domain",
        "x": 1,
        "xanchor": "right",
        "yref": "paper",
        "y": 0,
        "yanchor": "top",
        "yshift": -4,
        "showarrow": False,
        "borderpad": 0,
        "text": written(words),
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
