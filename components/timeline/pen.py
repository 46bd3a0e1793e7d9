"""The timeline as SVG: what Plotly would draw, drawn by another pen. What is drawn is the figure of ``figure.py``.

In a page that stands before the app colours are the style sheet's properties, so that one picture serves both themes,
and each mark is a link to its event. In a picture that is taken away they are the light look's, and nothing is a link.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from markupsafe import Markup, escape

from components.parts.svg import Paint, fill, line, mark, plain, rect, stroke, themed
from components.parts.time_ticks import clock_ticks, time_ticks
from components.timeline.figure import Figure

_DAY = 86_400_000  # ms
_TICK = 62  # px that a tick needs
_LINE = 15  # px


def svg(figure: Figure, width: int, *, alt: str, address: Mapping[str, str]) -> Markup:
    """Return a figure as an SVG element.

    Args:
        figure: As ``timeline_figure`` returns it, in the light look.
        width: Px that it was made for; it takes the width that it is given.
        alt: What it shows, in a sentence.
        address: Where an event's mark leads, by its id; one without is no link.
    """
    pen = _Pen(figure, width, address, themed)
    content = pen.all()
    return Markup(  # noqa: S704 - its texts are escaped where they are written
        f'<svg class="timeline-still" viewBox="0 0 {width} {pen.height}" role="group" aria-label="{escape(alt)}"'
        f' preserveAspectRatio="xMidYMin meet">{content}</svg>'
    )


def elements(figure: Figure, width: int) -> str:
    """Return a figure as elements of an SVG that stands alone; arguments as of ``svg``."""
    return _Pen(figure, width, {}, plain).all()


class _Pen:
    """Draws one figure; every length is px from its upper left corner."""

    def __init__(self, figure: Figure, width: int, address: Mapping[str, str], paint: Paint) -> None:
        self._figure, self._address, self._paint = figure, address, paint
        self._layout = figure["layout"]
        self.height = int(self._layout["height"])
        margin = self._layout["margin"]
        self._left, self._top = margin["l"], margin["t"]
        self._across = width - margin["l"] - margin["r"]
        self._down = self.height - margin["t"] - margin["b"]

    def all(self) -> str:
        """Draw the whole figure."""
        return "".join((*self.ground(), *self.axes(), *self.traces(), *self.words()))

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
                height = shape["y1"] - shape["y0"]
                yield rect(x, y, self._across * (high - low), height, fill(shape["fillcolor"], self._paint))
            else:
                x = self._left + self._across * shape["xanchor"]
                points = (
                    f"M{x + shape['x0']:.1f} {self._top - shape['y0']}L{x + shape['x1']:.1f} {self._top - shape['y1']}"
                )
                yield f'<path d="{points}" style="fill:none;{stroke(shape["line"]["color"], 1.2, self._paint)}"/>'

    def axes(self) -> Iterator[str]:
        """Draw a tick and a line for each of some years, or months; for times of day, each below its day."""
        for name in ("x", "x2"):
            if name.replace("x", "xaxis") not in self._layout:
                continue
            low, high = self._axis(name)["domain"]
            begin, end = (np.datetime64(day, "ms") for day in self._axis(name)["range"])
            left, right = self._left + self._across * low, self._left + self._across * high
            yield line(left, self._top, right, self._top, stroke("muted", paint=self._paint))
            step = self._axis(name).get("dtick", _DAY)
            if step < _DAY:
                ticks = clock_ticks(begin, end, step)
            else:
                most = max(int(self._across * (high - low) // _TICK), 2)
                ticks = ((day, words, "") for day, words in time_ticks(begin, end, most))
            own = f'font-size="12" text-anchor="middle" style="{fill("muted", self._paint)}"'
            for moment, words, day in ticks:
                x = self._px(name, float(moment.astype("datetime64[ms]").astype(np.int64)))
                yield line(x, self._top - 4, x, self._top + self._down, stroke("rule", paint=self._paint))
                yield f'<text x="{x:.1f}" y="{self._top - 9}" {own}>{words}</text>'
                if day:
                    yield f'<text x="{x:.1f}" y="{self._top - 9 - _LINE}" {own}>{day}</text>'

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
            style = fill("muted", self._paint) + "fill-opacity:0.12" if hatched else fill(colour, self._paint)
            yield rect(left, self._top + y - width / 2, max(right - left, 0.5), width, style)

    def _scatter(self, trace: Mapping[str, Any]) -> Iterator[str]:
        of = trace.get("customdata", [-1] * len(trace["x"]))
        for number, (ms, y, own) in enumerate(zip(trace["x"], trace["y"], of, strict=True)):
            event = own[0] if isinstance(own, list) else own
            drawn = "".join(self._one(trace, number, self._px(trace["xaxis"], ms), self._top + y))
            yield self._linked(drawn, event) if event >= 0 else drawn

    def _one(self, trace: Mapping[str, Any], number: int, x: float, y: float) -> Iterator[str]:
        if "markers" in trace["mode"]:
            own = {name: _nth(value, number) for name, value in trace["marker"].items()}
            edge = {name: _nth(value, number) for name, value in own.get("line", {}).items()}
            yield mark(
                own.get("symbol", "circle"),
                own["size"],
                x,
                y,
                colour=own["color"],
                rim=edge.get("color", ""),
                width=edge.get("width", 0),
                paint=self._paint,
            )
        if "text" in trace["mode"]:
            font = {name: _nth(value, number) for name, value in trace["textfont"].items()}
            place = _nth(trace["textposition"], number)
            anchor = {"middle right": "start", "middle left": "end"}.get(place, "middle")
            bold = ' font-weight="600"' if font["weight"] > 400 else ""  # noqa: PLR2004 - CSS's own
            yield (
                f'<text x="{x:.1f}" y="{y + 0.35 * font["size"]:.1f}" font-size="{font["size"]}" text-anchor="{anchor}"'
                f'{bold}{self._firm(trace, number)} style="{fill(font["color"], self._paint)}">'
                f"{trace['text'][number]}</text>"
            )

    def _firm(self, trace: Mapping[str, Any], number: int) -> str:
        """Hold a label to the width that it was placed for, where another font may draw it."""
        whole = trace.get("name") == "labels" and trace["text"][number].strip("\xa0").isascii()
        if self._paint is not plain or not whole:
            return ""
        _, _, width, before = trace["customdata"][number]
        return f' textLength="{width + before}" lengthAdjust="spacingAndGlyphs"'

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
            for number, said in enumerate(lines):
                place = f'x="{x:.1f}" y="{y + number * size * 1.3:.1f}" text-anchor="{anchor}"'
                style = fill(note["font"]["color"], self._paint)
                yield f'<text {place} font-size="{size}"{bold} style="{style}">{said}</text>'


def _nth(value: Any, number: int) -> Any:
    return value[number] if isinstance(value, list) else value
