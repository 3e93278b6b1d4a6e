"""What a place covers: people measure from its centre and from its edge, so every relation starts here."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.regions.atlas import Atlas
from geodata.regions.plane import Plane
from geodata.types import Kind, Place

# Inhabitants per km2 of a town with its suburbs; cities of the world lie around 4,000 (Atlas of Urban Expansion: median
# 3,900 in 2014).
TOWN_DENSITY = 4000.0
RADIUS_KM = {  # where neither outline nor population tells
    Kind.COUNTRY: 300.0,
    Kind.ADMIN1: 80.0,
    Kind.ADMIN2: 25.0,
    Kind.REGION: 120.0,
    Kind.RIVER: 100.0,
    Kind.SEA: 300.0,
    Kind.DESERT: 150.0,
    Kind.LAKE: 15.0,
    Kind.STRAIT: 30.0,
    Kind.ISLAND: 10.0,
    Kind.MOUNTAIN: 15.0,
    Kind.AIRPORT: 2.5,
    Kind.BASE: 4.0,
    Kind.DISTRICT: 2.0,
    Kind.CONTINENT: 2000.0,
}
SPECK = 2e-5  # an island's least share of its country's area
Floats = NDArray[np.float64]
WHOLE_DEGREES = np.arange(361.0)


@dataclass(frozen=True, slots=True, eq=False)
class Footprint:
    """A place on its local map: an outline (in the plane, kilometres) or a disc of `radius_km` around its point."""

    place: Place
    plane: Plane
    radius_km: float
    outline: BaseGeometry | None = None  # lon, lat
    shape: BaseGeometry | None = None  # the same on `plane`, simplified

    def edge_km(self, bearing_deg: Floats) -> Floats:
        """How far the outline reaches from the middle along each bearing; 0 for a disc (towns go by centre)."""
        if self.shape is None or self.shape.geom_type not in ("Polygon", "MultiPolygon"):
            return np.zeros_like(bearing_deg)
        profile: Floats = np.interp(bearing_deg % 360, WHOLE_DEGREES, _profile(self))
        return profile


@lru_cache(maxsize=256)
def _profile(foot: Footprint) -> Floats:
    """The farthest cut of the outline with a ray at each whole degree."""
    reach = 2 * foot.radius_km + 1
    turn = np.radians(WHOLE_DEGREES)
    ends = np.column_stack((np.sin(turn), np.cos(turn))) * reach
    rays = shapely.linestrings(np.stack([np.zeros_like(ends), ends], axis=1))
    bounds = np.abs(shapely.bounds(shapely.intersection(rays, foot.shape)))
    far: Floats = np.nan_to_num(np.hypot(bounds[:, [0, 2]].max(axis=1), bounds[:, [1, 3]].max(axis=1)))
    return far


def town_radius_km(population: int) -> float:
    """Radius of the built-up area of a town of that many people; an unknown population counts as a village."""
    return max(0.6, math.sqrt(max(population, 500) / TOWN_DENSITY / math.pi))


def footprint_of(place: Place, atlas: Atlas) -> Footprint:
    """Outline where the gazetteer has one, except for towns: municipal outlines say little about the town."""
    if place.kind is Kind.CITY:
        return Footprint(place, Plane(place.lon, place.lat), town_radius_km(place.population))
    return atlas.footprints.get(place.id, lambda: _with_outline(place, atlas.outline(place)))


def _with_outline(place: Place, outline: BaseGeometry | None) -> Footprint:
    if outline is None or outline.is_empty:
        return Footprint(place, Plane(place.lon, place.lat), RADIUS_KM.get(place.kind, 3.0))
    outline = _without_specks(outline)
    middle = outline.centroid
    if outline.area and not middle.within(outline):
        middle = outline.representative_point()
    plane = Plane(middle.x, middle.y)
    shape = plane.onto(outline)
    west, south, east, north = shape.bounds
    radius = math.hypot(east - west, north - south) / 2
    coarse = shapely.simplify(shape, radius / 200, preserve_topology=False)
    if coarse.is_empty:
        coarse = shapely.simplify(shape, radius / 200)
    shape = coarse if coarse.is_valid else shapely.make_valid(coarse)
    return Footprint(place, plane, radius, outline, shape)


def _without_specks(outline: BaseGeometry) -> BaseGeometry:
    """Of thousands of islands those that a map of the whole still shows."""
    parts = shapely.get_parts(outline)
    if len(parts) <= 30 or not outline.area:
        return outline
    areas = shapely.area(parts)
    return shapely.MultiPolygon(list(parts[areas >= max(SPECK * areas.sum(), np.sort(areas)[-200:][0])]))
