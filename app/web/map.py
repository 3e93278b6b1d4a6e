"""The map at `/`, the list of events, the page of one event, and the browser's files."""

from __future__ import annotations

from dataclasses import replace

import orjson
from flask import Blueprint, Response, abort, request

from app.errors import NotFound
from app.formats import FORMATS, geojson
from app.maps import render_event, render_list, render_not_found, render_page
from app.maps.assets import BASEMAP, gzipped, text, version
from app.services import search, sums
from app.services.filters import EVENT_PARAMETERS, FILTER_PARAMETERS, Shape, parse_filter, parse_page
from app.services.parameters import Parameters
from app.web import context
from app.web.application import FOR_EVER
from app.web.browser_pages import addresses, make_nonce, page, wants_page
from app.web.events import feature_of_event, file_of_events, page_of_events
from app.web.links import link
from app.web.negotiation import asked_form

blueprint = Blueprint("map", __name__)

LIST_ROWS = 50
HTML = "text/html"


@blueprint.get("/")
def map_page() -> Response:
    """The map; its query parameters are those of /events.geojson, read by the page's script."""
    nonce = make_nonce()
    return page(render_page(addresses(), nonce, request.query_string.decode("ascii", "replace")), nonce)


@blueprint.get("/events")
def events() -> Response:
    """The events as the client wants them: a list for people, or any format that has an ending of its own."""
    form = asked_form({"html": HTML, **{ending: form.media_type for ending, form in FORMATS.items()}})
    if form == "html":
        return event_list()
    known = [*EVENT_PARAMETERS, "f"]
    return page_of_events(known) if form == "geojson" else file_of_events(form, known)


def event_list() -> Response:
    """A plain list, page by page, for browsers without scripts."""
    given = Parameters(request.args.to_dict(flat=False), [*FILTER_PARAMETERS, "cursor", "f"])
    wanted = parse_filter(given, context.current().find_region)
    asked = replace(parse_page(given, default_limit=LIST_ROWS), shape=Shape.NONE)
    with context.current().reading() as session:
        found = search.read_page(session, wanted, asked)
    cursor = search.next_cursor(found)
    events = [feature["properties"] for feature in orjson.loads(b"[%b]" % found.features)]
    following = link("next", HTML, cursor=cursor)["href"] if cursor else None
    return page(render_list(addresses(), events, found.undated, found.unplaced, following), make_nonce())


@blueprint.get("/events/<event_id>")
def event_page(event_id: str) -> Response:
    """One event with its evidence, or as a Feature for programs that ask for it."""
    if asked_form({"html": HTML, "geojson": geojson.MEDIA_TYPE, "json": "application/json"}) != "html":
        return feature_of_event(event_id, ["geometry", "f"])
    with context.current().session() as session:
        event = search.event_detail(session, event_id)
        parts = sums.read_parts(session.connection(), event_id) if event and event.properties.get("aggregate") else []
    if event is None:
        problem = f"there is no event {event_id[:60]!r}"
        if wants_page():
            return page(render_not_found(addresses(), problem), make_nonce(), 404)
        raise NotFound(problem)
    nonce = make_nonce()
    feature = {"type": "Feature", "geometry": event.region, "properties": event.properties}
    return page(render_event(addresses(), nonce, feature, event.core, event.articles, parts), nonce)


@blueprint.get("/basemap/<tag>/<name>")
def basemap_file(tag: str, name: str) -> Response:
    """A file of the program's own basemap; the address changes with the content."""
    file = f"basemap/{name}"
    if file not in BASEMAP.values() or tag != version(file):
        abort(404)
    if request.accept_encodings.quality("gzip") > 0:
        response = Response(gzipped(file), content_type="application/json")
        response.content_encoding = "gzip"
    else:
        response = Response(text(file), content_type="application/json")
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER
    return response
