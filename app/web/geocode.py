"""/geocode: where a place or spatial expression is."""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, request

from app.errors import InvalidParameter
from app.formats.geojson import MEDIA_TYPE
from app.services.geocoding import feature_collection
from app.services.parameters import Parameters
from app.web import context
from app.web.answers import answer, etag_of, not_modified
from geodata.types import Context

blueprint = Blueprint("geocode", __name__)


@blueprint.get("/geocode")
def geocode() -> Response:
    """One Feature a reading, best first; none, with the reason, where nothing is found."""
    given = Parameters(request.args.to_dict(flat=False), ["q", "language", "country", "place"])
    query = given.text("q")
    if query is None:
        raise InvalidParameter("q", "is missing", "20 km south of Baghdad")
    geocoder = context.current().geocoder
    # The answer changes with the place index only.
    etag = etag_of(context.current().gazetteer_version)
    if unchanged := not_modified(etag):
        return unchanged
    surrounding = Context(given.text("country"), given.texts("place"))
    found = feature_collection(geocoder, query, given.text("language"), surrounding)
    return answer(orjson.dumps(found), MEDIA_TYPE, etag)
