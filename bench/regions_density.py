"""Kernel densities of where the truth lies, and their highest-density shapes, for the region tables.

A residual is (x, y): x = ln(true km / reference km), y = degrees off the stated bearing, mirrored. Densities are per
square kilometre, so that the shape that holds a given share of the truth is the smallest one on the map.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEP_X, STEP_Y = 0.02, 1.5
NECK = 0.15  # of a shape's greatest depth


@dataclass(frozen=True)
class Grid:
    """Cells of the (x, y) plane; `area` is each cell's area in squared reference distances, both sides counted."""

    x: Floats
    y: Floats
    area: Floats


def make_grid(x_limit: float, y_limit: float) -> Grid:
    """Cells from -x_limit to x_limit and from 0 to y_limit degrees."""
    x = np.arange(-x_limit, x_limit, STEP_X) + STEP_X / 2
    y = np.arange(0, y_limit, STEP_Y) + STEP_Y / 2
    area = np.exp(2 * x)[:, None] * STEP_X * np.radians(STEP_Y) * 2 * np.ones(len(y))
    return Grid(x, y, area)


def estimate(grid: Grid, x: Floats, y: Floats, weight: Floats, width_x: float, width_y: float) -> Floats:
    """Gaussian kernel density over the grid's cells, summing to 1."""
    along = np.exp(-0.5 * ((grid.x[:, None] - x) / width_x) ** 2)
    aside = sum(np.exp(-0.5 * ((grid.y[:, None] - side) / width_y) ** 2) for side in (y, -y))
    density = (along * weight) @ aside.T
    return density / density.sum()


@dataclass(frozen=True)
class Shape:
    """A slice a row: at `angle` degrees off the bearing the shape reaches from `low` to `high` (ln of the ratio)."""

    angle: Floats
    low: Floats
    high: Floats

    def holds(self, x: Floats | float, y: Floats | float) -> NDArray[np.bool_]:
        """Which residuals lie inside."""
        low = np.interp(y, self.angle, self.low)
        high = np.interp(y, self.angle, self.high)
        return (y <= self.angle[-1]) & (low <= x) & (x <= high)

    def area(self) -> float:
        """In squared reference distances."""
        band = (np.exp(2 * self.high) - np.exp(2 * self.low)) / 2
        return float(2 * np.trapezoid(band, np.radians(self.angle)))


def densest(grid: Grid, density: Floats, share: float, slices: int) -> Shape:
    """The smallest shape with that share, each slice filled from its lowest to its highest cell, its edge smoothed."""
    per_area = (density / grid.area).ravel()
    order = np.argsort(-per_area)
    count = int(np.searchsorted(np.cumsum(density.ravel()[order]), share)) + 1
    inside = np.zeros(density.size, bool)
    inside[order[:count]] = True
    inside = inside.reshape(density.shape)
    used = inside.any(axis=0)
    first = np.where(used, inside.argmax(axis=0), 0)
    last = np.where(used, len(grid.x) - inside[::-1].argmax(axis=0), 0)
    # What lies beyond a gap or a neck is a few stray phrases, not a part of the shape.
    thick = last - first >= NECK * (last - first).max()
    count = len(thick) if thick.all() else max(1, int(np.argmin(thick)))
    y, low, high = grid.y[:count], grid.x[first[:count]] - STEP_X / 2, grid.x[last[:count] - 1] + STEP_X / 2
    # Thin data in the tails leave horns and notches: away from the stated bearing a shape only narrows.
    low, high = _falling(-_smooth(low)) * -1, _falling(_smooth(high))
    angle = np.linspace(0, y[-1] + STEP_Y / 2, slices)
    return Shape(angle, np.interp(angle, y, low), np.interp(angle, y, high))


def nest(inner: Shape, outer: Shape) -> Shape:
    """The inner shape kept inside the outer one, where smoothing let it stick out."""
    angle = np.linspace(0, min(inner.angle[-1], outer.angle[-1]), len(inner.angle))
    low = np.maximum(np.interp(angle, inner.angle, inner.low), np.interp(angle, outer.angle, outer.low))
    high = np.minimum(np.interp(angle, inner.angle, inner.high), np.interp(angle, outer.angle, outer.high))
    return Shape(angle, np.minimum(low, high - 0.005), high)


def _smooth(edge: Floats) -> Floats:
    """Moving average over three slices; the first one is mirrored, the last keeps its value."""
    if len(edge) < 5:
        return edge
    padded = np.concatenate([edge[1:2], edge, edge[-1:]])
    return np.convolve(padded, np.ones(3) / 3, mode="valid")


def _falling(edge: Floats) -> Floats:
    """The nearest edge, by least squares, that nowhere rises with the angle (pool adjacent violators)."""
    means: list[float] = []
    sizes: list[int] = []
    for value in edge.tolist():
        means.append(value)
        sizes.append(1)
        while len(means) > 1 and means[-2] < means[-1]:
            size = sizes[-2] + sizes[-1]
            means[-2:] = [(means[-2] * sizes[-2] + means[-1] * sizes[-1]) / size]
            sizes[-2:] = [size]
    return np.repeat(means, sizes)
