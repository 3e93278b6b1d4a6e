"""A local map in kilometres around a point (azimuthal equidistant, sphere), and rings back on the globe.

Against the ellipsoid, distances are off by at most 0.6 %, well below what any word about places promises.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

EARTH_KM = 6371.0088
DEGREES = 180.0 / math.pi
Floats = NDArray[np.float64]


def vectors_at(distance_km: Floats, bearing_deg: Floats) -> Floats:
    """(3, n) unit vectors east, north, up from the globe's centre, of points around a middle that is up."""
    angle, bearing = distance_km / EARTH_KM, np.radians(bearing_deg)
    sin_angle = np.sin(angle)
    return np.stack((np.sin(bearing) * sin_angle, np.cos(bearing) * sin_angle, np.cos(angle)))


@dataclass(frozen=True, slots=True)
class Plane:
    """x east, y north of (lon, lat); distance and bearing from the middle are true."""

    lon: float
    lat: float

    def forward(self, distance_km: Floats, bearing_deg: Floats) -> Floats:
        """(n, 2) lon, lat of points at a distance and bearing from the middle; lon may pass 180."""
        return self.lay(vectors_at(distance_km, bearing_deg))

    def lay(self, vectors: Floats) -> Floats:
        """`forward` of points that `vectors_at` made ready: one turn of the globe."""
        sin_lat, cos_lat = math.sin(math.radians(self.lat)), math.cos(math.radians(self.lat))
        east, north, up = vectors
        found = np.empty((len(up), 2))
        found[:, 0] = np.arctan2(east, cos_lat * up - sin_lat * north)
        found[:, 1] = np.arcsin(np.minimum(np.maximum(sin_lat * up + cos_lat * north, -1.0), 1.0))
        found *= DEGREES
        found[:, 0] += self.lon
        return found

    def lonlat(self, xy: Floats) -> Floats:
        """Points of the plane on the globe; lon may pass 180."""
        return self.forward(np.hypot(xy[:, 0], xy[:, 1]), np.degrees(np.arctan2(xy[:, 0], xy[:, 1])))

    def xy(self, lonlat: Floats) -> Floats:
        """Points of the globe in the plane."""
        lat0, lat = np.radians(self.lat), np.radians(lonlat[:, 1])
        d_lon = np.radians(lonlat[:, 0] - self.lon)
        cos_angle = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(d_lon)
        east = np.cos(lat) * np.sin(d_lon)
        north = np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(d_lon)
        angle = np.arctan2(np.hypot(east, north), cos_angle)
        sin_angle = np.sin(angle)
        scale = EARTH_KM * np.divide(angle, sin_angle, out=np.ones_like(angle), where=sin_angle > 1e-12)
        return np.column_stack((east * scale, north * scale))

    def onto(self, geometry: BaseGeometry) -> BaseGeometry:
        """A lon-lat geometry in the plane."""
        return shapely.transform(geometry, self.xy)

    def back(self, geometry: BaseGeometry) -> BaseGeometry:
        """A polygon of the plane on the globe: valid, right-handed, split at the antimeridian."""
        return settle(shapely.transform(geometry, self.lonlat))


def settle(geometry: BaseGeometry) -> BaseGeometry:
    """Valid (Multi)Polygon, outlines counter-clockwise, longitudes within +-180, cut where it crosses them."""
    west, _, east, _ = geometry.bounds
    if west < -180 or east > 180:
        parts = []
        for turn in (-360, 0, 360):
            window = shapely.box(-180 - turn, -90, 180 - turn, 90)
            part = shapely.make_valid(geometry).intersection(window)
            if part.area > 0:
                parts.append(shapely.transform(part, partial(np.add, (turn, 0))))
        geometry = shapely.union_all(parts)
    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry)
    return shapely.orient_polygons(polygons_of(geometry))


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """The areas of a geometry, without the lines and points that cutting leaves."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [part for part in shapely.get_parts(geometry, return_index=False) if part.area > 0]
    return shapely.union_all(parts) if parts else shapely.MultiPolygon()


def ring_polygon(ring: Floats, middle: Plane) -> BaseGeometry:
    """A polygon from a simple counter-clockwise ring of (n, 2) lon, lat; a ring around a pole takes the pole in."""
    lon = ring[:, 0]
    west, east = lon.min(), lon.max()
    if west >= -180 and east <= 180 and east - west < 180:
        return shapely.Polygon(ring)
    turns = np.round(np.diff(lon, append=lon[:1]) / 360)
    lon = lon - 360 * np.concatenate(([0.0], np.cumsum(turns[:-1])))  # it jumps where the ring passes behind the pole
    ring = np.column_stack((lon, ring[:, 1]))
    if abs(turns.sum()) == 1:
        pole = 90.0 if middle.lat > 0 else -90.0
        ahead = lon[0] - 360 * turns.sum()
        ring = np.vstack([ring, [ahead, ring[0, 1]], [ahead, pole], [lon[0], pole]])
    return settle(shapely.Polygon(ring))
