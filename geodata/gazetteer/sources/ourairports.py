"""Airports and air bases: the derived file that ships, or the `airports.csv` that users download from OurAirports."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from geodata.data import open_data
from geodata.errors import SourceUnreadable
from geodata.gazetteer.flags import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind

_MILITARY = re.compile(
    r"\bair ?base\b|\bair force\b|\barmy\b|\bnaval\b|\bmilitary\b|\bAFB\b|\bRAF\b|base aérea|base aérienne|\bAB\b", re.I
)
_COMPANY = re.compile(r"\s*(?:/.*|\(.*\))$")
_SPELLINGS = (
    (re.compile(r"\bAir Base\b"), "Airbase"),
    (re.compile(r"\bInternational Airport\b"), "Airport"),
    (re.compile(r"\bAFB\b"), "Air Force Base"),
)


class OurAirports:
    """Files of OurAirports; heliports and balloon ports are left out, closed fields kept only where they were bases."""

    name = "ourairports"
    licence = "Public domain"
    attribution = "OurAirports"
    joins_by_name = True

    def __init__(self, path: Path | None = None) -> None:
        self._path = path

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the file. Raises `SourceUnreadable`."""
        with self._open() as file:
            reader = csv.DictReader(file)
            if not {"ident", "type", "latitude_deg", "longitude_deg"} <= set(reader.fieldnames or ()):
                raise SourceUnreadable(f"{self._path} has not the columns of OurAirports' airports.csv")
            for row in reader:
                if row["type"].endswith("airport") or (row["type"] == "closed" and _MILITARY.search(row["name"])):
                    yield _record(row)

    def _open(self) -> TextIO:
        if self._path is None:
            return open_data("airports.csv.gz")
        try:
            return self._path.open(encoding="utf-8", newline="")
        except OSError as error:
            raise SourceUnreadable(f"{self._path}: {error.strerror}") from error


def _record(row: dict[str, str]) -> PlaceRecord:
    # "Baghdad International Airport / New Al Muthana Air Base" is an airport first.
    name = _COMPANY.sub("", row["name"]) or row["name"]
    military = bool(_MILITARY.search(name))
    record = PlaceRecord(
        id=f"ourairports:{row['ident']}",
        name=name,
        kind=Kind.BASE if military else Kind.AIRPORT,
        lon=round(float(row["longitude_deg"]), 5),
        lat=round(float(row["latitude_deg"]), 5),
        country=row["iso_country"],
        feature_code="AIRB" if military else "AIRP",
    )
    record.add(row["name"])
    for pattern, short in _SPELLINGS:
        if pattern.search(name):
            record.add(pattern.sub(short, name), NameFlag.ALTERNATE | NameFlag.GENERATED)
    for word in row["keywords"].split(","):
        keyword = word.strip()
        if len(keyword) > 4 and not keyword.startswith("http"):
            record.add(keyword)
    if row["iata_code"]:
        record.add(row["iata_code"], NameFlag.ALTERNATE | NameFlag.CODE)
    return record
