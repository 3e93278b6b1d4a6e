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
from geodata.gazetteer.short_names import without_generic
from geodata.gazetteer.sources.topojson import read_topojson
from geodata.gazetteer.sources.unit_points import unit_points
from geodata.types import Kind


@cache
def read_atoms() -> dict[str, BaseGeometry]:
    """The pieces of land that units and countries are unions of."""
    with open_data("admin1_outlines.topojson.gz") as file:
        return read_topojson(file)


@cache
def read_units() -> dict[str, Any]:
    """`atoms`: piece -> country; `units`: what `derive/admin1.py` says about each."""
    with open_data("admin1_units.json.gz") as file:
        units: dict[str, Any] = json.load(file)
    return units


def dissolve(pieces: list[BaseGeometry]) -> BaseGeometry:
    """Their union. Shared edges are identical, so it is exact and leaves no slivers."""
    if len(pieces) == 1:
        return pieces[0]
    try:
        return shapely.coverage_union_all(pieces)
    except shapely.errors.GEOSException:
        # A polygon that had to be repaired no longer shares every node with its neighbour; the general way is slower.
        return shapely.union_all(pieces)


def to_wkb(geometry: BaseGeometry) -> bytes:
    """Valid and right-handed, as RFC 7946 wants it."""
    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    return shapely.to_wkb(shapely.orient_polygons(geometry))


@cache
def country_outlines() -> dict[str, BaseGeometry]:
    """ISO code -> union of the country's pieces."""
    pieces: dict[str, list[BaseGeometry]] = defaultdict(list)
    for atom, country in read_units()["atoms"].items():
        if atom in read_atoms():
            pieces[country].append(read_atoms()[atom])
    return {country: dissolve(pieces[country]) for country in sorted(pieces)}


BORDER_DEG = 0.1  # outlines are drawn that much more coarsely than the points of villages


def admin1_at(country: str, lon: float, lat: float, reach_deg: float) -> str:
    """Code of the country's unit that is nearest to the point, on a border or a coast too; empty beyond `reach_deg`."""
    point = shapely.Point(lon, lat)
    nearest = (reach_deg, "")
    for unit in read_units()["units"]:
        if unit["country"] == country and unit["kind"] == "admin1":
            far = [read_atoms()[atom].distance(point) for atom in unit["atoms"] if atom in read_atoms()]
            nearest = min(nearest, (min(far, default=reach_deg), str(unit["code"].partition(".")[2])))
    return nearest[1]


class Admin1:
    """Units with a current GeoNames code, and the finer ones that Natural Earth draws (French departments)."""

    name = "admin1"
    licence = "Public domain (Natural Earth); CC BY 4.0 (GeoNames)"
    attribution = "Natural Earth; GeoNames (geonames.org)"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the data file."""
        points = unit_points()
        for unit in read_units()["units"]:
            point = unit["point"]
            if unit["kind"] == "admin1":  # the finer ones bear the code of the unit that they lie in
                point = points.get(unit["code"], point)
            if point and unit["name"]:
                yield _record(unit, point)


class CountryOutlines:
    """Countries as unions of their units; joins the countries, adds none."""

    name = "country outlines"
    licence = "Public domain (Natural Earth)"
    attribution = "Natural Earth"

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the ISO codes."""
        for country, outline in country_outlines().items():
            yield PlaceRecord(
                id=f"iso:{country}", name="", kind=Kind.COUNTRY, lon=0.0, lat=0.0, country=country,
                outline=to_wkb(outline), outline_method="survey", extends_only=True,
            )  # fmt: skip


def _record(unit: dict[str, Any], point: tuple[float, float]) -> PlaceRecord:
    is_admin1 = unit["kind"] == "admin1"
    _, _, code = unit["code"].partition(".")
    ids = [f"geonames:{unit['geonames']}"] if unit["geonames"] else []
    if is_admin1:
        ids.append(f"geonames-admin1:{unit['code']}")
    if unit["wikidata"]:
        ids.append(f"wikidata:{unit['wikidata']}")
    if unit["naturalearth"]:
        ids.append(f"naturalearth:{unit['naturalearth']}")
    if unit["iso"] and is_admin1:  # a finer unit bears the code of the one around it
        ids.append(f"iso:{unit['iso']}")
    pieces = [read_atoms()[atom] for atom in unit["atoms"] if atom in read_atoms()]
    record = PlaceRecord(
        id=ids[0],
        name=unit["name"],
        kind=Kind.ADMIN1 if is_admin1 else Kind.ADMIN2,
        lon=point[0],
        lat=point[1],
        country=unit["country"],
        admin1=code,
        population=unit["population"],
        feature_code="ADM1" if is_admin1 else "ADM2",
        also=tuple(ids[1:]),
        outline=to_wkb(dissolve(pieces)) if pieces else None,
        outline_method=unit["method"],
    )
    for language, name in unit["names"].items():
        record.add(name, NameFlag.ALTERNATE | LANGUAGE_FLAGS.get(language, NameFlag(0)))
    for name in (*unit["others"], *unit["aliases"]):
        record.add(name)
    if is_admin1:
        for name, flags in ((unit["name"], 0), *record.names):
            record.add(without_generic(name), flags & ~NameFlag.PREFERRED | NameFlag.ALTERNATE | NameFlag.GENERATED)
    return record
