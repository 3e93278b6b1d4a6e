"""First-order units and the outlines of countries, from the derived Natural Earth files in `geodata/data`."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.data import open_data
from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.topojson import read_topojson
from geodata.types import Kind


@cache
def atoms() -> dict[str, BaseGeometry]:
    """The pieces of land that units and countries are unions of."""
    with open_data("admin1_outlines.topojson.gz") as file:
        return read_topojson(file)


def outline(pieces: list[BaseGeometry]) -> bytes:
    """Their union as right-handed WKB. Shared edges are identical, so it is exact and leaves no slivers."""
    union = pieces[0] if len(pieces) == 1 else shapely.union_all(pieces)
    return shapely.to_wkb(shapely.orient_polygons(union))


class Admin1:
    """Units with a current GeoNames code, or those that only Natural Earth has."""

    name = "admin1"
    licence = "Public domain (Natural Earth); CC BY 4.0 (codes of GeoNames)"
    attribution = "Natural Earth; GeoNames (geonames.org)"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the data file."""
        with open_data("admin1_names.json.gz") as file:
            for unit in json.load(file):
                if unit["country"] and unit["name"]:
                    yield _record(unit)


class CountryOutlines:
    """Countries as unions of their units; joins the countries, adds none."""

    name = "country outlines"
    licence = "Public domain (Natural Earth)"
    attribution = "Natural Earth"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the ISO codes."""
        pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
        with open_data("admin1_names.json.gz") as file:
            for unit in json.load(file):
                if unit["country"]:
                    pieces[unit["country"]].append(atoms()[unit["atom"]])
        for country in sorted(pieces):
            yield PlaceRecord(
                id=f"iso:{country}", name="", kind=Kind.COUNTRY, lon=0.0, lat=0.0, country=country,
                outline=outline(pieces[country]), outline_method="survey", extends_only=True,
            )  # fmt: skip


def _record(unit: dict[str, Any]) -> PlaceRecord:
    coded = bool(unit["code"])
    country, _, code = unit["code"].partition(".") if coded else (unit["country"], "", "")
    ids = [f"geonames:{unit['gn_id']}"] if unit["gn_id"] else []
    if coded:
        ids.append(f"geonames-admin1:{unit['code']}")
    if unit["wikidata"]:
        ids.append(f"wikidata:{unit['wikidata']}")
    ids.append(f"naturalearth:{unit['atom']}")
    record = PlaceRecord(
        id=ids[0],
        name=unit["name"],
        kind=Kind.ADMIN1 if coded else Kind.ADMIN2,
        lon=unit["lon"],
        lat=unit["lat"],
        country=country,
        admin1=code,
        feature_code="ADM1" if coded else "ADM2",
        also=tuple(ids[1:]),
        outline=outline([atoms()[unit["atom"]]]),
        outline_method="survey",
    )
    for language, name in unit["names"].items():
        record.add(name, NameFlag.ALTERNATE | LANGUAGE_FLAGS.get(language, NameFlag(0)))
    for name in unit["alts"]:
        record.add(name)
    return record
