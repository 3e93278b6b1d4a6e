"""Finds the place that a record means where no id tells: same name, kindred kind, close by."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import numpy as np
from xxhash import xxh3_64_intdigest

from geodata.gazetteer.cells import sphere_km
from geodata.gazetteer.importance import KINDS
from geodata.gazetteer.names import normalise
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer.collect import Collector

# How far apart two data sets may put one place, in km: the points of wide things are anybody's choice.
_REACH_KM: dict[Kind, float] = {
    Kind.CITY: 10.0,
    Kind.DISTRICT: 5.0,
    Kind.AIRPORT: 10.0,
    Kind.BASE: 10.0,
    Kind.FEATURE: 10.0,
    Kind.ADMIN2: 100.0,
    Kind.ISLAND: 100.0,
    Kind.LAKE: 100.0,
    Kind.STRAIT: 100.0,
}
_WIDE_KM = 500.0
_KINDRED: dict[Kind, frozenset[Kind]] = {
    Kind.AIRPORT: frozenset({Kind.AIRPORT, Kind.BASE}),
    Kind.BASE: frozenset({Kind.AIRPORT, Kind.BASE}),
    Kind.CITY: frozenset({Kind.CITY, Kind.DISTRICT}),
    Kind.SEA: frozenset({Kind.SEA, Kind.STRAIT}),
    Kind.STRAIT: frozenset({Kind.SEA, Kind.STRAIT}),
}


class NameIndex:
    """The names collected so far, sorted once; a source that comes later asks it about each of its records."""

    def __init__(self, collected: Collector) -> None:
        keys = np.array(collected.key, np.uint64)
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order].data
        self._rows = np.array(collected.key_row, np.uint32)[order].data
        self._collected = collected

    def find(self, record: PlaceRecord) -> int | None:
        """The nearest row that fits, or None."""
        collected, kinds = self._collected, _KINDRED.get(record.kind, frozenset({record.kind}))
        country = collected.countries.code(record.country)
        best = (_REACH_KM.get(record.kind, _WIDE_KM), -1)
        for name in (record.name, *(text for text, _ in record.names)):
            key = xxh3_64_intdigest(normalise(name).encode())
            at = bisect_left(self._keys, key)
            while at < len(self._keys) and self._keys[at] == key:
                row = self._rows[at]
                at += 1
                known = collected.country[row]
                if KINDS[collected.kind[row]] in kinds and (not country or not known or country == known):
                    distance_km = sphere_km(record.lon, record.lat, collected.lon[row], collected.lat[row])
                    best = min(best, (distance_km, row))
        return best[1] if best[1] >= 0 else None
