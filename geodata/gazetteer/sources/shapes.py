"""The small language in which the hand-made tables say where something is.

IQ-AR IQ-DA            units (ISO 3166-2, GeoNames "IQ.19", Natural Earth ids) or whole countries (ISO 3166-1)
line(lon lat, ...)     a river's course
poly(lon lat, ...)     as drawn; land(...) and sea(...) keep what is land or water of it
circle(lon lat km)     around a point
lake(lon lat)          the surveyed lake around that point
A + B                  both
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from functools import cache

import shapely
from shapely.geometry import LineString, Polygon, shape
from shapely.geometry.base import BaseGeometry

from geodata.data import open_data
from geodata.errors import SourceUnreadable
from geodata.gazetteer.sources.admin1 import country_outlines, dissolve, read_atoms, read_units

_TERM = re.compile(r"^(poly|line|land|sea|circle|lake)\((.*)\)$")
_KM_PER_DEGREE = 111.195
# An ocean's coast needs no more detail than this; it saves most of the time that the whole build takes.
_WIDE_DEG2, _COARSE_DEG = 400.0, 0.05


def read_shape(text: str) -> tuple[BaseGeometry, str]:
    """Geometry and method ("union" of surveyed units, "survey", "hand"). Raises `SourceUnreadable`."""
    parts, methods = [], set()
    for term in text.split(" + "):
        match = _TERM.match(term.strip())
        geometry, method = _drawn(match[1], match[2]) if match else (_units(term), "union")
        parts.append(geometry)
        methods.add(method)
    union = parts[0] if len(parts) == 1 else shapely.union_all(parts)
    return union, "hand" if "hand" in methods else sorted(methods)[0]


def anchor(text: str, geometry: BaseGeometry) -> tuple[float, float]:
    """The point that stands for the shape: a circle's centre, else one that lies inside."""
    match = _TERM.match(text.strip())
    if match and match[1] == "circle":
        lon, lat, _ = map(float, match[2].split())
        return lon, lat
    largest = max(shapely.get_parts(geometry), key=lambda part: float(part.area))
    if largest.length and not largest.area:
        middle = largest.interpolate(0.5, normalized=True)
        return round(middle.x, 4), round(middle.y, 4)
    middle = geometry.centroid if geometry.contains(geometry.centroid) else largest.representative_point()
    return round(middle.x, 4), round(middle.y, 4)


def _drawn(form: str, arguments: str) -> tuple[BaseGeometry, str]:
    if form == "circle":
        return _circle(*map(float, arguments.split())), "hand"
    if form == "lake":
        return _lake(*map(float, arguments.split())), "survey"
    corners = [tuple(map(float, pair.split())) for pair in arguments.split(",")]
    if form == "line":
        return LineString(corners), "hand"
    polygon = Polygon(corners)
    polygon = polygon if polygon.is_valid else polygon.buffer(0)
    if form == "poly":
        return polygon, "hand"
    land = _land_within(polygon)
    return (polygon.intersection(land) if form == "land" else polygon.difference(land)), "hand"


def _circle(lon: float, lat: float, radius_km: float) -> Polygon:
    height = radius_km / _KM_PER_DEGREE
    width = height / max(0.05, math.cos(math.radians(lat)))
    turns = [math.tau * step / 32 for step in range(32)]
    return Polygon([(lon + width * math.cos(turn), lat + height * math.sin(turn)) for turn in turns])


def _units(text: str) -> BaseGeometry:
    pieces: list[BaseGeometry] = []
    for code in text.split():
        if code in country_outlines():
            pieces.append(country_outlines()[code])
            continue
        atoms = _atoms_by_code().get(code)
        if not atoms:
            raise SourceUnreadable(f"no unit {code!r} for a region")
        pieces += [read_atoms()[atom] for atom in atoms if atom in read_atoms()]
    return dissolve(pieces)


@cache
def _atoms_by_code() -> dict[str, list[str]]:
    atoms: dict[str, list[str]] = defaultdict(list)
    for atom in read_units()["atoms"]:
        atoms[atom].append(atom)
    for unit in read_units()["units"]:
        for code in filter(None, {unit["iso"], unit["code"] if unit["kind"] == "admin1" else ""}):
            atoms[code] += unit["atoms"]
    return atoms


@cache
def _land() -> shapely.STRtree:
    return shapely.STRtree([piece for piece in read_atoms().values() if not piece.is_empty])


@cache
def _coarse_land() -> BaseGeometry:
    outlines = shapely.simplify(list(country_outlines().values()), _COARSE_DEG)
    return shapely.union_all(shapely.make_valid(outlines))


def _land_within(polygon: Polygon) -> BaseGeometry:
    if polygon.area > _WIDE_DEG2:
        return _coarse_land()
    tree = _land()
    return dissolve(list(tree.geometries[tree.query(polygon, predicate="intersects")]))


@cache
def _lakes() -> shapely.STRtree:
    with open_data("lakes.geojson.gz") as file:
        return shapely.STRtree([shape(feature["geometry"]) for feature in json.load(file)["features"]])


def _lake(lon: float, lat: float) -> BaseGeometry:
    tree = _lakes()
    found = tree.query(shapely.Point(lon, lat), predicate="dwithin", distance=0.15)
    if not len(found):
        raise SourceUnreadable(f"no lake at {lon} {lat}")
    lake: BaseGeometry = max(tree.geometries[found], key=lambda found: float(found.area))
    return lake
