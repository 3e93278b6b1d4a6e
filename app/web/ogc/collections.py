"""/ogc/collections: what there is, how far it reaches, and in which reference systems it can be had."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.instants import instant_text
from app.services import search
from app.services.reference_systems import CRS84, LISTED
from app.web import context
from app.web.answers import etag_of, not_modified
from app.web.links import link, link_to
from app.web.ogc.representation import FG_TYPES, GEOJSON, HTML, JSON, SCHEMA, plain_parameters, resource

blueprint = Blueprint("ogc_collections", __name__)

GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
REL = "http://www.opengis.net/def/rel/ogc/1.0"
WORLD = (-180.0, -90.0, 180.0, 90.0)


@blueprint.get("/ogc/collections")
def collections() -> Response:
    """All collections."""
    given = plain_parameters()
    with context.current().reading() as session:
        version = search.version(session)
        if unchanged := not_modified(etag_of(version)):
            return unchanged
        described = [describe(session, version) for describe in COLLECTIONS.values()]
    links = [link("self", JSON, f="json"), link("alternate", HTML, f="html")]
    document = {"links": links, "collections": described}
    return resource(given, document, "collections.html", etag=etag_of(version))


@blueprint.get("/ogc/collections/<name>")
def collection(name: str) -> Response:
    """One collection."""
    given = plain_parameters()
    if name not in COLLECTIONS:
        raise NotFound(f"there is no collection {name[:40]!r}; there are {', '.join(COLLECTIONS)}")
    with context.current().reading() as session:
        version = search.version(session)
        if unchanged := not_modified(etag_of(version)):
            return unchanged
        document = COLLECTIONS[name](session, version)
    return resource(given, document, "collection.html", etag=etag_of(version))


def events(session: Session, version: str) -> dict[str, Any]:
    """The events, as far as they reach."""
    extent = context.current().remember("extent", version, lambda: search.extent(session))
    ends = [end and instant_text(end) for end in (extent.earliest, extent.latest)]
    return {
        "id": "events",
        "title": "Events",
        "description": "Events in the news. The geometry is the region that holds the true place with 90 %.",
        "itemType": "feature",
        "extent": {
            "spatial": {"bbox": [extent.box or WORLD], "crs": CRS84},
            "temporal": {"interval": [ends], "trs": GREGORIAN},
        },
        "crs": LISTED,
        "storageCrs": CRS84,
        "geometryDimension": 2,
        "links": [
            *_links("events"),
            link_to("/ogc/collections/events/queryables", f"{REL}/queryables", SCHEMA, "What can be asked by"),
            link_to("/ogc/collections/events/tiles", f"{REL}/tilesets-vector", JSON, "Vector tiles"),
            link_to("/ogc/collections/events/schema", f"{REL}/schema", SCHEMA, "What a feature holds"),
            link_to("/ogc/collections/events/schema/feature", "describedby", SCHEMA, "A feature's members"),
            link_to("/ogc/collections/events/sortables", f"{REL}/sortables", SCHEMA, "What can be sorted by"),
        ],
    }


def articles(session: Session, version: str) -> dict[str, Any]:  # noqa: ARG001 -- one call for all collections
    """The articles behind them."""
    return {
        "id": "articles",
        "title": "Articles",
        "description": "The articles that events rest on: title, link, date and quoted evidence, not the full text.",
        "itemType": "feature",
        "extent": {"spatial": {"bbox": [WORLD], "crs": CRS84}, "temporal": {"interval": [[None, None]]}},
        "crs": LISTED,
        "storageCrs": CRS84,
        "links": _links("articles"),
    }


def _links(name: str) -> list[dict[str, str]]:
    path = f"/ogc/collections/{name}"
    return [
        link_to(path, "self", JSON, "This collection"),
        link_to(f"{path}?f=html", "alternate", HTML, "This collection as a page"),
        link_to(f"{path}/items", "items", GEOJSON, "The features"),
        link_to(f"{path}/items?f=jsonfg", "items", FG_TYPES[0], "The features as JSON-FG"),
        link_to(f"{path}/items?f=html", "items", HTML, "The features as a page"),
    ]


COLLECTIONS: dict[str, Callable[[Session, str], dict[str, Any]]] = {"events": events, "articles": articles}
