"""'20 km south of X' and 'south of X': the fitted shapes laid on the map."""

from __future__ import annotations

import numpy as np

from geodata.languages.compass import name_of
from geodata.regions.footprint import Floats, Footprint
from geodata.regions.making import make_region
from geodata.regions.plane import ring_polygon
from geodata.regions.tables import model, outline_of
from geodata.relations.tree import Direction, Offset
from geodata.types import Region

VAGUE = 0.6  # "an hour's drive", "dozens of km": the far edge goes out by 1 / 0.6, the near one in by 0.6


def shape_offset(foot: Footprint, relation: Offset) -> Region:
    """Shape of the stated distance; between two distances it is stretched. Outlines are measured from their edge."""
    low_km, high_km = (max(km, 0.05) for km in relation.distance_km)
    if relation.distance_km[0] == 0:
        low_km = 0.3 * high_km  # "up to 20 km south of": hardly said of what lies at the gates
    if relation.vague:
        low_km, high_km = low_km * VAGUE, high_km / VAGUE
    middle = (low_km * high_km) ** 0.5
    fitted = model("offset", relation.points, middle)
    rings = []
    for (angle, low, high), spread in ((fitted.area, 1.0), (fitted.core, 0.5)):  # a range's core keeps to its middle
        near, far = middle * (low_km / middle) ** spread, middle * (high_km / middle) ** spread
        rings.append((angle, low * near, high * far))
    stated = f"{relation.distance_km[0]:.4g} km" if low_km == high_km else f"{low_km:.3g}-{high_km:.3g} km"
    method = (
        f"offset {stated} {name_of(relation.bearing_deg).upper()} of {foot.place.name}, fitted highest-density shape"
    )
    return _lay(foot, relation.bearing_deg, rings, middle * fitted.typical, method)


def shape_direction(foot: Footprint, relation: Direction) -> Region:
    """How far 'south of X' reaches grows with the population of X, or with the size of its outline."""
    name = name_of(relation.bearing_deg).upper()
    if foot.shape is None:
        fitted = model("direction", relation.points, max(foot.place.population, 1000))
        rings, typical = [fitted.area, fitted.core], fitted.typical
        method = f"direction {name} of {foot.place.name}, fitted highest-density shape for its population"
    else:
        reach = min(max(0.6 * foot.radius_km, 10.0), 500.0)  # no data: half a country beyond its border
        half = 45.0 if relation.points == 4 else 35.0
        angles = np.linspace(0, half, 12)
        rings = [(angles, np.full(12, 0.01 * reach), reach * np.cos(np.radians(angles)))]
        rings.append((angles * 0.6, np.full(12, 0.01 * reach), 0.4 * reach * np.cos(np.radians(angles))))
        typical = 0.2 * reach
        method = f"direction {name} of {foot.place.name}, sector beyond its outline (not fitted)"
    return _lay(foot, relation.bearing_deg, rings, typical, method)


def _lay(
    foot: Footprint, bearing: float, rings: list[tuple[Floats, Floats, Floats]], typical_km: float, method: str
) -> Region:
    """The 90 % and the 50 % outline, each (angle, from, to) in km, at the bearing and beyond the place's edge;
    the representative point at the typical distance."""
    drawn = [outline_of(*ring) for ring in rings]
    distance = np.concatenate([drawn[0][0], drawn[1][0], (typical_km,)])
    around = bearing + np.concatenate([drawn[0][1], drawn[1][1], (0.0,)])
    if foot.shape is not None:
        distance = distance + foot.edge_km(around)
    points = foot.plane.forward(distance, around)  # all at once: this is the hot path
    parts = len(drawn[0][0])
    area, core = (ring_polygon(ring, foot.plane) for ring in (points[:parts], points[parts:-1]))
    return make_region(area, core, (points[-1, 0], points[-1, 1]), method)
