"""The map's two windows: which part of the earth each shows, and where in it a place lies."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the earth, drawn with straight meridians and parallels, right in shape at its middle latitude.

    Attributes:
        west, east: In degrees, east of Greenwich.
        south, north: In degrees, north of the equator.
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def squeeze(self) -> float:
        """How much longer a degree of latitude is drawn than one of longitude."""
        return 1 / math.cos(math.radians((self.south + self.north) / 2))

    @property
    def ratio(self) -> float:
        """Width by height as drawn."""
        return (self.east - self.west) / ((self.north - self.south) * self.squeeze)

    def share(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place lies, from the western and the southern edge: 0 to 1 inside."""
        return (lon - self.west) / (self.east - self.west), (lat - self.south) / (self.north - self.south)


WINDOWS: Mapping[str, Window] = MappingProxyType(
    {
        "eurasia": Window(west=-2, south=19.5, east=152, north=71),
        "border": Window(west=123.4, south=36.7, east=134.2, north=44.2),
    }
)
