"""Regions of places alone that were drawn when the index was built: coasts and borders cost milliseconds to thin."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geodata.gazetteer.layout import pack_strings
from geodata.types import Region


def arrange_drawn(regions: Mapping[int, Region]) -> dict[str, NDArray[Any]]:
    """Sections of the regions by row: area and core as WKB in turn; lon, lat of the point and the radius in km."""
    rows = sorted(regions)
    shapes = shapely.to_wkb([shape for row in rows for shape in (regions[row].area, regions[row].core)])
    offsets = np.zeros(len(shapes) + 1, np.uint64)
    offsets[1:] = np.cumsum([len(shape) for shape in shapes], dtype=np.uint64)
    methods, method_at = pack_strings([regions[row].method for row in rows])
    return {
        "drawn_row": np.array(rows, np.uint32),
        "drawn_wkb": np.frombuffer(b"".join(shapes), np.uint8),
        "drawn_at": offsets,
        "drawn_place": np.array([(*regions[row].point, regions[row].radius_km) for row in rows], np.float64).ravel(),
        "drawn_method": methods,
        "drawn_method_at": method_at,
    }


class Drawn:
    """Reads these sections."""

    def __init__(self, sections: Mapping[str, memoryview]) -> None:
        self._row = sections["drawn_row"]
        self._wkb, self._at = sections["drawn_wkb"], sections["drawn_at"]
        self._place = sections["drawn_place"]
        self._method, self._method_at = sections["drawn_method"], sections["drawn_method_at"]

    def region(self, row: int) -> Region | None:
        """The region of the place in that row, None where none was drawn."""
        at = bisect_left(self._row, row)
        if at == len(self._row) or self._row[at] != row:
            return None
        start, middle, end = self._at[2 * at : 2 * at + 3]
        area, core = shapely.from_wkb([bytes(self._wkb[start:middle]), bytes(self._wkb[middle:end])])
        lon, lat, radius_km = self._place[3 * at : 3 * at + 3]
        method = bytes(self._method[self._method_at[at] : self._method_at[at + 1]]).decode()
        return Region(area, core, (lon, lat), radius_km, method)
