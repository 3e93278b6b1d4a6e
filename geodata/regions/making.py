"""Drawn shapes -> Region: representative point, radius, bounded number of vertices."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.regions.plane import EARTH_KM, Plane, polygons_of, ring_polygon
from geodata.types import Region

MAX_VERTICES = 200
CIRCLE = np.linspace(0, 360, 48, endpoint=False)
Floats = NDArray[np.float64]


def great_circle_km(lon: float, lat: float, coordinates: Floats) -> Floats:
    """Distances from a point to (n, 2) lon, lat."""
    to = np.radians(coordinates)
    lat0 = np.radians(lat)
    half = np.sin((to[:, 1] - lat0) / 2) ** 2
    half += np.cos(lat0) * np.cos(to[:, 1]) * np.sin((to[:, 0] - np.radians(lon)) / 2) ** 2
    distance: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return distance


def make_region(
    area: BaseGeometry, core: BaseGeometry, point: tuple[float, float], method: str, factor: float = 1.0
) -> Region:
    """A region from shapes that are valid and right-handed already."""
    lon, lat = turned_in(point)
    radius = float(great_circle_km(lon, lat, shapely.get_coordinates(area)).max())
    return Region(area, core, (lon, lat), radius, method, factor)


def turned_in(point: tuple[float, float]) -> tuple[float, float]:
    """A point with its longitude within +-180."""
    lon, lat = float(point[0]), float(point[1])
    return ((lon + 180) % 360 - 180 if abs(lon) > 180 else lon), lat


def region_in_plane(
    plane: Plane, area: BaseGeometry, core: BaseGeometry, method: str, factor: float = 1.0
) -> Region | None:
    """A region from shapes on a local map; None when nothing is left of them."""
    area, core = thin(polygons_of(area)), thin(polygons_of(core))
    if area.is_empty or core.is_empty:
        return None
    middle = core.centroid if core.centroid.within(core) else core.representative_point()
    lon, lat = plane.lonlat(np.array([[middle.x, middle.y]]))[0]
    return make_region(plane.back(area), plane.back(core.intersection(area)), (lon, lat), method, factor)


def thin(shape: BaseGeometry) -> BaseGeometry:
    """At most `MAX_VERTICES`, by growing tolerance; small islands go first."""
    if shapely.get_num_coordinates(shape) <= MAX_VERTICES:
        return shape
    west, south, east, north = shape.bounds
    size = max(east - west, north - south)
    for tolerance in (0.001, 0.002, 0.004, 0.008, 0.016, 0.03):
        coarse: BaseGeometry = shapely.simplify(shape, size * tolerance, preserve_topology=False)
        if not coarse.is_valid:
            coarse = shapely.make_valid(coarse)
        parts = shapely.get_parts(polygons_of(coarse))
        parts = parts[shapely.area(parts) > (size * tolerance) ** 2 * 4]
        if len(parts):
            coarse = shapely.MultiPolygon(list(parts)) if len(parts) > 1 else parts[0]
        if shapely.get_num_coordinates(coarse) <= MAX_VERTICES:
            break
    return polygons_of(coarse)


def ring_region(
    plane: Plane, area: tuple[float, float], core: tuple[float, float], method: str, factor: float = 1.0
) -> Region:
    """Discs or rings around the middle: (from, to) in km for both shapes."""
    return Region(_ring(plane, *area), _ring(plane, *core), turned_in((plane.lon, plane.lat)), area[1], method, factor)


def _ring(plane: Plane, inner_km: float, outer_km: float) -> BaseGeometry:
    outer = ring_polygon(plane.forward(np.full(CIRCLE.shape, outer_km), CIRCLE[::-1]), plane)
    if inner_km < 0.15 * outer_km:
        return outer
    inner = ring_polygon(plane.forward(np.full(CIRCLE.shape, inner_km), CIRCLE[::-1]), plane)
    return shapely.orient_polygons(shapely.difference(outer, inner))
