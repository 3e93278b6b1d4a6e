"""Names of units in five languages that their first sources lack; `derive/unit_names.py` says from where."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from geodata.data import open_data
from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind


class UnitNames:
    """Joins the units by their ISO 3166-2 codes, adds none; comes after them."""

    name = "unit names"
    licence = "Unicode-DFS-2016"
    attribution = "Unicode CLDR"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the file."""
        with open_data("unit_names.csv.gz") as file:
            for row in csv.DictReader(file):
                record = PlaceRecord(f"iso:{row['iso']}", "", Kind.ADMIN1, 0.0, 0.0, extends_only=True)
                record.add(row["name"], NameFlag.ALTERNATE | LANGUAGE_FLAGS[row["language"]])
                yield record
