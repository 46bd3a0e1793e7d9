"""The timeline as SVG, for a page that stands before the app: what Plotly would draw, drawn by another pen.

What is drawn is the figure of ``figure.py``, placed once for both. Colours are the style sheet's
properties, so that one picture serves both themes; each mark is a link to its event.
"""

import re
from collections.abc import Iterator, Mapping
from math import cos, pi, sin
from typing import Any, Final

import numpy as np
from markupsafe import Markup, escape

from components.parts.theme import GROUNDS, LIGHT
from components.timeline.figure import Figure
from pactline.record.edtf import year_words

_DAY = 86_400_000  # ms
_NAMES: Final = {
    **{LIGHT.status[name]: f"status-{name}" for name in LIGHT.status},
    **{getattr(LIGHT, name): name for name in reversed(GROUNDS)},
}
_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)  # years between two ticks
_MONTHS = (1, 2, 3, 6)
_TICK = 62  # px that a tick needs
# Of a figure with corners: how many, and where the first one lies, in radians from the right.
_CORNERS = {
    "square": (4, pi / 4),
    "diamond": (4, 0.0),
    "triangle-up": (3, -pi / 2),
    "triangle-left": (3, pi),
    "triangle-right": (3, 0.0),
}
# How far they reach, in radii, to look as large as a circle.
_REACH = {"square": 1.41, "triangle-up": 1.25, "triangle-left": 1.25, "triangle-right": 1.25, "diamond": 1.3}


def svg(figure: Figure, width: int, *, alt: str, address: Mapping[str, str]) -> Markup:
    """Return a figure as an SVG element.

    Args:
        figure: As ``timeline_figure`` returns it, in the light look.
        width: Px that it was made for; it takes the width that it is given.
        alt: What it shows, in a sentence.
        address: Where an event's mark leads, by its id; one without is no link.
    """
    pen = _Pen(figure, width, address)
    content = "".join((*pen.ground(), *pen.axes(), *pen.traces(), *pen.words()))
    return Markup(  # noqa: S704 - its texts are escaped where they are written
        f'<svg class="timeline-still" viewBox="0 0 {width} {pen.height}" role="group" aria-label="{escape(alt)}"'
        f' preserveAspectRatio="xMidYMin meet">{content}</svg>'
    )


