"""One resource, two faces: JSON for programs, HTML for people, by `f=` or the Accept header."""

from __future__ import annotations

from typing import Any

import orjson
from flask import Response, render_template, request

from app.errors import InvalidParameter
from app.maps import page_frame
from app.services.parameters import Parameters
from app.web.answers import answer
from app.web.browser_pages import addresses
from app.web.links import link
from app.web.negotiation import liked_best

JSON, HTML = "application/json", "text/html"
GEOJSON = "application/geo+json"
FG_TYPES = ("application/fg+json", "application/vnd.ogc.fg+json")  # JSON-FG's, from before it had profiles
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; frame-src 'self'; base-uri 'none'"
FORMS = ("json", "geojson", "jsonfg", "html")  # the first three mean the same where there are no features


def plain_parameters(*names: str) -> Parameters:
    """The parameters of a resource that takes few."""
    return Parameters(request.args.to_dict(flat=False), ["f", *names])


def wants_html(given: Parameters) -> bool:
    """What was asked for by name, else what the client likes best; programs that do not care get JSON."""
    form = given.text("f")
    if form is None:
        if HTML not in request.headers.get("Accept", ""):
            return False
        return liked_best(GEOJSON, JSON, *FG_TYPES, SCHEMA, OPENAPI, HTML) == HTML
    if form not in FORMS:
        raise InvalidParameter("f", f"is one of {', '.join(FORMS)}, not {form[:20]!r}", "json")
    return form == "html"


def resource(
    given: Parameters, document: dict[str, Any], template: str, media_type: str = JSON, etag: str | None = None
) -> Response:
    """The document itself, or its page."""
    if wants_html(given):
        return page(template, etag, document=document)
    return answer(orjson.dumps(document), media_type, etag)


def page(template: str, etag: str | None = None, **values: Any) -> Response:
    """A page for people; it runs no script of its own."""
    frame = page_frame(addresses()) | {"as_json": link("alternate", JSON, f="json")["href"]}
    text = render_template(f"ogc/{template}", **frame, **values)
    response = answer(text.encode(), f"{HTML}; charset=utf-8", etag)
    response.headers["Content-Security-Policy"] = PAGE_POLICY
    return response
