"""Places by quarter-degree cell, for "what is near this point"."""

from __future__ import annotations

import math
from collections.abc import Container, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PER_DEGREE = 4
_COLUMNS = 360 * _PER_DEGREE
_ROWS = 180 * _PER_DEGREE
_KM_PER_DEGREE = 111.195


def arrange_cells(lon: NDArray[Any], lat: NDArray[Any]) -> dict[str, NDArray[Any]]:
    """Sections `cell_start` (one entry a cell and one more) and `cell_row`."""
    x = np.clip((lon + 180) * _PER_DEGREE, 0, _COLUMNS - 1).astype(np.int64)
    y = np.clip((lat + 90) * _PER_DEGREE, 0, _ROWS - 1).astype(np.int64)
    cells = y * _COLUMNS + x
    order = np.argsort(cells, kind="stable")
    starts = np.searchsorted(cells[order], np.arange(_COLUMNS * _ROWS + 1))
    return {"cell_start": starts.astype(np.uint32), "cell_row": order.astype(np.uint32)}


class Cells:
    """Reads the cell sections."""

    def __init__(self, sections: dict[str, memoryview]) -> None:
        self._start, self._row = sections["cell_start"], sections["cell_row"]
        self._lon, self._lat, self._kind = sections["lon"], sections["lat"], sections["kind"]

    def nearest(
        self, lon: float, lat: float, k: int, kinds: Container[int] | None, max_km: float
    ) -> list[tuple[float, int]]:
        """The `k` nearest rows with their distance in km on a sphere (good to 0.5 %), nearest first."""
        found: list[tuple[float, int]] = []
        for ring in range(int(max_km / _KM_PER_DEGREE * _PER_DEGREE) + 2):
            # All places closer than this lie in the rings seen so far; columns narrow towards the poles.
            seen_km = (ring - 1) / _PER_DEGREE * _KM_PER_DEGREE * max(0.05, math.cos(math.radians(abs(lat) + ring / 4)))
            if len(found) >= k and found[k - 1][0] <= seen_km:
                break
            for row in self._ring(lon, lat, ring):
                if kinds is None or self._kind[row] in kinds:
                    distance_km = sphere_km(lon, lat, self._lon[row], self._lat[row])
                    if distance_km <= max_km:
                        found.append((distance_km, row))
            found.sort()
        return found[:k]

    def in_box(self, west: float, south: float, east: float, north: float) -> NDArray[Any]:
        """Rows in the cells that a box touches: all that lie in it, and some beside it."""
        x0, x1 = (min(max(int((lon + 180) * _PER_DEGREE), 0), _COLUMNS - 1) for lon in (west, east))
        y0, y1 = (min(max(int((lat + 90) * _PER_DEGREE), 0), _ROWS - 1) for lat in (south, north))
        # Cells of one latitude follow each other, and so do their rows.
        runs = ((y * _COLUMNS + x0, y * _COLUMNS + x1 + 1) for y in range(y0, y1 + 1))
        rows = np.frombuffer(self._row, np.uint32)
        return np.concatenate([rows[self._start[first] : self._start[last]] for first, last in runs])

    def _ring(self, lon: float, lat: float, ring: int) -> Iterator[int]:
        x0 = min(int((lon + 180) * _PER_DEGREE), _COLUMNS - 1)
        y0 = min(int((lat + 90) * _PER_DEGREE), _ROWS - 1)
        for y in range(max(0, y0 - ring), min(_ROWS - 1, y0 + ring) + 1):
            edge = abs(y - y0) == ring
            columns = range(x0 - ring, x0 + ring + 1) if edge else (x0 - ring, x0 + ring)
            for x in {x % _COLUMNS for x in columns}:
                cell = y * _COLUMNS + x
                yield from self._row[self._start[cell] : self._start[cell + 1]]


def sphere_km(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Great-circle distance."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 12742.0176 * math.asin(min(1.0, math.sqrt(half)))
