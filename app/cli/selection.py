"""Filters on the command line: the same names and values as in a web address."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from app.services.filters import EVENT_PARAMETERS, EventFilter, PageRequest, parse_filter, parse_page
from app.services.parameters import Parameters
from app.services.places import region_finder
from app.settings import Settings
from geodata.geocoder import Geocoder

HELP = {
    "region": 'A place or spatial expression: "20 km south of Baghdad".',
    "match": "likely (default), intersects or within.",
    "bbox": "west,south,east,north",
    "from": "First day or instant.",
    "to": "Last day or instant.",
    "datetime": "An interval: 2024-01-01/2024-01-31.",
    "type": "Event type.",
    "actor": "Who took part.",
    "q": "Words in title, text and place names.",
    "limit": "At most so many events.",
    "geometry": "region, core, point or none; both is for GeoJSON, and the default of its exports.",
}


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """All filters as options; the command gets them as `selected`, a mapping of names to texts."""

    @wraps(command)
    def with_selection(*args: Any, **options: Any) -> Any:
        selected = {name: list(options.pop(_key(name))) for name in EVENT_PARAMETERS}
        return command(*args, selected=selected, **options)

    for name in reversed(EVENT_PARAMETERS):
        option = f"--{name.replace('_', '-')}"
        with_selection = click.option(option, _key(name), multiple=True, help=HELP.get(name))(with_selection)
    return with_selection


def parse_selection(
    settings: Settings, selected: dict[str, list[str]], *, for_export: bool = True, holds_core: bool = False
) -> tuple[EventFilter, PageRequest]:
    """The filter and the page that the options ask for; without --limit, everything."""
    given = Parameters(selected, EVENT_PARAMETERS)
    wanted = parse_filter(given, region_finder(lambda: Geocoder.open(settings.gazetteer_path)), for_export=for_export)
    return wanted, parse_page(given, default_limit=None, maximum=None, holds_core=holds_core)


def _key(name: str) -> str:
    return f"select_{name}"
