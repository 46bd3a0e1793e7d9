"""The map: places as marks on plain land, drawn with Plotly's scatter traces alone.

No geo trace and no tiles, so that it needs no network and the small bundle is enough. Coordinates are degrees;
one degree of latitude is drawn as much longer as it is in the window's middle.
"""

import re
from typing import Any, TypedDict

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.map.gather import diameter, gather
from components.map.traces import (
    SOFT,
    Degrees,
    DrawnMark,
    Mark,
    Trace,
    land_trace,
    marks_trace,
    numbers_trace,
    rings_trace,
    soft_trace,
    words_trace,
)
from components.map.windows import WINDOWS, Window
from components.parts.labels import TEXT, Label, Wish, write
from components.parts.packing import shorten
from components.parts.theme import FONT, Look
from pactline.wording import text

_GAP = 16  # px between two maps side by side
WIDE = 640  # px from which they stand side by side
_SHORTER = 110.0  # px of a name that had no room at its full length
_LABELS = 80  # on one map; more would be no map
# Names of lands, for orientation: where their middle stands (degrees east and north). No line goes with them.
_LANDS = {
    "eurasia": {"russia": (92, 61), "china": (102, 35.5), "japan": (140.3, 32.6), "ukraine": (30.5, 47.6)},
    "border": {
        "russia": (133.1, 43.75), "china": (127, 43.2), "north_korea": (127.2, 40.7), "south_korea": (128.3, 37.2),
    },
}  # fmt: skip


class MapFigure(TypedDict):
    """What one map draws.

    Attributes:
        data: Plotly's traces; the first, named ``land``, is filled from ``static/geo/land.json``.
        layout: Plotly's layout, for whatever width: ``ratio`` gives the height.
        marks: In the order of their events' number.
        ratio: Width by height.
        window: Its name.
        box: West, south, east and north edge in degrees.
    """

    data: list[Trace]
    layout: dict[str, Any]
    marks: list[Mark]
    ratio: float
    window: str
    box: list[float]


def sizes(width: int) -> dict[str, tuple[float, float]]:
    """Return each map's width and height in px for the width of both: side by side, or one under the other."""
    if width >= WIDE:
        height = (width - _GAP) / sum(window.ratio for window in WINDOWS.values())
        return {name: (height * window.ratio, height) for name, window in WINDOWS.items()}
    return {name: (float(width), width / window.ratio) for name, window in WINDOWS.items()}


def outside(places: pd.DataFrame) -> pd.DataFrame:
    """Return the places that lie on none of the maps."""
    seen = np.zeros(len(places), dtype=bool)
    for window in WINDOWS.values():
        seen |= _inside(places, window)
    return places[~seen]


def map_figure(
    places: pd.DataFrame, *, name: str, look: Look, size: tuple[float, float], chosen: frozenset[str] = frozenset()
) -> MapFigure:
    """Draw a window's places: the mark's area says how many events, its form how exactly the place is known.

    Args:
        places: ``place_id``, ``name``, ``lat``, ``lon``, ``precision``, ``n``, as ``pactline.readings.places.shown``
            returns them; those outside the window are left out; may be empty.
        name: Of the window, one of ``WINDOWS``.
        look: Colours by meaning, for one theme.
        size: Px for which marks are gathered and names are placed.
        chosen: Ids of places that are open.
    """
    window = WINDOWS[name]
    rows = places[_inside(places, window)].reset_index(drop=True)
    x, y = _px(rows, window, size)
    groups = gather(x, y, rows["n"].to_numpy(np.int64))
    marks = [_mark(rows, group, x, y, size) for group in groups]
    spots = [
        DrawnMark(mark, rows["precision"].iloc[group[0]], look.ink if chosen.isdisjoint(mark["ids"]) else look.accent)
        for mark, group in zip(marks, groups, strict=True)
    ]
    labels = _labels(rows, groups, marks, name, size)
    at = Degrees(window, size)
    return {
        "data": [
            land_trace(look),
            words_trace(
                "lands", [label for label in labels if not label.strong], at, {"color": look.muted, "style": "italic"}
            ),
            soft_trace([spot for spot in spots if spot.form in SOFT], at),
            rings_trace([spot for spot in spots if len(spot.mark["ids"]) > 1], at),
            marks_trace([spot for spot in spots if spot.form not in SOFT], at, look),
            numbers_trace([spot for spot in spots if spot.mark["n"] > 1], at, look),
            words_trace("names", [label for label in labels if label.strong], at, {"color": look.ink, "weight": 600}),
        ],
        "layout": _layout(name, window, look),
        "marks": marks,
        "ratio": round(window.ratio, 4),
        "window": name,
        "box": [window.west, window.south, window.east, window.north],
    }


