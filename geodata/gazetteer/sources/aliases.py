"""Short, old and everyday names that the data sets lack: "Calif.", "U.S.", "Burma", "Great Britain"."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from geodata.data import open_data
from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind

_SORTS = {
    "main": NameFlag.PREFERRED,
    "name": NameFlag.ALTERNATE,
    "code": NameFlag.ALTERNATE | NameFlag.CODE,
    "abbreviation": NameFlag.ALTERNATE | NameFlag.ABBREVIATION,
    "historic": NameFlag.ALTERNATE | NameFlag.HISTORIC,
}


class Aliases:
    """Adds names to places that other sources make; comes after them."""

    name = "aliases"
    licence = "MIT"
    attribution = "eventmap"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the table."""
        with open_data("aliases.csv") as file:
            for row in csv.DictReader(file):
                record = PlaceRecord(row["place"], "", Kind.FEATURE, 0.0, 0.0, extends_only=True)
                record.add(row["name"], _SORTS[row["sort"]])
                yield record
