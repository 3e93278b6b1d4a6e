"""'20 km south of X' and 'south of X': the fitted shapes laid on the map."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from geodata.languages.compass import name_of
from geodata.regions.courses import bank_of
from geodata.regions.footprint import Floats, Footprint
from geodata.regions.making import make_region, region_in_plane, turned_in
from geodata.regions.plane import EARTH_KM, ring_polygon, vectors_at
from geodata.regions.tables import model, outline_of
from geodata.relations.tree import Direction, Offset
from geodata.types import Region

BANK_KM = (80.0, 30.0)  # how far from a river its east and west are said to reach
VAGUE = 0.6  # "an hour's drive", "dozens of km": the far edge goes out by 1 / 0.6, the near one in by 0.6


class Drawing(NamedTuple):
    """The 90 % outline, the 50 % outline and the typical point in polar form around a place, fit for any place."""

    distance_km: Floats
    bearing_deg: Floats
    parts: int  # how many of them are the 90 % outline

    def split(self, points: Floats) -> tuple[Floats, Floats, tuple[float, float]]:
        """(area, core, typical point) of points made from these, in their order."""
        return points[: self.parts], points[self.parts : -1], (float(points[-1, 0]), float(points[-1, 1]))


def shape_offset(foot: Footprint, relation: Offset) -> Region:
    """Shape of the stated distance; between two distances it is stretched. Outlines are measured from their edge."""
    low_km, high_km = relation.distance_km
    asked = (relation.points, relation.bearing_deg, low_km, high_km, relation.vague)
    stated = f"{low_km:.4g} km" if low_km == high_km else f"{low_km:.3g}-{high_km:.3g} km"
    point = name_of(relation.bearing_deg).upper()
    method = f"offset {stated} {point} of {foot.place.name}, fitted highest-density shape"
    return (
        _lay_beyond_edge(foot, draw_offset(*asked), method) if foot.shape else _lay(foot, ready_offset(*asked), method)
    )


def draw_offset(points: int, bearing: float, low_km: float, high_km: float, vague: bool) -> Drawing:
    """What is fitted for a stated distance, or for the two ends of a range."""
    if low_km == 0:
        low_km = 0.3 * high_km  # "up to 20 km south of": hardly said of what lies at the gates
    low_km, high_km = max(low_km, 0.05), max(high_km, 0.05)
    if vague:
        low_km, high_km = low_km * VAGUE, high_km / VAGUE
    middle = (low_km * high_km) ** 0.5
    fitted = model("offset", points, middle)
    rings = []
    for (angle, low, high), spread in ((fitted.area, 1.0), (fitted.core, 0.5)):  # a range's core keeps to its middle
        near, far = middle * (low_km / middle) ** spread, middle * (high_km / middle) ** spread
        rings.append((angle, low * near, high * far))
    return _draw(bearing, rings, middle * fitted.typical)


def shape_direction(foot: Footprint, relation: Direction) -> Region | None:
    """How far 'south of X' reaches grows with the population of X, or with the size of its outline."""
    name = f"direction {name_of(relation.bearing_deg).upper()} of {foot.place.name}"
    if foot.shape is None:
        ready = ready_direction(relation.points, relation.bearing_deg, max(foot.place.population, 1000))
        return _lay(foot, ready, f"{name}, fitted highest-density shape for its population")
    if not foot.shape.area:  # "east of the Euphrates": one side of it
        wide, core = (bank_of(foot.shape, relation.bearing_deg, km) for km in BANK_KM)
        return region_in_plane(foot.plane, wide, core, f"{name}, that side of its course (not fitted)")
    reach = min(max(0.6 * foot.radius_km, 10.0), 500.0)  # no data: half a country beyond its border
    angles = np.linspace(0, 45.0 if relation.points == 4 else 35.0, 12)
    rings = [(angles, np.full(12, 0.01 * reach), reach * np.cos(np.radians(angles)))]
    rings.append((angles * 0.6, np.full(12, 0.01 * reach), 0.4 * reach * np.cos(np.radians(angles))))
    drawing = _draw(relation.bearing_deg, rings, 0.2 * reach)
    return _lay_beyond_edge(foot, drawing, f"{name}, sector beyond its outline (not fitted)")


def draw_direction(points: int, bearing: float, population: int) -> Drawing:
    """What is fitted for a direction without a distance from a town of that size."""
    fitted = model("direction", points, population)
    return _draw(bearing, [fitted.area, fitted.core], fitted.typical)


class Ready(NamedTuple):
    """A drawing turned into vectors, with the radius of its area around the typical point."""

    drawing: Drawing
    vectors: Floats
    radius_km: float


# Writers keep to round numbers and eight bearings, so that most drawings are asked for again.
@lru_cache(maxsize=1024)
def ready_offset(points: int, bearing: float, low_km: float, high_km: float, vague: bool) -> Ready:
    """`draw_offset`, ready to be laid around any town."""
    return _make_ready(draw_offset(points, bearing, low_km, high_km, vague))


@lru_cache(maxsize=1024)
def ready_direction(points: int, bearing: float, population: int) -> Ready:
    """`draw_direction`, ready to be laid around any town."""
    return _make_ready(draw_direction(points, bearing, population))


def _draw(bearing: float, rings: list[tuple[Floats, Floats, Floats]], typical_km: float) -> Drawing:
    """From the two outlines, each (angle off the bearing, from, to) in km, and the typical distance."""
    (area, area_off), (core, core_off) = (outline_of(*ring) for ring in rings)
    off = np.concatenate([area_off, core_off, (0.0,)])
    return Drawing(np.concatenate([area, core, (typical_km,)]), bearing + off, len(area))


def _make_ready(drawing: Drawing) -> Ready:
    vectors = vectors_at(drawing.distance_km, drawing.bearing_deg)
    chords = np.linalg.norm(vectors[:, : drawing.parts] - vectors[:, -1:], axis=0)  # the same wherever it is laid
    return Ready(drawing, vectors, float(2 * EARTH_KM * np.arcsin(min(chords.max() / 2, 1.0))))


def _lay(foot: Footprint, ready: Ready, method: str) -> Region:
    """Around a town's middle."""
    area, core, point = ready.drawing.split(foot.plane.lay(ready.vectors))
    return Region(
        ring_polygon(area, foot.plane), ring_polygon(core, foot.plane), turned_in(point), ready.radius_km, method
    )


def _lay_beyond_edge(foot: Footprint, drawing: Drawing, method: str) -> Region:
    """Around a place with an outline: each distance counts from its edge."""
    distance = drawing.distance_km + foot.edge_km(drawing.bearing_deg)
    area, core, point = drawing.split(foot.plane.forward(distance, drawing.bearing_deg))
    return make_region(ring_polygon(area, foot.plane), ring_polygon(core, foot.plane), point, method)