class _Pen:
    """Draws one figure; every length is px from its upper left corner."""

    def __init__(self, figure: Figure, width: int, address: Mapping[str, str]) -> None:
        self._figure, self._address = figure, address
        self._layout = figure["layout"]
        self.height = int(self._layout["height"])
        margin = self._layout["margin"]
        self._left, self._top = margin["l"], margin["t"]
        self._across = width - margin["l"] - margin["r"]
        self._down = self.height - margin["t"] - margin["b"]

    def _axis(self, name: str) -> dict[str, Any]:
        own: dict[str, Any] = self._layout[name.replace("x", "xaxis")]
        return own

    def _px(self, name: str, ms: float) -> float:
        """Return where a moment is on an axis."""
        own = self._axis(name)
        begin, end = (np.datetime64(day, "ms").astype(np.int64) for day in own["range"])
        low, high = own["domain"]
        return float(self._left + self._across * (low + (high - low) * (ms - begin) / (end - begin)))

    # What lies under the marks

    def ground(self) -> Iterator[str]:
        """Draw the lanes, and the break between two scales."""
        for shape in self._layout["shapes"]:
            if shape["type"] == "rect":
                low, high = self._axis(shape["xref"].removesuffix(" domain"))["domain"]
                x, y = self._left + self._across * low, self._top + shape["y0"]
                yield _rect(x, y, self._across * (high - low), shape["y1"] - shape["y0"], shape["fillcolor"])
            else:
                x = self._left + self._across * shape["xanchor"]
                points = (
                    f"M{x + shape['x0']:.1f} {self._top - shape['y0']}L{x + shape['x1']:.1f} {self._top - shape['y1']}"
                )
                yield f'<path d="{points}" style="{_stroke(shape["line"]["color"], 1.2)}"/>'

    def axes(self) -> Iterator[str]:
        """Draw a tick and a line for each of some years, or months."""
        for name in ("x", "x2"):
            if name.replace("x", "xaxis") not in self._layout:
                continue
            low, high = self._axis(name)["domain"]
            begin, end = (np.datetime64(day, "ms") for day in self._axis(name)["range"])
            most = max(int(self._across * (high - low) // _TICK), 2)
            hours = self._axis(name)["tickformatstops"][0]["value"].startswith("%H")
            ticks = _hours(begin, end, self._axis(name)["dtick"]) if hours else _ticks(begin, end, most)
            yield _line(
                self._left + self._across * low, self._top, self._left + self._across * high, self._top, "muted"
            )
            for day, words in ticks:
                x = self._px(name, float(day.astype("datetime64[ms]").astype(np.int64)))
                yield _line(x, self._top - 4, x, self._top + self._down, "rule")
                yield f'<text x="{x:.1f}" y="{self._top - 9}" text-anchor="middle" class="tick">{words}</text>'

    # Marks, bars, labels, counts

    def traces(self) -> Iterator[str]:
        """Draw what was placed, in its order."""
        for trace in self._figure["data"]:
            if trace["type"] == "bar":
                yield from self._bars(trace)
            else:
                yield from self._scatter(trace)

    def _bars(self, trace: Mapping[str, Any]) -> Iterator[str]:
        widths = trace["width"] if isinstance(trace["width"], list) else [trace["width"]] * len(trace["y"])
        colours = trace["marker"]["color"]
        hatched = "pattern" in trace["marker"]
        colours = colours if isinstance(colours, list) else [colours] * len(trace["y"])
        for begin, length, y, width, colour in zip(trace["base"], trace["x"], trace["y"], widths, colours, strict=True):
            left, right = (self._px(trace["xaxis"], at) for at in (begin, begin + length))
            fill = "hatch" if hatched else colour
            yield _rect(left, self._top + y - width / 2, max(right - left, 0.5), width, fill)

    def _scatter(self, trace: Mapping[str, Any]) -> Iterator[str]:
        of = trace.get("customdata", [-1] * len(trace["x"]))
        for number, (ms, y, own) in enumerate(zip(trace["x"], trace["y"], of, strict=True)):
            event = own[0] if isinstance(own, list) else own
            drawn = "".join(self._one(trace, number, self._px(trace["xaxis"], ms), self._top + y))
            yield self._linked(drawn, event) if event >= 0 else drawn

    def _one(self, trace: Mapping[str, Any], number: int, x: float, y: float) -> Iterator[str]:
        if "markers" in trace["mode"]:
            yield _mark({name: _nth(value, number) for name, value in trace["marker"].items()}, number, x, y)
        if "text" in trace["mode"]:
            font = {name: _nth(value, number) for name, value in trace["textfont"].items()}
            place = _nth(trace["textposition"], number)
            anchor = {"middle right": "start", "middle left": "end"}.get(place, "middle")
            bold = ' font-weight="600"' if font["weight"] > 400 else ""  # noqa: PLR2004 - CSS's own
            yield (
                f'<text x="{x:.1f}" y="{y + 0.35 * font["size"]:.1f}" font-size="{font["size"]}" text-anchor="{anchor}"'
                f'{bold} style="{_fill(font["color"])}">{trace["text"][number]}</text>'
            )

    def _linked(self, drawn: str, number: int) -> str:
        event = self._figure["events"][number]
        address = self._address.get(event["id"])
        if address is None:
            return drawn
        said = f"{event['title']} · {event['when']}"
        return f'<a href="{escape(address)}" tabindex="-1"><title>{escape(said)}</title>{drawn}</a>'

    # Words around it

    def words(self) -> Iterator[str]:
        """Write the lanes' names, the captions and the note."""
        for note in self._layout["annotations"]:
            low, high = (
                self._axis(note["xref"].removesuffix(" domain"))["domain"] if note["xref"] != "paper" else (0, 1)
            )
            x = self._left + self._across * (low + (high - low) * note["x"]) + note.get("xshift", 0)
            size = note["font"]["size"]
            if note["yref"] == "y":
                y = self._top + note["y"] + size
            else:
                y = self._top + self._down * (1 - note["y"]) - note.get("yshift", 0)
                y += size if note["yanchor"] == "top" else 0
            anchor = {"right": "end", "center": "middle"}.get(note["xanchor"], "start")
            bold = ' font-weight="600"' if note["font"].get("weight") else ""
            lines = note["text"].replace("<b>", '<tspan font-weight="600">').replace("</b>", "</tspan>").split("<br>")
            for number, line in enumerate(lines):
                place = f'x="{x:.1f}" y="{y + number * size * 1.3:.1f}" text-anchor="{anchor}"'
                style = _fill(note["font"]["color"])
                yield f'<text {place} font-size="{size}"{bold} style="{style}">{line}</text>'


def _hours(begin: np.datetime64, end: np.datetime64, step: int) -> Iterator[tuple[np.datetime64, str]]:
    """Return the times between two moments that have a tick, each some ms after the last; the first says the day."""
    first = -(-int(begin.astype(np.int64)) // step) * step
    for number, ms in enumerate(range(first, int(end.astype(np.int64)) + 1, step)):
        moment = np.datetime64(ms, "ms")
        day = f"{moment.item():%-d %b %Y}"
        time = f"{moment.item():%H:%M}"
        yield moment, day if ms % _DAY == 0 else f"{day}, {time}" if not number else time


def _ticks(begin: np.datetime64, end: np.datetime64, most: int) -> Iterator[tuple[np.datetime64, str]]:
    """Return the days that have a tick between two days, and what it says: years, or months where they are few."""
    first, last = (int(day.astype("datetime64[Y]").astype(np.int64)) + 1970 for day in (begin, end))
    if last - first >= 2:  # noqa: PLR2004 - a year and its neighbours
        step = next((step for step in _STEPS if (last - first) / step <= most), _STEPS[-1])
        days = [
            (np.datetime64(year - 1970, "Y").astype("datetime64[D]"), year_words(year))
            for year in range(-(-first // step) * step, last + 1, step)
        ]
    else:
        months = np.arange(begin.astype("datetime64[M]"), end.astype("datetime64[M]") + 1)
        step = next((step for step in _MONTHS if len(months) / step <= most), _MONTHS[-1])
        days = [
            (month.astype("datetime64[D]"), f"{month.item():%b %Y}")
            for month in months
            if month.astype(np.int64) % step == 0
        ]
    yield from ((day, words) for day, words in days if begin <= day < end)


def _nth(value: Any, number: int) -> Any:
    return value[number] if isinstance(value, list) else value


def _mark(marker: Mapping[str, Any], number: int, x: float, y: float) -> str:
    """Return a mark: a circle, or a figure with corners."""
    shape = marker.get("symbol", "circle")
    line = {key: _nth(value, number) for key, value in marker.get("line", {}).items()}
    hollow = shape.startswith("circle-open")
    radius = marker["size"] / 2
    colour = marker["color"]
    style = "fill:none;" if hollow else _fill(colour)
    if hollow or line.get("width"):
        style += _stroke(line.get("color", colour) if not hollow else colour, line.get("width", 1))
    if shape not in _CORNERS:
        dot = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="1.5" style="{_fill(colour)}"/>' if shape.endswith("dot") else ""
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" style="{style}"/>{dot}'
    corners, turn = _CORNERS[shape]
    reach = radius * _REACH[shape]
    turns = [turn + 2 * pi * corner / corners for corner in range(corners)]
    points = " ".join(f"{x + reach * cos(at):.1f},{y + reach * sin(at):.1f}" for at in turns)
    return f'<polygon points="{points}" style="{style}"/>'


def _rect(x: float, y: float, width: float, height: float, colour: str) -> str:
    style = 'class="hatch"' if colour == "hatch" else f'style="{_fill(colour)}"'
    wide, high = max(width, 0), max(height, 0)  # a lane that has no room
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}" {style}/>'


def _line(x: float, y: float, to_x: float, to_y: float, colour: str) -> str:
    return f'<path d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}" style="stroke:var(--{colour})"/>'


def _stroke(colour: str, width: float) -> str:
    return f"stroke:{_named(colour)[0]};stroke-width:{width};"


def _fill(colour: str) -> str:
    name, opacity = _named(colour)
    return f"fill:{name}" + (f";fill-opacity:{opacity};" if opacity != "1" else ";")


def _named(colour: str) -> tuple[str, str]:
    """Return a colour as the property that has it, and its opacity; one that has none stays as it is."""
    opacity = "1"
    if found := _RGBA.fullmatch(colour):
        red, green, blue, opacity = found.groups()
        colour = f"#{int(red):02X}{int(green):02X}{int(blue):02X}"
    return (f"var(--{_NAMES[colour]})" if colour in _NAMES else colour), opacity
