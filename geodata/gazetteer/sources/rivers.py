"""Rivers: Natural Earth's centre lines, the important ones merged under all their names along their whole course.

The Euphrates is three rivers in the data set (Fırat, Al Furat, Euphrates); Raqqa would lie 147 km from the English one.
"""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import shapely
from shapely.geometry import LineString, MultiLineString, box, shape
from shapely.geometry.base import BaseGeometry

from geodata.data import open_data
from geodata.errors import SourceUnreadable
from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.admin1 import country_outlines
from geodata.types import Kind

# Lines of one name are one river when they come this close; two rivers called Colorado do not.
_GAP_DEG = 0.6
_SPOKEN = {"en": "{} River", "fr": "rivière {}", "de": "{}-Fluss", "es": "río {}", "ar": "نهر {}"}


class Rivers:
    """Merged rivers of our table first, then every other named line."""

    name = "rivers"
    licence = "Public domain (Natural Earth); MIT (names in five languages)"
    attribution = "Natural Earth; eventmap"

    def records(self) -> Iterator[PlaceRecord]:
        """Our table, then the rest by name."""
        lines: dict[str, list[BaseGeometry]] = defaultdict(list)
        with open_data("rivers.geojson.gz") as file:
            for feature in json.load(file)["features"]:
                lines[feature["properties"]["name"]].append(shape(feature["geometry"]))
        taken: set[int] = set()
        with open_data("rivers.csv") as file:
            for row in csv.DictReader(file):
                course = _select(row, lines)
                if not course:
                    raise SourceUnreadable(f"no line for river {row['id']!r} in its window")
                taken |= {id(line) for line in course}
                yield _merged(row, MultiLineString(_strings(course)))
        for name in sorted(lines):
            rest = [line for line in lines[name] if id(line) not in taken]
            for number, river in enumerate(_courses(rest)):
                yield _plain(name, number, river)


def _select(row: dict[str, str], lines: dict[str, list[BaseGeometry]]) -> list[BaseGeometry]:
    """The lines of that name in the window; letters that the data set has lost stand there as "?"."""
    window = box(float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"]))
    return [line for name in row["lines"].split("|") for line in lines[name] if line.intersects(window)]


def _merged(row: dict[str, str], course: MultiLineString) -> PlaceRecord:
    names = [(name, LANGUAGE_FLAGS[code]) for code in LANGUAGE_FLAGS for name in row[code].split("|") if name]
    record = _record(f"eventmap:river-{row['id']}", names[0][0], course)
    for name, language in names:
        record.add(name, NameFlag.ALTERNATE | language)
    for code, pattern in _SPOKEN.items():
        for name in filter(None, row[code].split("|")):
            record.add(pattern.format(name), NameFlag.GENERATED | LANGUAGE_FLAGS[code])
    for name in filter(None, row["also"].split("|")):
        record.add(name)
    return record


def _plain(name: str, number: int, course: MultiLineString) -> PlaceRecord:
    spoken = name.split("(")[0].strip()
    suffix = f"-{number}" if number else ""
    slug = "".join(letter if letter.isalnum() else "-" for letter in name.lower()).strip("-")
    record = _record(f"naturalearth:river-{slug}{suffix}", f"{spoken} River", course)
    if len(spoken) > 4 and "?" not in spoken:
        # "Black", "Red" and "Bear" are rivers in the data set and words in every text.
        record.add(spoken, NameFlag.ALTERNATE | NameFlag.LOW_TRUST)
    if "(" in name:
        record.add(name.split("(")[1].strip(" )"), NameFlag.ALTERNATE | NameFlag.LOW_TRUST)
    for pattern in _SPOKEN.values():
        record.add(pattern.format(spoken), NameFlag.GENERATED)
    return record


def _record(place_id: str, name: str, course: MultiLineString) -> PlaceRecord:
    middle = course.interpolate(0.5, normalized=True) if len(course.geoms) == 1 else course.centroid
    nearest = shapely.shortest_line(middle, course).coords[-1]
    return PlaceRecord(
        id=place_id, name=name, kind=Kind.RIVER, lon=round(nearest[0], 4), lat=round(nearest[1], 4),
        country=_country_of(course), feature_code="STM", outline=shapely.to_wkb(course), outline_method="survey",
    )  # fmt: skip


@cache
def _countries() -> tuple[list[str], shapely.STRtree]:
    return list(country_outlines()), shapely.STRtree(list(country_outlines().values()))


def _country_of(course: MultiLineString) -> str:
    """The country that holds all of the course; none for a river that crosses a border or follows one."""
    codes, tree = _countries()
    samples = [line.interpolate(step / 8, normalized=True) for line in course.geoms for step in range(9)]
    crossed = {codes[country] for country in tree.query(samples, predicate="intersects")[1]}
    return crossed.pop() if len(crossed) == 1 else ""


def _courses(lines: list[BaseGeometry]) -> list[MultiLineString]:
    """The lines of one name as connected rivers."""
    courses: list[list[BaseGeometry]] = []
    for line in lines:
        near = [course for course in courses if any(line.distance(other) < _GAP_DEG for other in course)]
        courses = [course for course in courses if course not in near]
        courses.append([line, *(other for course in near for other in course)])
    return [MultiLineString(_strings(course)) for course in courses]


def _strings(lines: list[BaseGeometry]) -> list[LineString]:
    parts = [part for line in lines for part in shapely.get_parts(line)]
    return [part for part in parts if isinstance(part, LineString) and not part.is_empty]
