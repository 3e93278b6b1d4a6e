"""Words that describe a place in a coded record, read by our own geocoder and checked against the coded point."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

import shapely

from app.importers.coded_places import distances_km
from geodata.errors import GeodataError
from geodata.geocoder import Geocoder
from geodata.types import Context, Region

LANGUAGE = "en"  # what UCDP writes
DRIFT_KM = 10.0  # the coder and we may measure from another corner of the town
MOST_SURE = 0.2  # readings below are guesses, and a coded point is none
# Words without which a description only repeats the town; asking for each would cost more than all the rest.
_RELATION = re.compile(
    r"\d\s*(?:km|kilomet|mile)|\b(?:north|south|east|west)|\b(?:near|between|border|outskirts|along|around|coast|off)\b",
    re.IGNORECASE,
)


class DescribedPlaces:
    """Regions for descriptions; what comes back often is read once."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder
        self._read = lru_cache(maxsize=16_384)(self._read_words)

    def find(self, words: str, country: str | None) -> Region | None:
        """The region that the words mean; None where they mean none."""
        return self._read(words, country, False)

    def around(self, words: str, country: str | None, point: tuple[float, float], where_prec: int) -> Region | None:
        """The same for words that relate to a place, if the coded point lies in the region or close by."""
        if not _RELATION.search(words):
            return None
        region = self._read(words, country, True)
        if region is None or not _agrees(region, point):
            return None
        return replace(region, method=f"UCDP where_prec {where_prec}, its words: {region.method}")

    def _read_words(self, words: str, country: str | None, must_relate: bool) -> Region | None:
        try:
            readings = self._geocoder.geocode(words, LANGUAGE, Context(country=country))
        except GeodataError:
            return None
        for reading in readings:
            if reading.region and reading.confidence >= MOST_SURE and not (must_relate and reading.relation == "in"):
                return reading.region
        return None


def _agrees(region: Region, point: tuple[float, float]) -> bool:
    here = shapely.Point(point)
    if region.area.intersects(here):
        return True
    nearest = shapely.get_coordinates(shapely.shortest_line(here, region.area))[-1:]
    return bool(distances_km(point, nearest)[0] <= DRIFT_KM)
