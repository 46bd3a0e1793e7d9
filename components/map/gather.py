"""What lies too close on a map to be told apart becomes one mark."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SINGLE = 9.0  # px across of a mark for one event
_SEVERAL = 13.0  # px: room for the number in it
_LARGEST = 34.0
_APART = 0.7  # of the sum of two radii: nearer marks become one
_CELL, _COARSE = 6.0, 12.0  # px: what is nearer than this is one mark anyway; coarse for more than _MANY
_MANY = 400


def diameter(n: int) -> float:
    """Return a mark's px across for a number of events: its area grows with it."""
    return SINGLE if n < 2 else min(_SEVERAL + 2.2 * float(np.sqrt(n - 1)), _LARGEST)  # noqa: PLR2004 - one, or several


def gather(x: Floats, y: Floats, n: Ints) -> list[list[int]]:
    """Join places whose marks would lie on one another; the mark stands at the place with the most events.

    Args:
        x: Px from the left.
        y: Px from the top.
        n: Events of each place.

    Returns:
        The places of each mark, the one with the most events first; the marks by their number of events.
    """
    groups = _cells(x, y, n, _CELL)
    if len(groups) > _MANY:
        groups = _cells(x, y, n, _COARSE)
    while True:
        joined = _joined(groups, x, y, n)
        if len(joined) == len(groups):
            return joined
        groups = joined


def _cells(x: Floats, y: Floats, n: Ints, size: float) -> list[list[int]]:
    cells: dict[tuple[int, int], list[int]] = {}
    for place in np.argsort(-n, kind="stable").tolist():
        cells.setdefault((int(x[place] // size), int(y[place] // size)), []).append(place)
    return list(cells.values())


def _joined(groups: list[list[int]], x: Floats, y: Floats, n: Ints) -> list[list[int]]:
    """Join each group to the nearest larger one that it would touch; one pass."""
    totals = np.array([int(n[group].sum()) for group in groups])
    radii = np.array([diameter(int(total)) / 2 for total in totals])
    at = np.array([[x[group[0]], y[group[0]]] for group in groups]).reshape(-1, 2)
    kept: list[int] = []
    found: dict[int, list[int]] = {}
    for group in np.argsort(-totals, kind="stable").tolist():
        if kept:
            far = np.hypot(*(at[kept] - at[group]).T) - _APART * (radii[kept] + radii[group])
            nearest = int(np.argmin(far))
            if far[nearest] < 0:
                found[kept[nearest]] += groups[group]
                continue
        kept.append(group)
        found[group] = list(groups[group])
    return sorted(found.values(), key=lambda places: -int(n[places].sum()))
