"""OGC API - Tiles for the events, in the usual grid of web maps."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from app.services.reference_systems import EPSG
from app.services.tiles import DEEPEST_ZOOM
from app.web import tiles
from app.web.links import link_to
from app.web.ogc.representation import JSON, plain_parameters, resource
from app.web.ogc.tile_grid import GRID, GRID_URI, check_grid
from app.web.ogc.tile_grid import PATH as GRIDS

blueprint = Blueprint("ogc_tiles", __name__)

PATH = "/ogc/collections/events/tiles"


@blueprint.get(PATH)
def tilesets() -> Response:
    """The tile sets: one."""
    return resource(plain_parameters(), {"tilesets": [_tileset()], "links": [_self(PATH)]}, "document.html")


@blueprint.get(f"{PATH}/<grid>")
def tileset(grid: str) -> Response:
    """What a tile set is made of."""
    check_grid(grid)
    return resource(plain_parameters(), _tileset(), "document.html")


@blueprint.get(f"{PATH}/<grid>/<int:z>/<int:y>/<int:x>")
def tile(grid: str, z: int, y: int, x: int) -> Response:
    """The same tile as under /tiles; OGC names the row before the column."""
    check_grid(grid)
    return tiles.events_tile(z, x, y)


def _tileset() -> dict[str, Any]:
    template = link_to(f"{PATH}/{GRID}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}", "item", tiles.MEDIA_TYPE, "Tiles")
    return {
        "title": "Events",
        "dataType": "vector",
        "crs": f"{EPSG}3857",
        "tileMatrixSetURI": GRID_URI,
        "tileMatrixSetLimits": [
            {"tileMatrix": str(z), "minTileRow": 0, "maxTileRow": 2**z - 1, "minTileCol": 0, "maxTileCol": 2**z - 1}
            for z in range(DEEPEST_ZOOM + 1)
        ],
        "layers": [
            {"id": "events", "dataType": "vector", "geometryDimension": 2},
            {"id": "cells", "dataType": "vector", "geometryDimension": 0},
        ],
        "links": [
            _self(f"{PATH}/{GRID}"),
            link_to(f"{GRIDS}/{GRID}", "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", JSON, "The grid"),
            link_to("/tiles/events.json", "describedby", JSON, "The same for MapLibre (TileJSON)"),
            template | {"templated": True},
        ],
    }


def _self(path: str) -> dict[str, str]:
    return link_to(path, "self", JSON)
