"""Land without borders, cut to a map's window, as the mask of a box.

``land.json`` holds the outlines of all land at several levels of detail, by the hundredths of a degree that a line may
be off: rings ``[x, y, dx, dy, ...]`` in hundredths, each point but the first told from the one before.
``scripts/land_outlines.py`` makes it.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from components.parts.windows import Window

Points: TypeAlias = npt.NDArray[np.float64]  # (n, 2)

UNIT = 100  # steps of the file to a degree
_MARGIN = 0.03  # of the window, kept around it so that no cut edge shows
FINE = 2  # steps of a path to a px
_DETAIL = 1.1  # px that a line may be off
_DOT = 2.5  # px² below which an island is not drawn


@lru_cache(maxsize=256)
def land_path(window: Window, width: float, height: float, *, most: int = 4_000) -> str:
    """Return the land of a window as the ``d`` of an SVG path, in half pixels from the upper left corner.

    Args:
        window: Of the form ``width`` by ``height``.
        width: Px.
        height: Px.
        most: Characters; where land has more, a coarser level is drawn, and past the coarsest a plainer line.
    """
    off = _DETAIL * (window.east - window.west) / width
    rings: list[Points] = []
    for level in (one for one in sorted(_land()) if one >= _level(off)):
        rings = _within(level, window, width, height)
        path = "".join(map(_drawn, rings))
        if len(path) <= most:
            return path
    off = _DETAIL * FINE
    while True:
        rings = simplified([ring for ring in rings if abs(area(ring)) > 2 * off**2], off)
        path = "".join(map(_drawn, rings))
        if len(path) <= most or off > width:
            return path
        off *= 1.5


def _within(level: int, window: Window, width: float, height: float) -> list[Points]:
    """Return the rings of a level inside a window, in steps of a path."""
    scale = np.array([width / (window.east - window.west), -height / (window.north - window.south)])
    margin = _MARGIN * max(width, height)
    low, high = np.array([-margin, -margin]), np.array([width + margin, height + margin])
    found = []
    for ring, (west, south, east, north) in _rings(level):
        if north < window.south or south > window.north:
            continue
        for turn in (-360.0, 0.0, 360.0):
            if east + turn < window.west or west + turn > window.east:
                continue
            cut = _clipped((ring - np.array([window.west - turn, window.north])) * scale, low, high)
            if len(cut) > 2 and abs(area(cut)) > _DOT:  # noqa: PLR2004 - a triangle at least
                found.append(_stepped(cut))
    return found


def land_mask(path: str, width: float, height: float) -> str:
    """Return the style of a box of any size that is land where the path is, in the theme's colour.

    Streamlit takes SVG out of a page's markup, but leaves styles.
    """
    picture = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' preserveAspectRatio='none'"
        f" viewBox='0 0 {width * FINE:g} {height * FINE:g}'%3E%3Cpath d='{path}'/%3E%3C/svg%3E"
    )
    return (
        f'mask:url("{picture}") 0 0/100% 100%;background:var(--land);print-color-adjust:exact;forced-color-adjust:none'
    )


@cache
def _land() -> dict[int, Any]:
    """Return the file's rings by their level."""
    told = json.loads(Path(__file__).with_name("land.json").read_text(encoding="ascii"))
    return {int(level): rings for level, rings in told.items()}


def _level(off: float) -> int:
    """Return the coarsest level whose lines are off by at most some degrees, or the finest one."""
    return max((level for level in _land() if level / UNIT <= off), default=min(_land()))


@cache
def _rings(level: int) -> tuple[tuple[Points, tuple[float, float, float, float]], ...]:
    """Return all land, each ring with its bounds in degrees."""
    found = []
    for flat in _land()[level]:
        ring = np.cumsum(np.array(flat, dtype=np.float64).reshape(-1, 2), axis=0) / UNIT
        low, high = ring.min(axis=0), ring.max(axis=0)
        found.append((ring, (float(low[0]), float(low[1]), float(high[0]), float(high[1]))))
    return tuple(found)


def _clipped(ring: Points, low: npt.NDArray[np.float64], high: npt.NDArray[np.float64]) -> Points:
    """Cut a ring to a box (Sutherland and Hodgman): one side after the other."""
    if (ring.min(axis=0) >= low).all() and (ring.max(axis=0) <= high).all():
        return ring
    for axis in (0, 1):
        for edge, sign in ((low[axis], 1), (high[axis], -1)):
            if not len(ring):
                return ring
            depth = sign * (ring[:, axis] - edge)
            if depth.min() >= 0:
                continue
            before, depth_before = np.roll(ring, 1, axis=0), np.roll(depth, 1)
            crosses = (depth < 0) != (depth_before < 0)
            span = np.where(crosses, depth_before - depth, 1)
            at = before + (depth_before / span)[:, None] * (ring - before)
            both = np.stack([at, ring], axis=1).reshape(-1, 2)
            ring = both[np.stack([crosses, depth >= 0], axis=1).ravel()]
    return ring


def simplified(rings: Sequence[Points], off: float) -> list[Points]:
    """Leave out the points of closed lines that they miss by at most ``off`` (Douglas and Peucker), of all at once."""
    if not rings:
        return []
    points, ends = np.concatenate(rings), np.cumsum([len(ring) for ring in rings])
    begins = np.concatenate([[0], ends[:-1]])
    far = begins + [int(np.argmax(np.hypot(*(ring - ring[0]).T))) for ring in rings]
    keep = np.zeros(len(points), dtype=bool)
    keep[np.concatenate([begins, far, ends - 1])] = True
    first, last = np.concatenate([begins, far]), np.concatenate([far, ends - 1])
    while True:
        between = last - first > 1
        first, last = first[between], last[between]
        if not len(first):
            return [ring[own] for ring, own in zip(rings, np.split(keep, ends[:-1]), strict=True)]
        sizes = last - first - 1
        starts = np.cumsum(sizes) - sizes
        stretch = np.repeat(np.arange(len(first)), sizes)  # of each point between two that are kept
        own = np.arange(len(stretch)) - starts[stretch] + first[stretch] + 1
        along, beside = (points[last] - points[first])[stretch].T, (points[own] - points[first[stretch]]).T
        length = np.hypot(*along)
        away = np.abs(along[0] * beside[1] - along[1] * beside[0]) / np.where(length, length, 1.0)
        away = np.where(length, away, np.hypot(*beside))
        most = np.maximum.reduceat(away, starts)
        worst_at = np.flatnonzero(away == most[stretch])
        worst = own[worst_at[np.unique(stretch[worst_at], return_index=True)[1]]]
        parted = most > off
        first, last, worst = first[parted], last[parted], worst[parted]
        keep[worst] = True
        first, last = np.concatenate([first, worst]), np.concatenate([worst, last])


def area(ring: Points) -> float:
    """Return a ring's signed area."""
    x, y = ring.T
    return float(x[:-1] @ y[1:] - y[:-1] @ x[1:] + x[-1] * y[0] - y[-1] * x[0]) / 2


def _stepped(ring: Points) -> Points:
    """Return a ring in whole steps of a path, without those on the spot."""
    steps = np.round(ring * FINE)
    return steps[np.any(steps != np.roll(steps, 1, axis=0), axis=1)]


def _drawn(ring: Points) -> str:
    if len(ring) < 3:  # noqa: PLR2004 - a triangle at least
        return ""
    steps = ring.astype(np.int64)
    first, moves = steps[0], np.diff(steps, axis=0).ravel().tolist()
    told = "".join(f"{move}" if move < 0 or not n else f" {move}" for n, move in enumerate(moves))
    return f"M{first[0]} {first[1]}l{told}z"
