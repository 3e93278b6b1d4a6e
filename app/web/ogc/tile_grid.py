"""The grid of the tiles (OGC Tile Matrix Set 2.0): squares of Web Mercator, halved from zoom to zoom."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response

from app.errors import NotFound
from app.services.reference_systems import EPSG
from app.services.tiles import DEEPEST_ZOOM
from app.web.links import link_to
from app.web.ogc.representation import JSON, plain_parameters, resource

blueprint = Blueprint("ogc_tile_grid", __name__)

PATH = "/ogc/tileMatrixSets"
GRID = "WebMercatorQuad"
GRID_URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{GRID}"
TILE_PIXELS = 256
HALF_ROUND_M = 20_037_508.342789244  # half the equator of the projection's sphere
PIXEL_M = 0.00028  # of a display, by which the standard turns cell sizes into scales


@blueprint.get(PATH)
def grids() -> Response:
    """The grids: one."""
    listed = {"id": GRID, "title": "The usual grid of web maps", "uri": GRID_URI}
    listed["links"] = [link_to(f"{PATH}/{GRID}", "self", JSON, "Its definition")]
    return resource(plain_parameters(), {"tileMatrixSets": [listed], "links": [_self(PATH)]}, "document.html")


@blueprint.get(f"{PATH}/<name>")
def grid(name: str) -> Response:
    """Its definition."""
    check_grid(name)
    return resource(plain_parameters(), {**definition(), "links": [_self(f"{PATH}/{GRID}")]}, "document.html")


def check_grid(name: str) -> None:
    """Raises `NotFound` for a grid that is not offered."""
    if name != GRID:
        raise NotFound(f"there is no tile matrix set {name[:40]!r}; there is {GRID}")


def definition() -> dict[str, Any]:
    """Zoom by zoom: how large a pixel is on the ground at the equator, and how many tiles there are."""
    return {
        "id": GRID,
        "title": "The usual grid of web maps",
        "uri": GRID_URI,
        "crs": f"{EPSG}3857",
        "orderedAxes": ["X", "Y"],
        "tileMatrices": [_matrix(zoom) for zoom in range(DEEPEST_ZOOM + 1)],
    }


def _matrix(zoom: int) -> dict[str, Any]:
    cell_m = 2 * HALF_ROUND_M / TILE_PIXELS / 2**zoom
    return {
        "id": str(zoom),
        "scaleDenominator": cell_m / PIXEL_M,
        "cellSize": cell_m,
        "cornerOfOrigin": "topLeft",
        "pointOfOrigin": [-HALF_ROUND_M, HALF_ROUND_M],
        "tileWidth": TILE_PIXELS,
        "tileHeight": TILE_PIXELS,
        "matrixWidth": 2**zoom,
        "matrixHeight": 2**zoom,
    }


def _self(path: str) -> dict[str, str]:
    return link_to(path, "self", JSON)
