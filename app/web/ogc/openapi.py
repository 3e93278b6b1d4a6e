"""/ogc/api: the API in its own words, OpenAPI 3.0. Clients such as GDAL push down only what stands here."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from app.formats.json_fg import Profile
from app.services.feature_queries import FEATURE_PARAMETERS, PAGE_DEFAULT
from app.services.filters import EVENT_PARAMETERS, FILTER_PARAMETERS, PAGE_MAXIMUM
from app.services.library_pages import ARTICLE_PARAMETERS
from app.services.reference_systems import CRS84
from app.services.schemas import PARAMETER_TYPES
from app.web.links import address
from app.web.ogc.events import ITEM_PARAMETERS
from app.web.ogc.landing import DESCRIPTION, TITLE
from app.web.ogc.representation import FG_TYPES, FORMS, GEOJSON, HTML, JSON, OPENAPI, SCHEMA, plain_parameters, resource
from app.web.ogc.tile_grid import GRID
from app.web.tiles import MEDIA_TYPE as TILE

blueprint = Blueprint("ogc_openapi", __name__)

TEXT: dict[str, Any] = {"type": "string"}
SEVERAL: dict[str, Any] = {"type": "array", "items": TEXT}
URI: dict[str, Any] = {"type": "string", "format": "uri"}
# In the words of the standard, which its conformance suite looks for.
BOX = {"type": "array", "items": {"type": "number"}, "oneOf": [{"minItems": n, "maxItems": n} for n in (4, 6)]}
LIMIT = {"type": "integer", "minimum": 1, "maximum": PAGE_MAXIMUM, "default": PAGE_DEFAULT}

# Name -> schema and meaning; what is not listed here is a property of the events.
PARAMETERS: dict[str, tuple[dict[str, Any], str]] = {
    "region": (SEVERAL, "A place or spatial expression: Iraq, 20 km south of Baghdad"),
    "match": ({**TEXT, "enum": ["likely", "intersects", "within"]}, "How the event's region lies to `region`"),
    "bbox": (BOX, "west,south,east,north; west over east crosses the antimeridian"),
    "from": (TEXT, "First day or instant"),
    "to": (TEXT, "Last day or instant"),
    "datetime": (TEXT, "An instant or interval that the event's own interval meets"),
    "type": (TEXT, "Type, on either level"),
    "subtype": (TEXT, "Finer type"),
    "country": (TEXT, "Country, ISO 3166-1 alpha-2"),
    "actor": (TEXT, "Who took part"),
    "q": (TEXT, "Words in title, text, place names and actors"),
    "source": (TEXT, "Newspaper, data set or file"),
    "language": (TEXT, "Language of the source"),
    "status": (TEXT, "How far it was checked"),
    "min_confidence": ({"type": "number", "minimum": 0, "maximum": 1}, "Leave out what is less certain"),
    "max_radius_km": ({"type": "number", "minimum": 0, "maximum": 20040}, "Leave out what is vaguer"),
    "limit": (LIMIT, "Features in one answer; more is cut to the maximum"),
    "cursor": (TEXT, "From the next link of the page before"),
    "geometry": ({**TEXT, "enum": ["region", "core", "both", "point", "none"]}, "Which shape is shown"),
    "f": ({**TEXT, "enum": list(FORMS)}, "Representation, instead of the Accept header"),
    "profile": ({**TEXT, "enum": list(Profile)}, "GeoJSON as it is, or with what JSON-FG adds"),
    "crs": ({**URI, "default": CRS84}, "Reference system of the answer"),
    "bbox-crs": ({**URI, "default": CRS84}, "Reference system of bbox"),
    "filter": (TEXT, "A CQL2 expression"),
    "filter-lang": ({**TEXT, "enum": ["cql2-text", "cql2-json"]}, "How the filter is written"),
    "filter-crs": ({**URI, "default": CRS84}, "Reference system of the filter's geometries"),
    "sortby": (SEVERAL, "Properties to sort by; a minus sorts downwards"),
    "properties": (SEVERAL, "The properties that features shall have"),
}


@blueprint.get("/ogc/api")
def api() -> Response:
    """The document, or its page."""
    return resource(plain_parameters(), document(), "api.html", OPENAPI)


def document() -> dict[str, Any]:
    """The whole of it."""
    items = [*EVENT_PARAMETERS, *FEATURE_PARAMETERS, *PARAMETER_TYPES]
    paths = {
        "/": _get("landing", "Where to begin", ["f"]),
        "/conformance": _get("conformance", "What is conformed to", ["f"]),
        "/api": _get("api", "This document", ["f"], OPENAPI),
        "/collections": _get("collections", "The collections", ["f"]),
        "/collections/events": _get("events", "The events", ["f"]),
        "/collections/events/items": _get("eventItems", "A page of events", items, GEOJSON),
        "/collections/events/items/{id}": _get("eventItem", "One event", ITEM_PARAMETERS, GEOJSON, "id"),
        "/collections/events/queryables": _get("eventQueryables", "What can be asked by", ["f"], SCHEMA),
        "/collections/events/sortables": _get("eventSortables", "What can be sorted by", ["f"], SCHEMA),
        "/collections/events/schema": _get("eventSchema", "What an event holds", ["f"], SCHEMA),
        "/collections/events/schema/feature": _get("eventFeatureSchema", "A feature's members", ["f"], SCHEMA),
        "/collections/articles": _get("articles", "The articles", ["f"]),
        "/collections/articles/items": _get("articleItems", "A page of articles", ARTICLE_PARAMETERS, GEOJSON),
        "/collections/articles/items/{id}": _get("articleItem", "One article", ["f", "profile", "crs"], GEOJSON, "id"),
    }
    paths |= {
        "/collections/events/tiles": _get("eventTileSets", "The tile sets of the events", ["f"]),
        f"/collections/events/tiles/{GRID}": _get("eventTileSet", "What a tile set is made of", ["f"]),
        f"/collections/events/tiles/{GRID}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}": _tile(),
        "/tileMatrixSets": _get("tileMatrixSets", "The grids of tiles", ["f"]),
        f"/tileMatrixSets/{GRID}": _get("tileMatrixSet", "The usual grid of web maps", ["f"]),
    }
    return {
        "openapi": "3.0.3",
        "info": {"title": TITLE, "description": DESCRIPTION, "version": "1.0.0"},
        "servers": [{"url": address("/ogc")}],
        "paths": paths,
        "components": {
            "parameters": {name: _parameter(name) for name in [*PARAMETERS, *PARAMETER_TYPES]},
            "schemas": {"problem": _problem()},
        },
    }


def _get(
    operation: str, summary: str, names: list[str], media_type: str = JSON, path_parameter: str | None = None
) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [{"$ref": f"#/components/parameters/{name}"} for name in names]
    problems = ["400", "503"]
    if path_parameter:
        parameters.append({"name": path_parameter, "in": "path", "required": True, "schema": TEXT})
        problems.append("404")
    wrong = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    media_types = [media_type, FG_TYPES[0]] if media_type == GEOJSON else [media_type]
    good = {**{name: {"schema": {"type": "object"}} for name in media_types}, HTML: {"schema": TEXT}}
    answers = {"200": {"description": summary, "content": good}}
    answers |= {status: {"description": "A problem document (RFC 9457)", "content": wrong} for status in problems}
    if path_parameter:  # a person is led to the page of the event
        answers["303"] = {"description": "Where the page for people lies"}
    return {"get": {"operationId": operation, "summary": summary, "parameters": parameters, "responses": answers}}


def _tile() -> dict[str, Any]:
    place = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0}}
        for name in ("tileMatrix", "tileRow", "tileCol")
    ]
    wrong = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/problem"}}}
    tile = {"description": "A tile", "content": {TILE: {"schema": {"type": "string", "format": "binary"}}}}
    answers = {"200": tile, "204": {"description": "Nothing lies in the tile"}}
    answers |= {status: {"description": "A problem document", "content": wrong} for status in ("400", "404", "503")}
    filters = [{"$ref": f"#/components/parameters/{name}"} for name in FILTER_PARAMETERS]
    return {
        "get": {
            "operationId": "eventTile",
            "summary": "A vector tile of the events",
            "parameters": [*place, *filters],
            "responses": answers,
        }
    }


def _parameter(name: str) -> dict[str, Any]:
    schema, meaning = PARAMETERS[name] if name in PARAMETERS else PARAMETER_TYPES[name]
    # The lists of OGC are joined by commas; a name of ours that may be repeated is, as in forms.
    style = {"style": "form", "explode": name == "region"}
    return {"name": name, "in": "query", "required": False, "description": meaning, "schema": schema, **style}


def _problem() -> dict[str, Any]:
    texts = dict.fromkeys(("type", "title", "detail", "parameter", "example"), TEXT)
    return {"type": "object", "required": ["title", "status"], "properties": {**texts, "status": {"type": "integer"}}}
