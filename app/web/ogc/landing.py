"""/ogc/ and /ogc/conformance: where to begin, and what is held to."""

from __future__ import annotations

from flask import Blueprint, Response

from app.web.links import link, link_to
from app.web.ogc.representation import HTML, JSON, OPENAPI, plain_parameters, resource

blueprint = Blueprint("ogc_landing", __name__)

TITLE = "eventmap"
DESCRIPTION = "Events in the news, each with the region where it can have been"

REL = "http://www.opengis.net/def/rel/ogc/1.0"
SPEC = "http://www.opengis.net/spec"
CONFORMANCE = [
    *(f"{SPEC}/ogcapi-common-1/1.0/conf/{name}" for name in ("core", "landing-page", "json", "html", "oas30")),
    *(f"{SPEC}/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "html", "geojson")),
    f"{SPEC}/ogcapi-features-2/1.0/conf/crs",
    *(
        f"{SPEC}/ogcapi-features-3/1.0/conf/{name}"
        for name in ("queryables", "queryables-query-parameters", "filter", "features-filter")
    ),
    *(
        f"{SPEC}/cql2/1.0/conf/{name}"
        for name in (
            "cql2-text",
            "cql2-json",
            "basic-cql2",
            "advanced-comparison-operators",
            "case-insensitive-comparison",
            "accent-insensitive-comparison",
            "basic-spatial-functions",
            "basic-spatial-functions-plus",
            "spatial-functions",
            "temporal-functions",
            "array-functions",
            "property-property",
            "arithmetic",
        )
    ),
    *(
        f"{SPEC}/ogcapi-tiles-1/1.0/conf/{name}"
        for name in ("core", "tileset", "tilesets-list", "geodata-tilesets", "mvt")
    ),
    f"{SPEC}/tms/2.0/conf/tilematrixset",
    f"{SPEC}/tms/2.0/conf/json-tilematrixset",
    *(f"{SPEC}/json-fg-1/1.0/conf/{name}" for name in ("core", "types-schemas", "profiles", "api")),
    *(f"{SPEC}/ogcapi-features-5/1.0/conf/{name}" for name in ("schemas", "core-roles-features")),
]


@blueprint.get("/ogc/")
def landing() -> Response:
    """Links to everything."""
    given = plain_parameters()
    document = {
        "title": TITLE,
        "description": DESCRIPTION,
        "links": [
            link("self", JSON, "This document", f="json"),
            link("alternate", HTML, "This document as a page", f="html"),
            link_to("/ogc/api?f=json", "service-desc", OPENAPI, "The API as OpenAPI 3.0"),
            link_to("/ogc/api?f=html", "service-doc", HTML, "The API for people"),
            link_to("/ogc/conformance", "conformance", JSON, "What is conformed to"),
            link_to("/ogc/conformance", f"{REL}/conformance", JSON),
            link_to("/ogc/collections", "data", JSON, "The collections"),
            link_to("/ogc/tileMatrixSets", f"{REL}/tiling-schemes", JSON, "The grids of tiles"),
            link_to("/ogc/collections", f"{REL}/data", JSON),
        ],
    }
    return resource(given, document, "landing.html")


@blueprint.get("/ogc/conformance")
def conformance() -> Response:
    """The conformance classes."""
    links = [link("self", JSON, f="json"), link("alternate", HTML, f="html")]
    return resource(plain_parameters(), {"conformsTo": CONFORMANCE, "links": links}, "conformance.html")
