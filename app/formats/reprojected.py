"""Features in another reference system. What the system cannot show has no geometry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import orjson
import shapely
from numpy.typing import NDArray

Coordinates = NDArray[np.float64]


def reproject(features: str, forward: Callable[[Coordinates], Coordinates], decimals: int) -> str:
    """`features` is GeoJSON text, joined by commas; `forward` takes lon, lat to the system's own axes."""
    parsed = orjson.loads(f"[{features}]")
    for feature in parsed:
        if feature["geometry"]:
            feature["geometry"] = projected(feature["geometry"], forward, decimals)
    return ",".join(orjson.dumps(feature).decode() for feature in parsed)


def projected(
    geometry: dict[str, Any], forward: Callable[[Coordinates], Coordinates], decimals: int
) -> dict[str, Any] | None:
    """One GeoJSON geometry; None where the system cannot show all of it."""
    shape = shapely.geometry.shape(geometry)
    coordinates = np.round(forward(shapely.get_coordinates(shape)), decimals)
    if not np.isfinite(coordinates).all():
        return None
    return orjson.loads(shapely.to_geojson(shapely.set_coordinates(shape, coordinates)))
