"""/ogc/collections/events/items and each of them."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, redirect, request, url_for

from app.formats import geojson
from app.formats.reprojected import reproject
from app.services import search
from app.services.feature_queries import (
    ITEMS_PARAMETERS,
    LONG,
    FeatureQuery,
    PageRequest,
    Shape,
    crs_of,
    parse_items,
    parse_properties,
)
from app.services.filters import EVENT_PARAMETERS
from app.services.parameters import Parameters
from app.services.reference_systems import ReferenceSystem
from app.web import context
from app.web.answers import answer, etag_of, still_the_same
from app.web.links import link, link_to
from app.web.ogc.representation import GEOJSON, HTML, JSON, page, wants_html

blueprint = Blueprint("ogc_events", __name__)

PATH = "/ogc/collections/events"
MOST_COUNTED = 1_000_000  # above, counting everything takes longer than people wait


@blueprint.get(f"{PATH}/items")
def items() -> Response:
    """A page of the events that the parameters select."""
    given = Parameters(request.args.to_dict(flat=False), ITEMS_PARAMETERS, LONG)
    query = parse_items(given, context.current().find_region)
    as_page = wants_html(given)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        found = search.read_page(session, query.wanted, query.page)
        matched = _matched(session, query, found)
    cursor = search.next_cursor(found)
    links = _links(cursor)
    if as_page:
        features = orjson.loads(f"[{found.features}]")
        permalink = urlencode([pair for pair in request.args.items(multi=True) if pair[0] in EVENT_PARAMETERS])
        following = link("next", HTML, cursor=cursor)["href"] if cursor else None
        values = {"features": features, "matched": matched, "following": following, "permalink": permalink}
        return page("events.html", etag_of(found.version), **values)
    members = geojson.page_members(found.returned, found.undated, found.unplaced, links, datetime.now(UTC))
    if matched is not None:
        members["numberMatched"] = matched
    features = _in_crs(found.features, query.crs)
    return _in_system(
        answer(geojson.joined_collection(features, **members), GEOJSON, etag_of(found.version)), query.crs
    )


@blueprint.get(f"{PATH}/items/<event_id>")
def item(event_id: str) -> Response:
    """One event; people get its page with the evidence."""
    given = Parameters(request.args.to_dict(flat=False), ["f", "crs", "properties", "geometry"], LONG)
    system = crs_of(given, "crs")
    shape = given.choice("geometry", Shape, Shape.REGION)
    asked = PageRequest(limit=1, shape=shape, properties=parse_properties(given.text("properties")))
    as_page = wants_html(given)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        found = search.read_feature(session, event_id, asked)
    if as_page:
        return redirect(url_for("map.event_page", event_id=event_id), 303)
    links = [link("self", GEOJSON), link("alternate", HTML, f="html"), link_to(PATH, "collection", JSON)]
    text = _in_crs(found.feature, system)
    body = f'{text[:-1]},"links":{geojson.dumps(links)}}}'.encode()
    return _in_system(answer(body, GEOJSON, etag_of(found.version)), system)


def _matched(session: search.Session, query: FeatureQuery, found: search.PageText) -> int | None:
    """How many match in all, where that is known for nothing or has been counted before; else None."""
    if query.page.below is None and found.next_below is None:
        return found.returned
    if query.wanted.selects_everything:
        number = context.current().remember("count", found.version, lambda: search.count_all(session, MOST_COUNTED))
        return number if number < MOST_COUNTED else None
    return None


def _links(cursor: str | None) -> list[dict[str, str]]:
    links = [link("self", GEOJSON), link("alternate", HTML, f="html"), link_to(PATH, "collection", JSON)]
    return [*links, link("next", GEOJSON, cursor=cursor)] if cursor else links


def _in_crs(features: str, system: ReferenceSystem) -> str:
    return features if system.is_lonlat else reproject(features, system.forward, system.decimals)


def _in_system(response: Response, system: ReferenceSystem) -> Response:
    response.headers["Content-Crs"] = f"<{system.uri}>"
    return response
