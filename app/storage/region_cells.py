"""Which cells of the tiles' grid lie in a region, as ranges of `Event.quadkey`: few inside, fine ones at its border."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from app.storage.tile_address import FINEST, Tile

Numbers = NDArray[np.int64]

MOST_AT_BORDER = 1_000  # cells; from there on the middle of a cell decides


class Ranges(NamedTuple):
    """Each range begins with `low` and ends before `high`, in order; none touches the next."""

    low: list[int]
    high: list[int]


def ranges_inside(regions: Sequence[BaseGeometry], tile: Tile, known: int) -> tuple[Ranges, Ranges]:
    """What lies both in the tile and in one of the regions (lon, lat): whole cells of level `known`, and finer ones."""
    region = shapely.union_all(regions)
    shapely.prepare(region)
    x, y, key = (np.array([number]) for number in (tile.x, tile.y, tile.keys()[0] >> 2 * (FINEST - tile.z)))
    found: tuple[list[Numbers], list[Numbers]] = ([], [])
    for level in range(tile.z, FINEST + 1):
        west, south, east, north = _edges(x, y, level)
        boxes = shapely.box(west, south, east, north)
        inside, meets = shapely.covers(region, boxes), shapely.intersects(region, boxes)
        is_last = level == FINEST or meets.sum() - inside.sum() > MOST_AT_BORDER
        if is_last:
            inside |= shapely.contains_xy(region, (west + east) / 2, (south + north) / 2)
        cells = key[inside] << 2 * (FINEST - level)
        found[level > known].append(np.column_stack([cells, cells + 4 ** (FINEST - level)]))
        if is_last:
            break
        x, y, key = _quarters(*(numbers[meets & ~inside] for numbers in (x, y, key)))
    return _joined(found[0]), _joined(found[1])


def _edges(x: Numbers, y: Numbers, level: int) -> tuple[Any, Any, Any, Any]:
    """West, south, east, north; the outermost rows reach to the poles, as keys do."""
    across = 2**level
    south, north = (np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * row / across)))) for row in (y + 1, y))
    south, north = np.where(y == across - 1, -90.0, south), np.where(y == 0, 90.0, north)
    return x / across * 360 - 180, south, (x + 1) / across * 360 - 180, north


def _quarters(x: Numbers, y: Numbers, key: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    right, below = np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1])
    parts = 2 * x[:, None] + right, 2 * y[:, None] + below, 4 * key[:, None] + right + 2 * below
    return parts[0].ravel(), parts[1].ravel(), parts[2].ravel()


def _joined(found: list[Numbers]) -> Ranges:
    """Neighbours in one."""
    cells = np.concatenate(found) if found else np.empty((0, 2), dtype=np.int64)
    low, high = cells[np.argsort(cells[:, 0])].T
    parted = low[1:] != high[:-1]
    starts, ends = np.append(True, parted)[: low.size], np.append(parted, True)[: low.size]
    return Ranges(low[starts].tolist(), high[ends].tolist())
