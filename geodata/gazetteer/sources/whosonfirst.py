"""Who's On First: a folder of GeoJSON files, one place each, as whosonfirst-data-admin-XX lays them out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geodata.errors import SourceUnreadable
from geodata.gazetteer.flags import LANGUAGE_FLAGS, NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.vector import outline_of, read_features
from geodata.types import Kind

_KINDS: dict[str, tuple[Kind, str]] = {
    "continent": (Kind.CONTINENT, "CONT"),
    "ocean": (Kind.SEA, "OCN"),
    "marinearea": (Kind.SEA, "SEA"),
    "country": (Kind.COUNTRY, "PCLI"),
    "dependency": (Kind.COUNTRY, "PCLD"),
    "disputed": (Kind.REGION, "RGN"),
    "macroregion": (Kind.REGION, "RGN"),
    "region": (Kind.ADMIN1, "ADM1"),
    "county": (Kind.ADMIN2, "ADM2"),
    "localadmin": (Kind.FEATURE, "ADM3"),
    "locality": (Kind.CITY, "PPL"),
    "borough": (Kind.DISTRICT, "PPLX"),
    "macrohood": (Kind.DISTRICT, "PPLX"),
    "neighbourhood": (Kind.DISTRICT, "PPLX"),
    "campus": (Kind.FEATURE, "CMPS"),
}
# ISO 639-3, as the names' tags have it.
_LANGUAGES = {"eng": "en", "fra": "fr", "deu": "de", "spa": "es", "ara": "ar"}


class WhosOnFirst:
    """Joins by the GeoNames and Wikidata ids among a place's concordances, else by name, kind and distance."""

    name = "whosonfirst"
    licence = "CC BY 4.0 and the sources' own"
    attribution = "Who's On First"
    joins_by_name = True

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the paths; superseded and ceased places are left out, alternate geometries too."""
        paths = [path for path in sorted(self._folder.rglob("*.geojson")) if "-alt-" not in path.name]
        if not paths:
            raise SourceUnreadable(f"{self._folder} holds no GeoJSON files of Who's On First")
        for path in paths:
            for properties, geometry in read_features(path):
                record = _record(properties, geometry)
                if record is not None:
                    yield record


def _record(properties: dict[str, Any], geometry: BaseGeometry) -> PlaceRecord | None:
    kind = _KINDS.get(properties.get("wof:placetype", ""))
    if kind is None or not properties.get("wof:name") or str(properties.get("mz:is_current")) == "0":
        return None
    if properties.get("wof:superseded_by"):
        return None
    ids = properties.get("wof:concordances") or {}
    also = [f"geonames:{int(ids['gn:id'])}"] if ids.get("gn:id") else []
    also += [f"wikidata:{ids['wd:id']}"] if ids.get("wd:id") else []
    record = PlaceRecord(
        id=f"whosonfirst:{properties['wof:id']}",
        name=properties["wof:name"],
        kind=kind[0],
        lon=round(float(properties.get("lbl:longitude") or properties["geom:longitude"]), 5),
        lat=round(float(properties.get("lbl:latitude") or properties["geom:latitude"]), 5),
        country=str(properties.get("iso:country") or properties.get("wof:country") or ""),
        population=max(0, int(properties.get("wof:population") or 0)),
        feature_code=kind[1],
        also=tuple(also),
        outline=outline_of(geometry),
        outline_method="survey",
    )
    for column, names in properties.items():
        if column.startswith("name:"):
            language = _LANGUAGES.get(column[5:8], "")
            for name in names:
                record.add(name, NameFlag.ALTERNATE | LANGUAGE_FLAGS.get(language, NameFlag(0)))
    return record
