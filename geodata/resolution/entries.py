"""The entries under one name with where they lie, read once: the news repeats its names, and so do texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.gazetteer.arrange import NO_ROW
from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer

NAMES_KEPT = 2048
_LEAST_CAPITAL = 100_000  # lesser ones stand for no state


class Where(NamedTuple):
    """What a row says of where it lies."""

    kind: Kind
    country: str
    province: tuple[str, str]
    county: int  # row of the second-order unit that it lies in or is; none: -1
    cell: tuple[int, int]  # of a degree
    block: tuple[int, int]  # of a quarter of a degree, some 25 km
    state_capital: bool


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Parallel sequences; the same object for the same entries, so that what follows from them can be kept by it."""

    rows: tuple[int, ...]
    flags: tuple[int, ...]
    wheres: tuple[Where, ...]
    counties: frozenset[int]  # rows of second-order units among them
    counties_around: frozenset[int]  # rows of the second-order units that the others lie in


@lru_cache(maxsize=NAMES_KEPT)
def entries_of(hits: tuple[tuple[int, int], ...], gazetteer: Gazetteer) -> Entries:
    """Of the gazetteer's (row, flags) pairs, in their order."""
    rows, flags = tuple(hit[0] for hit in hits), tuple(hit[1] for hit in hits)
    wheres = tuple(_where(row, gazetteer) for row in rows)
    counties = frozenset(row for row, where in zip(rows, wheres, strict=True) if where.kind is Kind.ADMIN2)
    around = frozenset(where.county for where in wheres if where.kind is not Kind.ADMIN2 and where.county >= 0)
    return Entries(rows, flags, wheres, counties, around)


def _where(row: int, gazetteer: Gazetteer) -> Where:
    country = gazetteer.country[row]
    lon, lat, kind = gazetteer.lon[row], gazetteer.lat[row], gazetteer.kind[row]
    cell, block = (int(lon // 1), int(lat // 1)), (int(lon // 0.25), int(lat // 0.25))
    county = row if kind is Kind.ADMIN2 else int(gazetteer.parent[row])
    if county == NO_ROW or gazetteer.kind[county] is not Kind.ADMIN2:
        county = -1
    capital = gazetteer.feature_code[row] == "PPLC" and gazetteer.population[row] >= _LEAST_CAPITAL
    return Where(kind, country, (country, gazetteer.admin1[row]), county, cell, block, capital)
