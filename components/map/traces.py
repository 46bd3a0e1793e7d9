"""The map's traces: land, soft discs, rings, marks, numbers and words, each Plotly's scatter."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, TypedDict

from components.map.windows import Window
from components.parts.labels import TEXT, Label
from components.parts.theme import Look
from components.parts.written import written

Trace: TypeAlias = dict[str, Any]

SOFT = {"region": 36.0, "country": 64.0}  # px across: an area that nobody measured has no edge
_SQUARE = 0.9  # of a circle's width, to look as large


class Mark(TypedDict):
    """One mark, to be hit and to be read out.

    Attributes:
        x: From the left edge, as a share of the map's width.
        y: From the upper edge, as a share of its height.
        size: Px across.
        ids: Of its places, the one with the most events first.
        n: Events there.
        words: What it is, for those who do not see it.
    """

    x: float
    y: float
    size: float
    ids: list[str]
    n: int
    words: str


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A mark as it is drawn: its form by how exactly its largest place is known, its colour."""

    mark: Mark
    form: str
    colour: str

    @property
    def hollow(self) -> bool:
        """Whether its number stands on the ground, not on the mark."""
        return self.form in (*SOFT, "none")


@dataclass(frozen=True, slots=True)
class Degrees:
    """From px of the map, or shares of it, to degrees."""

    window: Window
    size: tuple[float, float]

    def of(self, x: float, y: float) -> tuple[float, float]:
        """Return degrees east and north of shares of the width and height."""
        lon = self.window.west + x * (self.window.east - self.window.west)
        lat = self.window.north - y * (self.window.north - self.window.south)
        return round(lon, 3), round(lat, 3)

    def of_px(self, x: float, y: float) -> tuple[float, float]:
        """Return the same of px."""
        return self.of(x / self.size[0], y / self.size[1])


def _scatter(name: str, mode: str, points: Sequence[tuple[float, float]]) -> Trace:
    return {
        "type": "scatter",
        "mode": mode,
        "name": name,
        "x": [x for x, _ in points],
        "y": [y for _, y in points],
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _markers(name: str, spots: Sequence[DrawnMark], at: Degrees, marker: dict[str, Any]) -> Trace:
    points = [at.of(spot.mark["x"], spot.mark["y"]) for spot in spots]
    return _scatter(name, "markers", points) | {"marker": {"opacity": 1, **marker}}


def land_trace(look: Look) -> Trace:
    """Draw land; its outlines come from ``static/geo/land.json``."""
    line = {"width": 0.7, "color": _rgba(look.muted, 0.5)}
    return _scatter("land", "lines", []) | {"fill": "toself", "fillcolor": look.rule, "line": line}


def soft_trace(spots: Sequence[DrawnMark], at: Degrees) -> Trace:
    """Draw a region or country as a disc without an edge, larger than any mark: it says "somewhere around here"."""
    inner = [_rgba(spot.colour, 0.62) for spot in spots]
    marker = {
        "size": [SOFT[spot.form] + spot.mark["size"] / 2 for spot in spots],
        "color": [_rgba(spot.colour, 0.06) for spot in spots],
        "gradient": {"type": "radial", "color": inner},
        "line": {"width": 0},
    }
    return _markers("soft", spots, at, marker)


def rings_trace(spots: Sequence[DrawnMark], at: Degrees) -> Trace:
    """Draw a ring around each mark that holds several places."""
    marker = {
        "symbol": "circle-open",
        "size": [spot.mark["size"] + 5 for spot in spots],
        "color": [spot.colour for spot in spots],
        "line": {"width": 1.2},
    }
    return _markers("several", spots, at, marker)


def marks_trace(spots: Sequence[DrawnMark], at: Degrees, look: Look) -> Trace:
    """Draw the marks: a square is an exact site, a hollow one a place whose precision is not given."""
    marker = {
        "symbol": ["square" if spot.form == "site" else "circle" for spot in spots],
        "size": [spot.mark["size"] * (_SQUARE if spot.form == "site" else 1) for spot in spots],
        "color": [look.paper if spot.hollow else spot.colour for spot in spots],
        "line": {
            "width": [1.8 if spot.hollow else 1 for spot in spots],
            "color": [spot.colour if spot.hollow else look.rule for spot in spots],
        },
    }
    return _markers("marks", spots, at, marker)


def numbers_trace(spots: Sequence[DrawnMark], at: Degrees, look: Look) -> Trace:
    """Write how many events each mark holds."""
    return _scatter("numbers", "text", [at.of(spot.mark["x"], spot.mark["y"]) for spot in spots]) | {
        "text": [str(spot.mark["n"]) for spot in spots],
        "textposition": "middle center",
        "textfont": {
            "size": 11,
            "weight": 700,
            "color": [spot.colour if spot.hollow else look.paper for spot in spots],
        },
    }


def words_trace(name: str, labels: Sequence[Label], at: Degrees, font: dict[str, Any]) -> Trace:
    """Write labels where they were placed."""
    return _scatter(name, "text", [at.of_px(label.x, label.y) for label in labels]) | {
        "text": [written(label.words) for label in labels],
        "textposition": "middle center",
        "textfont": {"size": TEXT, **font},
    }


def _rgba(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:.2f})"
