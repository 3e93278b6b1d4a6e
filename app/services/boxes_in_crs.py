"""Boxes in other reference systems, as the lon, lat boxes round them."""

from __future__ import annotations

from math import isfinite

import numpy as np
import shapely

from app.errors import InvalidParameter
from app.services.boxes import Box, parse_bbox
from app.services.reference_systems import ReferenceSystem

EDGE_PIECES = 20  # an edge that is straight in one system is bent in the other


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
    if not (low <= high).all():
        raise InvalidParameter("bbox", "the first corner lies beyond the second")
    size = max(*(high - low), 1.0)
    outline = shapely.get_coordinates(shapely.segmentize(shapely.box(*low, *high), size / EDGE_PIECES))
    lonlat = system.back(outline)
    if not np.isfinite(lonlat).all():
        raise InvalidParameter("bbox", "lies outside of what the reference system can show")
    (west, south), (east, north) = lonlat.min(axis=0), lonlat.max(axis=0)
    if east - west > 180 and "/3857" not in system.uri:  # the zones 1 and 60 reach over the antimeridian
        beyond = lonlat[:, 0]
        return parse_bbox(f"{beyond[beyond > 0].min()},{south},{beyond[beyond < 0].max()},{north}")
    return parse_bbox(f"{max(west, -180)},{south},{min(east, 180)},{north}")
