"""'near X', 'on the outskirts of X', '15 km from X', 'across the river from X': rings around a place.

No set of such phrases with true points was at hand. What is known: analysts code "near" a town within about 25 km of it
(UCDP's where_prec 2), and people's "near" grows with the size of the thing (field notes, E.3).
"""

from __future__ import annotations

from dataclasses import dataclass

import shapely

from geodata.regions.footprint import Footprint
from geodata.regions.making import region_in_plane, ring_region
from geodata.types import Region


@dataclass(frozen=True, slots=True)
class Reach:
    """Ring (from, to) for 90 % and 50 %, each bound = share of the town's radius + km."""

    area: tuple[tuple[float, float], tuple[float, float]]
    core: tuple[tuple[float, float], tuple[float, float]]


NEAR = {
    "near": Reach(((0, 0), (1.2, 8)), ((0, 0), (0.7, 4))),
    "around": Reach(((0, 0), (1.3, 12)), ((0, 0), (0.9, 5))),
    "outskirts": Reach(((0.45, 0), (1.4, 3)), ((0.75, 0.3), (1.1, 1.5))),
    "outside": Reach(((0.6, 0), (1.4, 12)), ((0.9, 0.5), (1.2, 5))),
    "suburb": Reach(((0.35, 0), (1.5, 8)), ((0.6, 0.5), (1.1, 4))),
    "slopes": Reach(((0, 0), (1.2, 6)), ((0, 0), (0.8, 3))),
    "opposite": Reach(((0, 0), (1.2, 5)), ((0, 0), (0.8, 2.5))),
}
# True over stated distance, from the phrases that have a direction too (field notes, E.4: p05 0.72, p95 1.15 or so).
FROM = ((0.72, 1.16), (0.90, 1.03))
BEYOND_KM = 40.0  # "near Iraq": how far beyond, or inside, an area's edge


def shape_near(foot: Footprint, word: str) -> Region | None:
    """Rings around a town; around an area, a band at its edge."""
    name = foot.place.name
    if foot.shape is not None:
        band = min(0.3 * foot.radius_km + 2, BEYOND_KM)
        edge = foot.shape.boundary if foot.shape.area else foot.shape
        if word == "around" and foot.shape.area:
            return region_in_plane(foot.plane, foot.shape.buffer(band), foot.shape.buffer(band / 4), f"{word} {name}")
        return region_in_plane(foot.plane, edge.buffer(band), edge.buffer(band / 3), f"{word} {name}, band at its edge")
    reach = NEAR.get(word, NEAR["near"])
    rings = [tuple(share * foot.radius_km + km for share, km in ring) for ring in (reach.area, reach.core)]
    (a, b), (c, d) = rings
    return ring_region(foot.plane, (a, b), (c, d), f"{word} {name}, ring by its size (not fitted)")


def shape_distance(foot: Footprint, distance_km: tuple[float, float], vague: bool) -> Region | None:
    """A ring at the stated distance; 'within' is a disc, measured from the edge of what has an outline."""
    low, high = distance_km
    name = f"{high:.4g} km from {foot.place.name}" if low else f"within {high:.4g} km of {foot.place.name}"
    area, core = rings_at(distance_km, vague)
    if foot.shape is None:
        return ring_region(foot.plane, area, core, name + ", ring")
    outer, inner = ((foot.shape.buffer(far), foot.shape.buffer(near) if near else None) for near, far in (area, core))
    drawn = [far.difference(near) if near is not None else far for far, near in (outer, inner)]
    return region_in_plane(foot.plane, drawn[0], drawn[1], name + ", ring beyond its outline")


def rings_at(distance_km: tuple[float, float], vague: bool = False) -> tuple[tuple[float, float], tuple[float, float]]:
    """(from, to) in km of the 90 % ring and of the 50 % ring around what a distance is told from; from 0 is a disc."""
    low, high = distance_km
    wide, tight = FROM
    spread = 1.6 if vague else 1.0
    if low == 0:
        return (0.0, high * (1 + 0.1 * spread)), (0.0, high * 0.72)
    area = (low * wide[0] / spread, high * wide[1] * spread)
    return area, (low * tight[0] / spread**0.5, high * tight[1] * spread**0.5)


def shape_point(foot: Footprint, precision_m: float) -> Region:
    """A written point: a disc of its precision, 50 m at least."""
    radius = max(precision_m, 50.0) / 1000
    return ring_region(foot.plane, (0, radius), (0, 0.7 * radius), "coordinates as they stand in the text")


def hull_of(shapes: list[shapely.Geometry]) -> shapely.Geometry:
    """Convex hull of several shapes on one plane."""
    return shapely.convex_hull(shapely.union_all(shapes))
