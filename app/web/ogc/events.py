"""/ogc/collections/events/items and each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, redirect, request, url_for

from app.formats import geojson
from app.services import search
from app.services.feature_queries import (
    ITEMS_PARAMETERS,
    LONG,
    FeatureQuery,
    PageRequest,
    Shape,
    parse_items,
    parse_properties,
)
from app.services.filters import FILTER_PARAMETERS
from app.services.parameters import Parameters
from app.web import context
from app.web.answers import etag_of, still_the_same
from app.web.links import link
from app.web.ogc.features import Kind, feature_answer, feature_links, page_answer, parse_asked
from app.web.ogc.representation import HTML, page, wants_html

blueprint = Blueprint("ogc_events", __name__)

PATH = "/ogc/collections/events"
EVENT = Kind("Event", f"{PATH}/schema", ("date_from", "date_to"))
ITEM_PARAMETERS = ["f", "profile", "crs", "properties", "geometry"]
DIMENSIONS = {Shape.REGION: 2, Shape.CORE: 2, Shape.BOTH: 2, Shape.POINT: 0, Shape.NONE: None}


@blueprint.get(f"{PATH}/items")
def items() -> Response:
    """A page of the events that the parameters select."""
    given = Parameters(request.args.to_dict(flat=False), ITEMS_PARAMETERS, LONG)
    query = parse_items(given, context.current().find_region)
    as_page, asked = wants_html(given), parse_asked(given, query.page.properties)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        found = search.read_page(session, query.wanted, replace(query.page, properties=asked.needed(EVENT)))
        matched = _matched(session, query, found)
    cursor = search.next_cursor(found)
    links = feature_links(PATH, asked.media_type, cursor)
    if as_page:
        features = orjson.loads(b"[%b]" % found.features)
        permalink = urlencode([pair for pair in request.args.items(multi=True) if pair[0] in FILTER_PARAMETERS])
        following = link("next", HTML, cursor=cursor)["href"] if cursor else None
        values = {"features": features, "matched": matched, "following": following, "permalink": permalink}
        return page("events.html", etag_of(found.version), **values)
    members = geojson.page_members(found.returned, found.undated, found.unplaced, links, datetime.now(UTC))
    if matched is not None:
        members["numberMatched"] = matched
    dimension = DIMENSIONS[query.page.shape]
    return page_answer(EVENT, found.features, members, asked, dimension, etag_of(found.version))


@blueprint.get(f"{PATH}/items/<event_id>")
def item(event_id: str) -> Response:
    """One event; people get its page with the evidence."""
    given = Parameters(request.args.to_dict(flat=False), ITEM_PARAMETERS, LONG)
    as_page, asked = wants_html(given), parse_asked(given, parse_properties(given.text("properties")))
    shape = given.choice("geometry", Shape, Shape.REGION)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        found = search.read_feature(
            session, event_id, PageRequest(limit=1, shape=shape, properties=asked.needed(EVENT))
        )
    if as_page:
        return redirect(url_for("map.event_page", event_id=event_id), 303)
    links = feature_links(PATH, asked.media_type)
    return feature_answer(EVENT, found.feature, links, asked, DIMENSIONS[shape], etag_of(found.version))


def _matched(session: search.Session, query: FeatureQuery, found: search.PageText) -> int | None:
    """How many match in all, where that is known for nothing or has been counted before; else None."""
    if query.page.below is None and found.next_below is None:
        return found.returned
    if query.wanted.selects_everything:
        return context.current().remember("count", found.version, lambda: search.count_all(session))
    return None
