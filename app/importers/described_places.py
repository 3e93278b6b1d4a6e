"""Words that describe a place in a coded record, read by our own geocoder and checked against the coded point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache

from app.importers.coded_places import reaches
from geodata.errors import GeodataError
from geodata.geocoder import Geocoder
from geodata.types import Context, Location, Region

LANGUAGE = "en"  # what UCDP writes
DRIFT_KM = 10.0  # the coder and we may measure from another corner of the town
LEAST_SURE = 0.2  # readings below are guesses: no region, where no coded point bears it out
KEPT = 16_384
# Words without which a description only repeats the town; asking for each would cost more than all the rest.
_RELATION = re.compile(
    r"\d\s*(?:km|kilomet|mile)|\b(?:north|south|east|west)|\b(?:near|between|border|outskirts|along|around|coast|off)\b",
    re.IGNORECASE,
)


class DescribedPlaces:
    """Regions for descriptions; what comes back often is read once."""

    def __init__(self, geocoder: Geocoder) -> None:
        self._geocoder = geocoder
        self.find = lru_cache(maxsize=KEPT)(self._find)
        self._related = lru_cache(maxsize=KEPT)(self._find_related)

    def around(self, words: str, country: str | None, point: tuple[float, float], where_prec: int) -> Region | None:
        """The region of words that relate to a place, if the coded point lies in it or close by."""
        return self._related(words, country, point, where_prec) if _RELATION.search(words) else None

    def _find(self, words: str, country: str | None) -> Region | None:
        """The region that the words mean; None where they mean none."""
        for reading in self._readings(words, country):
            if reading.confidence >= LEAST_SURE:
                return reading.region
        return None

    def _find_related(
        self, words: str, country: str | None, point: tuple[float, float], where_prec: int
    ) -> Region | None:
        """Of places that share a name, the point tells which is meant."""
        for reading in self._readings(words, country):
            region = reading.region
            if region and reading.relation != "in" and reaches(region.area, point, DRIFT_KM):
                return replace(region, method=f"UCDP where_prec {where_prec}, its words: {region.method}")
        return None

    def _readings(self, words: str, country: str | None) -> Iterator[Location]:
        """All of them have regions. Drawn one by one: most often the first will do."""
        with suppress(GeodataError):
            yield from self._geocoder.readings(words, LANGUAGE, Context(country=country))
