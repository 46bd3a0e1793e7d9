"""Which part of the earth a map shows: chosen from the places on it, around the date line where that is shorter."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]

LEAST = 7.0  # degrees of latitude, at least: a place alone is shown with the coasts around it
_PAD = 0.16  # of the places' span, on each side
_HIGHEST = 84.0  # degrees north: beyond it nothing is drawn in shape
_END = 91.0  # degrees north where a map may end: a place on the pole has room
_AROUND = 360.0
# What a share of the events is worth in halvings of the span. A tenth of them may be left out for half the map.
_WORTH = 10.0
_MOST_LEFT_OUT = 0.2  # of the events, in each direction
_STEP = 1.0  # degrees to which places are taken together while the span is chosen


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the earth, drawn with straight meridians and parallels, right in shape at its middle latitude.

    Attributes:
        west, east: In degrees, east of Greenwich; ``east`` is more than 180 where the date line lies inside.
        south, north: In degrees, north of the equator.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        """How much longer a degree of latitude is drawn than one of longitude."""
        return _squeeze((self.south + self.north) / 2)

    @property
    def ratio(self) -> float:
        """Width by height as drawn."""
        return (self.east - self.west) / ((self.north - self.south) * self.squeeze)

    def share(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies, from the western and the southern edge: 0 to 1 inside."""
        return (lon - self.west) / (self.east - self.west), (lat - self.south) / (self.north - self.south)

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return the same of a place whose longitude may be told the other way around the earth."""
        return self.share(self.west + (lon - self.west) % _AROUND, lat)

    def holds(self, lon: float, lat: float) -> bool:
        """Say whether a place lies inside, and not on the very edge."""
        x, y = self.place(lon, lat)
        return 0 < x < 1 and 0 < y < 1


def around(
    lon: Sequence[float], lat: Sequence[float], *, ratio: float, least: float = LEAST, pad: float = _PAD
) -> Window:
    """Return the smallest window of a form that holds some places with room around them.

    Args:
        lon: Degrees east; at least one.
        lat: Degrees north, one for each of ``lon``.
        ratio: Width by height as drawn.
        least: Degrees of latitude that it shows at least.
        pad: Room on each side, as a share of the places' span.
    """
    west, east = _span(np.asarray(lon, dtype=np.float64))
    south, north = float(min(lat)), float(max(lat))
    squeeze = _squeeze((south + north) / 2)
    high = max((north - south) * (1 + 2 * pad), least)
    wide = max((east - west) * (1 + 2 * pad), high * squeeze * ratio)
    wide = min(wide, _AROUND)  # the whole earth once, and no part of it twice
    high = wide / (ratio * squeeze)
    middle = _kept((south + north) / 2, high)
    # The middle has moved away from a pole: the shape is that of the new one.
    high = wide / (ratio * _squeeze(middle))
    begin = (west + east - wide) / 2
    begin = (begin + 180) % _AROUND - 180
    return Window(begin, middle - high / 2, begin + wide, middle + high / 2)


def central(lon: Sequence[float], lat: Sequence[float], n: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Mark the places that a map is drawn around: all, but for a few events so far away that all else would be small.

    Args:
        lon: Degrees east.
        lat: Degrees north.
        n: Events of each place.

    Returns:
        A mask over the places; at least one is marked unless there is none.
    """
    kept = np.ones(len(lon), dtype=bool)
    if len(lon) < 2:  # noqa: PLR2004 - nothing to leave out
        return kept
    events = np.asarray(n, dtype=np.float64)
    turned = _unrolled(np.asarray(lon, dtype=np.float64))
    for values in (turned, np.asarray(lat, dtype=np.float64)):
        low, high = _worthwhile(values, np.where(kept, events, 0))
        kept &= (values >= low) & (values <= high)
    return kept


def _worthwhile(values: Floats, events: Floats) -> tuple[float, float]:
    """Return the span of values that is the best trade between being short and holding many events."""
    at, which = np.unique(np.round(values / _STEP), return_inverse=True)
    weight = np.bincount(which, weights=events)
    at, weight = at[weight > 0] * _STEP, weight[weight > 0]
    upto = np.concatenate([[0.0], np.cumsum(weight)])
    first, last = np.triu_indices(len(at))
    lost = 1 - (upto[last + 1] - upto[first]) / upto[-1]
    cost = (
        np.log2(np.maximum(at[last] - at[first], 2 * LEAST))
        + _WORTH * lost
        + np.where(lost > _MOST_LEFT_OUT, np.inf, 0)
    )
    best = int(np.argmin(cost))
    return at[first[best]] - _STEP / 2, at[last[best]] + _STEP / 2


def _span(lon: Floats) -> tuple[float, float]:
    turned = _unrolled(lon)
    return float(turned.min()), float(turned.max())


def _unrolled(lon: Floats) -> Floats:
    """Return longitudes that run on over the date line, cut where the widest gap between places is."""
    turned = np.sort(lon % _AROUND)
    gaps = np.diff(turned, append=turned[:1] + _AROUND)
    begin = turned[(int(np.argmax(gaps)) + 1) % len(turned)]
    unrolled: Floats = begin + (lon - begin) % _AROUND
    return unrolled


def _kept(middle: float, high: float) -> float:
    """Move a window's middle so that it ends at the poles, where it can."""
    room = max(_END - high / 2, 0)
    return min(max(middle, -room), room)


def _squeeze(middle: float) -> float:
    return 1 / math.cos(math.radians(min(abs(middle), _HIGHEST)))
