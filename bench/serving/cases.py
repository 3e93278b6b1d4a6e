"""What is asked of every server: each case goes through many different boxes, months, items and tiles.

They are drawn from the events themselves, the same each time: boxes that hold about one event in a hundred, tiles and
towns where something happened.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from math import asinh, pi, radians, tan
from random import Random
from typing import Any
from urllib.parse import urlencode

import numpy as np
import orjson
import psycopg

from bench.serving.wrk import fetch

FEATURES = "limit10 limit1000 page1000 bbox1000 bbox_month100 bbox_year100 item".split()
TILES = "tile4 tile6 tile8".split()
AGAIN = [f"{case}_{how}" for case in TILES for how in ("cached", "304")]
CASES = [*FEATURES, *TILES, *AGAIN]
BOXES, MONTHS, ITEMS, MOST_TILES = 24, 40, 500, 20
SHARE = 0.01
DEEP = (0.005, 0.1, 0.5, 0.95)  # how far into all events the late pages lie

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Questions:
    """Boxes, time windows, tiles (zoom, column, row) by zoom, ids of rows in the peers' table, late offsets."""

    boxes: list[Box]
    months: list[tuple[str, str]]
    years: list[tuple[str, str]]
    tiles: dict[int, list[tuple[int, int, int]]]
    ids: list[int]
    offsets: list[int]


PEERS = "id, point_lon, point_lat, ST_XMin(geom), ST_YMin(geom), ST_XMax(geom), ST_YMax(geom)"


def draw(dsn: str, columns: str = PEERS) -> Questions:
    """The questions for the events of this database; `columns` are key, point and edges of each."""
    chance = Random(11)
    with psycopg.connect(dsn) as connection:
        rows = connection.execute(f"SELECT {columns} FROM events ORDER BY id").fetchall()
        first, last = connection.execute("SELECT min(date_from), max(date_from) FROM events").fetchone()
    table = np.array(rows, dtype=float)
    picked = [table[chance.randrange(len(table))] for _ in range(2000)]
    months = [f"{year}-{month:02d}-01T00:00:00Z" for year in range(first.year, last.year + 1) for month in range(1, 13)]
    starts = [chance.randrange(len(months) - 1) for _ in range(MONTHS)]
    years = [(f"{year}-01-01T00:00:00Z", f"{year}-12-31T23:59:59Z") for year in range(first.year, last.year + 1)]
    tiles = {zoom: dict.fromkeys(tile_of(zoom, row[1], row[2]) for row in picked) for zoom in (4, 6, 8)}
    return Questions(
        [box_round(row[1], row[2], table) for row in picked[:BOXES]],
        [(months[start], months[start + 1]) for start in starts],
        years,
        {zoom: list(found)[:MOST_TILES] for zoom, found in tiles.items()},
        [int(row[0]) for row in picked[:ITEMS]],
        [int(share * len(table)) for share in DEEP],
    )


def box_round(lon: float, lat: float, table: np.ndarray) -> Box:
    """The box round a point that about `SHARE` of the events meet; it never crosses the antimeridian."""
    low, high = 0.0, 90.0
    for _ in range(20):
        half = (low + high) / 2
        west, south, east, north = box = _box(lon, lat, half)
        meets = (table[:, 3] <= east) & (table[:, 5] >= west) & (table[:, 4] <= north) & (table[:, 6] >= south)
        low, high = (low, half) if meets.mean() > SHARE else (half, high)
    return box


def _box(lon: float, lat: float, half: float) -> Box:
    edges = max(-180.0, lon - half), max(-85.0, lat - half / 2), min(180.0, lon + half), min(85.0, lat + half / 2)
    return tuple(round(edge, 4) for edge in edges)


def tile_of(zoom: int, lon: float, lat: float) -> tuple[int, int, int]:
    """Zoom, column, row of the tile that holds the point."""
    across = 2**zoom
    column, row = (lon + 180) / 360 * across, (1 - asinh(tan(radians(lat))) / pi) / 2 * across
    return zoom, min(across - 1, int(column)), min(across - 1, int(row))


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server's features and tiles lie; `extra` goes into each question, `by_key`: pages by `next` links."""

    name: str
    items: str
    tiles: str | None
    extra: dict[str, str]
    by_key: bool = False

    def ask(self, **parameters: Any) -> str:
        return f"{self.items}?{urlencode(parameters | self.extra, safe=',:/')}"


def addresses(server: Server, case: str, asked: Questions) -> list[str]:
    """What to ask this server; empty where it has nothing of the kind."""
    if case in TILES or case in AGAIN:
        found = asked.tiles[int(case[4])]
        return [server.tiles.format(z=z, x=x, y=y) for z, x, y in found] if server.tiles else []
    boxes = [",".join(map(str, box)) for box in asked.boxes]
    if case.startswith("limit"):
        return [server.ask(limit=case.removeprefix("limit"))]
    if case == "page1000":
        return _by_next(server, asked) if server.by_key else [server.ask(limit=10, offset=at) for at in asked.offsets]
    if case == "bbox1000":
        return [server.ask(limit=1000, bbox=box) for box in boxes]
    if case in ("bbox_month100", "bbox_year100"):
        windows = asked.months if case == "bbox_month100" else asked.years * 8
        return [server.ask(limit=100, bbox=box, datetime="/".join(w)) for box, w in zip(cycle(boxes), windows)]
    pages = [orjson.loads(fetch(server.ask(limit=25, bbox=box))[0]) for box in boxes[:20]]
    query = f"?{urlencode(server.extra)}" if server.extra else ""
    return [f"{server.items}/{feature['id']}{query}" for page in pages for feature in page["features"]]


def _by_next(server: Server, asked: Questions) -> list[str]:
    """Late pages of ten, reached by following `next` through large ones."""
    step, found, address, passed = 10_000, [], server.ask(limit=10_000), 0
    for offset in asked.offsets:
        while passed + step <= offset or passed == 0:
            links = orjson.loads(fetch(address)[0])["links"]
            address = next(link["href"] for link in links if link["rel"] == "next")
            passed += step
        found.append(address.replace("limit=10000", "limit=10"))
    return list(dict.fromkeys(found))


def floor_values(case: str, asked: Questions) -> list[tuple]:
    """The same questions as values for `floor.QUERIES`."""
    if case.startswith("limit"):
        return [()]
    if case == "item":
        return [(key,) for key in asked.ids]
    if case == "page1000":
        return [(offset,) for offset in asked.offsets]
    if case == "bbox1000":
        return list(asked.boxes)
    if case in TILES:
        return [(*tile, *tile) for tile in asked.tiles[int(case[4])]]
    windows = asked.months if case == "bbox_month100" else asked.years * 8
    return [(*box, *window) for box, window in zip(cycle(asked.boxes), windows)]
