"""What speaks for each entry under a name, as numbers by name.

First from the name itself and the words beside it, then from where the document's other names are believed to lie.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log, log10
from typing import TYPE_CHECKING

from geodata.gazetteer.flags import NameFlag
from geodata.types import Context, Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.resolution.entity import Entity

# In another language the place that bears the English name is often the lesser one: Odessa, Texas in French.
_FOREIGN_TRUST = 0.3
_LEAST_CAPITAL = 100_000  # lesser ones stand for no state
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
    heaviest = max(gazetteer.weight(row) for row in entity.rows)
    held = [any(container.holds(row, gazetteer) for container in entity.containers) for row in entity.rows]
    said = any(held)
    given = {place.row for place in map(gazetteer.by_id, context.places) if place is not None}
    countries = {gazetteer.country[row] for row in given if gazetteer.country[row]} | {context.country} - {None}
    evidence = []
    for row, flags, inside in zip(entity.rows, entity.flags, held, strict=True):
        kind = gazetteer.kind[row]
        group = _GROUPS.get(kind, "natural")
        population = gazetteer.population[row]
        found = {group: 1.0, "weight share": log10(gazetteer.weight(row) / heaviest)}
        if group in ("city", "district"):
            found["log population"] = log10(population + 30)
            if population >= _METROPOLIS and not flags & _PREFERRED:  # "New York" for New York City
                found["metropolis by another name"] = 1.0
            code = gazetteer.feature_code[row]
            if code == "PPLC" and population >= _LEAST_CAPITAL:
                found["capital"] = 1.0
            elif code == "PPLA":
                found["seat"] = 1.0
        elif group in ("admin1", "admin2"):
            found[f"{group} log population"] = log10(population + 1000)
        for flag, name in _FLAGS:
            if flags & flag:
                found[name] = 1.0 if entity.native else _FOREIGN_TRUST
        if said:
            found["inside container" if inside else "outside container"] = 1.0
        if entity.hint is not None:
            found["as called" if _fits(kind, entity.hint) else "not as called"] = 1.0
        if gazetteer.country[row] in countries:
            found["context country"] = 1.0
        if row in given:
            found["context place"] = 1.0
        evidence.append(found)
    return evidence


def _fits(kind: Kind, hint: Kind) -> bool:
    if hint in (Kind.ADMIN1, Kind.ADMIN2):
        return kind in (Kind.ADMIN1, Kind.ADMIN2, Kind.REGION, Kind.COUNTRY)
    if hint in (Kind.CITY, Kind.DISTRICT):
        return kind in (Kind.CITY, Kind.DISTRICT)
    return kind is hint


class Surroundings:
    """Where the document's names are believed to lie: mass by country, province and cell of a degree."""

    def __init__(self, entities: Sequence[Entity], gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._total = sum(entity.weight for entity in entities)
        self.countries: dict[str, float] = {}
        self.provinces: dict[tuple[str, str], float] = {}
        self.cells: dict[tuple[int, int], float] = {}
        self.named: dict[tuple[str, str], float] = {}  # countries ("IQ", "") and provinces named as such
        for entity in entities:
            self._spread(entity, 1.0)

    def evidence(self, entity: Entity) -> list[dict[str, float]]:
        """One dictionary a row: what the other names of the document say. The entity's own belief is taken out."""
        gazetteer = self._gazetteer
        self._spread(entity, -1.0)
        rest = max(self._total - entity.weight, 0.0) + 0.5
        evidence = []
        cells = self.cells
        for row in entity.rows:
            kind, country = gazetteer.kind[row], gazetteer.country[row]
            in_country = self.countries.get(country, 0.0)
            found = {"country share": in_country / rest, "country mass": log(1 + max(in_country, 0.0))}
            if kind is Kind.COUNTRY or kind is Kind.CONTINENT:
                found = {"country of " + name: value for name, value in found.items()}
            else:
                admin1 = gazetteer.admin1[row]
                in_province = max(self.provinces.get((country, admin1), 0.0), 0.0) if admin1 else 0.0
                found["province share"] = in_province / rest
                found["province mass"] = log(1 + in_province)
                if (
                    gazetteer.feature_code[row] == "PPLC" and gazetteer.population[row] >= _LEAST_CAPITAL
                ):  # Washington, D.C. in news of the United States
                    found["capital of country share"] = found["country share"]
                if self.named.get((country, ""), 0.0) > 0.3:
                    found["country named"] = 1.0
                if kind is not Kind.ADMIN1:
                    if self.named.get((country, admin1), 0.0) > 0.3:
                        found["province named"] = 1.0
                    x, y = int(gazetteer.lon[row] // 1), int(gazetteer.lat[row] // 1)
                    here = cells.get((x, y), 0.0)
                    near = here + sum(
                        [
                            cells.get((i, j), 0.0)
                            for i in (x - 1, x, x + 1)
                            for j in (y - 1, y, y + 1)
                            if i != x or j != y
                        ]
                    )
                    found["near mass"] = log(1 + max(near, 0.0))
                    found["near share"] = max(near, 0.0) / rest
            evidence.append(found)
        self._spread(entity, 1.0)
        return evidence

    def _spread(self, entity: Entity, sign: float) -> None:
        gazetteer = self._gazetteer
        for row, belief in zip(entity.rows, entity.beliefs, strict=True):
            mass = sign * belief * entity.weight
            if -0.01 < mass < 0.01:
                continue
            kind, country = gazetteer.kind[row], gazetteer.country[row]
            self.countries[country] = self.countries.get(country, 0.0) + mass
            if kind is Kind.COUNTRY:
                self.named[country, ""] = self.named.get((country, ""), 0.0) + mass
                continue
            province = country, gazetteer.admin1[row]
            self.provinces[province] = self.provinces.get(province, 0.0) + mass
            if kind is Kind.ADMIN1:
                self.named[province] = self.named.get(province, 0.0) + mass
                continue
            cell = int(gazetteer.lon[row] // 1), int(gazetteer.lat[row] // 1)
            self.cells[cell] = self.cells.get(cell, 0.0) + mass
