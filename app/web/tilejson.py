"""/tiles/events.json: TileJSON 3.0, which MapLibre makes a layer of; a filter goes on into the tiles."""

from __future__ import annotations

from urllib.parse import urlencode

import orjson
from flask import Blueprint, Response, request

from app.services.filters import FILTER_PARAMETERS, parse_filter
from app.services.parameters import Parameters
from app.services.tiles import DEEPEST_ZOOM
from app.web import context
from app.web.answers import answer
from app.web.links import address

blueprint = Blueprint("tilejson", __name__)

MERCATOR_BOUNDS = [-180, -85.0511, 180, 85.0511]  # what a square world shows
LAYERS = {
    "events": {"id": "String", "type": "String", "date_from": "String", "percent": "Number"},
    "cells": {"count": "Number", "date_from": "String", "date_to": "String"},  # and a number for each type
}


@blueprint.get("/tiles/events.json")
def tilejson() -> Response:
    """The document for the events that the parameters select."""
    # Checked here, where a person sees it, and not tile by tile.
    parse_filter(Parameters(request.args.to_dict(flat=False), FILTER_PARAMETERS), context.current().find_region)
    query = urlencode(list(request.args.items(multi=True)), safe=",:/")
    document = {
        "tilejson": "3.0.0",
        "name": "Events",
        "tiles": [address("/tiles/events/{z}/{x}/{y}.mvt") + (f"?{query}" if query else "")],
        "minzoom": 0,
        "maxzoom": DEEPEST_ZOOM,
        "bounds": MERCATOR_BOUNDS,
        "vector_layers": [{"id": name, "fields": fields} for name, fields in LAYERS.items()],
    }
    return answer(orjson.dumps(document), "application/json")
