"""Where a name lies that is in no gazetteer: in the town that stands behind it, else where most of the text does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geodata.types import Kind, Mention, Place, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate
    from geodata.resolution.entity import Entity

_POINTLIKE = frozenset({Kind.CITY, Kind.DISTRICT, Kind.ADMIN2, Kind.AIRPORT, Kind.BASE, Kind.FEATURE})
# "Guildhall School of Music in London", "Whole Foods on Wednesday in Fresno", "Alder Hey, Liverpool": no new sentence.
_TOWARDS = re.compile(r"[^.!?;\n]{0,60}?(?:\b(?:in|at|near|of|en|à|de|bei|von|في)\s+(?:the\s+)?|[,،]\s*)")


def find_town_behind(candidate: Candidate, following: Iterable[Mention], text: str) -> Place | None:
    """The next place of a point among the mentions that follow, if the words between say that the name lies there."""
    for other in following:
        if other.place is not None and other.place.kind in _POINTLIKE and other.role is not Role.DEMONYM:
            return other.place if _TOWARDS.fullmatch(text, candidate.end, other.start) else None
    return None


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
