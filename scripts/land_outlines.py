"""Cut the land outlines of the map's windows out of Natural Earth, for ``static/geo/land.json``.

A maintainer runs it once, or when a window changes; nothing else needs its source:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python scripts/land_outlines.py package

Natural Earth is in the public domain; world-atlas, which packs it as TopoJSON, is ISC-licensed. Only land is
read, never countries: the map asserts no border.
"""

import json
import math
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from components.map.windows import WINDOWS, Window  # noqa: E402 - the checkout's own

Point = tuple[float, float]
Ring = list[Point]
TARGET = ROOT / "static" / "geo" / "land.json"
GRID = 4096  # steps over a window's width, and over its height: finer than any screen's pixels
_DETAIL = {"eurasia": "land-50m.json", "border": "land-10m.json"}
_MARGIN = 0.02  # of the window, kept around it so that no cut edge shows
_TOLERANCE = 1 / 1400  # of the window's width: half a pixel on a large screen
_SMALLEST = 6e-6  # of the window's area: a smaller island is less than a dot


def main() -> int:
    """Write the file, and say how large it is."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and the folder
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    land = {name: outlines(folder / _DETAIL[name], window) for name, window in WINDOWS.items()}
    TARGET.write_text(json.dumps(land, separators=(",", ":")) + "\n", encoding="ascii")
    points = {name: sum(len(ring) // 2 for ring in rings) for name, rings in land.items()}
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes, points: {points}")
    return 0


def outlines(file: Path, window: Window) -> list[list[int]]:
    """Return the window's land as rings ``[x, y, x, y, ...]`` in steps of ``GRID`` from its south-western corner."""
    rings = []
    for ring in decoded(json.loads(file.read_text(encoding="utf-8"))):
        whole = unwrapped(ring)
        for turn in (-360, 0, 360):
            unit = [window.share(lon + turn, lat) for lon, lat in whole]
            kept = simplified(clipped(unit), window.ratio)
            if len(kept) > 2 and abs(area(kept)) > _SMALLEST:  # noqa: PLR2004 - a triangle at least
                rings.append([round(value * GRID) for point in kept for value in point])
    return sorted(rings, key=len, reverse=True)


def decoded(topology: dict[str, Any]) -> Iterator[Ring]:
    """Yield every ring of a TopoJSON file's land, outer ones and holes, in degrees; the last point is the first."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        points: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    for geometry in topology["objects"]["land"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                joined: Ring = []
                for number in ring:
                    arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                    joined += arc[1:] if joined else arc
                yield joined


def unwrapped(ring: Ring) -> Ring:
    """Let longitudes run on beyond 180° where a ring crosses it, so that no line goes around the world."""
    turn = 0.0
    found = [ring[0]]
    for (before, _), (lon, lat) in pairwise(ring):
        turn -= 360 * round((lon - before) / 360)
        found.append((lon + turn, lat))
    return found


def clipped(ring: Ring) -> Ring:
    """Cut a ring to the unit square with its margin (Sutherland and Hodgman): one side after the other."""
    low, high = -_MARGIN, 1 + _MARGIN
    for axis in (0, 1):
        for edge, inside in ((low, _above(low, axis)), (high, _below(high, axis))):
            ring = _cut(ring, axis, edge, inside)
    return ring


def _above(edge: float, axis: int) -> Callable[[Point], bool]:
    return lambda point: point[axis] >= edge


def _below(edge: float, axis: int) -> Callable[[Point], bool]:
    return lambda point: point[axis] <= edge


def _cut(ring: Ring, axis: int, edge: float, inside: Callable[[Point], bool]) -> Ring:
    kept: Ring = []
    for before, here in zip([ring[-1], *ring[:-1]] if ring else [], ring, strict=True):
        if inside(before) != inside(here):
            part = (edge - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + part * (here[0] - before[0]), before[1] + part * (here[1] - before[1])))
        if inside(here):
            kept.append(here)
    return kept


def simplified(ring: Ring, ratio: float) -> Ring:
    """Leave out what no pixel shows (Douglas and Peucker); distances are shares of the window's width."""
    if len(ring) < 4:  # noqa: PLR2004 - nothing to leave out
        return ring
    flat = [(x, y / ratio) for x, y in ring]
    far = max(range(len(flat)), key=lambda n: math.dist(flat[0], flat[n]))
    keep = {0, far, len(flat) - 1}
    waiting = [(0, far), (far, len(flat) - 1)]
    while waiting:
        first, last = waiting.pop()
        if last - first < 2:  # noqa: PLR2004 - nothing between them
            continue
        worst = max(range(first + 1, last), key=lambda n: _off(flat[n], flat[first], flat[last]))
        if _off(flat[worst], flat[first], flat[last]) > _TOLERANCE:
            keep.add(worst)
            waiting += [(first, worst), (worst, last)]
    return [ring[n] for n in sorted(keep)]


def _off(point: Point, start: Point, end: Point) -> float:
    """Return how far a point lies from the line between two others."""
    length = math.dist(start, end)
    if not length:
        return math.dist(point, start)
    (x, y), (a, b), (c, d) = point, start, end
    return abs((c - a) * (b - y) - (a - x) * (d - b)) / length


def area(ring: Ring) -> float:
    """Return a ring's signed area."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, [*ring[1:], ring[0]], strict=True)) / 2


if __name__ == "__main__":
    sys.exit(main())
