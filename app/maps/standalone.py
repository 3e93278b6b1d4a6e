"""One HTML file with everything inside: scripts, styles, basemap and events. Opens from a disk without a network."""

from __future__ import annotations

from collections.abc import Mapping
from secrets import token_urlsafe
from typing import Any

from markupsafe import Markup

from app.maps.assets import BASEMAP, SCRIPTS, STYLES, gzipped_text, text
from app.maps.event_types import EVENT_TYPES
from app.maps.folium_map import build_map
from app.maps.pages import environment, types_for_script
from app.maps.script_json import script_json

Collection = Mapping[str, Any]


def render_standalone(regions: Collection, cores: Collection | None = None, title: str = "Events") -> str:
    """The file as text. Both are FeatureCollections of the contract's shape, `cores` those of `geometry=core`."""
    nonce = token_urlsafe(16)
    parts = build_map([], [], nonce)
    config = {
        "types": types_for_script(),
        "basemap": {key: f"#basemap-{key}" for key in BASEMAP},
        "online": None,
        "feed": None,
        "eventPage": None,
    }
    return environment.get_template("standalone.html").render(
        title=title,
        nonce=nonce,
        map=parts.body,
        # The files are our own and hold no "</script" or "</style"; a test sees to it.
        scripts=[Markup(text(name)) for name in SCRIPTS],  # noqa: S704
        styles=[Markup(text(name)) for name in STYLES],  # noqa: S704
        script=parts.script,
        config=script_json(config),
        types=EVENT_TYPES,
        basemap={key: gzipped_text(name) for key, name in BASEMAP.items()},
        regions=script_json(regions),
        cores=script_json(cores or {"type": "FeatureCollection", "features": []}),
        standalone=True,
    )
