"""'in X' and 'in southern X': the place itself, or the part of it that the words name."""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.affinity import rotate, scale
from shapely.geometry.base import BaseGeometry

from geodata.languages.compass import BEARINGS
from geodata.regions.atlas import Atlas
from geodata.regions.footprint import Footprint, town_radius_km
from geodata.regions.making import make_region, region_in_plane, ring_region
from geodata.types import Kind, Region

# A town's happenings fall off from its centre about like a normal density: half of it lies within 0.55 of the radius
# that holds 90 %. The point of a gazetteer is itself off by a kilometre or so.
HALF = 0.55
POINT_ERROR_KM = 1.0
# "southern X" reaches a little over the middle: the share of the area that the part and its core take, from that end.
PART_SHARE, PART_CORE = 0.58, 0.27
SCALED = {"center": (0.6, 0.33), "interior": (0.85, 0.55), "middle": (0.7, 0.4)}
LINE_KM = (6.0, 2.0)  # either side of a river's course


def shape_named(foot: Footprint, atlas: Atlas) -> Region | None:
    """A disc for a town, the outline for whatever has one; the core of an area is where its people live."""
    place = foot.place
    if foot.shape is None:
        radius = foot.radius_km + POINT_ERROR_KM
        return ring_region(foot.plane, (0, radius), (0, HALF * radius), f"in {place.name}, disc by its size")
    if place.id not in atlas.areas:  # countries are named over and over, and their cores take milliseconds
        atlas.areas[place.id] = _shape_area(foot, foot.shape, atlas)
    return atlas.areas[place.id]


def _shape_area(foot: Footprint, shape: BaseGeometry, atlas: Atlas) -> Region | None:
    place = foot.place
    if not shape.area:
        wide, core = (shape.buffer(km) for km in LINE_KM)
        return region_in_plane(foot.plane, wide, core, f"in {place.name}, along its course")
    region = region_in_plane(foot.plane, shape, _where_people_live(foot, shape, atlas), f"in {place.name}, its outline")
    if region is None or place.kind not in (Kind.COUNTRY, Kind.ADMIN1):
        return region
    # Points of countries and provinces are the gazetteer's, never centroids.
    return make_region(region.area, region.core, (place.lon, place.lat), region.method)


def _where_people_live(foot: Footprint, shape: BaseGeometry, atlas: Atlas) -> BaseGeometry:
    """The surroundings of its largest towns, until they hold half of all its townspeople; else the middle half."""
    outline = atlas.outline(foot.place)
    lonlat, population = atlas.towns(outline) if outline is not None else (np.empty((0, 2)), np.empty(0, np.int64))
    if len(population) < 3:
        return scale(shape, math.sqrt(0.5), math.sqrt(0.5))
    largest = int(np.searchsorted(np.cumsum(population), population.sum() / 2)) + 1
    reach_km = [2 * town_radius_km(people) + 4 for people in population[:largest].tolist()]
    discs = shapely.buffer(shapely.points(foot.plane.xy(lonlat[:largest])), reach_km, quad_segs=5)
    return shapely.union_all(discs).intersection(shape)


def shape_part(foot: Footprint, part: str, atlas: Atlas) -> Region | None:
    """A compass part is cut off the outline (or the town's disc) by area; centre and interior are its scaled middle."""
    shape: BaseGeometry | None = foot.shape
    if shape is None:
        shape = shapely.Point(0, 0).buffer(1.15 * foot.radius_km + POINT_ERROR_KM)
    method = f"{part} part of {foot.place.name}"
    wide: BaseGeometry
    core: BaseGeometry
    if not shape.area:
        wide, core = (shape.buffer(km) for km in LINE_KM)
        return region_in_plane(foot.plane, wide, core, method + ", whole course", 0.5)
    if part in BEARINGS:
        wide, core = (_end_of(shape, BEARINGS[part], share) for share in (PART_SHARE, PART_CORE))
        return region_in_plane(foot.plane, wide, core, method + ", cut by area")
    if part == "coast":
        coast = atlas.coastline(foot.place, foot.radius_km)
        if coast is not None:
            line = foot.plane.onto(coast)
            reach = min(25.0, 0.2 * foot.radius_km)
            wide, core = (shape.intersection(line.buffer(km)) for km in (reach, reach / 3))
            return region_in_plane(foot.plane, wide, core, method)
    scales = SCALED.get(part)
    if scales is None:
        return region_in_plane(foot.plane, shape, scale(shape, 0.7, 0.7), method + ", not located", 0.6)
    wide, core = (scale(shape, k, k).intersection(shape) for k in scales)
    return region_in_plane(foot.plane, wide, core, method + ", its scaled middle")


def _end_of(shape: BaseGeometry, bearing_deg: float, share: float) -> BaseGeometry:
    """The end of a shape towards a bearing that has this share of its area, found by halving."""
    turned = rotate(shape, bearing_deg, origin=(0, 0))  # now the bearing points north
    west, south, east, north = turned.bounds
    low, high = south, north
    for _ in range(12):
        cut = (low + high) / 2
        if shapely.clip_by_rect(turned, west, cut, east, north).area > share * turned.area:
            low = cut
        else:
            high = cut
    end = shapely.clip_by_rect(turned, west, (low + high) / 2, east, north)
    return shapely.make_valid(rotate(end, -bearing_deg, origin=(0, 0)))
