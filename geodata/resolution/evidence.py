"""What speaks for each entry under a name, as numbers by name.

First from the name itself and the words beside it, then from where the document's other names are believed to lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import inf, log, log10
from typing import TYPE_CHECKING

from geodata.gazetteer.flags import NameFlag
from geodata.types import Context, Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.resolution.entity import Entity
    from geodata.resolution.entries import Entries, Where

# In another language the place that bears the English name is often the lesser one: Odessa, Texas in French.
_FOREIGN_TRUST = 0.3
_HOME_TRUST = 0.6  # and where the language is at home: Zaragoza in Spain, but not Ginebra in Colombia
_LEAST_MASS = 0.01
_CELLS_KEPT = 1024
_NOTHING: dict[str, float] = {}  # read only
_NAMED = 0.3  # belief from which a country or province counts as named
_METROPOLIS = 1_000_000
_PREFERRED = int(NameFlag.PREFERRED)
_FLAGS = (
    (int(NameFlag.PREFERRED), "preferred"),
    (int(NameFlag.LOW_TRUST), "low trust"),
    (int(NameFlag.HISTORIC), "historic"),
    (int(NameFlag.GENERATED), "generated"),
    (int(NameFlag.DEMONYM), "demonym"),
)
_UNITS = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2})
_GROUPS = {
    Kind.COUNTRY: "country",
    Kind.CONTINENT: "region",
    Kind.REGION: "region",
    Kind.ADMIN1: "admin1",
    Kind.ADMIN2: "admin2",
    Kind.CITY: "city",
    Kind.DISTRICT: "district",
    Kind.AIRPORT: "facility",
    Kind.BASE: "facility",
    Kind.FEATURE: "facility",
}


def name_evidence(entity: Entity, gazetteer: Gazetteer, context: Context) -> list[dict[str, float]]:
    """One dictionary a row: name, size, kind, and what the words beside the name say."""
    most = _most_of_an_alias(entity, gazetteer)
    aliases = [
        where.kind is Kind.CITY and not flags & _PREFERRED
        for where, flags in zip(entity.wheres, entity.flags, strict=True)
    ]
    weights = [
        min(gazetteer.weight(row), most) if alias else gazetteer.weight(row)
        for row, alias in zip(entity.rows, aliases, strict=True)
    ]
    heaviest = max(weights)
    held = [any(container.holds(row, gazetteer) for container in entity.containers) for row in entity.rows]
    said = any(held)
    given = {place.row for place in map(gazetteer.by_id, context.places) if place is not None}
    countries = {gazetteer.country[row] for row in given if gazetteer.country[row]} | {context.country} - {None}
    evidence = []
    columns = (entity.rows, entity.flags, entity.wheres, held, weights, aliases)
    for row, flags, where, inside, weight, alias in zip(*columns, strict=True):
        kind, country = where.kind, where.country
        group = _GROUPS.get(kind, "natural")
        population = min(gazetteer.standing(row), most) if alias else gazetteer.standing(row)
        at_home = entity.homes is None or where.state_capital  # "Islamabad" is written alike in most languages
        trust = 1.0 if at_home else _HOME_TRUST if country in (entity.homes or ()) else _FOREIGN_TRUST
        found = {group: 1.0, "weight share": log10(weight / heaviest)}
        if group in ("city", "district"):
            found["log population"] = log10(population + 30)
            # "New York" for New York City; other languages have names of their own for most.
            if population >= _METROPOLIS and not flags & _PREFERRED and entity.homes is None:
                found["metropolis by another name"] = 1.0
            if where.state_capital:
                found["capital"] = 1.0
            elif gazetteer.feature_code[row] == "PPLA":
                found["seat"] = 1.0
        elif group in ("admin1", "admin2"):
            found[f"{group} log population"] = log10(population + 1000)
        for flag, name in _FLAGS:
            if flags & flag:
                found[name] = trust
        if said:
            found["inside container" if inside else "outside container"] = 1.0
        if entity.hint is not None:
            found["as called" if is_called(kind, entity.hint) else "not as called"] = 1.0
        if country in countries:
            found["context country"] = 1.0
        if row in given:
            found["context place"] = 1.0
        evidence.append(found)
    return evidence


def _most_of_an_alias(entity: Entity, gazetteer: Gazetteer) -> float:
    """What a town's alias may count for: no more than the people of the capital whose main name it is, if one's is."""
    if entity.wheres[0].state_capital and entity.flags[0] & _PREFERRED:
        return float(gazetteer.standing(entity.rows[0]) or inf)
    return inf


def is_called(kind: Kind, hint: Kind) -> bool:
    """Whether a place of that kind is what the words beside a name call it: "the province of", "the capital"."""
    if hint in (Kind.ADMIN1, Kind.ADMIN2):
        return kind in (Kind.ADMIN1, Kind.ADMIN2, Kind.REGION, Kind.COUNTRY)
    if hint in (Kind.CITY, Kind.DISTRICT):
        return kind in (Kind.CITY, Kind.DISTRICT)
    return kind is hint


class Surroundings:
    """Where the document's names are believed to lie: mass by country, province and neighbourhood of a degree."""

    def __init__(self, entities: Sequence[Entity], dialect: Mapping[str, float]) -> None:
        self._dialect = dialect
        self._written = {country: {"written as here": lean} for country, lean in dialect.items() if lean}
        self._total = sum(entity.weight for entity in entities)
        self.countries: dict[str, float] = {}
        self.provinces: dict[tuple[str, str], float] = {}
        self.counties: dict[int, float] = {}
        self.near: dict[tuple[int, int], float] = {}  # mass in a cell of a degree and the eight around it
        self.blocks: dict[tuple[int, int], float] = {}  # mass in a block of a quarter of a degree
        self.named: dict[tuple[str, str], float] = {}  # countries ("IQ", "") and provinces named as such
        # Of how many names an entry is that county, or lies in it, however little it is believed: a Lebanon and a Boone
        # County tell each other apart.
        self.may_be_county: dict[int, int] = {}
        self.may_lie_in_county: dict[int, int] = {}
        for entity in entities:
            self._spread(_believed(entity))
            for county in entity.entries.counties:
                self.may_be_county[county] = self.may_be_county.get(county, 0) + 1
        if self.may_be_county:
            for entity in entities:
                for county in entity.entries.counties_around.intersection(self.may_be_county):
                    self.may_lie_in_county[county] = self.may_lie_in_county.get(county, 0) + 1

    def evidence(self, entity: Entity) -> list[dict[str, float]]:
        """One dictionary a row: what the other names of the document say. The entity's own belief is taken out."""
        own = _Own(_believed(entity))
        rest = max(self._total - entity.weight, 0.0) + 0.5
        countries, near, written = self.countries, self.near, self._written
        found = [
            self._of_row(where, own, rest)
            if where.country in countries or where.cell in near
            else written.get(where.country, _NOTHING)  # most namesakes lie where nothing else of the text does
            for where in entity.wheres
        ]
        for at, where in enumerate(entity.wheres) if self.may_be_county else ():
            if where.county in self.may_be_county:
                found[at] = found[at] | self._of_counties(where, entity.entries)
        return found

    def _of_counties(self, where: Where, own: Entries) -> dict[str, float]:
        county = where.county
        if where.kind is Kind.ADMIN2:
            if self.may_lie_in_county.get(county, 0) > (county in own.counties_around):
                return {"a name may lie in it": 1.0}
        elif self.may_be_county[county] > (county in own.counties):
            return {"its county may be named": 1.0}
        return _NOTHING

    def _of_row(self, where: Where, own: _Own, rest: float) -> dict[str, float]:
        kind, country, province, county, (x, y), (u, v), state_capital = where
        lean = self._dialect.get(country, 0.0)
        in_country = self.countries.get(country, 0.0) - own.countries.get(country, 0.0)
        in_province = self.provinces.get(province, 0.0) - own.provinces.get(province, 0.0)
        named = self.named.get((country, ""), 0.0) - own.states.get(country, 0.0)
        province_named = self.named.get(province, 0.0) - own.units.get(province, 0.0)
        near, close = self.near.get((x, y), 0.0), 0.0
        if near:
            blocks = self.blocks
            close = sum([blocks.get((i, j), 0.0) for i in (u - 1, u, u + 1) for j in (v - 1, v, v + 1)])
            for i, j, a, b, mass in own.points:
                if -1 <= i - x <= 1 and -1 <= j - y <= 1:
                    near -= mass
                    if -1 <= a - u <= 1 and -1 <= b - v <= 1:
                        close -= mass
        in_country = max(in_country, 0.0)
        if kind is Kind.COUNTRY or kind is Kind.CONTINENT:
            return {
                "country of country share": in_country / rest,
                "country of country mass": log(1 + in_country),
                "country written as here": lean,
            }
        in_province = max(in_province, 0.0) if province[1] else 0.0
        found = {
            "country share": in_country / rest,
            "country mass": log(1 + in_country),
            "province share": in_province / rest,
            "province mass": log(1 + in_province),
        }
        if lean:
            found["written as here"] = lean
        if state_capital:  # Washington, D.C. in news of the United States
            found["capital of country share"] = in_country / rest
        if named > _NAMED:
            found["country named"] = 1.0
        if kind is not Kind.ADMIN1:
            if province_named > _NAMED:
                found["province named"] = 1.0
            if near > 0:
                found["near mass"] = log(1 + near)
                found["near share"] = near / rest
                if close > 0:
                    found["close mass"] = log(1 + close)
                if county in self.counties:
                    in_county = self.counties[county] - own.counties.get(county, 0.0)
                    found["county mass"] = log(1 + max(in_county, 0.0))
        return found

    def _spread(self, masses: Sequence[tuple[Where, float]]) -> None:
        countries, provinces, named = self.countries, self.provinces, self.named
        near, blocks, counties = self.near, self.blocks, self.counties
        for (kind, country, province, county, cell, block, _), mass in masses:
            countries[country] = countries.get(country, 0.0) + mass
            if kind is Kind.COUNTRY:
                named[country, ""] = named.get((country, ""), 0.0) + mass
                continue
            provinces[province] = provinces.get(province, 0.0) + mass
            if kind is Kind.ADMIN1:
                named[province] = named.get(province, 0.0) + mass
                continue
            for around in _cells_around(cell):
                near[around] = near.get(around, 0.0) + mass
            blocks[block] = blocks.get(block, 0.0) + mass
            if county >= 0:
                counties[county] = counties.get(county, 0.0) + mass


