"""A name that its text puts into a unit: "the town of Jaja in Diyala province", "El Tigre, municipio de Tame".

Where no place of that name is known there it becomes the unit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from geodata.relations.tree import Named, Within
from geodata.resolution.container import distance_km, give_in_stead, lies_abroad, units_of
from geodata.types import Kind, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate
    from geodata.relations.tree import Expression

# A comma says so only behind what is called a town; lists have commas too.
_IN = re.compile(
    r"\s+(?:in|en|dans|im|nel|في)\s+(?:(?:the|le|la|les|el|der|den)\s+)?(?:[^\W\d_]+\s+(?:of|de|du)\s+)?|\s+au\s+"
)
_COMMA = re.compile(r"\s*[,،]\s*(?:(?:in|en|dans|im|في)\s+)?")
_TOWNS = (Kind.CITY, Kind.DISTRICT)
_UNITS = frozenset({Kind.COUNTRY, Kind.ADMIN1})
_CALLED = (Kind.ADMIN1, Kind.ADMIN2)
_LONGEST_GAP = 40
_READ = 4  # senses of a unit's name that count
# A unit's list of places may be older than the place's: the same country and this near will do.
REACH_KM = 200.0
_DISTRICT_KM = 100.0


def place_strangers(
    candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer, expressions: Iterable[Expression] = ()
) -> None:
    """Give such a name the unit in place of its hits, where all its namesakes lie in other countries.

    Where the relation grammar reads a unit that is called one ("municipio de Tame"), no namesake elsewhere is left,
    however large it is.
    """
    for holder, index in _said_within(expressions):
        if candidates[holder].hint in _CALLED:
            _keep_inside(candidates[index], candidates[holder], gazetteer)
    for index in range(len(candidates) - 2, -1, -1):
        name, unit = candidates[index], candidates[index + 1]
        if name.given or name.role is not Role.PLACE or unit.role is not Role.PLACE or not (name.hits and unit.hits):
            continue
        if not 1 <= unit.start - name.end <= _LONGEST_GAP or gazetteer.kind[unit.hits[0][0]] not in _UNITS:
            continue
        called = name.hint in _TOWNS and _COMMA.fullmatch(text, name.end, unit.start)
        if not (called or _IN.fullmatch(text, name.end, unit.start)):
            continue
        if lies_abroad(name, {gazetteer.country[row] for row, _ in unit.hits}, gazetteer):
            give_in_stead(name, unit, unit.hits)
            name.hint = unit.hint


def _said_within(expressions: Iterable[Expression]) -> Iterator[tuple[int, int]]:
    """(unit, what lies in it) as indices, also of "El Tigre, municipio de Tame, en Arauca"."""
    for expression in expressions:
        match expression:
            case Within(Named(holder), Named(index)):
                yield holder, index
            case Within(_, Within() as inner):
                yield from _said_within([inner])


def _keep_inside(name: Candidate, unit: Candidate, gazetteer: Gazetteer) -> None:
    if name.given or name.role is not Role.PLACE or not (name.hits and unit.hits):
        return
    container, units = units_of(unit, gazetteer), [row for row, _ in unit.hits[:_READ]]
    inside = [hit for hit in name.hits if container is not None and container.holds(hit[0], gazetteer)]
    reach_km = _DISTRICT_KM if unit.hint is Kind.ADMIN2 else REACH_KM
    inside = inside or [hit for hit in name.hits if lies_beside(hit[0], units, gazetteer, reach_km)]
    if inside:
        name.hits = inside
    else:
        give_in_stead(name, unit, unit.hits)
        name.hint = unit.hint


def lies_beside(row: int, units: Iterable[int], gazetteer: Gazetteer, reach_km: float = REACH_KM) -> bool:
    """Whether the place is in one of these units as far as points tell."""
    country = gazetteer.country[row]
    return any(
        row == unit or (gazetteer.country[unit] == country and distance_km(row, unit, gazetteer) <= reach_km)
        for unit in units
    )
