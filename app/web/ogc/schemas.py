"""What can be asked by, sorted by and seen, as JSON Schemas (Features parts 3 and 5)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from app.services.schemas import feature_schema, queryables, schema, sortables
from app.web.links import address
from app.web.ogc.representation import SCHEMA, plain_parameters, resource

blueprint = Blueprint("ogc_schemas", __name__)

PATH = "/ogc/collections/events"


@blueprint.get(f"{PATH}/queryables")
def events_queryables() -> Response:
    """The properties that filters may name."""
    return _schema("queryables", "What events can be asked by", queryables())


@blueprint.get(f"{PATH}/sortables")
def events_sortables() -> Response:
    """The properties that `sortby` may name."""
    return _schema("sortables", "What events can be sorted by", sortables())


@blueprint.get(f"{PATH}/schema")
def events_schema() -> Response:
    """The properties that a feature has."""
    return _schema("schema", "What an event holds", schema())


@blueprint.get(f"{PATH}/schema/feature")
def events_feature_schema() -> Response:
    """The same as members of a GeoJSON feature, whatever a single page holds."""
    return _schema("schema/feature", "An event as a GeoJSON feature", feature_schema(), is_all=False)


def _schema(name: str, title: str, properties: dict[str, Any], *, is_all: bool = True) -> Response:
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address(f"{PATH}/{name}"),
        "type": "object",
        "title": title,
        "properties": properties,
        "additionalProperties": not is_all,
    }
    return resource(plain_parameters(), document, "schema.html", SCHEMA)