def mass_by_country(entities: Iterable[Entity]) -> dict[str, float]:
    """What `Surroundings.countries` would be, where nothing else is asked."""
    masses: dict[str, float] = {}
    for entity in entities:
        for where, mass in _believed(entity):
            masses[where.country] = masses.get(where.country, 0.0) + mass
    return masses


class _Own:
    """What one entity adds to its surroundings, to be taken out again."""

    def __init__(self, masses: Sequence[tuple[Where, float]]) -> None:
        self.countries: dict[str, float] = {}
        self.provinces: dict[tuple[str, str], float] = {}
        self.states: dict[str, float] = {}  # countries named as such
        self.units: dict[tuple[str, str], float] = {}  # provinces named as such
        self.counties: dict[int, float] = {}
        self.points: list[tuple[int, int, int, int, float]] = []  # cells and blocks
        for (kind, country, province, county, cell, block, _), mass in masses:
            self.countries[country] = self.countries.get(country, 0.0) + mass
            if kind is Kind.COUNTRY:
                self.states[country] = self.states.get(country, 0.0) + mass
                continue
            self.provinces[province] = self.provinces.get(province, 0.0) + mass
            if kind is Kind.ADMIN1:
                self.units[province] = self.units.get(province, 0.0) + mass
                continue
            self.points.append((*cell, *block, mass))
            self.counties[county] = self.counties.get(county, 0.0) + mass


@lru_cache(maxsize=_CELLS_KEPT)
def _cells_around(cell: tuple[int, int]) -> tuple[tuple[int, int], ...]:
    """A cell and the eight around it."""
    x, y = cell
    return tuple((i, j) for i in (x - 1, x, x + 1) for j in (y - 1, y, y + 1))


def _believed(entity: Entity) -> list[tuple[Where, float]]:
    """Its rows that carry weight, with how much."""
    least = _LEAST_MASS / entity.weight if entity.weight else 2.0
    pairs = zip(entity.wheres, entity.beliefs, strict=True)
    return [(where, belief * entity.weight) for where, belief in pairs if belief >= least]
