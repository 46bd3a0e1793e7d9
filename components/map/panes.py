"""Where the marks of a map and their names stand: one map around all shown places, one of the part with the most.

Positions are shares of the map's width and height, so that a map fits any width; what lies on one another, and which
name has room, is found for the narrowest of a range of widths.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from components.map.gather import diameter, gather
from components.parts.held_words import held
from components.parts.labels import Label, Wish, write
from components.parts.land import land_mask, land_path
from components.parts.windows import Floats, Window, around, central
from pactline.record.look import MapWindow
from pactline.wording import text

SOFT = {"region": 36.0, "country": 64.0}  # px across: an area that nobody measured has no edge
NARROW, WIDE = 300, 620  # px of the maps' width from which on each set of marks stands
_ALONE, _MAIN, _DETAIL = 2.2, 1.85, 1.0  # width by height
_SHARE = 0.65  # of the width that the main map has beside the other
_NEAR = 8.0  # degrees of latitude around the place with the most events that the second map may show
_LEAST_SHARE, _LEAST_PLACES, _CLOSER = 0.25, 4, 3.0  # of the events, places, and times closer: else one map is enough
_RING = 5.0  # px that the ring of several places, or a square's corner, needs beside the mark
_NAMES = 80  # on one map; more would be no map
_LAND = 30_000  # characters
_AROUND, _WAY = 360, 7


@dataclass(frozen=True, slots=True)
class Spot:
    """A place to be drawn; ``precision`` is one of ``PRECISIONS``, or "none"."""

    place_id: str
    name: str
    lat: float
    lon: float
    precision: str
    n: int


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark.

    Attributes:
        x, y: From the upper left corner, in percent of the map's width and height.
        size: Px across.
        soft: Px across of the area that it stands for; 0 for a point.
        ids: Of its places, the one with the most events first.
        form: How exactly the first one is known.
        n: Events there.
        words: What it is, for those who do not see it.
        name: What stands beside it; nothing where that has no room.
        dx, dy: From the mark's middle to the name's, in px.
    """

    x: float
    y: float
    size: float
    soft: float
    ids: tuple[str, ...]
    form: str
    n: int
    words: str
    name: str = ""
    dx: float = 0
    dy: float = 0

    @property
    def left(self) -> bool:
        """Whether its tip stands to its left."""
        return self.x > 60  # noqa: PLR2004 - percent: what stands further right has its room on the left


@dataclass(frozen=True, slots=True)
class Pane:
    """One map.

    Attributes:
        title: What it shows.
        ratio: Its width by its height.
        outline: Its land, as ``land_path`` draws it on ``box`` px.
        narrow: The marks on a narrow screen; ``wide``: on a wide one.
    """

    title: str
    ratio: float
    outline: str
    box: tuple[int, int]
    narrow: tuple[Mark, ...]
    wide: tuple[Mark, ...]

    @property
    def land(self) -> str:
        """The style of its land, for a box of any size."""
        return land_mask(self.outline, *self.box)


@dataclass(frozen=True, slots=True)
class Drawn:
    """The maps, and the places that lie on none of them."""

    panes: tuple[Pane, ...]
    beyond: tuple[Spot, ...]


@held(128)
def drawn(spots: tuple[Spot, ...], own: MapWindow | None = None) -> Drawn:
    """Draw places: the first map is drawn around all but for a few far away, the second around the part with the most.

    Args:
        spots: The places with the most events first; may be empty.
        own: What the first map shows, where the record says it.
    """
    if not spots:
        return Drawn((), ())
    lon, lat, n = ([getattr(spot, name) for spot in spots] for name in ("lon", "lat", "n"))
    kept = central(lon, lat, n)
    near = _dense(spots)
    main = _first(spots, kept, own, _ALONE)
    close = around(*_of(spots, near), ratio=_DETAIL, least=2) if near.sum() >= _LEAST_PLACES else None
    if close and (main.north - main.south) > _CLOSER * (close.north - close.south):
        main = _first(spots, kept, own, _MAIN)
        panes: tuple[Pane, ...] = (
            _pane(spots, main, text("map.all"), _MAIN, round(WIDE * _SHARE)),
            _pane(spots, close, text("map.around", place=short(spots[0].name)), _DETAIL, round(WIDE * (1 - _SHARE))),
        )
    else:
        close, panes = None, (_pane(spots, main, text("map.all"), _ALONE, WIDE),)
    windows = [window for window in (main, close) if window]
    beyond = tuple(spot for spot in spots if not any(window.holds(spot.lon, spot.lat) for window in windows))
    return Drawn(panes, beyond)


