"""Where a tile lies, in the numbers that its queries are told."""

from __future__ import annotations

from math import atan, degrees, pi, sinh
from typing import NamedTuple

DEEPEST_ZOOM = 22
FINEST = 16  # the zoom whose tiles `Event.quadkey` counts
CELLS_ZOOM = 4  # a tile has 2**4 by 2**4 cells
EXTENT, BUFFER = 4096, 64  # in units of MVT
PIXELS = 512  # of a tile's side on the screen
EQUATOR_KM = 40_075


class Tile(NamedTuple):
    """Zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        return 0 <= self.z <= DEEPEST_ZOOM and 0 <= self.x < 2**self.z and 0 <= self.y < 2**self.z

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north, with the buffer round the tile as far as there is a world."""
        margin, across = BUFFER / EXTENT, 2**self.z
        west, east = (max(0, self.x - margin), min(across, self.x + 1 + margin))
        north, south = (max(0, self.y - margin), min(across, self.y + 1 + margin))
        lons = (column / across * 360 - 180 for column in (west, east))
        lats = (degrees(atan(sinh(pi * (1 - 2 * row / across)))) for row in (south, north))
        (low_lon, high_lon), (low_lat, high_lat) = lons, lats
        return low_lon, low_lat, high_lon, high_lat

    def keys(self) -> tuple[int, int]:
        """The first `Event.quadkey` in the tile and the first behind it; below `FINEST`, of the tile there."""
        deeper = max(0, self.z - FINEST)
        x, y, bits = self.x >> deeper, self.y >> deeper, min(self.z, FINEST)
        key = sum(((x >> bit & 1) | (y >> bit & 1) << 1) << 2 * bit for bit in range(bits))
        size = 4 ** (FINEST - bits)
        return key * size, (key + 1) * size

    def values(self) -> dict[str, float]:
        """All of it, by the names of the queries."""
        sides = dict(zip(("west", "south", "east", "north"), self.box(), strict=True))
        low_key, high_key = self.keys()
        pixel_km2 = (EQUATOR_KM / 2**self.z / PIXELS) ** 2
        return {"z": self.z, "x": self.x, "y": self.y, "low_key": low_key, "high_key": high_key, **sides} | {
            "pixel_km2": pixel_km2
        }
