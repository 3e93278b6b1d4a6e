"""'between A and B', 'on the road from A to B', 'along the Euphrates', 'the border of A and B', 'off the coast'."""

from __future__ import annotations

import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from geodata.regions.around import rings_at, shape_near
from geodata.regions.atlas import Atlas
from geodata.regions.courses import stretch_of
from geodata.regions.footprint import Footprint
from geodata.regions.making import region_in_plane
from geodata.regions.plane import Plane
from geodata.types import Region

# Half width over length. People who drew "between" filled the middle of the gap and left its ends (field notes, E.3);
# roads leave the straight line by some tenth of its length.
BETWEEN = ((0.06, 0.20), (0.26, 0.09))  # (left out at each end, half width): 90 %, 50 %
ROAD = ((0.0, 0.13), (0.15, 0.06))
BORDER_KM = (25.0, 8.0)
OFF_KM = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0)
MOST_BENDS = 60
ROUND = 2  # quad_segs: vertices are few
ACROSS_KM = 25.0  # a lake, a strait
THINNED_KM = 8.0  # outlines of neighbours overlap by so much once they are thinned
COAST_KM = (8.0, 3.0)
RIVER_KM = (8.0, 2.5)
OFFSHORE_KM = (80.0, 30.0)
TO_TOWN_KM = (45.0, 18.0)  # "on the road to X"


def shape_between(feet: list[Footprint], road: bool) -> Region | None:
    """Two anchors: a band along the straight line; three and more: their hull."""
    plane, spots = _common_plane(feet)
    names = "-".join(foot.place.name for foot in feet)
    if len(feet) == 2:
        line = shapely.LineString(spots)
        if line.length < 0.2:
            return shape_near(feet[0], "near")
        wide, core = (
            substring(line, out, 1 - out, normalized=True).buffer(half * line.length, quad_segs=8)
            for out, half in (ROAD if road else BETWEEN)
        )
        word = "road" if road else "between"
        return region_in_plane(plane, wide, core, f"{word} {names}, band along the straight line")
    hull = shapely.convex_hull(shapely.MultiPoint(spots))
    size = hull.length / 2
    core = scale(hull, 0.65, 0.65).buffer(0.01 * size)
    return region_in_plane(plane, hull.buffer(0.05 * size), core, f"between {names}, their hull")


def shape_along(feet: list[Footprint], word: str, atlas: Atlas) -> Region | None:
    """On a line that has a course, a band at it; otherwise around the place that the words lean on."""
    if len(feet) > 1:
        return shape_between(feet[:2], road=True)
    foot = feet[0]
    name = f"{word} {foot.place.name}"
    if word in ("road", "rail"):
        wide, core = (shapely.Point(0, 0).buffer(km + foot.radius_km * 0.5) for km in TO_TOWN_KM)
        return region_in_plane(foot.plane, wide, core, f"{name}, around it: its course is not known", 0.7)
    if foot.shape is not None and not foot.shape.area and (stretch := stretch_of(foot.shape, word, RIVER_KM)):
        return region_in_plane(foot.plane, *stretch, f"{word} of {foot.place.name}, end of its course")
    if foot.shape is not None:
        edge = foot.shape.boundary if foot.shape.area else foot.shape
        if word == "coast" and (coast := atlas.coastline(foot.place, foot.radius_km)) is not None:
            edge = foot.plane.onto(coast)
        wide, core = (edge.buffer(km) for km in (COAST_KM if foot.shape.area else RIVER_KM))
        located = word in ("river", "coast", "road")
        return region_in_plane(foot.plane, wide, core, f"{name}, band at its course", 1.0 if located else 0.5)
    return shape_near(foot, "slopes" if word == "slopes" else "around")


