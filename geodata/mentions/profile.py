"""What a name tells by itself: how well known its places are, and where they lie."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from geodata.gazetteer.flags import NameFlag
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.gazetteer.flags import NameHit

HITS_READ = 40  # entries under one name that are asked where they lie; they stand in order of weight
NAMES_KEPT = 1024  # up to some kilobytes each
# A city this large speaks for its province when it is named at all.
LARGE_CITY = 300_000
_LOW_TRUST, _PREFERRED = int(NameFlag.LOW_TRUST), int(NameFlag.PREFERRED)
_POPULATION = (0, 500, 2_000, 10_000, 40_000, 150_000, 600_000, 3_000_000)
# The gazetteer's main names are English, more or less. Elsewhere a city is known by another: "Bagdad", "Mossoul".
_KNOWN_ABROAD = 300_000
_KNOWN_AT_HOME = 50_000
_UNITS = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2})
_NATURAL = frozenset(
    {Kind.RIVER, Kind.SEA, Kind.REGION, Kind.ISLAND, Kind.DESERT, Kind.STRAIT, Kind.MOUNTAIN, Kind.LAKE}
)
Cell = tuple[int, int]  # of a degree


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Of the entries under one name, in their order; the same object for the same entries."""

    strength: str  # of the weightiest, in words: "country", "city6" and the like
    is_unit: bool  # whether a country, province or county is among the first
    kind: Kind  # of the weightiest, like the next two
    unit: tuple[str, str]  # country and province
    is_large_city: bool
    other_units: frozenset[tuple[str, str]]  # those of the others
    other_countries: frozenset[str]
    cells: frozenset[Cell]  # of all
    cells_within: frozenset[Cell]  # of all but countries


@lru_cache(maxsize=NAMES_KEPT)
def profile_of(hits: tuple[NameHit, ...], language: str, gazetteer: Gazetteer) -> Profile:
    """Of one or more (row, flags) pairs, the weightiest first."""
    rows = [hit[0] for hit in hits[:HITS_READ]]
    kinds = [gazetteer.kind[row] for row in rows]
    units = [(gazetteer.country[row], gazetteer.admin1[row]) for row in rows]
    cells = [(int(gazetteer.lon[row] // 1), int(gazetteer.lat[row] // 1)) for row in rows]
    return Profile(
        strength=_strength(hits, language, gazetteer),
        is_unit=not _UNITS.isdisjoint(kinds[:3]),
        kind=kinds[0],
        unit=units[0],
        is_large_city=kinds[0] is Kind.CITY and gazetteer.population[rows[0]] >= LARGE_CITY,
        other_units=frozenset(units[1:]),
        other_countries=frozenset([country for country, _ in units[1:]]),
        cells=frozenset(cells),
        cells_within=frozenset([cell for cell, kind in zip(cells, kinds, strict=True) if kind is not Kind.COUNTRY]),
    )


def _strength(hits: tuple[NameHit, ...], language: str, gazetteer: Gazetteer) -> str:
    row, flags = hits[0]
    kind = gazetteer.kind[row]
    if flags & _LOW_TRUST:
        return "alias"
    if kind is Kind.COUNTRY or kind is Kind.CONTINENT:
        return "country"
    for other, other_flags in hits[:3]:
        if (other_flags & _PREFERRED or language != "en") and gazetteer.feature_code[other] == "PPLC":
            return "capital"
    if kind is Kind.ADMIN1:
        return "admin1"
    if kind is Kind.ADMIN2:
        return "admin2"
    if kind is Kind.CITY or kind is Kind.DISTRICT:
        population = gazetteer.standing(row)
        known = flags & _PREFERRED or population >= (_KNOWN_ABROAD if language == "en" else _KNOWN_AT_HOME)
        return f"{'city' if known else 'aka'}{bisect_right(_POPULATION, population) - 1}"
    return "natural" if kind in _NATURAL else "feature"
