"""/geocode: where a place or spatial expression is; a page for browsers, GeoJSON for programs."""

from __future__ import annotations

from enum import StrEnum

import orjson
from flask import Blueprint, Response, request

from app.errors import InvalidParameter
from app.formats.geojson import MEDIA_TYPE
from app.maps import render_geocode
from app.services.geocoding import feature_collection
from app.services.parameters import Parameters
from app.web import context
from app.web.answers import answer, etag_of, not_modified
from app.web.browser_pages import addresses, make_nonce, page, wants_page
from geodata.types import Context

blueprint = Blueprint("geocode", __name__)


PARAMETERS = ["q", "language", "country", "place", "f"]


class Form(StrEnum):
    """What `f` asks for, over what the client accepts."""

    HTML = "html"
    GEOJSON = "geojson"


@blueprint.get("/geocode")
def geocode() -> Response:
    """The page where the client is a browser, the readings where it is a program."""
    by_header = Form.HTML if wants_page() else Form.GEOJSON
    asked = Parameters({"f": request.args.getlist("f")}, ["f"]).choice("f", Form, by_header)
    return geocode_page() if asked is Form.HTML else geocode_features()


def geocode_page() -> Response:
    """The page; its script reads the address and asks this same address for GeoJSON."""
    nonce = make_nonce()
    return page(render_geocode(addresses(), nonce), nonce)


def geocode_features() -> Response:
    """One Feature a reading, best first; none, with the reason, where nothing is found."""
    given = Parameters(request.args.to_dict(flat=False), PARAMETERS)
    query = given.text("q")
    if query is None:
        raise InvalidParameter("q", "is missing", "20 km south of Baghdad")
    geocoder = context.current().geocoder
    # The answer changes with the place index only.
    etag = etag_of(context.current().gazetteer_version)
    if unchanged := not_modified(etag):
        return unchanged
    surrounding = Context(_country(given), given.texts("place"))
    found = feature_collection(geocoder, query, given.text("language"), surrounding)
    return answer(orjson.dumps(found), MEDIA_TYPE, etag)


def _country(given: Parameters) -> str | None:
    code = given.text("country")
    if code is not None and not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise InvalidParameter("country", f"{code[:40]!r} is no code of two letters (ISO 3166-1)", "IQ")
    return code.upper() if code else None
