"""Parsed GeoJSON geometries -> shapes in lon, lat. Raises `UnusableRow` for what is none, or lies off the globe."""

from __future__ import annotations

import struct
from typing import Any

import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from app.importers.rows import UnusableRow, on_the_globe

_HEAD = struct.Struct("<BII")
POLYGON, MULTIPOLYGON = 3, 6  # in WKB


def read_shape(geometry: Any) -> BaseGeometry:
    """Any type of geometry."""
    try:
        shape = _quick(geometry) or shapely.from_geojson(orjson.dumps(_flat(geometry)))
    except (shapely.GEOSException, TypeError, RecursionError) as error:
        raise UnusableRow("geometry is no GeoJSON geometry") from error
    return on_the_globe(shape)


def _quick(geometry: Any) -> BaseGeometry | None:
    """Polygons of plain lon, lat pairs by way of WKB, in a quarter of the time; None for all else."""
    try:
        kind, coordinates = geometry["type"], geometry["coordinates"]
        if kind == "Polygon":
            return shapely.from_wkb(_polygon(coordinates))
        if kind == "MultiPolygon":
            return shapely.from_wkb(
                _HEAD.pack(1, MULTIPOLYGON, len(coordinates)) + b"".join(map(_polygon, coordinates))
            )
    except (LookupError, TypeError, ValueError, OverflowError, struct.error, shapely.GEOSException):
        return None  # whatever is wrong with it, the careful way finds the words
    return None


def _flat(geometry: Any) -> Any:
    """Without heights, and what some write behind them, which RFC 7946 lets a reader ignore and GEOS does not know."""
    if isinstance(geometry, dict):
        return {name: _flat(value) for name, value in geometry.items()}
    if not isinstance(geometry, list):
        return geometry
    numbers = len(geometry) > 2 and all(isinstance(value, int | float) for value in geometry)
    return geometry[:2] if numbers else [_flat(value) for value in geometry]


def _polygon(rings: Any) -> bytes:
    parts = [_HEAD.pack(1, POLYGON, len(rings))]
    for ring in rings:
        flat = [number for lon, lat in ring for number in (lon, lat)]
        parts.append(struct.pack(f"<I{len(flat)}d", len(ring), *flat))
    return b"".join(parts)
