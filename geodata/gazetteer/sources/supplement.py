"""What no register lists as one thing: regions, seas, straits, mountains, deserts, islands, bases; our own tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from geodata.data import open_data
from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.renown import renown_of
from geodata.gazetteer.sources.admin1 import BORDER_DEG, admin1_at, to_wkb
from geodata.gazetteer.sources.shapes import anchor, read_shape
from geodata.gazetteer.sources.unit_points import unit_points
from geodata.types import Kind

_WITHIN_ONE_UNIT = frozenset({Kind.CITY, Kind.DISTRICT, Kind.BASE, Kind.FEATURE})
_TABLES = ("regions.csv", "waters.csv", "landforms.csv", "sites.csv")


class Supplement:
    """Hand-made entries with names in five languages; see `shapes.py` for how the tables say where."""

    name = "supplement"
    licence = "MIT; outlines on public domain (Natural Earth)"
    attribution = "eventmap; Natural Earth"

    def records(self) -> Iterator[PlaceRecord]:
        """Table by table, in their order."""
        for table in _TABLES:
            with open_data(table) as file:
                for row in csv.DictReader(file):
                    yield _record(row)


def _record(row: dict[str, str]) -> PlaceRecord:
    geometry, method = read_shape(row["geometry"])
    lon, lat = unit_points().get(row["id"]) or anchor(row["geometry"], geometry)
    names: list[tuple[str, int]] = []
    for language in LANGUAGE_FLAGS:
        names += [(name, LANGUAGE_FLAGS[language]) for name in row[language].split("|") if name]
    names += [(name, NameFlag(0)) for name in row["also"].split("|") if name]
    (main, main_flags), *others = names
    kind = Kind(row["kind"])
    unit = admin1_at(row["country"], lon, lat, BORDER_DEG) if kind in _WITHIN_ONE_UNIT and row["country"] else ""
    record = PlaceRecord(
        id=f"eventmap:{row['id']}",
        name=main,
        kind=kind,
        lon=lon,
        lat=lat,
        country=row["country"],
        admin1=unit,
        feature_code=row["feature"],
        renown=renown_of(row.get("renown", "")),
        names=[(main, NameFlag.PREFERRED | main_flags)],
        outline=to_wkb(geometry),
        outline_method=method,
    )
    for name, flags in others:
        capitals = NameFlag.CODE if name.isascii() and name.isupper() and len(name) <= 5 else NameFlag(0)
        record.add(name, NameFlag.ALTERNATE | flags | capitals)
    return record
