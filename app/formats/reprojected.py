"""Features in another reference system. What the system cannot show has no geometry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import orjson
import shapely
from numpy.typing import NDArray

Coordinates = NDArray[np.float64]


def reproject(features: bytes, forward: Callable[[Coordinates], Coordinates], decimals: int) -> bytes:
    """`features` is GeoJSON text, joined by commas; `forward` takes lon, lat to the system's own axes."""
    parsed = orjson.loads(b"[%b]" % features)
    for feature in parsed:
        if feature["geometry"]:
            feature["geometry"] = projected(feature["geometry"], forward, decimals)
    return b",".join(map(orjson.dumps, parsed))


def projected(
    geometry: dict[str, Any], forward: Callable[[Coordinates], Coordinates], decimals: int
) -> dict[str, Any] | None:
    """One GeoJSON geometry; None where the system cannot show all of it."""
    shape = shapely.geometry.shape(geometry)
    coordinates = np.round(forward(shapely.get_coordinates(shape)), decimals)
    if not np.isfinite(coordinates).all():
        return None
    return orjson.loads(shapely.to_geojson(shapely.set_coordinates(shape, coordinates)))