def _inside(places: pd.DataFrame, window: Window) -> npt.NDArray[np.bool_]:
    lon, lat = places["lon"].to_numpy(), places["lat"].to_numpy()
    return (lon > window.west) & (lon < window.east) & (lat > window.south) & (lat < window.north)


def _px(rows: pd.DataFrame, window: Window, size: tuple[float, float]) -> tuple[Any, Any]:
    lon, lat = rows["lon"].to_numpy(np.float64), rows["lat"].to_numpy(np.float64)
    return (
        (lon - window.west) / (window.east - window.west) * size[0],
        (window.north - lat) / (window.north - window.south) * size[1],
    )


def _mark(rows: pd.DataFrame, group: list[int], x: Any, y: Any, size: tuple[float, float]) -> Mark:
    first = rows.iloc[group[0]]
    n = int(rows["n"].iloc[group].sum())
    precision = text(f"precision.{first['precision']}")
    if len(group) > 1:
        words = text(
            "map.mark_several",
            name=first["name"],
            more=text("map.more", n=len(group) - 1),
            events=text("count.events", n=n),
        )
    else:
        words = text("map.mark", name=first["name"], precision=precision, events=text("count.events", n=n))
    return {
        "x": round(float(x[group[0]]) / size[0], 4),
        "y": round(float(y[group[0]]) / size[1], 4),
        "size": round(diameter(n), 1),
        "ids": [str(place) for place in rows["place_id"].iloc[group]],
        "n": n,
        "words": words,
    }  # fmt: skip


def _labels(
    rows: pd.DataFrame, groups: list[list[int]], marks: list[Mark], name: str, size: tuple[float, float]
) -> list[Label]:
    """Place the names of marks, then of lands, where there is room; a place's is ``strong``."""
    wishes = []
    for mark, group in zip(marks[:_LABELS], groups[:_LABELS], strict=True):
        words = short(str(rows["name"].iloc[group[0]]))
        versions = [words, shorten(words, _SHORTER, TEXT, bold=True)]
        if len(group) > 1:
            versions.insert(0, text("map.label_several", name=words, n=len(group) - 1))
        versions = list(dict.fromkeys(filter(None, versions)))
        wishes.append(Wish(mark["x"] * size[0], mark["y"] * size[1], mark["size"] / 2, tuple(versions), strong=True))
    window = WINDOWS[name]
    for land, (lon, lat) in _LANDS[name].items():
        across, up = window.share(lon, lat)
        wishes.append(Wish(across * size[0], (1 - up) * size[1], None, (text(f"map.lands.{land}"),)))
    taken = [(mark["x"] * size[0], mark["y"] * size[1], mark["size"] / 2) for mark in marks]
    return write(wishes, taken, size=size)


def short(name: str) -> str:
    """Return a place's name as it stands on the map: up to its first comma or bracket."""
    return re.split(r",| \(", name, maxsplit=1)[0].strip() or name


def _layout(name: str, window: Window, look: Look) -> dict[str, Any]:
    fixed = {"fixedrange": True, "visible": False, "showgrid": False, "zeroline": False}
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "xaxis": {"range": [window.west, window.east], **fixed},
        "yaxis": {
            "range": [window.south, window.north],
            "scaleanchor": "x",
            "scaleratio": round(window.squeeze, 5),
            **fixed,
        },
        "shapes": [_frame(other, look) for key, other in WINDOWS.items() if key != name and _holds(window, other)],
        "plot_bgcolor": look.panel,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": TEXT, "color": look.ink},
        "showlegend": False,
        "dragmode": False,
        "hovermode": False,
    }


def _holds(window: Window, other: Window) -> bool:
    return (
        window.west < other.west
        and window.east > other.east
        and window.south < other.south < other.north < window.north
    )


def _frame(window: Window, look: Look) -> dict[str, Any]:
    """Where the other map lies in this one."""
    return {
        "type": "rect", "x0": window.west, "x1": window.east, "y0": window.south, "y1": window.north,
        "line": {"width": 1, "color": look.muted, "dash": "dot"}, "layer": "above",
    }  # fmt: skip
