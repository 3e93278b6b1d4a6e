"""The pages with a map, as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.maps.addresses import PageAddresses
from app.maps.assets import BASEMAP, SCRIPTS, STYLES, version
from app.maps.event_types import EVENT_TYPES
from app.maps.examples import EXAMPLES, LANGUAGES
from app.maps.folium_map import build_map
from app.maps.script_json import script_json

TEMPLATES = Path(__file__).parents[1] / "web" / "templates"
READING_COLOUR = "#d55e00"  # as the legend shows it
environment = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def render_page(addresses: PageAddresses, nonce: str, query: str = "") -> str:
    """The map with its filters; it asks `addresses.feed` for the events itself. `query` is that of the address."""
    asks = {"feed": addresses.feed, "summary": addresses.summary, "eventPage": addresses.event_page}
    return environment.get_template("map.html").render(
        **_common(addresses, nonce, _config(addresses) | asks),
        downloads=addresses.downloads,
        geocode=addresses.geocode,
        event_list=addresses.event_list + (f"?{query}" if query else ""),
        standalone=False,
    )


def render_geocode(addresses: PageAddresses, nonce: str) -> str:
    """A field for an expression and the map of its readings; it asks `addresses.geocode` for them itself."""
    types = {"reading": {"label": "Reading", "colour": READING_COLOUR}}
    config = _config(addresses) | {"types": types, "geocode": addresses.geocode, "home": addresses.home}
    return environment.get_template("geocode.html").render(
        **_common(addresses, nonce, config), geocode=addresses.geocode, examples=EXAMPLES, languages=LANGUAGES
    )


def render_event(
    addresses: PageAddresses,
    nonce: str,
    feature: Mapping[str, Any],
    core: Mapping[str, Any] | None,
    articles: Sequence[Mapping[str, Any]],
    parts: Sequence[Mapping[str, Any]] = (),
) -> str:
    """One event: a small map, its fields, and the articles with the quoted evidence marked.

    `feature` is the event as GeoJSON with its 90 % region, `core` the geometry that holds it with 50 %. An article has
    `title, url, source, published` and `quotes`, each with `field, prefix, quote, suffix`. `parts` are the properties
    of the events that a sum consists of.
    """
    template = environment.get_template("event.html")
    return template.render(
        **_common(addresses, nonce, _config(addresses) | {"single": True}),
        event=feature["properties"],
        is_placed=feature["geometry"] is not None,
        articles=articles,
        parts=parts,
        regions=script_json(feature_collection([feature])),
        cores=script_json(feature_collection([{**feature, "geometry": core}])),
    )


def feature_collection(features: list[Any]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}


def types_for_script() -> dict[str, dict[str, str]]:
    return {name: kind._asdict() for name, kind in EVENT_TYPES.items()}


def _config(addresses: PageAddresses) -> dict[str, Any]:
    online = {"url": addresses.online_basemap, "attribution": addresses.online_attribution}
    return {
        "types": types_for_script(),
        "basemap": {key: addresses.static(name, version(name)) for key, name in BASEMAP.items()},
        "online": online if addresses.online_basemap else None,
    }


def _common(addresses: PageAddresses, nonce: str, config: dict[str, Any]) -> dict[str, Any]:
    def static(name: str) -> str:
        return addresses.static(name, version(name))

    parts = build_map([static(name) for name in SCRIPTS], [static(name) for name in STYLES], nonce)
    return {
        "head": parts.header,
        "map": parts.body,
        "script": Markup('<script nonce="{}">{}</script>').format(nonce, parts.script),
        "config": script_json(config),
        "types": EVENT_TYPES,
        "home": addresses.home,
        "icon": static("icon.svg"),
    }
