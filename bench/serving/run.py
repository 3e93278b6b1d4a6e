"""Requests a second of this service beside pygeoapi, tipg and bare SQL: one command, one run.

    python -m bench.serving.run [--cases limit10,tile6] [--seconds 3] [--rounds 3] [--skip-peers] [--out docs/serving]

Makes a database of its own in --home and events (those of ../shared where that is, else of `bench.serving.events`, or
those of --events), loads them with `eventmap import geojson`, installs the peers from PyPI into environments of their
own, starts every server with two workers, and asks all of them the same. Each round asks every server in turn, case by
case, so that whatever else the machine does hits all alike. Needs wrk (Debian: apt-get install wrk) and PostGIS.
A second run with the same --home finds everything made. Writes OUT.md and OUT.svg, and all single measurements to
HOME/results.jsonl.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from time import perf_counter

from app.database import Database
from app.settings import Settings
from bench.serving import cases, events, floor, machine, report, servers, tables, wrk
from bench.serving.cases import AGAIN, CASES, TILES, Questions, Server

PROJECT = servers.PROJECT
MAKE_EVENTS = PROJECT.parent / "shared/bench/make_events.py"


def main() -> None:
    args = arguments()
    if not shutil.which("wrk"):
        sys.exit("wrk is missing: apt-get install wrk")
    home = args.home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    environ = servers.environment(home)
    with Database(Settings.from_env(environ)) as database, ExitStack() as running:
        database.upgrade()
        sockets = database.cluster.socket_folder
        dsn = f"host={sockets} user={servers.USER} dbname="
        prepare(args, home, environ, dsn)
        if args.prepare_only:
            return
        asked = cases.draw(dsn + servers.DATABASE)
        load_before = machine.load()
        ours, pid = running.enter_context(servers.eventmap(environ, home / "eventmap.log"))
        uncached, _ = running.enter_context(
            servers.eventmap(environ, home / "eventmap-no-cache.log", with_tile_cache=False)
        )
        peers = []
        if not args.skip_peers:
            peers = [
                running.enter_context(servers.pygeoapi(home, sockets, home / "pygeoapi.log")),
                running.enter_context(servers.tipg(home, sockets, home / "tipg.log")),
            ]
        results = home / "results.jsonl"
        results.unlink(missing_ok=True)
        with results.open("a") as file:
            for measured in rounds(args, asked, ours, uncached, peers, dsn + servers.DATABASE):
                print(shown(measured), flush=True)
                file.write(json.dumps(measured) + "\n")
                file.flush()
        about = {
            "machine": machine.describe(),
            "load": (load_before, machine.load()),
            "memory": machine.worker_memory(pid),
            "loopback": machine.loopback_bytes_a_second(),
            "events": tables.count(dsn + servers.DATABASE),
            "connections": args.connections,
            "seconds": args.seconds,
            "rounds": args.rounds,
        }
    (home / "about.json").write_text(json.dumps(about))
    report.write(results, about, args.out or home / "report")


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=PROJECT / ".eventmap/bench-serving")
    parser.add_argument("--events", type=Path, help="GeoJSON features, one a line, to load instead of made-up ones")
    parser.add_argument("--count", type=int, default=200_000, help="how many events are made up")
    parser.add_argument("--cases", type=lambda text: text.split(","), default=CASES, help=",".join(CASES))
    parser.add_argument("--seconds", type=int, default=3, help="for each server, case and round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=8)
    parser.add_argument("--skip-peers", action="store_true")
    parser.add_argument("--prepare-only", action="store_true", help="only make what is made once")
    parser.add_argument("--out", type=Path, help="OUT.md and OUT.svg; by default in HOME")
    args = parser.parse_args()
    for case in args.cases:
        if case not in CASES:
            parser.error(f"there is no case {case}; there are {', '.join(CASES)}")
    return args


def prepare(args: argparse.Namespace, home: Path, environ: dict[str, str], dsn: str) -> None:
    """Events, tables, peers: whatever is not there yet."""
    if not args.skip_peers:
        servers.install(home)
    tables.create_database(dsn + servers.USER, servers.DATABASE)
    loaded, made = tables.has_events(dsn + servers.USER), tables.are_made(dsn + servers.DATABASE)
    if loaded and made:
        return
    file = args.events or home / f"events-{args.count}.geojsonl"
    if not file.exists():
        print("making events", flush=True)
        if MAKE_EVENTS.exists():
            subprocess.run([sys.executable, MAKE_EVENTS, str(args.count), "--geojsonl", file], check=True)
        else:
            events.write(args.count, file)
    if not loaded:
        began = perf_counter()
        subprocess.run([sys.executable, "-m", "app.cli", "import", "geojson", file], env=environ, check=True)
        print(f"loaded in {perf_counter() - began:.0f} s", flush=True)
        tables.tidy(dsn + servers.USER)
    if not made:
        tables.make(dsn + servers.DATABASE, file)


def rounds(
    args: argparse.Namespace, asked: Questions, ours: Server, uncached: Server, peers: list[Server], dsn: str
) -> list[dict[str, object]]:
    """Every measurement as it comes: round by round, case by case, server by server."""
    plan = []
    for case in args.cases:
        ready = uncached if case in TILES else ours
        others = [] if case in AGAIN else peers
        for server in (ready, *others):
            if found := cases.addresses(server, case, asked):
                accept = "*/*" if case.startswith("tile") else "application/geo+json"
                answers = [wrk.fetch(address, accept) for address in found[:24]]
                tags = [wrk.fetch(address, accept)[1] for address in found] if case.endswith("304") else None
                about = {"case": case, "server": server.name, "features": features_in([body for body, _ in answers])}
                plan.append((about, found, accept, tags))
        if case in floor.QUERIES:
            plan.append(({"case": case, "server": "floor"}, None, None, None))
    for number in range(args.rounds):
        for about, found, accept, tags in plan:
            if found is None:
                done = floor.measure(dsn, about["case"], cases.floor_values(about["case"], asked), args.seconds)
            else:
                done = wrk.drive(found, accept, args.connections, args.seconds, tags)
            yield {"round": number, **about, **asdict(done)}


def features_in(bodies: list[bytes]) -> float | None:
    """Features of an answer on average; None for tiles, which are no JSON."""
    try:
        return sum(len(json.loads(body).get("features", [0])) for body in bodies) / len(bodies)
    except ValueError:
        return None


def shown(measured: dict[str, object]) -> str:
    return (
        f"{measured['round']} {measured['case']:15}{measured['server']:10}{measured['rate']:10.1f}/s "
        f"{measured['p50_ms']:8.1f} ms {measured['bytes'] / 1e3:9.1f} KB  {measured['errors']} errors"
    )


if __name__ == "__main__":
    main()
