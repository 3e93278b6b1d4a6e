"""Villages, camps and quarters of wars and disasters that no package lists: our own table."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from geodata.data import open_data
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.renown import renown_of
from geodata.gazetteer.sources.admin1 import BORDER_DEG, admin1_at, to_wkb
from geodata.gazetteer.sources.feature_codes import kind_of
from geodata.gazetteer.sources.shapes import read_shape


class Villages:
    """Points as good as the table's `within_km` says; the circle is the outline, so that a region drawn from it is.

    `seen_in` names the register that has the same place within that distance, or is its id among the towns beside
    airfields, which then joins; empty, none that we found has it.
    """

    name = "villages"
    licence = "MIT"
    attribution = "eventmap"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the table."""
        with open_data("villages.csv") as file:
            for row in csv.DictReader(file):
                main, *others = row["names"].split("|")
                lon, lat = float(row["lon"]), float(row["lat"])
                circle, method = read_shape(f"circle({lon} {lat} {row['within_km']})")
                record = PlaceRecord(
                    id=f"eventmap:{row['id']}", name=main, kind=kind_of("P", row["feature"]), lon=lon, lat=lat,
                    country=row["country"], admin1=admin1_at(row["country"], lon, lat, BORDER_DEG),
                    feature_code=row["feature"],
                    renown=renown_of(row["renown"]),
                    also=(row["seen_in"],) if ":" in row["seen_in"] else (),
                    outline=to_wkb(circle), outline_method=method,
                )  # fmt: skip
                for name in others:
                    record.add(name)
                yield record
