"""Names that the gazetteer knows far from everything else that the text names, and so perhaps not the one meant.

A village of the Sahel that has a namesake in Anatolia, and no entry of its own, is the namesake for all that ranking
can tell; but the document says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.resolution.entity import Entity

# On the development corpora two in seven such names are right.
DOUBTED = 0.3
_TOWNS = frozenset({Kind.CITY, Kind.DISTRICT})
_KNOWN_ANYWHERE = 100_000  # inhabitants; a city like this is named in news from elsewhere
_LEAST_MASS_ELSEWHERE = 3.0  # names in one other country
_LEAST_SHARE = 0.5


def is_astray(entity: Entity, at: int, masses: Mapping[str, float], gazetteer: Gazetteer) -> bool:
    """Whether the entry at that index is a small town alone in its country while most names lie in another.

    `masses` are those by country.
    """
    where = entity.wheres[at]
    if where.kind not in _TOWNS or gazetteer.population[entity.rows[at]] >= _KNOWN_ANYWHERE or entity.containers:
        return False
    others = masses.get(where.country, 0.0) - entity.weight * entity.beliefs[at]
    elsewhere = max((mass for country, mass in masses.items() if country not in ("", where.country)), default=0.0)
    return others < _LEAST_SHARE and elsewhere >= _LEAST_MASS_ELSEWHERE
