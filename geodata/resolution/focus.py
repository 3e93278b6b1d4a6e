"""The place that a document is about: where most of what it names lies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geodata.types import Kind, Place

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.resolution.entity import Entity

_POINTLIKE = frozenset({Kind.CITY, Kind.DISTRICT, Kind.ADMIN2, Kind.AIRPORT, Kind.BASE, Kind.FEATURE})


def find_focus(entities: Sequence[Entity], gazetteer: Gazetteer) -> Place | None:
    """The believed place with most named neighbours within about a degree, its own mentions counted; else a unit."""
    best: list[tuple[float, int]] = []
    for entity in entities:
        if not entity.demonym and entity.beliefs:
            at = max(range(len(entity.rows)), key=entity.beliefs.__getitem__)
            best.append((entity.weight * entity.beliefs[at] * len(entity.mentions), entity.rows[at]))
    if not best:
        return None
    points = [(mass, row) for mass, row in best if gazetteer.kind[row] in _POINTLIKE] or best
    return gazetteer.place(max(points, key=lambda point: (_mass_near(point[1], points, gazetteer), point[0]))[1])


def _mass_near(row: int, points: Sequence[tuple[float, int]], gazetteer: Gazetteer) -> float:
    lon, lat = gazetteer.lon[row], gazetteer.lat[row]
    return sum(
        mass
        for mass, other in points
        if abs(gazetteer.lon[other] - lon) < 1.3 and abs(gazetteer.lat[other] - lat) < 1.0
    )
