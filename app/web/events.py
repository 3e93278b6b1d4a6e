"""/events.geojson and its siblings, /events/ID.geojson, /events/summary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import orjson
from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound as UnknownPath

from app.formats import FORMATS, geojson
from app.services import search
from app.services.filters import (
    EVENT_PARAMETERS,
    FILTER_PARAMETERS,
    PAGE_MAXIMUM,
    PageRequest,
    parse_filter,
    parse_page,
)
from app.services.parameters import Parameters
from app.web import context
from app.web.answers import answer, etag_of, not_modified, still_the_same, streamed
from app.web.links import link

blueprint = Blueprint("events", __name__)


@blueprint.get("/events.geojson")
def events_page() -> Response:
    """A page of events; a cut one has a `next` link."""
    return page_of_events(EVENT_PARAMETERS)


def page_of_events(parameters: Sequence[str]) -> Response:
    """The same for an address that takes these parameters."""
    given = Parameters(request.args.to_dict(flat=False), parameters)
    wanted = parse_filter(given, context.current().find_region)
    page_request = parse_page(given, default_limit=PAGE_MAXIMUM)
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        page = search.read_page(session, wanted, page_request)
    links = [link("self", geojson.MEDIA_TYPE)]
    if cursor := search.next_cursor(page):
        links.append(link("next", geojson.MEDIA_TYPE, cursor=cursor))
    members = geojson.page_members(page.returned, page.undated, page.unplaced, links, datetime.now(UTC))
    return answer(geojson.joined_collection(page.features, **members), geojson.MEDIA_TYPE, etag_of(page.version))


@blueprint.get("/events.<ending>")
def events_file(ending: str) -> Response:
    """Every match as a file, streamed."""
    if ending not in FORMATS:
        raise UnknownPath(f"there is no format {ending[:20]!r}; there are {', '.join(sorted(FORMATS))}")
    return file_of_events(ending, EVENT_PARAMETERS)


def file_of_events(ending: str, parameters: Sequence[str]) -> Response:
    """The same for an address that takes these parameters."""
    given = Parameters(request.args.to_dict(flat=False), parameters)
    wanted = parse_filter(given, context.current().find_region, for_export=True)
    current, form = context.current(), FORMATS[ending]
    page_request = parse_page(given, default_limit=None, maximum=None, holds_core=form.holds_core)
    with current.session() as session:
        etag = etag_of(search.version(session))
    if unchanged := not_modified(etag):
        return unchanged

    def pieces() -> Iterator[bytes]:
        with current.session() as session:
            yield from form.write(search.stream(session, wanted, page_request))

    response = streamed(pieces(), form.media_type, etag)
    response.headers["Content-Disposition"] = f'attachment; filename="events.{ending}"'
    return response


@blueprint.get("/events/<event_id>.geojson")
def event_feature(event_id: str) -> Response:
    """One event as a Feature."""
    return feature_of_event(event_id, ["geometry"])


def feature_of_event(event_id: str, parameters: Sequence[str]) -> Response:
    """The same for an address that takes these parameters."""
    shape = parse_page(Parameters(request.args.to_dict(flat=False), parameters), default_limit=None).shape
    with context.current().reading() as session:
        if unchanged := still_the_same(session):
            return unchanged
        found = search.read_feature(session, event_id, PageRequest(limit=1, shape=shape))
    return answer(found.feature, geojson.MEDIA_TYPE, etag_of(found.version))


@blueprint.get("/events/summary")
def events_summary() -> Response:
    """Counts by day, week or month, by type and by country."""
    given = Parameters(request.args.to_dict(flat=False), [*FILTER_PARAMETERS, "by"])
    wanted = parse_filter(given, context.current().find_region)
    period = given.choice("by", search.Period, search.Period.DAY)
    with context.current().session() as session:
        etag = etag_of(search.version(session))
        if unchanged := not_modified(etag):
            return unchanged
        counts = search.summarise(session, wanted, period)
    return answer(orjson.dumps(counts), "application/json", etag)
