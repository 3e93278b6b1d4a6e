"""How many coded records a second go into PostGIS: made-up files of the real columns, real places, an own database.

    python -m bench.imports [--records 50000] [--format acled]... [--profile]

GeoJSON has shapes of 16 to 64 corners, 2 to 200 km wide, each its own.

Prints for each format the first load, the same file again (nothing changes), and reading alone. Deterministic files.
Both processes' CPU time is told as well: with two cores to itself, an import goes at the pace of the slower of the two.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import csv
import gc
import json
import os
import pstats
import random
import resource
import tempfile
from collections.abc import Callable, Iterator
from math import cos, pi, sin
from pathlib import Path
from time import perf_counter, process_time

from app.cli.collecting import collect_seldom
from app.database import Database
from app.extraction import taxonomy
from app.importers import gdelt, ucdp
from app.importers.registry import IMPORTERS, Knowledge
from app.importers.rows import Rows
from app.services.imports import import_events
from app.settings import Settings
from geodata.gazetteer import Gazetteer
from geodata.types import Kind, Place

ACLED_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
WORDS = "forces clashed with gunmen who fired at a convoy on the road near the town wounding several residents".split()
TOWNS = 4_000
COUNTRIES = "IQ SY UA YE SD ML CD MM AF SO".split()  # as in a download for the countries at war


def towns(gazetteer: Gazetteer, chance: random.Random) -> list[Place]:
    """Some towns of the world, with their real provinces."""
    picked: list[Place] = []
    while len(picked) < TOWNS:
        row = chance.randrange(len(gazetteer))
        if gazetteer.kind[row] is Kind.CITY and gazetteer.country[row] in COUNTRIES:
            picked.append(gazetteer.place(row))
    return picked


def day(chance: random.Random) -> str:
    return f"2023-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def acled_rows(places: list[Place], count: int, chance: random.Random) -> Iterator[list[object]]:
    yield list(ACLED_COLUMNS)
    kinds = [entry.acled for entry in taxonomy.load().types.values() if entry.acled]
    for number in range(count):
        place, kind = chance.choice(places), chance.choice(kinds)
        notes = f"On {number} of the month, " + " ".join(chance.choices(WORDS, k=30))
        row = dict.fromkeys(ACLED_COLUMNS, "")
        row |= {"event_id_cnty": f"XXX{number}", "event_date": day(chance), "time_precision": chance.choice("1112")}
        row |= {"event_type": kind[0], "sub_event_type": kind[1], "actor1": f"Military Forces {number % 90}"}
        row |= {
            "actor2": f"Group {number % 400}",
            "country": "",
            "admin1": place.admin1_name or "",
            "location": place.name,
        }
        row |= {"latitude": place.lat, "longitude": place.lon, "geo_precision": chance.choices("123", (6, 3, 1))[0]}
        row |= {"notes": notes, "fatalities": number % 7, "timestamp": 1_700_000_000 + number, "source": "A newspaper"}
        yield list(row.values())


def ucdp_rows(places: list[Place], count: int, chance: random.Random) -> Iterator[list[object]]:
    yield list(ucdp.COLUMNS)
    for number in range(count):
        place, day_text = chance.choice(places), day(chance)
        # The shares of the levels as counted in a sample of 1,000 (field notes), one in seven with a relation in words.
        level = chance.choices("1234567", (470, 230, 140, 105, 35, 12, 8))[0]
        words = f"{chance.choice(['near', '12 km north of'])} {place.name}" if chance.random() < 0.15 else place.name
        row = dict.fromkeys(ucdp.COLUMNS, "")
        row |= {"id": number, "type_of_violence": chance.choice("123"), "where_prec": level, "where_description": words}
        row |= {
            "where_coordinates": place.name,
            "adm_1": f"{place.admin1_name} province",
            "country": "",
            "country_id": "",
        }
        row |= {"latitude": place.lat, "longitude": place.lon, "date_start": day_text, "date_end": day_text}
        row |= {
            "date_prec": 1,
            "best": 2,
            "low": 1,
            "high": 5,
            "side_a": "Government",
            "side_b": f"Group {number % 300}",
        }
        row |= {"source_headline": " ".join(chance.choices(WORDS, k=9)), "event_clarity": 1, "dyad_name": "A - B"}
        yield list(row.values())


def gdelt_rows(places: list[Place], count: int, chance: random.Random) -> Iterator[list[object]]:
    names = gdelt.COLUMNS[61]
    for number in range(count):
        place = chance.choice(places)
        row = dict.fromkeys(names, "")
        code = f"{chance.choice('01 03 04 07 11 14 17 18 19'.split())}{chance.choice('0123')}"
        row |= {"GLOBALEVENTID": number, "SQLDATE": day(chance).replace("-", ""), "EventCode": code, "IsRootEvent": "1"}
        row |= {"EventRootCode": code[:2], "Actor1Code": f"A{number % 500}", "Actor1Name": f"ACTOR {number % 500}"}
        row |= {"ActionGeo_Type": chance.choice("145"), "ActionGeo_FullName": f"{place.name}, X, Y"}
        row |= {"ActionGeo_Lat": place.lat, "ActionGeo_Long": place.lon, "ActionGeo_CountryCode": "IZ"}
        row |= {"ActionGeo_FeatureID": place.row, "SOURCEURL": f"https://news.example.org/{number // 6}"}
        yield list(row.values())


def features(places: list[Place], count: int, chance: random.Random) -> Iterator[str]:
    for number in range(count):
        place, corners, radius = chance.choice(places), chance.randint(16, 64), chance.uniform(0.02, 1.0)
        turns = [2 * pi * corner / corners for corner in range(corners)]
        ring = [
            [round(place.lon + radius * cos(turn), 6), round(place.lat + radius * sin(turn) / 2, 6)] for turn in turns
        ]
        properties = {
            "title": f"Flood near {place.name} #{number}",
            "type": "flood",
            "date_from": f"{day(chance)}T06:30:00Z",
            "location": f"12 km south of {place.name}",
            "place": place.name,
            "point_lon": place.lon,
            "point_lat": place.lat,
            "radius_km": round(radius * 111, 2),
            "confidence": 0.6,
            "actors": f"Actor {number % 200}; Actor {number % 77}",
            "killed_best": number % 9,
            "source": f"https://news.example.org/{number}",
            "quote": " ".join(chance.choices(WORDS, k=14)),
        }
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        yield json.dumps({"type": "Feature", "id": number, "geometry": shape, "properties": properties}) + "\n"


MAKERS: dict[str, Callable[[list[Place], int, random.Random], Iterator[list[object]]]] = {
    "acled": acled_rows,
    "ucdp": ucdp_rows,
    "gdelt": gdelt_rows,
}


FORMATS = [*MAKERS, "geojson"]


def write_file(path: Path, form: str, places: list[Place], count: int, chance: random.Random) -> None:
    if form == "geojson":
        with path.open("w", encoding="utf-8") as lines:
            lines.writelines(features(places, count, chance))
        return
    delimiter, rows = "\t" if form == "gdelt" else ",", MAKERS[form](places, count, chance)
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)


def server_seconds(database: Database) -> float:
    """CPU time of all processes of the private PostgreSQL so far, those that have ended included (Linux)."""
    assert database.cluster is not None
    parent = int((database.cluster.data / "postmaster.pid").read_text().split()[0])
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()  # from the state on, which is field 3
            if int(stat.parent.name) == parent:
                ticks += sum(map(int, fields[11:15]))
            elif int(fields[1]) == parent:
                ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def measure(form: str, file: Path, database: Database, gazetteer_path: Path, count: int) -> None:
    def rows() -> Rows:
        return IMPORTERS[form](str(file), None, Knowledge(gazetteer_path))

    gc.collect()  # what the format before knew of places
    began = perf_counter()
    read = sum(1 for _ in rows())
    print(f"{form:7} reading alone  {count / (perf_counter() - began):8,.0f} records a second ({read:,} events)")
    known = {entry.type for entry in taxonomy.load().types.values()}
    for label in ("first load", "second load"):
        began, cpu_began, server_began = perf_counter(), process_time(), server_seconds(database)
        report = import_events(database.session, rows(), known)
        seconds, cpu_seconds = perf_counter() - began, process_time() - cpu_began
        server = server_seconds(database) - server_began
        print(
            f"{form:7} {label:14} {count / seconds:8,.0f} records a second "
            f"({count / cpu_seconds:,.0f} a second of Python's CPU time, {count / server:,.0f} of PostgreSQL's), "
            f"{report.written.added} added, {report.written.unchanged} unchanged, {report.bad} bad",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=50_000)
    parser.add_argument("--format", action="append", choices=FORMATS)
    parser.add_argument("--profile", action="store_true", help="where the time of reading and writing goes")
    args = parser.parse_args()
    gazetteer_path = Settings.from_env({}).gazetteer_path
    collect_seldom()  # as the command does
    with tempfile.TemporaryDirectory(prefix="eventmap-bench-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        settings = Settings.from_env({"EVENTMAP_HOME": f"{folder}/data", "EVENTMAP_GAZETTEER": str(gazetteer_path)})
        with Database(settings) as database:
            database.upgrade()
            for form in args.format or FORMATS:
                chance = random.Random(7)
                places = towns(Gazetteer.open(gazetteer_path), chance)
                file = Path(folder) / f"{form}.csv"
                write_file(file, form, places, args.records, chance)
                profiler = cProfile.Profile()
                if args.profile:
                    profiler.enable()
                measure(form, file, database, gazetteer_path, args.records)
                if args.profile:
                    profiler.disable()
                    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
