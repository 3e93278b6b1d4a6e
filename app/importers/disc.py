"""A disc on the globe, for data sets that say a point and how exact it is."""

from __future__ import annotations

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

VERTICES = 48
_GEOD = Geod(ellps="WGS84")


def disc(lon: float, lat: float, radius_km: float) -> BaseGeometry:
    """Everything within `radius_km`, split at the antimeridian; valid over the poles, too."""
    bearings = np.linspace(360, 0, VERTICES, endpoint=False)
    rim_lon, rim_lat, _ = _GEOD.fwd(
        np.full(VERTICES, lon), np.full(VERTICES, lat), bearings, np.full(VERTICES, radius_km * 1000)
    )
    # Longitudes run on past 180, so that the ring does not jump.
    unrolled = np.unwrap(np.asarray(rim_lon), period=360, discont=180)
    unrolled += 360 * np.round((lon - unrolled.mean()) / 360)
    if abs(unrolled[0] - unrolled[-1]) > 180 or _holds_pole(lon, lat, radius_km):
        edge = 90 if lat > 0 else -90
        nearest = rim_lat.min() if lat > 0 else rim_lat.max()
        return shapely.box(-180, min(edge, nearest), 180, max(edge, nearest))
    ring = shapely.Polygon(np.column_stack([unrolled, rim_lat]))
    parts = [
        shapely.affinity.translate(shapely.intersection(ring, shapely.box(shift - 180, -90, shift + 180, 90)), -shift)
        for shift in (-360, 0, 360)
    ]
    return shapely.union_all([part for part in parts if part.area > 0])


def _holds_pole(lon: float, lat: float, radius_km: float) -> bool:
    pole = 90 if lat > 0 else -90
    return _GEOD.inv(lon, lat, lon, pole)[2] <= radius_km * 1000
