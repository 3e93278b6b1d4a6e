"""The properties of events as JSON Schema."""

from __future__ import annotations

from typing import Any

from app.services.feature_queries import PROPERTY_PARAMETERS
from app.storage.fields import FIELDS, PROPERTIES, SHAPES, SORTABLES, Kind

TYPES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.WHOLE: {"type": "integer"},
    Kind.BOOLEAN: {"type": "boolean"},
    Kind.INSTANT: {"type": "string", "format": "date-time"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
    Kind.OBJECT: {"type": "object"},
    Kind.OBJECTS: {"type": "array", "items": {"type": "object"}},
}
ROLES = {"id": "id", "date_from": "primary-interval-start", "date_to": "primary-interval-end", "type": "type"}
DIMENSIONS = {"geometry": "multipolygon", "core": "multipolygon", "point": "point"}


# The properties that are query parameters of their own, each with the schema of its value and its meaning.
PARAMETER_TYPES = {name: (TYPES[FIELDS[name].kind], FIELDS[name].description) for name in PROPERTY_PARAMETERS}


def queryables() -> dict[str, Any]:
    """What a filter may name, geometries included."""
    shapes = {
        name: {"title": field.description, "format": f"geometry-{DIMENSIONS[name]}"} for name, field in SHAPES.items()
    }
    return {name: _named(name, field.kind, field.description) for name, field in FIELDS.items()} | shapes


def sortables() -> dict[str, Any]:
    """What a list may be sorted by."""
    return {name: _named(name, field.kind, field.description) for name, field in SORTABLES.items()}


def schema() -> dict[str, Any]:
    """What a feature holds."""
    geometry = {
        "title": SHAPES["geometry"].description,
        "format": "geometry-multipolygon",
        "x-ogc-role": "primary-geometry",
    }
    return {"geometry": geometry} | {name: _named(name, kind, title) for name, (kind, title) in PROPERTIES.items()}


def feature_schema() -> dict[str, Any]:
    """The members of a GeoJSON feature: what GDAL takes its fields from, which one page of features may not show."""
    properties = {name: _named(name, kind, title) for name, (kind, title) in PROPERTIES.items()}
    return {
        "type": {"title": "Feature", "type": "string", "enum": ["Feature"]},
        "id": {"title": PROPERTIES["id"][1], "type": "string"},
        "geometry": {"title": SHAPES["geometry"].description, "type": "object"},
        "properties": {"title": "What is known of the event", "type": "object", "properties": properties},
    }


def _named(name: str, kind: Kind, title: str) -> dict[str, Any]:
    return {"title": title, **TYPES[kind]} | ({"x-ogc-role": ROLES[name]} if name in ROLES else {})
