"""Boxes in other reference systems, as the lon, lat boxes round them."""

from __future__ import annotations

from math import isfinite

import numpy as np

from app.errors import InvalidParameter
from app.services.boxes import Box, parse_bbox
from app.services.reference_systems import Coordinates, ReferenceSystem

EDGE_PIECES = 64  # an edge that is straight in one system is bent in the other
MERCATOR_HALF_M = 20_037_508.342789244  # Web Mercator's square reaches so far from its middle


def parse_box_in(text: str, system: ReferenceSystem) -> tuple[Box, ...]:
    """`bbox` in the axis order of the system. Raises `InvalidParameter`."""
    if system.is_lonlat:
        return parse_bbox(text)
    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise InvalidParameter("bbox", f"cannot read {text[:80]!r} as numbers") from error
    if len(numbers) not in (4, 6) or not all(map(isfinite, numbers)):
        raise InvalidParameter("bbox", "needs four or six finite numbers")
    half = len(numbers) // 2
    low, high = np.array(numbers[:2]), np.array(numbers[half : half + 2])
    if system.uri.endswith("/4326"):  # corners, since longitude may run across the antimeridian
        (south, west), (north, east) = low, high
        return parse_bbox(f"{west},{south},{east},{north}")
    round_it = _round_mercator if system.meridian is None else _round_zone
    west, south, east, north = round_it(low, high, system)
    if east - west >= 360:
        return parse_bbox(f"-180,{south},180,{north}")
    return parse_bbox(f"{_turned(west)},{south},{_turned(east) if _turned(east) > -180 else 180},{north}")


def _round_mercator(low: Coordinates, high: Coordinates, system: ReferenceSystem) -> tuple[float, ...]:
    """Edges are meridians and parallels. As in degrees, a west beyond the east crosses the antimeridian."""
    if low[1] > high[1]:
        raise InvalidParameter("bbox", "the southern edge lies north of the northern one")
    west, east = (180 * x / MERCATOR_HALF_M for x in (low[0], high[0]))
    south, north = system.back(np.array([[0, low[1]], [0, high[1]]]))[:, 1]
    return west, south, east if west <= east else east + 360, north


def _round_zone(low: Coordinates, high: Coordinates, system: ReferenceSystem) -> tuple[float, ...]:
    """Corners far from the zone may have changed sides, so any two opposite ones make the box."""
    low, high = np.minimum(low, high), np.maximum(low, high)
    x, y = np.linspace(low, high, EDGE_PIECES + 1).T
    sides = [np.column_stack([x, np.full_like(x, edge)]) for edge in (low[1], high[1])]
    sides += [np.column_stack([np.full_like(y, edge), y]) for edge in (low[0], high[0])]
    lon, lat = system.back(np.concatenate(sides)).T
    if not np.isfinite(lon + lat).all():
        raise InvalidParameter("bbox", "lies outside of what the reference system can show")
    beside = (lon - system.meridian + 180) % 360 - 180
    west, east = system.meridian + beside.min(), system.meridian + beside.max()
    south, north = lat.min(), lat.max()
    for pole in (-90, 90):
        if (low <= (there := system.forward(np.array([[system.meridian, pole]]))[0])).all() and (there <= high).all():
            west, east, south, north = -180, 180, min(south, pole), max(north, pole)
    return west, south, east, north


def _turned(lon: float) -> float:
    """The same meridian between -180 and 180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180
