"""The plot of a contested figure as SVG: what Plotly would draw of ``figure.py``, drawn by another pen."""

import math
from collections.abc import Iterator, Mapping
from html import unescape
from itertools import pairwise
from typing import Any

import numpy as np

from components.parts.svg import Anchor, fill, line, mark, rect, stroke, words
from components.parts.time_ticks import time_ticks

_TICK = 84  # px that a day on the axis needs
# By Plotly's words for where a name stands: to which side, its anchor, and px down to its foot.
_PLACES: Mapping[str, tuple[float, Anchor, float]] = {
    "middle right": (10, "start", 4.2),
    "middle left": (-10, "end", 4.2),
    "bottom center": (0, "middle", 19.2),
    "top center": (0, "middle", -10.8),
}


def elements(figure: Mapping[str, Any], width: int) -> str:
    """Return a figure as ``number_figure`` makes it, in the light look, as elements of an SVG that stands alone.

    Args:
        figure: Traces and layout.
        width: Px that it takes.
    """
    pen = _Pen(figure, width)
    return "".join((*pen.ground(), *pen.traces(), *pen.titles()))


class _Pen:
    """Draws one figure; every length is px from its upper left corner."""

    def __init__(self, figure: Mapping[str, Any], width: int) -> None:
        self._figure, self._layout = figure, figure["layout"]
        margin = self._layout["margin"]
        self._left, self._across = margin["l"], width - margin["l"] - margin["r"]
        self._top, self._down = margin["t"], self._layout["height"] - margin["t"] - margin["b"]
        first, last = self._layout["xaxis"]["range"]
        self._days = (np.datetime64(first, "D"), np.datetime64(last, "D"))

    def _x(self, day: str) -> float:
        begin, end = (one.astype(np.int64) for one in self._days)
        return float(self._left + self._across * (np.datetime64(day, "D").astype(np.int64) - begin) / (end - begin))

    def _y(self, axis: Mapping[str, Any], amount: float) -> float:
        low, high = axis["range"]
        at = math.log10(amount) if axis["type"] == "log" else amount
        below, above = axis["domain"]
        return float(self._top + self._down * (1 - below - (above - below) * (at - low) / (high - low)))

    def _axes(self) -> Iterator[Mapping[str, Any]]:
        yield from (axis for name, axis in self._layout.items() if name.startswith("yaxis"))

    def ground(self) -> Iterator[str]:
        """Draw the lanes, the amounts beside them, and the days below the lowest."""
        foot, right = self._top + self._down, self._left + self._across
        ticks = list(time_ticks(*self._days, max(self._across // _TICK, 2)))
        for axis in self._axes():
            below, above = (self._top + self._down * (1 - share) for share in axis["domain"])
            yield rect(self._left, above, self._across, below - above, fill("panel"))
            for day, _ in ticks:
                x = self._x(str(day))
                yield line(x, above, x, below, stroke("rule"))
            for amount, said in zip(axis["tickvals"], axis["ticktext"], strict=True):
                y = self._y(axis, amount)
                yield line(self._left, y, right, y, stroke("rule"))
                yield words(self._left - 8, y + 4.2, said, size=12, colour="muted", anchor="end")
        yield line(self._left, foot, right, foot, stroke("muted"))
        for day, said in ticks:
            yield words(self._x(str(day)), foot + 20, said, size=12, colour="muted", anchor="middle")

    def traces(self) -> Iterator[str]:
        """Draw what was placed, in its order."""
        for trace in self._figure["data"]:
            axis = self._layout[trace["yaxis"].replace("y", "yaxis")]
            at = [
                None if day is None else (self._x(day), self._y(axis, amount))
                for day, amount in zip(trace["x"], trace["y"], strict=True)
            ]
            if trace["mode"] == "lines":
                yield from self._lines(trace, at)
            elif "text" in trace["mode"]:
                yield from self._names(trace, at)
            else:
                yield from self._marks(trace, at)

    def _lines(self, trace: Mapping[str, Any], at: list[Any]) -> Iterator[str]:
        style = stroke(trace["line"]["color"], trace["line"]["width"])
        style += f"stroke-opacity:{trace['opacity']};" if "opacity" in trace else ""
        for one, other in pairwise(at):
            if one and other:
                yield line(one[0], one[1], other[0], other[1], style)

    def _marks(self, trace: Mapping[str, Any], at: list[Any]) -> Iterator[str]:
        marker = trace["marker"]
        edge = marker["line"]
        for number, point in enumerate(at):
            if point is None:
                continue
            shape, colour, rim = (
                _nth(one, number) for one in (marker["symbol"], marker["color"], edge.get("color", ""))
            )
            yield mark(shape, marker["size"], *point, colour=colour, rim=rim, width=edge["width"])

    def _names(self, trace: Mapping[str, Any], at: list[Any]) -> Iterator[str]:
        size = trace["textfont"]["size"]
        for (x, y), said, place in zip(at, trace["text"], trace["textposition"], strict=True):
            beside, anchor, down = _PLACES[place]
            yield words(x + beside, y + down, unescape(said), size=size, anchor=anchor, firm=True)

    def titles(self) -> Iterator[str]:
        """Write each lane's name above it."""
        for note in self._layout["annotations"]:
            name, *more = (unescape(part) for part in note["text"].split("</b>", 1))
            own = name.removeprefix("<b>")
            y = self._top + self._down * (1 - note["y"]) - 7
            size = note["font"]["size"] + 1
            yield words(self._left, y, own + "".join(more), size=size, colour="ink")


def _nth(value: Any, number: int) -> Any:
    return value[number] if isinstance(value, list) else value
