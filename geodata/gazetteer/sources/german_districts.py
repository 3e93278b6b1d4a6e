"""Germany's districts (Landkreise), which GeoNames counts as third-order units and news names as counties."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import groupby

import numpy as np

from geodata.data import open_data
from geodata.gazetteer.division import METHOD, Division
from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.admin1 import dissolve, read_atoms, read_units, to_wkb
from geodata.types import Kind


class GermanDistricts:
    """Named without "Landkreis", which texts put in front; an outline is what lies nearest to the district's point."""

    name = "german districts"
    licence = "CC BY 4.0"
    attribution = "GeoNames (geonames.org), by way of pyowm"

    def records(self) -> Iterator[PlaceRecord]:
        """State by state; the independent cities bound the districts and are no places of their own."""
        with open_data("german_districts.csv.gz") as file:
            rows = sorted(csv.DictReader(file), key=lambda row: row["admin1"])
        states = {unit["code"]: unit["atoms"] for unit in read_units()["units"] if unit["kind"] == "admin1"}
        for admin1, members in groupby(rows, key=lambda row: row["admin1"]):
            units = list(members)
            state = dissolve([read_atoms()[atom] for atom in states[f"DE.{admin1}"]])
            lonlat = np.array([(float(unit["lon"]), float(unit["lat"])) for unit in units])
            division = Division.of(state, lonlat, np.arange(len(units)))
            for number, unit in enumerate(units):
                if not int(unit["independent_city"]):
                    part = division.outline(number)
                    yield _record(unit, to_wkb(part) if part else None)


def _record(unit: dict[str, str], outline: bytes | None) -> PlaceRecord:
    name = unit["name"]
    slug = name.lower().replace(" ", "-").replace("/", "-")
    record = PlaceRecord(
        id=f"geonames:{unit['geonames']}" if unit["geonames"] else f"eventmap:district-{slug}",
        name=name, kind=Kind.ADMIN2, lon=float(unit["lon"]), lat=float(unit["lat"]), country="DE",
        admin1=unit["admin1"], feature_code="ADM3", outline=outline, outline_method=METHOD,
    )  # fmt: skip
    record.add(f"{name} district", NameFlag.ALTERNATE | NameFlag.GENERATED | NameFlag.EN)
    return record
