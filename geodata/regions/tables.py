"""The fitted shapes of "N km DIR of Y" and "DIR of Y", read from their tables and interpolated.

`bench/regions_fit.py` writes the tables. A shape is symmetric about the stated bearing: at each angle off it, it
reaches from one distance to another.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Shapes:
    """Shapes of one compass class and level at the table's nodes, first axis: node; distances as logarithms."""

    nodes: tuple[float, ...]  # ln of stated km, or of the population
    angle: Floats
    low: Floats
    high: Floats

    def at(self, covariate: float) -> tuple[Floats, Floats, Floats]:
        """(angle, from, to) between the two nearest nodes; beyond the ends the last shape holds."""
        nodes, value = self.nodes, math.log(covariate)
        if value <= nodes[0]:
            return self.angle[0], np.exp(self.low[0]), np.exp(self.high[0])
        for i in range(1, len(nodes)):
            if value <= nodes[i]:
                right = (value - nodes[i - 1]) / (nodes[i] - nodes[i - 1])
                left = 1 - right
                return (
                    left * self.angle[i - 1] + right * self.angle[i],
                    np.exp(left * self.low[i - 1] + right * self.low[i]),
                    np.exp(left * self.high[i - 1] + right * self.high[i]),
                )
        return self.angle[-1], np.exp(self.low[-1]), np.exp(self.high[-1])


@cache
def shapes(table: str, points: int, level: int) -> Shapes:
    """`table` is "offset" (from, to in stated distances) or "direction" (in km); `level` 90 or 50,
    or 0 for the typical distance."""
    text = (resources.files(__package__) / f"{table}_shapes.tsv").read_text(encoding="utf-8")
    rows = [[float(field) for field in line.split("\t")] for line in text.splitlines()[1:]]
    mine = [row for row in rows if row[0] == points and row[2] == level]
    nodes = sorted({row[1] for row in mine})
    columns = [np.array([[row[k] for row in mine if row[1] == node] for node in nodes]) for k in (3, 4, 5)]
    return Shapes(tuple(math.log(node) for node in nodes), columns[0], np.log(columns[1]), np.log(columns[2]))


def digest() -> str:
    """Tells one fit from another, so that a document can say which it describes."""
    files = [resources.files(__package__) / f"{table}_shapes.tsv" for table in ("offset", "direction")]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


class Model(NamedTuple):
    """Area and core as (angle, from, to), and the typical distance; in stated distances or km."""

    area: tuple[Floats, Floats, Floats]
    core: tuple[Floats, Floats, Floats]
    typical: float


@lru_cache(maxsize=4096)  # writers keep to round numbers
def model(table: str, points: int, covariate: float) -> Model:
    """All that is fitted for a stated distance or a population; the core lies inside the area."""
    area, core = (shapes(table, points, level).at(covariate) for level in (90, 50))
    angle = core[0] * min(1.0, area[0][-1] / core[0][-1])
    low = np.maximum(core[1], np.interp(angle, area[0], area[1]))  # interpolation lets it stick out a little
    high = np.minimum(core[2], np.interp(angle, area[0], area[2]))
    typical = float(shapes(table, points, 0).at(covariate)[1][0])
    return Model(area, (angle, np.minimum(low, 0.995 * high), high), typical)


def outline_of(angle: Floats, low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """(distance, degrees off the bearing), counter-clockwise: the near edge from left to right, the far edge back."""
    off = np.concatenate([-angle[:0:-1], angle, angle[::-1], -angle[1:]])
    distance = np.concatenate([low[:0:-1], low, high[::-1], high[1:]])
    return distance, off
