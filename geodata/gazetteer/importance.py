"""How likely a bare name means this place, before any context: one number from kind and population.

It orders the entries under a name and tells dwarfed aliases apart; rankers that know the text do better.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from geodata.types import Kind

KINDS: tuple[Kind, ...] = tuple(Kind)

# (floor, factor): the larger of the floor and factor x population. A place without a known population still has the
# weight of its kind: a strait that bears a name is better known than a hamlet. A fifth of a province's population
# keeps Basra the city before Basra the province, while Anbar stays before the village in Turkey.
_WEIGHTS: dict[Kind, tuple[float, float]] = {
    Kind.CONTINENT: (5e9, 0.0),
    Kind.COUNTRY: (2e8, 10.0),
    Kind.ADMIN1: (5e4, 0.2),
    Kind.ADMIN2: (8e3, 0.25),
    Kind.CITY: (200.0, 1.0),
    Kind.DISTRICT: (100.0, 0.2),
    Kind.RIVER: (3e5, 0.0),
    Kind.LAKE: (3e5, 0.0),
    Kind.SEA: (3e7, 0.0),
    Kind.STRAIT: (1e6, 0.0),
    Kind.ISLAND: (1e5, 1.0),
    Kind.MOUNTAIN: (3e5, 0.0),
    Kind.DESERT: (1e6, 0.0),
    Kind.REGION: (2e6, 1.0),
    Kind.AIRPORT: (500.0, 0.0),
    Kind.BASE: (1e4, 0.0),
    Kind.FEATURE: (50.0, 0.0),
}
_CAPITAL_FACTOR = 3.0  # texts name Washington, the capital, more often than its size or the state's says
_BY_INDEX = tuple(_WEIGHTS[kind] for kind in KINDS)
_FLOORS, _FACTORS = np.array(_BY_INDEX).T


def importance(kind: int, population: int, capital: bool = False) -> float:
    """For one place; `kind` is an index into `KINDS`."""
    floor, factor = _BY_INDEX[kind]
    weight = max(floor, factor * population)
    return weight * _CAPITAL_FACTOR if capital else weight


def importances(
    kinds: NDArray[np.uint8], populations: NDArray[np.uint32], capitals: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """For all places at once."""
    weights: NDArray[np.float64] = np.maximum(_FLOORS[kinds], _FACTORS[kinds] * populations)
    return np.where(capitals, weights * _CAPITAL_FACTOR, weights)