def _first(spots: tuple[Spot, ...], kept: npt.NDArray[np.bool_], own: MapWindow | None, ratio: float) -> Window:
    """Return what the first map shows: what the record asks for, in the form of the map, else its places."""
    if own is None:
        return around(*_of(spots, kept), ratio=ratio)
    across = np.linspace(own.west, own.west + (own.east - own.west) % _AROUND, _WAY)  # which way around the earth
    return around(across.tolist(), [own.south, own.north], ratio=ratio, least=1, pad=0)


def short(name: str) -> str:
    """Return a place's name as it stands on the map: up to its first comma or bracket."""
    return name.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0].strip() or name


def _of(spots: tuple[Spot, ...], kept: npt.NDArray[np.bool_]) -> tuple[list[float], list[float]]:
    own = [spot for spot, keep in zip(spots, kept.tolist(), strict=True) if keep]
    return [spot.lon for spot in own], [spot.lat for spot in own]


def _dense(spots: tuple[Spot, ...]) -> npt.NDArray[np.bool_]:
    """Mark the places around the one with the most events, if they are worth a map of their own."""
    bounds = around([spots[0].lon], [spots[0].lat], ratio=1, least=2 * _NEAR)
    near = np.array([bounds.holds(spot.lon, spot.lat) for spot in spots])
    n = np.array([spot.n for spot in spots])
    return near if n[near].sum() >= _LEAST_SHARE * n.sum() else np.zeros(len(spots), dtype=bool)


def _pane(spots: tuple[Spot, ...], window: Window, title: str, ratio: float, width: int) -> Pane:
    inside = tuple(spot for spot in spots if window.holds(spot.lon, spot.lat))
    box = (760, round(760 / ratio))
    return Pane(
        title=title,
        ratio=round(ratio, 3),
        outline=land_path(window, *box, most=_LAND),
        box=box,
        narrow=_marks(inside, window, (NARROW, NARROW / ratio)),
        wide=_marks(inside, window, (width, width / ratio)),
    )


def _marks(spots: tuple[Spot, ...], window: Window, size: tuple[float, float]) -> tuple[Mark, ...]:
    """Return the marks of a map of some px, those with the most events first."""
    at = [window.place(spot.lon, spot.lat) for spot in spots]
    x: Floats = np.array([east * size[0] for east, _ in at])
    y: Floats = np.array([(1 - north) * size[1] for _, north in at])
    if not len(x):
        return ()
    groups = gather(x, y, np.array([spot.n for spot in spots], dtype=np.int64))
    discs, wishes = [], []
    for group in groups:
        radius = diameter(sum(spots[one].n for one in group)) / 2
        discs.append((float(x[group[0]]), float(y[group[0]]), radius))
        ring = _RING if len(group) > 1 else 0
        wishes.append(Wish(*discs[-1][:2], radius + ring, _versions(spots, group), strong=True))
    labels = {label.of: label for label in write(wishes[:_NAMES], discs, size=size)}
    return tuple(
        _mark([spots[one] for one in group], disc, size, labels.get(number))
        for number, (group, disc) in enumerate(zip(groups, discs, strict=True))
    )


def _versions(spots: tuple[Spot, ...], group: list[int]) -> tuple[str, ...]:
    name = short(spots[group[0]].name)
    return (text("map.label_several", name=name, n=len(group) - 1), name) if len(group) > 1 else (name,)


def _mark(own: list[Spot], disc: tuple[float, float, float], size: tuple[float, float], label: Label | None) -> Mark:
    x, y, radius = disc
    first, n = own[0], sum(spot.n for spot in own)
    events = text("count.events", n=n)
    if len(own) > 1:
        words = text("map.mark_several", name=first.name, more=text("map.more", n=len(own) - 1), events=events)
    else:
        words = text("map.mark", name=first.name, precision=text(f"precision.{first.precision}"), events=events)
    soft = SOFT.get(first.precision, 0.0) + radius if first.precision in SOFT else 0.0
    return Mark(
        x=round(100 * x / size[0], 2),
        y=round(100 * y / size[1], 2),
        size=round(2 * radius, 1),
        soft=round(soft, 1),
        ids=tuple(spot.place_id for spot in own),
        form=first.precision,
        n=n,
        words=words,
        name=label.words if label else "",
        dx=round(label.x - x, 1) if label else 0,
        dy=round(label.y - y, 1) if label else 0,
    )
