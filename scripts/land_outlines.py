"""Make the land outlines of the maps out of Natural Earth: ``components/parts/land.json``.

A maintainer runs it once, or when the detail changes; nothing else needs its source:

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    .venv/bin/python scripts/land_outlines.py package

Natural Earth is in the public domain; world-atlas, which packs it as TopoJSON, is ISC-licensed. Only land is
read, never countries: a map asserts no border.
"""

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from components.parts.land import UNIT, area, simplified  # noqa: E402 - the checkout's own

Point = tuple[float, float]
Ring = list[Point]
TARGET = ROOT / "components" / "parts" / "land.json"
_LEVELS = (3, 10, 30, 90)  # hundredths of a degree that a line may be off
_SMALLEST = 2.5  # times that, squared: a smaller island is less than a dot


def main() -> int:
    """Write the file, and say how large it is."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and the folder
        print(__doc__)
        return 2
    land = {level: outlines(Path(sys.argv[1]) / "land-10m.json", level / UNIT) for level in _LEVELS}
    TARGET.write_text(json.dumps(land, separators=(",", ":")).replace("],[", "],\n[") + "\n", encoding="ascii")
    points = {level: sum(len(ring) // 2 for ring in rings) for level, rings in land.items()}
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes, points: {points}")
    return 0


def outlines(file: Path, off: float) -> list[list[int]]:
    """Return all land as rings ``[x, y, dx, dy, ...]`` in hundredths of a degree, the longest first.

    ``off`` are the degrees that a line may miss.
    A ring begins its round of the earth between 180° west and 180° east, and may run on beyond 180° east.
    """
    rings = []
    for ring in decoded(json.loads(file.read_text(encoding="utf-8"))):
        whole = np.array(unwrapped(ring))
        whole[:, 0] -= 360 * np.floor((whole[:, 0].min() + 180) / 360)
        if abs(area(whole)) < _SMALLEST * off**2:
            continue
        steps = np.round(simplified([whole], off)[0] * UNIT).astype(int)
        if len(steps) > 3:  # noqa: PLR2004 - a triangle at least; the last point is the first
            rings.append(np.diff(steps, axis=0, prepend=[[0, 0]]).ravel().tolist())
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


if __name__ == "__main__":
    sys.exit(main())
