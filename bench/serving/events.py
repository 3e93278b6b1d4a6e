"""Made-up events in the contract's shape, one Feature a line, the same ones each time.

    python -m bench.serving.events 200000 FILE.geojsonl

Regions of 2 to 200 km round 500 towns, from 2020 to 2025; two fifths of the events last for hours or days.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import orjson
import shapely

from app.importers.disc import disc

TYPES = "protest armed_clash flood earthquake election strike wildfire accident summit outbreak".split()
COUNTRIES, LANGUAGES = "IQ SY UA YE SD ML CD MM AF IL".split(), "en fr de es ar".split()
RELATIONS = "in near offset direction between".split()
TOWNS, FIRST_DAY, DAYS = 500, datetime(2020, 1, 1, tzinfo=UTC), 2190


def features(count: int) -> Iterator[dict[str, Any]]:
    """As many Features as are asked for."""
    chance = Random(7)
    towns = [(chance.uniform(-175, 175), chance.uniform(-50, 60), chance.paretovariate(0.8)) for _ in range(TOWNS)]
    weights = [min(weight, 60.0) for *_, weight in towns]
    for number in range(1, count + 1):
        town = chance.choices(range(TOWNS), weights)[0]
        lon, lat = (round(towns[town][axis] + chance.gauss(0, 0.35), 5) for axis in (0, 1))
        kind, radius_km = chance.randrange(len(TYPES)), round(2 * 100 ** chance.random(), 2)
        begin = FIRST_DAY + timedelta(seconds=chance.randrange(DAYS * 86_400))
        end = begin + timedelta(seconds=chance.randrange(3_600, 864_000) if chance.random() < 0.4 else 0)
        words = f"{int(radius_km)} km south of City {town:03d}"
        name, dead = TYPES[kind].replace("_", " "), number % 17 if number % 4 == 0 else 0
        yield {
            "type": "Feature",
            "id": number,
            "geometry": shapely.geometry.mapping(disc(lon, lat, radius_km)),
            "properties": {
                "title": f"{name.title()} near City {town:03d} #{number}",
                "type": TYPES[kind],
                "subtype": f"{TYPES[kind]}_{number % 5}",
                "date_from": _instant(begin),
                "date_to": _instant(end),
                "date_precision": "day",
                "location": words,
                "relation": RELATIONS[number % 5],
                "place": f"City {town:03d}",
                "country": COUNTRIES[town % 10],
                "admin1": f"Province {town % 90:02d}",
                "point_lon": lon,
                "point_lat": lat,
                "radius_km": radius_km,
                "precision_acled": 1 + number % 3,
                "precision_ucdp": 1 + number % 7,
                "precision_gtd": 1 + number % 5,
                "confidence": round(chance.random(), 3),
                "actors": "; ".join(f"Actor {(number * 7 + k * 13) % 200:03d}" for k in range(number % 3 + 1)),
                **{f"killed_{end}": dead * factor for end, factor in (("low", 1), ("best", 1), ("high", 2))},
                **{f"wounded_{end}": dead * factor for end, factor in (("low", 1), ("best", 2), ("high", 3))},
                "language": LANGUAGES[number % 5],
                "source": f"https://news.example.org/{2020 + number % 6}/article-{number}.html",
                "quote": f"Officials said that the {name} took place some {words} on that day.",
                "status": "auto",
                "updated": _instant(begin + timedelta(days=1)),
            },
        }


def write(count: int, path: Path) -> None:
    """The Features into a file, one a line."""
    with path.open("wb") as file:
        for feature in features(count):
            file.write(orjson.dumps(feature) + b"\n")


def _instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
