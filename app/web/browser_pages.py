"""What every page for browsers has: addresses, a nonce, and headers that keep it safe."""

from __future__ import annotations

from secrets import token_urlsafe
from urllib.parse import urlsplit

from flask import Response, request, url_for

from app.formats import FORMATS
from app.maps import PageAddresses
from app.maps.assets import BASEMAP
from app.web import context

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


def wants_page() -> bool:
    """Whether the client is a browser: it names HTML before JSON, which programs do not."""
    accepted = request.accept_mimetypes
    html = accepted.quality("text/html")
    named = any(media_type == "text/html" for media_type, _ in accepted)
    return named and html >= max(accepted.quality("application/json"), accepted.quality("application/geo+json"))


def make_nonce() -> str:
    """For one answer."""
    return token_urlsafe(16)


def addresses() -> PageAddresses:
    """Where pages find what they need in this application."""
    settings = context.current().settings
    endings = ["geojson", *(ending for ending in FORMATS if ending != "geojson")]
    return PageAddresses(
        static=_static,
        home=url_for("map.map_page"),
        feed=url_for("events.events_page"),
        event_page=url_for("map.event_page", event_id="ID"),
        event_list=url_for("map.events"),
        summary=url_for("events.events_summary"),
        geocode=url_for("geocode.geocode"),
        downloads={FORMAT_NAMES.get(ending, ending): f"/events.{ending}" for ending in endings},
        online_basemap=settings.basemap_url,
        online_attribution=settings.basemap_attribution,
    )


def _static(name: str, tag: str) -> str:
    if name in BASEMAP.values():
        return url_for("map.basemap_file", tag=tag, name=name.removeprefix("basemap/"))
    return url_for("static", filename=name, v=tag)


def page(html: str, nonce: str, status: int = 200) -> Response:
    """A page with the headers that keep it safe."""
    response = Response(html, status, content_type="text/html; charset=utf-8")
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
    response.vary.add("Accept")
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
