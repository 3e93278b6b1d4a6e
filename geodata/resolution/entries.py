"""The entries under one name with where they lie, read once: the news repeats its names, and so do texts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from geodata.types import Kind

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer

NAMES_KEPT = 4096
_LEAST_CAPITAL = 100_000  # lesser ones stand for no state


class Where(NamedTuple):
    """What a row says of where it lies."""

    kind: Kind
    country: str
    province: tuple[str, str]
    cell: tuple[int, int]  # of a degree
    state_capital: bool


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """Parallel sequences; the same object for the same entries, so that what follows from them can be kept by it."""

    rows: tuple[int, ...]
    flags: tuple[int, ...]
    wheres: tuple[Where, ...]


@lru_cache(maxsize=NAMES_KEPT)
def entries_of(hits: tuple[tuple[int, int], ...], gazetteer: Gazetteer) -> Entries:
    """Of the gazetteer's (row, flags) pairs, in their order."""
    rows, flags = tuple(hit[0] for hit in hits), tuple(hit[1] for hit in hits)
    return Entries(rows, flags, tuple(_where(row, gazetteer) for row in rows))


def _where(row: int, gazetteer: Gazetteer) -> Where:
    country = gazetteer.country[row]
    cell = int(gazetteer.lon[row] // 1), int(gazetteer.lat[row] // 1)
    capital = gazetteer.feature_code[row] == "PPLC" and gazetteer.population[row] >= _LEAST_CAPITAL
    return Where(gazetteer.kind[row], country, (country, gazetteer.admin1[row]), cell, capital)
