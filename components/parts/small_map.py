"""A small map of a few places, as one picture in the page's own colours: land, sea, dots and the names that fit."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup, escape

from components.parts.labels import TEXT, Label, Wish, write
from components.parts.land import land_path
from components.parts.windows import Window, around, central
from pactline.wording import text

_NEAR = 18.0  # degrees of latitude from the picked place within which others say where it is
_APART = 0.6  # likewise, from which on they are told apart from it and from each other
_NEIGHBOURS = 3
_PAD, _EDGE = 0.3, 0.08  # of the places' span: room for names around a picked place; around all of them
_MOST = 3_600  # characters of land
_NAMED = 4  # places that the picture's name tells
_SINGLE, _LARGEST, _PICKED = 2.5, 8.0, 5.5  # px from a dot's middle to its edge


class Spot(NamedTuple):
    """A place on a small map; ``n`` is how many events happened there."""

    name: str
    lat: float
    lon: float
    n: int = 1


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
        An ``svg`` of that size, which shrinks with its box; nothing where there is no place, or none of that number.
    """
    return _drawn(tuple(points), picked, width, height, label_all=label_all)


@lru_cache(maxsize=512)
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
    land = land_path(window, width, height, most=_MOST)
    others = "".join(_dot(dot) for spot, dot in zip(shown, dots, strict=True) if spot is not chosen)
    mine = "".join(_dot(dot) for spot, dot in zip(shown, dots, strict=True) if spot is chosen)
    return Markup(  # noqa: S704 - numbers of ours, and names that are escaped
        f'<svg class="small-map" role="img" aria-label="{escape(_name(shown, chosen))}" width="{width}"'
        f' height="{height}" viewBox="0 0 {width} {height}" style="background:var(--sea);max-width:100%;height:auto">'
        f'<path d="{land}" transform="scale(.5)" fill="var(--land)"/>'
        f'<g fill="{"var(--ink)" if chosen else "var(--accent)"}" fill-opacity="{1 if chosen else 0.7}">{others}</g>'
        f'{f"""<g fill="var(--accent)">{mine}</g>""" if mine else ""}'
        f'<g font-size="{TEXT}" text-anchor="middle" fill="var(--ink)" stroke="var(--land)" stroke-width="3"'
        f' stroke-linejoin="round" paint-order="stroke">{"".join(map(_word, labels))}</g></svg>'
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


def _dot(dot: tuple[float, float, float]) -> str:
    x, y, radius = dot
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>'


def _word(label: Label) -> str:
    weight = ' font-weight="600"' if label.strong else ""
    return f'<text x="{label.x:.1f}" y="{label.y + TEXT * 0.35:.1f}"{weight}>{escape(label.words)}</text>'
