"""Reads the towns that OurAirports names beside airfields: in roadless countries they are in no list of cities."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_SORTS = ("large_airport", "medium_airport", "small_airport", "closed")
# There a strip lies on a farm, and the town named is the nearest one with a post office.
_WITH_FARM_STRIPS = frozenset({"US", "BR", "GB", "IT", "FR", "DE", "CN", "KR", "PL", "ES", "BG", "UZ"})


@dataclass(frozen=True, slots=True)
class AirstripTown:
    """A town and the point of its foremost airfield, which lies within a few kilometres."""

    ident: str
    name: str
    country: str
    lon: float
    lat: float


def airstrip_towns(fetched: Path) -> Iterator[AirstripTown]:
    """Each town once, by country and name."""
    with gzip.open(fetched / "ourairports/ourairports/data/airports.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["type"] in _SORTS]
    rows.sort(key=lambda row: (row["iso_country"], row["municipality"], _SORTS.index(row["type"]), row["ident"]))
    before = ("", "")
    for row in rows:
        town = row["iso_country"], row["municipality"].strip()
        words = town[1].replace("-", " ").replace("'", "").split()
        plain = 1 <= len(words) <= 3 and all(word.isalpha() for word in words) and town[1][0].isupper()
        if town != before and plain and town[0] not in _WITH_FARM_STRIPS:
            point = round(float(row["longitude_deg"]), 3), round(float(row["latitude_deg"]), 3)
            yield AirstripTown(row["ident"], town[1], town[0], *point)
        before = town
