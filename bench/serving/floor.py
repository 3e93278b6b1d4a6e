"""The floor: the same work straight through psycopg, without HTTP; in two processes, as a server has two workers."""

from __future__ import annotations

from multiprocessing import get_context
from time import perf_counter

import psycopg

from bench.serving.wrk import Measured

PROCESSES = 2
COLLECTION = (
    """SELECT '{{"type":"FeatureCollection","features":[' || coalesce(string_agg(feature, ','), '') || ']}}' """
    "FROM (SELECT feature FROM ready WHERE {where} ORDER BY id LIMIT {limit}) AS page"
)
BOX = "ST_Intersects(geom, ST_MakeEnvelope(%s, %s, %s, %s, 4326))"
TILE = """
WITH drawn AS (
    SELECT id, type, ST_AsMVTGeom(mercator, ST_TileEnvelope(%s, %s, %s), 4096, 64, true) AS geom FROM ready
    WHERE geom && ST_Transform(ST_TileEnvelope(%s, %s, %s, margin => 0.015625), 4326) ORDER BY id LIMIT 10000)
SELECT ST_AsMVT(drawn, 'default') FROM drawn WHERE geom IS NOT NULL"""
QUERIES = {
    "limit10": COLLECTION.format(where="true", limit=10),
    "limit1000": COLLECTION.format(where="true", limit=1000),
    "page1000": COLLECTION.format(where="id > %s", limit=10),
    "bbox1000": COLLECTION.format(where=BOX, limit=1000),
    "bbox_month100": COLLECTION.format(where=f"{BOX} AND date_from >= %s AND date_from < %s", limit=100),
    "bbox_year100": COLLECTION.format(where=f"{BOX} AND date_from >= %s AND date_from < %s", limit=100),
    "item": COLLECTION.format(where="id = %s", limit=1),
    **dict.fromkeys(("tile4", "tile6", "tile8"), TILE),
}


def measure(dsn: str, case: str, values: list[tuple], seconds: float) -> Measured:
    """Answers a second of all processes together."""
    query = QUERIES[case]
    with get_context("spawn").Pool(PROCESSES) as pool:
        pool.map(_connect, [dsn] * PROCESSES, chunksize=1)
        found = pool.starmap(_repeat, [(dsn, query, values, seconds, turn) for turn in range(PROCESSES)], chunksize=1)
    delays = sorted(delay for delays, _ in found for delay in delays)
    rate = sum(len(delays) / max(sum(delays), 1e-9) for delays, _ in found)
    size = sum(sent for _, sent in found) / len(delays)
    return Measured(rate, delays[len(delays) // 2] * 1e3, delays[int(len(delays) * 0.99)] * 1e3, size, 0)


def _connect(dsn: str) -> None:
    psycopg.connect(dsn).close()


def _repeat(dsn: str, query: str, values: list[tuple], seconds: float, turn: int) -> tuple[list[float], int]:
    delays, sent = [], 0
    with psycopg.connect(dsn, autocommit=True, prepare_threshold=2) as connection:
        cursor = connection.cursor(binary="ST_AsMVT" in query)
        until, number = perf_counter() + seconds, turn * len(values) // PROCESSES
        while perf_counter() < until or not delays:
            began = perf_counter()
            body = cursor.execute(query, values[number % len(values)] or None).fetchone()[0]
            delays.append(perf_counter() - began)
            sent, number = sent + len(body), number + 1
    return delays, sent
