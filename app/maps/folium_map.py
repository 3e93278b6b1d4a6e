"""Folium with files of our own: no network, no data in its strings, a nonce for each inline script."""

from __future__ import annotations

from typing import Any, NamedTuple

import folium
from branca.element import Link, MacroElement
from folium.template import Template
from markupsafe import Markup


class MapParts(NamedTuple):
    """The three parts of a page that Folium writes."""

    header: Markup
    body: Markup
    script: Markup


class EventMap(folium.Map):
    """A Folium map without tiles whose scripts and styles come from `scripts` and `styles` instead of other hosts."""

    def __init__(self, scripts: list[str], styles: list[str], **options: Any) -> None:
        super().__init__(
            location=(25, 20),
            zoom_start=3,
            tiles=None,
            control_scale=True,
            world_copy_jump=True,
            **options,
        )
        self.default_js = [(f"script{number}", address) for number, address in enumerate(scripts)]
        self.default_css = [(f"style{number}", address) for number, address in enumerate(styles)]
        self.add_child(EventLayer())


class EventLayer(MacroElement):
    """Hands the finished map to our own scripts."""

    _template = Template("{% macro script(this, kwargs) %}eventmap.start({{ this._parent.get_name() }});{% endmacro %}")


def build_map(scripts: list[str], styles: list[str], nonce: str) -> MapParts:
    """What Folium writes, with the nonce on every script. Safe to mark as such, since no data goes in.

    Of its header only the links stay: the rest forbids zooming by hand and sets sizes that the page's own style sets.
    """
    figure = EventMap(scripts, styles).get_root()
    figure.render()
    links = [child.render() for child in figure.header._children.values() if isinstance(child, Link)]
    header = "\n".join(links).replace("<script", f'<script nonce="{nonce}"')
    return MapParts(Markup(header), Markup(figure.html.render()), Markup(figure.script.render()))  # noqa: S704
