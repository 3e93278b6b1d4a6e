"""Fit the shapes of 'N km DIR of Y' and 'DIR of Y' on phrases whose true point is known; writes geodata/regions/*.tsv.

    python -m bench.regions_fit [PHRASES.jsonl.gz]

The only inputs of the model are what a text and a gazetteer tell: the stated distance or the population of Y, and how
fine the compass is (4, 8 or 16 points). The share that a density contour must hold to reach its nominal coverage on
phrases it was not fitted on is found by cross-validation, then the tables are fitted on all phrases. Phrases of the
same anchor stay in one fold.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pyproj import Geod

from bench.regions_density import Floats, Grid, Shape, densest, estimate, make_grid, nest

PHRASES = Path(__file__).parents[2] / "shared/eval/offsets_wiki.jsonl.gz"
TABLES = Path(__file__).parents[1] / "geodata/regions"
FOLDS = 5
LEVELS = (0.9, 0.5)
Shares = dict[float, Floats]  # level -> the share that the contour of each node holds


@dataclass(frozen=True)
class Phrases:
    """Columns of the phrases of one kind: class covariates and the residuals against the reference distance."""

    covariate: Floats  # ln of stated km, or of the population
    points: Floats
    ratio: Floats  # x
    bearing: Floats  # y
    anchor: Floats


@dataclass(frozen=True)
class Model:
    """What differs between the kinds: classes, kernel widths and the grid."""

    name: str
    nodes: Floats  # covariate values that get a shape
    classes: tuple[int, ...]
    grid: Grid
    width_covariate: float
    width_x: float
    width_y: float
    other_class: float  # weight of phrases of another compass class
    slices: int

    def shapes(self, data: Phrases, shares: Shares) -> Iterator[tuple[int, int, float, Shape]]:
        """(class, node, level, shape) of all."""
        for points in self.classes:
            same = np.where(data.points == points, 1.0, self.other_class)
            # A compass of 16 points is twice as fine as one of 8: coarser phrases are lent at half width.
            lent = np.where((data.points != 16) & (points == 16), data.bearing / 2, data.bearing)
            for n, node in enumerate(self.nodes):
                weight = same * np.exp(-0.5 * ((data.covariate - node) / self.width_covariate) ** 2)
                density = estimate(self.grid, data.ratio, lent, weight, self.width_x, self.width_y)
                outer: Shape | None = None
                for level, share in sorted(shares.items(), key=lambda item: -item[0]):
                    shape = densest(self.grid, density, float(share[n]), self.slices)
                    outer = shape if outer is None else nest(shape, outer)
                    yield points, n, level, outer


def read_phrases(path: Path) -> tuple[Phrases, Phrases]:
    """Offsets, then directions. For a direction the reference distance is 1 km."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return tuple(_columns([row for row in rows if row["kind"] == kind]) for kind in ("offset", "direction"))  # type: ignore[return-value]


def _columns(rows: list[dict]) -> Phrases:
    def column(pick: Callable[[dict], float]) -> Floats:
        return np.array([pick(row) for row in rows], float)

    azimuth, _, metres = Geod(ellps="WGS84").inv(
        column(lambda row: row["reference"]["lon"]),
        column(lambda row: row["reference"]["lat"]),
        column(lambda row: row["truth"][0]),
        column(lambda row: row["truth"][1]),
    )
    bearing = column(lambda row: row["bearing"])
    stated = column(lambda row: row["stated_km"] or 1.0)
    population = np.maximum(column(lambda row: row["reference"]["population"] or 0), 1000)
    is_offset = bool(rows[0]["stated_km"])
    return Phrases(
        covariate=np.log(stated if is_offset else population),
        points=np.select([bearing % 90 == 0, bearing % 45 == 0], [4, 8], 16),
        ratio=np.log(np.maximum(np.asarray(metres) / 1000, 0.05) / stated),
        bearing=np.abs((np.asarray(azimuth) - bearing + 180) % 360 - 180),
        anchor=column(lambda row: row["reference"]["geonameid"]),
    )


def take(data: Phrases, rows: Floats) -> Phrases:
    """The phrases of a mask."""
    return Phrases(*(getattr(data, name)[rows] for name in Phrases.__dataclass_fields__))


