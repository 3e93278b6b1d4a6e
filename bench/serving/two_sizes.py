"""Requests a second of two servers of ours, one for each of two databases: how much slower are many events?

    python -m bench.serving.two_sizes SMALL_URL LARGE_URL [--seconds 2] [--rounds 3] [--cases limit10,tile0]

The questions are drawn from the small database's events, which the large one has as well (`bench.serving.multiply`).
Each has two workers and 8 connections; tiles are made anew for every request. Both take turns, case by case.
"""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.serving import cases, machine, servers, wrk
from bench.serving.cases import FEATURES, TILES, Questions, Server

OURS = "id, ST_X(point), ST_Y(point), ST_XMin(region), ST_YMin(region), ST_XMax(region), ST_YMax(region)"
CONNECTIONS = 8
YEAR, MONTH, PART = "2022-01-01/2022-12-31", "2022-12-01/2022-12-31", "2021-03-10/2022-08-20"
TYPE, REGION = "armed_clash", "region=Brazil"
# What the whole world shows, and tiles of low zooms with filters: name -> zoom and query.
LOW = {
    **{f"tile{zoom}": (zoom, "") for zoom in range(4)},
    "tile0 month": (0, f"datetime={MONTH}"),
    "tile0 year": (0, f"datetime={YEAR}"),
    "tile0 part": (0, f"datetime={PART}"),
    "tile0 type": (0, f"type={TYPE}"),
    "tile2 month": (2, f"datetime={MONTH}"),
    "tile2 year": (2, f"datetime={YEAR}"),
    "tile2 type": (2, f"type={TYPE}"),
    "tile4 month": (4, f"datetime={MONTH}"),
    "tile4 type": (4, f"type={TYPE}"),
    "tile2 region": (2, REGION),
}
ALL = [*FEATURES, *TILES, *LOW, "summary"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("databases", nargs=2, metavar="URL")
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--cases", type=lambda text: text.split(","), default=ALL)
    args = parser.parse_args()
    asked = cases.draw(args.databases[0].replace("+psycopg", ""), OURS)
    load = machine.load()
    with ExitStack() as running, tempfile.TemporaryDirectory() as logs:
        sides = []
        for number, url in enumerate(args.databases):
            environ = servers.environment(Path(logs)) | {"DATABASE_URL": url}
            log = Path(logs) / f"{number}.log"
            plain, _ = running.enter_context(servers.eventmap(environ, log))
            uncached, _ = running.enter_context(servers.eventmap(environ, log, with_tile_cache=False))
            sides.append((plain, uncached))
        print(f"load {load[0]} before; medians of {args.rounds} rounds of {args.seconds} s")
        print(f"{'case':15}{'small /s':>10}{'large /s':>10}{'slower by':>11}", end="")
        print(f"{'p50 ms':>8}{'p99 ms':>8}{'KB':>8}{'errors':>8}")
        for case in args.cases:
            compare(case, sides, asked, args)
    print(f"load {machine.load()[0]} after")


def compare(case: str, sides: list[tuple[Server, Server]], asked: Questions, args: argparse.Namespace) -> None:
    """One line of the table."""
    plans = [addresses(case, *side, asked) for side in sides]
    accept = "*/*" if case.startswith("tile") else "application/geo+json, application/json"
    done = [[wrk.drive(plan, accept, CONNECTIONS, args.seconds) for plan in plans] for _ in range(args.rounds)]
    small, large = (median(pair[side].rate for pair in done) for side in (0, 1))
    times = [median(getattr(pair[1], name) for pair in done) for name in ("p50_ms", "p99_ms")]
    errors, size = sum(one.errors for pair in done for one in pair), done[0][1].bytes / 1e3
    print(f"{case:15}{small:10.1f}{large:10.1f}{small / max(large, 0.001):11.1f}", end="")
    print(f"{times[0]:8.1f}{times[1]:8.1f}{size:8.1f}{errors:8}", flush=True)


def addresses(case: str, plain: Server, uncached: Server, asked: Questions) -> list[str]:
    if case == "summary":
        return [plain.items.replace("ogc/collections/events/items", "events/summary")]
    if case in LOW:
        zoom, query = LOW[case]
        tiles = dict.fromkeys((zoom, x >> 8 - zoom, y >> 8 - zoom) for _, x, y in asked.tiles[8])
        return [uncached.tiles.format(z=z, x=x, y=y) + f"?{query}" * bool(query) for z, x, y in tiles]
    return cases.addresses(uncached if case in TILES else plain, case, asked)


if __name__ == "__main__":
    main()
