"""Features of a vector file: GeoJSON by itself, shapefiles and GeoPackages through pyogrio."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from geodata.errors import SourceUnreadable

Feature = tuple[dict[str, Any], BaseGeometry]


def read_features(path: Path) -> Iterator[Feature]:
    """(properties with lower-case names, valid geometry in lon/lat). Raises `SourceUnreadable`."""
    features = _read_geojson(path) if path.suffix.lower() in (".geojson", ".json") else _read_ogr(path)
    for properties, geometry in features:
        if geometry is not None and not geometry.is_empty:
            lowered = {name.lower(): value for name, value in properties.items()}
            yield lowered, geometry if geometry.is_valid else shapely.make_valid(geometry)


def outline_of(geometry: BaseGeometry) -> bytes | None:
    """WKB of a polygon or line; a point is no outline."""
    return None if geometry.geom_type in ("Point", "MultiPoint") else shapely.to_wkb(shapely.orient_polygons(geometry))


def _read_geojson(path: Path) -> Iterator[tuple[dict[str, Any], BaseGeometry | None]]:
    try:
        content = json.loads(path.read_bytes())
        for feature in content.get("features", [content]):
            yield feature["properties"], shape(feature["geometry"]) if feature.get("geometry") else None
    except (OSError, ValueError, KeyError, AttributeError) as error:
        raise SourceUnreadable(f"{path} is no readable GeoJSON: {error}") from error


def _read_ogr(path: Path) -> Iterator[tuple[dict[str, Any], BaseGeometry | None]]:
    import pyogrio.raw  # here: GDAL takes its time to load, and only these formats need it

    try:
        meta, _, geometries, columns = pyogrio.raw.read(path)
    except pyogrio.raw.DataSourceError as error:
        raise SourceUnreadable(f"{path}: {error}") from error
    for row, geometry in enumerate(shapely.from_wkb(geometries)):
        values = ((name, columns[number][row]) for number, name in enumerate(meta["fields"]))
        yield {name: value.item() if hasattr(value, "item") else value for name, value in values}, geometry
