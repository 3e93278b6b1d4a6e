"""A gazetteer of a dozen places for what the format does, and the whole one for what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import shapely

from geodata.gazetteer import Gazetteer, NameFlag
from geodata.gazetteer.build import build
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind


@dataclass
class Listed:
    """A source that yields what it is given."""

    places: list[PlaceRecord]
    name: str = "listed"
    licence: str = "none"
    attribution: str = "nobody"
    joins_by_name: bool = False
    bulk: bool = False

    def records(self) -> Iterator[PlaceRecord]:
        yield from self.places


def village(number: int, name: str, lon: float, lat: float, **more: object) -> PlaceRecord:
    """A populated place of Iraq unless told otherwise."""
    values = {"country": "IQ", "admin1": "07", **more}
    return PlaceRecord(f"geonames:{number}", name, Kind.CITY, lon, lat, **values)


def iraq() -> list[PlaceRecord]:
    """A country, a unit with an outline, and what lies in it."""
    country = PlaceRecord("geonames:99237", "Iraq", Kind.COUNTRY, 44.0, 33.0, "IQ", population=38_000_000)
    country.add("العراق", NameFlag.ALTERNATE | NameFlag.AR)
    country.add("IQ", NameFlag.ALTERNATE | NameFlag.CODE)
    country.add("Iraqi", NameFlag.DEMONYM | NameFlag.EN)
    unit = PlaceRecord(
        "geonames:98180", "Baghdad Governorate", Kind.ADMIN1, 44.4, 33.3, "IQ", "07", population=8_000_000
    )
    unit.outline, unit.outline_method = shapely.to_wkb(shapely.box(44, 33, 45, 34)), "survey"
    city = village(98182, "Baghdad", 44.40088, 33.34058, population=7_216_000, feature_code="PPLC")
    city.add("Bagdad")
    hamlet = village(1, "Somewhere", -80.0, 40.0, country="US", admin1="OH", population=90)
    hamlet.add("Bagdad")
    long = village(2, "Abu Ghraib North Gate", 44.1, 33.3)
    return [
        country,
        unit,
        city,
        hamlet,
        long,
        village(3, "Abu", 44.2, 33.2),
        village(4, "Sana'a al-Qadīma", 44.3, 33.1),
    ]


@pytest.fixture
def index(tmp_path: Path) -> Callable[..., Gazetteer]:
    """Builds and opens an index of the given sources, of `iraq()` without any."""

    def make(*sources: Listed) -> Gazetteer:
        build(tmp_path / "small.emg", list(sources) or [Listed(iraq())])
        return Gazetteer.open(tmp_path / "small.emg")

    return make
