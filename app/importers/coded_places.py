"""Coded places -> regions: a point with its precision code becomes a disc, or the outline of the unit it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import shapely
from pyproj import Geod
from shapely.geometry.base import BaseGeometry

from app.importers.disc import discs
from geodata.gazetteer import Gazetteer, normalise
from geodata.regions import GazetteerAtlas, shape
from geodata.relations.tree import Named
from geodata.types import Kind, Place, Region

# Half of the chance lies within this part of the radius that holds 90 %, when it thins out like a bell.
CORE_SHARE = 0.55
DRIFT_KM = 25.0  # outlines are simplified and coders' points rounded: so far outside still counts as inside
# What English-language data sets append or prefix to the name of a unit; names are compared without.
UNIT_WORDS = frozenset(
    "province governorate region state district county department prefecture oblast oblasti republic municipality "
    "division territory wilaya canton autonomous of the".split()
)
_GEOD = Geod(ellps="WGS84")
_BRACKETS = re.compile(r"\([^)]*\)")


def region_fields(region: Region | None) -> dict[str, Any]:
    """The fields of a record that a region fills."""
    if region is None:
        return {}
    return {
        "region": region.area,
        "core": region.core,
        "point": region.point,
        "radius_km": region.radius_km,
        "method": region.method,
    }


class CodedPlaces:
    """Regions for coded records, from the place index; what it lacks is drawn as a disc.

    Results are cached and shared: data sets name the same towns and provinces over and over.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._atlas = GazetteerAtlas(gazetteer)
        self.disc = lru_cache(maxsize=16_384)(self._disc)
        self.unit = lru_cache(maxsize=16_384)(self._unit)
        self.coded_unit = lru_cache(maxsize=16_384)(self._coded_unit)
        self.country_code = lru_cache(maxsize=4096)(self._country_code)
        self._named_unit = lru_cache(maxsize=16_384)(self._find_unit)
        self._outline_region = lru_cache(maxsize=4096)(self._make_outline_region)

    def _disc(self, lon: float, lat: float, radius_km: float, why: str) -> Region:
        """Around a point."""
        whole, core = discs(lon, lat, (radius_km, radius_km * CORE_SHARE))
        return Region(whole, core, (lon, lat), radius_km, f"{why}: {radius_km:g} km around the point")

    def country(self, iso2: str | None, point: tuple[float, float], fallback_km: float, why: str) -> Region:
        """The country's outline with the data set's point."""
        place = self.gazetteer.country_place(iso2) if iso2 else None
        return self._unit_or_disc(place, point, fallback_km, why)

    def _unit(
        self, name: str | None, iso2: str | None, kind: Kind, point: tuple[float, float], fallback_km: float, why: str
    ) -> Region:
        """The outline of a named province or district, if the coded point lies in it or close by."""
        place = self._named_unit(name, iso2, kind) if name else None
        return self._unit_or_disc(place or self._unit_around(point, kind), point, fallback_km, why)

    def _coded_unit(
        self, iso2: str | None, code: str | None, point: tuple[float, float], fallback_km: float, why: str
    ) -> Region:
        """The same by GeoNames' admin-1 code, which is the FIPS 10-4 one in most countries."""
        place = self.gazetteer.admin1_place(iso2, code) if iso2 and code else None
        return self._unit_or_disc(place, point, fallback_km, why)

    def _country_code(self, name: str | None) -> str | None:
        """ISO 3166-1 alpha-2 of a country's name in whatever spelling: "DR Congo (Zaire)"."""
        for spelling in filter(None, (name, _BRACKETS.sub("", name or "").strip())):
            for hit in self.gazetteer.hits(spelling):
                if self.gazetteer.kind[hit.row] is Kind.COUNTRY:
                    return self.gazetteer.country[hit.row] or None
        return None

    def _unit_or_disc(self, place: Place | None, point: tuple[float, float], fallback_km: float, why: str) -> Region:
        found = self._outline_region(place.row, why) if place else None
        if found is None or not reaches(found.area, point, DRIFT_KM):
            return self.disc(*point, fallback_km, why)
        return found

    def _find_unit(self, name: str, iso2: str | None, kind: Kind) -> Place | None:
        for spelling in _spellings(name):
            for hit in self.gazetteer.hits(spelling):
                if self.gazetteer.kind[hit.row] is kind and iso2 in (None, self.gazetteer.country[hit.row]):
                    return self.gazetteer.place(hit.row)
        return None

    def _unit_around(self, point: tuple[float, float], kind: Kind) -> Place | None:
        """The unit of the nearest town: spellings differ, towns do not move."""
        for town, _ in self.gazetteer.nearest(*point, k=1, kinds=(Kind.CITY,)):
            for row in self.gazetteer.parents(town.row):
                if self.gazetteer.kind[row] is kind:
                    return self.gazetteer.place(row)
        return None

    def _make_outline_region(self, row: int, why: str) -> Region | None:
        if self.gazetteer.outline(row) is None:
            return None
        found = shape(Named(0), [self.gazetteer.place(row)], self._atlas)
        if not isinstance(found, Region):
            return None
        shapely.prepare(found.area)  # each of its coded points is looked for in it
        return replace(found, method=f"{why}: {found.method}")


def _spellings(name: str) -> Iterable[str]:
    plain = _BRACKETS.sub("", name)
    words = [word for word in normalise(plain).split() if word not in UNIT_WORDS]
    return dict.fromkeys((name, plain, " ".join(words)))


def reaches(area: BaseGeometry, point: tuple[float, float], drift_km: float) -> bool:
    """Does the point lie in the area, or not farther from it than that?"""
    if shapely.contains_xy(area, *point):
        return True
    line = shapely.shortest_line(shapely.Point(point), area)
    return bool(_GEOD.geometry_length(line) <= 1000 * drift_km)