def shape_border(feet: list[Footprint], distance_km: tuple[float, float] | None, atlas: Atlas) -> Region | None:
    """A band at the border that the two share, or at the whole land border of one; at a distance, beyond that one."""
    names = "-".join(foot.place.name for foot in feet)
    first = feet[0]
    if first.shape is None:
        return shape_near(first, "outside")
    line: BaseGeometry = first.shape.boundary if first.shape.area else first.shape
    factor = 0.8 if len(feet) == 1 else 1.0
    if len(feet) == 1:
        line = _inland(line, first, atlas)
    elif feet[1].outline is not None:
        other = first.plane.onto(feet[1].outline)
        shared = line.intersection(shapely.make_valid(other).buffer(6.0))
        if shared.is_empty:
            return None
        line = shared
    line, off_km = _drawable(line)
    if distance_km is None:
        band, middle = (line.buffer(km + off_km, quad_segs=ROUND) for km in BORDER_KM)
        return region_in_plane(first.plane, band, middle, f"border {names}, band at the line", factor)
    wide, core = (_strip(line, near - off_km, far + off_km) for near, far in rings_at(distance_km))
    if len(feet) == 1 and first.shape.area:  # who is in a country tells how far the other one's border is
        land = first.shape.simplify(off_km).buffer(-off_km, quad_segs=ROUND)
        wide, core = wide.difference(land), core.difference(land)
    return region_in_plane(first.plane, wide, core, f"{distance_km[1]:.4g} km from the border {names}, strip", factor)


def _inland(line: BaseGeometry, foot: Footprint, atlas: Atlas) -> BaseGeometry:
    """The border where another country lies behind it or across a narrow water; an island's is all coast."""
    land = atlas.land(foot.plane.lon, foot.plane.lat, foot.radius_km + ACROSS_KM)
    if land is None or foot.shape is None:
        return line
    west, south, east, north = foot.shape.bounds
    beyond = 2 * ACROSS_KM  # what lies farther off is behind no border, and a buffer of a continent takes 20 MiB
    near = shapely.clip_by_rect(
        shapely.make_valid(foot.plane.onto(land)), west - beyond, south - beyond, east + beyond, north + beyond
    )
    others = near.difference(foot.shape.buffer(THINNED_KM, quad_segs=ROUND))
    inland = line.intersection(others.buffer(ACROSS_KM, quad_segs=ROUND))
    return line if inland.is_empty else inland


def _drawable(line: BaseGeometry) -> tuple[BaseGeometry, float]:
    """A line of few enough vertices that what is drawn along it needs no thinning, and how far it is off in km."""
    for off_km in OFF_KM:
        simple = line.simplify(off_km)
        if shapely.get_num_coordinates(simple) <= MOST_BENDS:
            break
    return simple, off_km


def _strip(line: BaseGeometry, near_km: float, far_km: float) -> BaseGeometry:
    far = line.buffer(far_km, quad_segs=ROUND)
    return far.difference(line.buffer(near_km, quad_segs=ROUND)) if near_km > 0 else far


def shape_offshore(foot: Footprint, distance_km: tuple[float, float] | None, atlas: Atlas) -> Region | None:
    """The water off a coast: within reach of the place and on no land."""
    far, near = OFFSHORE_KM if distance_km is None else (distance_km[1] * 1.3, distance_km[1] * 1.08)
    close = 0.0 if distance_km is None else distance_km[0]
    start: BaseGeometry = foot.shape if foot.shape is not None else shapely.Point(0, 0).buffer(0.5 * foot.radius_km)
    wide: BaseGeometry = start.buffer(far)
    core: BaseGeometry = start.buffer(near)
    if close:
        wide, core = wide.difference(start.buffer(close * 0.7)), core.difference(start.buffer(close * 0.88))
    method = f"off the coast of {foot.place.name}"
    land = atlas.land(foot.plane.lon, foot.plane.lat, foot.radius_km + far)
    if land is None or land.is_empty:
        return region_in_plane(foot.plane, wide, core, method + ", coast not known", 0.5)
    ground = shapely.make_valid(foot.plane.onto(land))
    at_sea = region_in_plane(foot.plane, wide.difference(ground), core.difference(ground), method)
    return at_sea or region_in_plane(foot.plane, wide, core, method + ", no water found there", 0.3)


def _common_plane(feet: list[Footprint]) -> tuple[Plane, list[tuple[float, float]]]:
    """A plane in the middle of the anchors and their points on it."""
    first = feet[0].plane
    ends = first.xy(shapely.get_coordinates([shapely.Point(foot.plane.lon, foot.plane.lat) for foot in feet]))
    lon, lat = first.lonlat(ends.mean(axis=0)[None])[0]
    plane = Plane(float(lon), float(lat))
    spots = plane.xy(shapely.get_coordinates([shapely.Point(foot.plane.lon, foot.plane.lat) for foot in feet]))
    return plane, [(float(x), float(y)) for x, y in spots]
