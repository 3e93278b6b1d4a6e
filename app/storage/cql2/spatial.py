"""CQL2's spatial operators over the three shapes of an event."""

from __future__ import annotations

from typing import Any

import shapely
from sqlalchemy import ColumnElement, func

from app.storage.cql2.operands import operand, refuse
from app.storage.fields import Kind

SRID = 4326
EXAMPLE = "S_INTERSECTS(geometry, POLYGON((38 29, 48 29, 48 37, 38 29)))"
FUNCTIONS = {
    "s_contains": "ST_Contains",
    "s_crosses": "ST_Crosses",
    "s_disjoint": "ST_Disjoint",
    "s_equals": "ST_Equals",
    "s_intersects": "ST_Intersects",
    "s_overlaps": "ST_Overlaps",
    "s_touches": "ST_Touches",
    "s_within": "ST_Within",
}


def spatial(operator: str, arguments: list[object]) -> ColumnElement[bool]:
    """The relation between two geometries, of which one at least is a property."""
    if len(arguments) != 2:
        raise refuse(f"{operator.upper()} takes two arguments", EXAMPLE)
    return getattr(func, FUNCTIONS[operator])(*(_shape(argument) for argument in arguments))


def _shape(node: object) -> ColumnElement[Any]:
    if isinstance(node, dict) and "property" in node:
        value = operand(node)
        if value.kind is not Kind.SHAPE:
            raise refuse(f"{node['property']} is a {value.kind}, not a geometry", EXAMPLE)
        return value.sql
    return func.ST_GeomFromWKB(shapely.to_wkb(literal_shape(node)), SRID)


def literal_shape(node: object) -> shapely.Geometry:
    """A GeoJSON geometry or `{"bbox": [...]}` in lon, lat; a west over east crosses the antimeridian."""
    try:
        if isinstance(node, dict) and "bbox" in node:
            return _box([float(number) for number in node["bbox"]])
        shape = shapely.force_2d(shapely.geometry.shape(node))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, shapely.errors.ShapelyError) as error:
        raise refuse("holds a geometry that cannot be read", EXAMPLE) from error
    if shape.is_empty:
        raise refuse("holds an empty geometry", EXAMPLE)
    west, south, east, north = shape.bounds
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):
        raise refuse("holds coordinates outside of -180 to 180 and -90 to 90", EXAMPLE)
    return shape if shapely.is_valid(shape) else shapely.make_valid(shape)


def _box(numbers: list[float]) -> shapely.Geometry:
    if len(numbers) not in (4, 6):
        raise ValueError(numbers)
    half = len(numbers) // 2
    (west, south), (east, north) = numbers[:2], numbers[half : half + 2]
    if west <= east:
        return shapely.box(west, south, east, north)
    return shapely.MultiPolygon([shapely.box(west, south, 180, north), shapely.box(-180, south, east, north)])
