"""The map at `/`, the page of one event, and the browser's files."""

from __future__ import annotations

from secrets import token_urlsafe
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, request, url_for

from app.errors import NotFound
from app.formats import FORMATS
from app.maps import PageAddresses, render_event, render_page
from app.maps.assets import BASEMAP, gzipped, text, version
from app.services import search
from app.web import context

blueprint = Blueprint("map", __name__)

FORMAT_NAMES = {
    "geojson": "GeoJSON",
    "geojsonl": "GeoJSON lines",
    "csv": "CSV",
    "kml": "KML",
    "gpkg": "GeoPackage",
    "fgb": "FlatGeobuf",
    "parquet": "GeoParquet",
    "atom": "Atom",
}
FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/")
def map_page() -> Response:
    """The map; its query parameters are those of /events.geojson, read by the page's script."""
    nonce = token_urlsafe(16)
    return _page(render_page(_addresses(), nonce), nonce)


@blueprint.get("/events/<event_id>")
def event_page(event_id: str) -> Response:
    """One event with its evidence."""
    with context.current().session() as session:
        event = search.event_detail(session, event_id)
    if event is None:
        raise NotFound(f"there is no event {event_id[:60]!r}")
    nonce = token_urlsafe(16)
    feature = {"type": "Feature", "geometry": event.region, "properties": event.properties}
    return _page(render_event(_addresses(), nonce, feature, event.core, event.articles), nonce)


@blueprint.get("/basemap/<tag>/<name>")
def basemap_file(tag: str, name: str) -> Response:
    """A file of the program's own basemap; the address changes with the content."""
    file = f"basemap/{name}"
    if file not in BASEMAP.values() or tag != version(file):
        abort(404)
    if request.accept_encodings.quality("gzip") > 0:
        response = Response(gzipped(file), content_type="application/json")
        response.content_encoding = "gzip"
    else:
        response = Response(text(file), content_type="application/json")
    response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = FOR_EVER
    return response


def _addresses() -> PageAddresses:
    settings = context.current().settings
    endings = ["geojson", *(ending for ending in FORMATS if ending != "geojson")]
    return PageAddresses(
        static=_static,
        home=url_for("map.map_page"),
        feed=url_for("events.events_page"),
        event_page=url_for("map.event_page", event_id="ID"),
        downloads={FORMAT_NAMES.get(ending, ending): f"/events.{ending}" for ending in endings},
        online_basemap=settings.basemap_url,
        online_attribution=settings.basemap_attribution,
    )


def _static(name: str, tag: str) -> str:
    if name in BASEMAP.values():
        return url_for("map.basemap_file", tag=tag, name=name.removeprefix("basemap/"))
    return url_for("static", filename=name, v=tag)


def _page(html: str, nonce: str) -> Response:
    response = Response(html, content_type="text/html; charset=utf-8")
    response.headers.update(
        {
            "Content-Security-Policy": content_security_policy(nonce, context.current().settings.basemap_url),
            "Referrer-Policy": "no-referrer",
            "X-Frame-Options": "SAMEORIGIN",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cache-Control": "no-store",  # a nonce holds for one answer
        }
    )
    return response


def content_security_policy(nonce: str, online_basemap: str | None) -> str:
    """Nothing runs but our own files and the one script with the nonce; an online basemap may send its pictures."""
    pictures = "'self' data:"
    if online_basemap:
        address = urlsplit(online_basemap)
        host = address.netloc.replace("{s}.", "*.")
        pictures += f" {address.scheme or 'https'}://{host}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'",  # Leaflet sets styles
            f"img-src {pictures}",
            "connect-src 'self'",
            "font-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
        )
    )
