"""The pages of the web application as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from app.maps.assets import BASEMAP, SCRIPTS, STYLES, version
from app.maps.event_types import EVENT_TYPES
from app.maps.folium_map import build_map
from app.maps.script_json import script_json

TEMPLATES = Path(__file__).parents[1] / "web" / "templates"
environment = Environment(
    loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


@dataclass(frozen=True, slots=True)
class PageAddresses:
    """Where the page finds what it needs. `static` gives the address of a browser file by name and version."""

    static: Callable[[str, str], str]
    home: str
    feed: str
    event_page: str  # holds the letters ID where the id goes
    downloads: Mapping[str, str]  # name of the format -> address
    online_basemap: str | None = None
    online_attribution: str = ""


def render_page(addresses: PageAddresses, nonce: str) -> str:
    """The map with its filters; it asks `addresses.feed` for the events itself."""
    config = _config(addresses) | {"feed": addresses.feed, "eventPage": addresses.event_page}
    return environment.get_template("map.html").render(
        **_common(addresses, nonce, config), downloads=addresses.downloads, standalone=False
    )


def render_event(
    addresses: PageAddresses,
    nonce: str,
    feature: Mapping[str, Any],
    core: Mapping[str, Any] | None,
    articles: Sequence[Mapping[str, Any]],
) -> str:
    """One event: a small map, its fields, and the articles with the quoted evidence marked.

    `feature` is the event as GeoJSON with its 90 % region, `core` the geometry that holds it with 50 %. An article has
    `title, url, source, published` and `quotes`, each with `field, prefix, quote, suffix`.
    """
    template = environment.get_template("event.html")
    return template.render(
        **_common(addresses, nonce, _config(addresses) | {"single": True}),
        event=feature["properties"],
        is_placed=feature["geometry"] is not None,
        articles=articles,
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