def cross_validate(model: Model, data: Phrases, shares: Shares) -> dict[float, tuple[Floats, Floats]]:
    """Level -> (held, area in squared reference distances) of each phrase, under shapes fitted on the other folds."""
    result = {level: (np.zeros(len(data.ratio)), np.zeros(len(data.ratio))) for level in shares}
    fold = (data.anchor * 2654435761 % 2**32 // 7 % FOLDS).astype(int)
    for k in range(FOLDS):
        fitted: dict[tuple[int, float], list[Shape]] = {}
        for points, _, level, shape in model.shapes(take(data, fold != k), shares):
            fitted.setdefault((points, level), []).append(shape)
        for i in np.flatnonzero(fold == k):
            for level in shares:
                shape = between(fitted[int(data.points[i]), level], model.nodes, data.covariate[i])
                result[level][0][i] = shape.holds(data.ratio[i], data.bearing[i])
                result[level][1][i] = shape.area()
    return result


def between(shapes: list[Shape], nodes: Floats, value: float) -> Shape:
    """The shape at a covariate between two nodes, as `geodata.regions.tables` does it."""
    position = float(np.interp(value, nodes, np.arange(len(nodes))))
    left = min(int(position), len(nodes) - 2)
    share = position - left
    pair = shapes[left], shapes[left + 1]
    columns = ((getattr(shape, name) for shape in pair) for name in ("angle", "low", "high"))
    return Shape(*((1 - share) * one + share * other for one, other in columns))


def calibrate(model: Model, data: Phrases, levels: tuple[float, ...] = LEVELS) -> Shares:
    """Shares that contours must hold so that held-out phrases lie inside as often as the level says, near each node."""
    shares: Shares = {level: np.full(len(model.nodes), level) for level in levels}
    near = np.exp(-0.5 * ((data.covariate - model.nodes[:, None]) / (1.5 * model.width_covariate)) ** 2)
    near /= near.sum(axis=1, keepdims=True)
    for _ in range(4):
        for level, (got, _) in cross_validate(model, data, shares).items():
            shares[level] = np.clip(shares[level] + level - near @ got, 0.02, 0.985)
    return shares


OFFSET = Model(
    name="offset",
    nodes=np.log([3.0, 4.5, 7, 10, 15, 22, 33, 50, 75, 110, 170, 300]),
    classes=(4, 8, 16),
    grid=make_grid(1.5, 90),
    width_covariate=0.45,
    width_x=0.03,
    width_y=3.0,
    other_class=0.1,
    slices=20,
)
DIRECTION = Model(
    name="direction",
    nodes=np.log([1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7]),
    classes=(4, 8, 16),
    grid=make_grid(6.0, 90),
    width_covariate=1.0,
    width_x=0.3,
    width_y=8.0,
    other_class=0.8,
    slices=20,
)


def write_table(path: Path, model: Model, data: Phrases, shares: Shares, covariate: str) -> None:
    """One row a slice: class, covariate, level in %, degrees off the bearing, from, to (in stated distances or km)."""
    lines = [f"points\t{covariate}\tlevel\tangle_deg\tfrom\tto"]
    for points in model.classes:  # level 0: half of the truths lie within, for the representative point
        for node in model.nodes:
            weight = np.exp(-0.5 * ((data.covariate - node) / model.width_covariate) ** 2)
            order = np.argsort(data.ratio)
            middle = data.ratio[order][np.searchsorted(np.cumsum(weight[order]), weight.sum() / 2)]
            lines.append(f"{points}\t{np.exp(node):.6g}\t0\t0\t{np.exp(middle):.4g}\t{np.exp(middle):.4g}")
    for points, n, level, shape in model.shapes(data, shares):
        node = float(np.exp(model.nodes[n]))
        for angle, low, high in zip(shape.angle, np.exp(shape.low), np.exp(shape.high), strict=True):
            lines.append(f"{points}\t{node:.6g}\t{round(level * 100)}\t{angle:.2f}\t{low:.4g}\t{high:.4g}")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PHRASES
    if not path.exists():
        sys.exit(f"{path} is not there: the phrases are not part of the project")
    for model, data, covariate in zip(
        (OFFSET, DIRECTION), read_phrases(path), ("stated_km", "population"), strict=True
    ):
        shares = calibrate(model, data)
        write_table(TABLES / f"{model.name}_shapes.tsv", model, data, shares, covariate)
        for level, (held, area) in cross_validate(model, data, shares).items():
            low, high = shares[level].min(), shares[level].max()
            figures = f"shares {low:.2f}-{high:.2f} held {held.mean():.3f} median area {np.median(area):.3f}"
            print(f"{model.name:10s} level {level}: {figures}")


if __name__ == "__main__":
    main()
