"""'in X' and 'in southern X': the place itself, or the part of it that the words name."""

from __future__ import annotations

import math

import numpy as np
import shapely
from shapely.affinity import rotate, scale
from shapely.geometry.base import BaseGeometry

from geodata.languages.compass import BEARINGS
from geodata.regions.atlas import Atlas
from geodata.regions.courses import stretch_of
from geodata.regions.footprint import TOWN_DENSITY, Footprint
from geodata.regions.making import make_region, region_in_plane, ring_region, thin
from geodata.regions.plane import polygons_of
from geodata.types import Kind, Region

# A town's happenings fall off from its centre about like a normal density: half of it lies within 0.55 of the radius
# that holds 90 %. The point of a gazetteer is itself off by a kilometre or so.
HALF = 0.55
POINT_ERROR_KM = 1.0
# "southern X" reaches a little over the middle: the share of the area that the part and its core take, from that end.
PART_SHARE, PART_CORE = 0.58, 0.27
SCALED = {"center": (0.6, 0.33), "interior": (0.85, 0.55), "middle": (0.7, 0.4)}
MOST_TOWNS = 2000  # hold nearly all townspeople of any country
LINE_KM = (6.0, 2.0)  # either side of a river's course


def shape_named(foot: Footprint, atlas: Atlas) -> Region | None:
    """A disc for a town, the outline for whatever has one; the core of an area is where its people live."""
    place = foot.place
    if foot.shape is None:
        radius = foot.radius_km + POINT_ERROR_KM
        return ring_region(foot.plane, (0, radius), (0, HALF * radius), f"in {place.name}, disc by its size")
    return _shape_area(foot, foot.shape, atlas)


def extent_of(foot: Footprint, atlas: Atlas) -> BaseGeometry | None:
    """The 90 % shape alone of what has an outline."""
    shape = foot.shape
    if shape is None or not shape.area:
        return None
    return atlas.extents.get(foot.place.id, lambda: foot.plane.back(thin(polygons_of(shape))))


def _shape_area(foot: Footprint, shape: BaseGeometry, atlas: Atlas) -> Region | None:
    place = foot.place
    area = extent_of(foot, atlas)
    if area is None:
        wide, narrow = (shape.buffer(km) for km in LINE_KM)
        return region_in_plane(foot.plane, wide, narrow, f"in {place.name}, along its course")
    lived_in = foot.plane.back(thin(polygons_of(_where_people_live(foot, shape, atlas))))
    core: BaseGeometry = shapely.orient_polygons(polygons_of(shapely.intersection(lived_in, area)))
    if area.is_empty or core.is_empty:
        return None
    point = (place.lon, place.lat)  # of countries and provinces the gazetteer's, never a centroid
    if place.kind not in (Kind.COUNTRY, Kind.ADMIN1):
        inside = core.representative_point()
        point = (inside.x, inside.y)
    return make_region(area, core, point, f"in {place.name}, its outline")


def _where_people_live(foot: Footprint, shape: BaseGeometry, atlas: Atlas) -> BaseGeometry:
    """The surroundings of its largest towns, until they hold half of all its townspeople; else the middle half."""
    lonlat, population = atlas.towns(foot.outline) if foot.outline is not None else (np.empty((0, 2)), np.empty(0))
    if len(population) < 3:
        return scale(shape, math.sqrt(0.5), math.sqrt(0.5))
    wanted = population.sum() / 2
    x, y = foot.plane.xy(lonlat[:MOST_TOWNS]).T.copy()
    population = population[:MOST_TOWNS]
    reach_km = 2 * np.sqrt(population / TOWN_DENSITY / math.pi) + 4
    chosen = []
    while wanted > 0 and len(x):
        chosen.append((x[0], y[0], reach_km[0]))  # the largest outside the surroundings of those before
        beyond = np.hypot(x - x[0], y - y[0]) > reach_km[0]
        wanted -= population[~beyond].sum()
        x, y, reach_km, population = x[beyond], y[beyond], reach_km[beyond], population[beyond]
    drawn = np.array(chosen)
    discs = shapely.buffer(shapely.points(drawn[:, :2]), drawn[:, 2], quad_segs=4)
    return shapely.union_all(discs).intersection(shape)


def shape_part(foot: Footprint, part: str, atlas: Atlas) -> Region | None:
    """A compass part is cut off the outline (or the town's disc) by area; centre and interior are its scaled middle.

    "s+e" is the south and the east.
    """
    shape: BaseGeometry | None = foot.shape
    if shape is None:
        shape = shapely.Point(0, 0).buffer(1.15 * foot.radius_km + POINT_ERROR_KM)
    cuts = [_cut(foot, shape, one, atlas) for one in part.split("+")]
    wide, core, how, factor = cuts[0]
    if len(cuts) > 1:
        wide, core = shapely.union_all([cut[0] for cut in cuts]), shapely.union_all([cut[1] for cut in cuts])
    return region_in_plane(foot.plane, wide, core, f"{part} part of {foot.place.name}, {how}", factor)


def _cut(
    foot: Footprint, shape: BaseGeometry, part: str, atlas: Atlas
) -> tuple[BaseGeometry, BaseGeometry, str, float]:
    """What 90 % and 50 % of one part lie in, how they were made, and how far they can be trusted."""
    if not shape.area:
        if (stretch := stretch_of(shape, part, LINE_KM)) is not None:
            return (*stretch, "stretch of its course", 1.0)
        shape = shape.buffer(LINE_KM[0])
    if part in BEARINGS:
        wide, core = (_end_of(shape, BEARINGS[part], share) for share in (PART_SHARE, PART_CORE))
        return wide, core, "cut by area", 1.0
    if part == "coast" and (coast := atlas.coastline(foot.place, foot.radius_km)) is not None:
        line = foot.plane.onto(coast)
        reach = min(25.0, 0.2 * foot.radius_km)
        wide, core = (shape.intersection(line.buffer(km)) for km in (reach, reach / 3))
        return wide, core, "along its coast", 1.0
    scales = SCALED.get(part)
    if scales is None:
        return shape, scale(shape, 0.7, 0.7), "not located", 0.6
    wide, core = (scale(shape, k, k).intersection(shape) for k in scales)
    return wide, core, "its scaled middle", 1.0


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
