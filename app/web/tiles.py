"""/tiles/events/{z}/{x}/{y}.mvt: vector tiles of what the query parameters select."""

from __future__ import annotations

from http import HTTPStatus

from flask import Blueprint, Response, request

from app.services import search
from app.services.filters import FILTER_PARAMETERS, parse_filter
from app.services.parameters import Parameters
from app.services.tiles import make_tile, read_tile
from app.web import context
from app.web.answers import answer, etag_of, not_modified

blueprint = Blueprint("tiles", __name__)

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"


@blueprint.get("/tiles/events/<int:z>/<int:x>/<int:y>.mvt")
def events_tile(z: int, x: int, y: int) -> Response:
    """One tile; nothing in it is 204."""
    tile = make_tile(z, x, y)
    wanted = parse_filter(
        Parameters(request.args.to_dict(flat=False), FILTER_PARAMETERS), context.current().find_region
    )
    cache = context.current().tiles
    with context.current().reading() as connection:
        etag = etag_of(search.version(connection))
        if unchanged := not_modified(etag):
            return unchanged
        body = cache.get(etag)
        if body is None:
            body = read_tile(connection, wanted, tile)
            cache.put(etag, body)
    return answer(body, MEDIA_TYPE, etag, HTTPStatus.OK if body else HTTPStatus.NO_CONTENT)
