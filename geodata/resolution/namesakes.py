"""A town and the unit that share a name: which of the two the words around it ask for.

"Kandahar province" is the province. "30 km south of Donetsk", "on the outskirts of Khartoum" and "between Gao and
Kidal" are told from the towns. The fit cannot learn it: town and unit lie too near each other for its distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from geodata.gazetteer.cells import sphere_km
from geodata.relations.tree import Along, Between, Direction, Distance, Named, Near, Offset, Opposite, Part, Within
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.relations.tree import Expression
    from geodata.resolution.entity import Entity
    from geodata.types import Place

# What a name is called -> what it may be, the first that there is.
_CALLED = {
    Kind.ADMIN1: (Kind.ADMIN1, Kind.ADMIN2),
    Kind.ADMIN2: (Kind.ADMIN2, Kind.ADMIN1),
    Kind.CITY: (Kind.CITY,),
}
_TOWNS_AND_UNITS = frozenset({Kind.CITY, Kind.ADMIN1, Kind.ADMIN2})
_AROUND_KM = 250.0  # between the points of a large unit and of its town
# What a town must be to have given a unit its name: its seat, or of so many people.
_SEATS = {Kind.ADMIN1: ({"PPLC", "PPLA"}, 100_000), Kind.ADMIN2: ({"PPLC", "PPLA", "PPLA2"}, 20_000)}


def told_from(expressions: Iterable[Expression]) -> set[int]:
    """Indices of the mentions that a distance, a direction, a nearness or a stretch is told from."""
    return {index for expression in expressions for index in _points_of(expression)}


def spread_over(expressions: Iterable[Expression]) -> set[int]:
    """Indices of the mentions that hold something or have parts: "northern Masisi", "Tadamon in Damascus"."""
    return {index for expression in expressions for index in _areas_of(expression)}


def _areas_of(expression: Expression) -> Iterator[int]:
    match expression:
        case Within(container, inner):
            if isinstance(container, Named):
                yield container.mention
            yield from _areas_of(container)
            yield from _areas_of(inner)
        case Part(Named(index), part) if part != "center":
            yield index


def _points_of(expression: Expression) -> Iterator[int]:
    match expression:
        case Within(container, inner):
            yield from _points_of(container)
            yield from _points_of(inner)
        case Part(Named(index), "center"):
            yield index
        case (
            Offset(Named(index))
            | Direction(Named(index))
            | Distance(Named(index))
            | Near(Named(index))
            | Opposite(Named(index))
        ):
            yield index
        case Between(anchors) | Along((_, _, *_) as anchors):
            yield from (anchor.mention for anchor in anchors if isinstance(anchor, Named))


def as_called(place: Place, entity: Entity, gazetteer: Gazetteer) -> Place:
    """The entity's namesake of `place`, around or inside it, that is what the text calls it; else `place`."""
    if entity.hint is None or place.kind not in _TOWNS_AND_UNITS:
        return place
    if entity.hint is Kind.ADMIN1 and (around := _region_around(place, entity, gazetteer)) is not None:
        return around
    for kind in _CALLED.get(entity.hint, ()):
        if kind is place.kind:
            return place
        for row in _namesakes(place, kind, entity):
            return gazetteer.place(row)
    return place


def _region_around(place: Place, entity: Entity, gazetteer: Gazetteer) -> Place | None:
    """'Kyiv region' is Kyiv Oblast and not Kyiv City: where a large town is a unit, the wide one is meant."""
    units = [
        row
        for row, where in zip(entity.rows, entity.wheres, strict=True)
        if where.kind is Kind.ADMIN1
        and where.country == place.country
        and sphere_km(place.lon, place.lat, gazetteer.lon[row], gazetteer.lat[row]) < _AROUND_KM
    ]
    if len(units) < 2:
        return gazetteer.place(units[0]) if units else None
    outlines = {row: gazetteer.outline(row) for row in units}
    return gazetteer.place(max(units, key=lambda row: outline.area if (outline := outlines[row]) is not None else 0.0))


def seat_of(unit: Place, entity: Entity, gazetteer: Gazetteer) -> Place | None:
    """The entity's town that gave the unit its name; None if there is none, or for what is no unit."""
    if unit.kind not in _SEATS:
        return None
    seats, least = _SEATS[unit.kind]
    for row in _namesakes(unit, Kind.CITY, entity):
        if gazetteer.feature_code[row] in seats or gazetteer.population[row] >= least:
            return gazetteer.place(row)
    return None


def is_bare_name_of_seat(unit: Place, entity: Entity) -> bool:
    """Whether a district that nothing calls one is its town: in LGL and GeoWebNews 24 of 24 outside the United States.

    Of a province that cannot be told; there the wider reading stands.
    """
    return unit.kind is Kind.ADMIN2 and entity.hint is None and unit.country != "US"


def _namesakes(place: Place, kind: Kind, entity: Entity) -> Iterator[int]:
    """Rows of this kind that hold the place or lie in it, the weightiest first."""
    province = (place.country, place.admin1)
    county = next((where.county for row, where in zip(entity.rows, entity.wheres, strict=True) if row == place.row), -1)
    for row, where in zip(entity.rows, entity.wheres, strict=True):
        if where.kind is not kind:
            continue
        if where.county == county != -1 if Kind.ADMIN2 in (kind, place.kind) else where.province == province:
            yield row
