"""The browser's files: where they lie, what they are called, in which order they load."""

from __future__ import annotations

import gzip
from base64 import b64encode
from functools import cache
from hashlib import blake2b
from pathlib import Path

STATIC = Path(__file__).parents[1] / "web" / "static"
STYLES = (
    "vendor/leaflet/leaflet.css",
    "css/base.css",
    "css/panel.css",
    "css/map.css",
    "css/tables.css",
    "css/screens.css",
)
SCRIPTS = (
    "vendor/leaflet/leaflet.js",
    "vendor/topojson-client/topojson-client.min.js",
    "vendor/geojson-vt/geojson-vt.js",
    "js/dom.js",
    "js/wording.js",
    "js/screen-canvas.js",
    "js/basemap.js",
    "js/labels.js",
    "js/shapes.js",
    "js/regions.js",
    "js/feed.js",
    "js/filters.js",
    "js/card.js",
    "js/list.js",
    "js/event-map.js",
    "js/histogram.js",
    "js/readings.js",
    "js/geocode.js",
    "js/page.js",
)
BASEMAP = {
    "world": "basemap/world.json",
    "detail": "basemap/detail.json",
    "worldLabels": "basemap/world-labels.json",
    "detailLabels": "basemap/detail-labels.json",
}


@cache
def version(name: str) -> str:
    """Changes with the content, so that an address with it may be kept for ever."""
    return blake2b((STATIC / name).read_bytes(), digest_size=6).hexdigest()


@cache
def gzipped(name: str) -> bytes:
    """The file compressed; no time stamp, so the same bytes each time."""
    return gzip.compress((STATIC / name).read_bytes(), 6, mtime=0)


def gzipped_text(name: str) -> str:
    """The compressed file in letters, for a page that carries it."""
    return b64encode(gzipped(name)).decode("ascii")


def text(name: str) -> str:
    return (STATIC / name).read_text("utf-8")
