"""Layers of Natural Earth 10m: admin 0 and 1, disputed areas, rivers, lakes, regions, marine areas, places, airports.

What a layer holds is told from its `featurecla` column, so that any of them may come under any file name.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.vector import outline_of, read_features
from geodata.types import Kind

_KINDS: tuple[tuple[str, Kind, str], ...] = (
    # beginning of featurecla in lower case, kind, GeoNames feature code
    ("admin-0", Kind.COUNTRY, "PCLI"),
    ("admin-1", Kind.ADMIN1, "ADM1"),
    ("disputed", Kind.REGION, "RGN"),
    ("breakaway", Kind.REGION, "RGN"),
    ("river", Kind.RIVER, "STM"),
    ("lake", Kind.LAKE, "LK"),
    ("alkaline lake", Kind.LAKE, "LK"),
    ("reservoir", Kind.LAKE, "RSV"),
    ("ocean", Kind.SEA, "OCN"),
    ("sea", Kind.SEA, "SEA"),
    ("gulf", Kind.SEA, "GULF"),
    ("bay", Kind.SEA, "BAY"),
    ("strait", Kind.STRAIT, "STRT"),
    ("channel", Kind.STRAIT, "CHN"),
    ("sound", Kind.STRAIT, "SD"),
    ("island", Kind.ISLAND, "ISL"),
    ("range/mtn", Kind.MOUNTAIN, "MTS"),
    ("desert", Kind.DESERT, "DSRT"),
    ("continent", Kind.CONTINENT, "CONT"),
    ("admin-0 capital", Kind.CITY, "PPLC"),
    ("populated place", Kind.CITY, "PPL"),
    ("airport", Kind.AIRPORT, "AIRP"),
)


class NaturalEarth:
    """One layer; joins by GeoNames and Wikidata id, else by name, kind and distance."""

    name = "natural earth"
    licence = "Public domain"
    attribution = "Natural Earth"
    joins_by_name = True

    def __init__(self, path: Path) -> None:
        self._path = path

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the file; features without a name or of an unknown class are left out."""
        for properties, geometry in read_features(self._path):
            record = _record(properties, geometry)
            if record is not None:
                yield record


def _kind(featurecla: str) -> tuple[Kind, str] | None:
    lowered = featurecla.lower()
    found = [(len(start), kind, code) for start, kind, code in _KINDS if lowered.startswith(start)]
    if not found:
        return (
            (Kind.REGION, "RGN") if lowered in ("geoarea", "peninsula", "plain", "plateau", "basin", "valley") else None
        )
    return max(found)[1:]


def _record(properties: dict[str, Any], geometry: BaseGeometry) -> PlaceRecord | None:
    kind = _kind(str(properties.get("featurecla") or ""))
    name = properties.get("name_en") or properties.get("name") or properties.get("admin")
    if kind is None or not name:
        return None
    point = geometry.representative_point()
    iso = str(properties.get("iso_a2_eh") or properties.get("iso_a2") or "")
    record = PlaceRecord(
        id=f"naturalearth:{properties.get('adm1_code') or properties.get('ne_id') or name}",
        name=str(name),
        kind=kind[0],
        lon=round(float(properties.get("longitude") or properties.get("label_x") or point.x), 5),
        lat=round(float(properties.get("latitude") or properties.get("label_y") or point.y), 5),
        country=iso if len(iso) == 2 else "",
        population=max(0, int(properties.get("pop_est") or properties.get("pop_max") or 0)),
        feature_code=kind[1],
        also=tuple(_ids(properties, kind[0], iso)),
        outline=outline_of(geometry),
        outline_method="survey",
    )
    if kind[0] is Kind.ADMIN1 and "." in str(properties.get("gn_a1_code") or ""):
        record.admin1 = properties["gn_a1_code"].split(".")[1]
    for column, value in properties.items():
        language = column.removeprefix("name_")
        if column.startswith("name_") and len(language) <= 3 and value and language not in ("len", "alt"):
            record.add(str(value), NameFlag.ALTERNATE | LANGUAGE_FLAGS.get(language, NameFlag(0)))
    for value in (properties.get("name"), *str(properties.get("name_alt") or "").split("|")):
        record.add(value)
    return record


def _ids(properties: dict[str, Any], kind: Kind, iso: str) -> Iterator[str]:
    for column in ("gn_id", "geonameid", "geonamesid"):
        if int(properties.get(column) or 0) > 0:
            yield f"geonames:{int(properties[column])}"
    if kind is Kind.COUNTRY and len(iso) == 2:
        yield f"iso:{iso}"
    if properties.get("wikidataid"):
        yield f"wikidata:{properties['wikidataid']}"
