"""A small map of a few places, as one picture in the page's own colours: land, sea, dots and the names that fit."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup

from components.parts.held_words import held
from components.parts.labels import Label, Wish, write
from components.parts.land import land_mask, land_path
from components.parts.windows import Window, around, central
from pactline.query.view import Shown
from pactline.readings import places
from pactline.tables.kept import kept
from pactline.wording import text

_NEAR = 18.0  # degrees of latitude from the picked place within which others say where it is
_APART = 0.6  # likewise, from which on they are told apart from it and from each other
_NEIGHBOURS = 3
_PAD, _EDGE = 0.3, 0.08  # of the places' span: room for names around a picked place; around all of them
_MOST = 2_600  # characters of land
_NAMED = 4  # places that the picture's name tells
_SINGLE, _LARGEST, _PICKED = 2.5, 8.0, 5.5  # px from a dot's middle to its edge


class Spot(NamedTuple):
    """A place on a small map; ``n`` is how many events happened there."""

    name: str
    lat: float
    lon: float
    n: int = 1


@kept(8)
def spots(shown: Shown) -> dict[str, Spot]:
    """Return the places of the shown events by id, those with the most events first."""
    found = places.gathered(shown)
    columns = zip(found.ids, found.names, found.lat, found.lon, found.n, strict=True)
    return {place: Spot(names[0], lat, lon, n) for place, names, lat, lon, n in columns}


def small_map(
    points: Sequence[Spot], *, picked: int | None = None, width: int = 240, height: int = 140, label_all: bool = False
) -> Markup:
    """Draw places on plain land, without borders.

    With a picked place the map shows where it lies, beside the most important of those near by. Without, it is drawn
    around all places, but for a few that are so far away that the rest would be too small to be told apart.

    Args:
        points: The most important first: their names stand first. They may be all places of a record.
        picked: Number of the place that is large and in the accent's colour.
        width: Px.
        height: Px.
        label_all: Whether each place on it wants its name; else, without a picked one, the first few alone.

    Returns:
        A ``span`` of that size, which shrinks with its box; nothing where there is no place, or none of that number.
    """
    return _drawn(tuple(points), picked, width, height, label_all=label_all)


@held(512)
def _drawn(points: tuple[Spot, ...], picked: int | None, width: int, height: int, *, label_all: bool) -> Markup:
    if not points or (picked is not None and not 0 <= picked < len(points)):
        return Markup()
    chosen = points[picked] if picked is not None else None
    near = _neighbours(points, chosen) if chosen else _central(points)
    window = around(
        [spot.lon for spot in near], [spot.lat for spot in near], ratio=width / height, pad=_PAD if chosen else _EDGE
    )
    shown = near if chosen else [spot for spot in points if window.holds(spot.lon, spot.lat)]
    dots = [(*_px(window, spot, width, height), _radius(spot, chosen)) for spot in shown]
    wishes = [Wish(*dot, (_short(spot.name),), strong=spot is chosen) for spot, dot in zip(shown, dots, strict=True)]
    labels = write(wishes if chosen or label_all else wishes[:_NAMED], dots, size=(width, height))
    land = land_mask(land_path(window, width, height, most=_MOST), width, height)
    return Markup(
        '<span class="small-map{}" role="img" aria-label="{}" style="{}"><span style="{}"></span>{}{}</span>'
    ).format(
        " picked" if chosen else "",
        _name(shown, chosen),
        f"width:{width}px;aspect-ratio:{width}/{height}",
        land,
        Markup().join(_dot(dot, spot is chosen, (width, height)) for spot, dot in zip(shown, dots, strict=True)),
        Markup().join(_word(label, (width, height)) for label in labels),
    )


def _neighbours(points: Sequence[Spot], here: Spot) -> list[Spot]:
    """Return the picked place, and the most important ones near it that can be told apart."""
    bounds = around([here.lon], [here.lat], ratio=1, least=2 * _NEAR)
    high = bounds.north - bounds.south
    near = []
    for spot in points:
        (x, y), (mine, its) = bounds.place(spot.lon, spot.lat), bounds.place(here.lon, here.lat)
        away = math.hypot(x - mine, y - its) * high
        if _APART < away < _NEAR:
            near.append((spot.n / away, (x * high, y * high), spot))
    kept: list[Spot] = [here]
    at: list[tuple[float, float]] = []
    for _, spot_at, spot in sorted(near, key=lambda one: -one[0]):
        if len(kept) <= _NEIGHBOURS and all(math.dist(spot_at, other) > _APART for other in at):
            kept.append(spot)
            at.append(spot_at)
    return kept


def _central(points: Sequence[Spot]) -> list[Spot]:
    kept = central([spot.lon for spot in points], [spot.lat for spot in points], [spot.n for spot in points])
    return [spot for spot, keep in zip(points, kept, strict=True) if keep]


def _px(window: Window, spot: Spot, width: int, height: int) -> tuple[float, float]:
    x, y = window.place(spot.lon, spot.lat)
    return x * width, (1 - y) * height


def _radius(spot: Spot, chosen: Spot | None) -> float:
    """Return a dot's radius: its area grows with the number of events, unless one place is what it is about."""
    if chosen is not None:
        return _PICKED if spot is chosen else _SINGLE
    return min(_SINGLE * math.sqrt(max(spot.n, 1)), _LARGEST)


def _short(name: str) -> str:
    """Return a name up to its first comma or bracket."""
    return name.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0].strip() or name


def _name(shown: Sequence[Spot], chosen: Spot | None) -> str:
    """Say what the picture shows, for those who do not see it."""
    if chosen is not None:
        return text("small_map.picked", place=chosen.name)
    names = list(dict.fromkeys(_short(spot.name) for spot in shown))
    told = ", ".join(names[:_NAMED])
    return (
        text("small_map.more", places=told, n=len(names) - _NAMED)
        if len(names) > _NAMED
        else text("small_map.all", places=told)
    )


def _dot(dot: tuple[float, float, float], chosen: bool, size: tuple[int, int]) -> Markup:  # noqa: FBT001 - a dot's own
    x, y, radius = dot
    mark = Markup(' class="chosen"') if chosen else ""
    return Markup('<i{} style="{}"></i>').format(mark, f"{_at(x, y, size)};--r:{radius:.1f}px")


def _word(label: Label, size: tuple[int, int]) -> Markup:
    word = Markup('<b style="{}">{}</b>') if label.strong else Markup('<span style="{}">{}</span>')
    return word.format(_at(label.x, label.y, size), label.words)


def _at(x: float, y: float, size: tuple[int, int]) -> str:
    """Return the style of what has its middle there, on a map of whatever size."""
    return f"left:{100 * x / size[0]:.1f}%;top:{100 * y / size[1]:.1f}%"
