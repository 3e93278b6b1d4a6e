"""The values of an event filter under the names that its conditions bind them by.

Two filters of one form have conditions that differ in these values only, so one query serves both.
"""

from __future__ import annotations

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from app.storage.event_filter import EventFilter
from app.storage.links import DUPLICATE
from app.storage.search_words import ACTOR_MARK, search_query

WORLD = (-180.0, -90.0, 180.0, 90.0)
LISTS = ("types", "subtypes", "countries", "sources", "languages", "statuses")
LIMITS = ("min_confidence", "max_radius_km")


def values_of(wanted: EventFilter) -> dict[str, Any]:
    """Name -> value, of what restricts. A box that is the whole world only asks for a place, and has no value."""
    values: dict[str, Any] = {f"region_{i}": shapely.to_wkb(region) for i, region in enumerate(wanted.regions)}
    if WORLD not in wanted.boxes:
        values |= {f"box_{i}": box_wkb(box) for i, box in enumerate(wanted.boxes)}
    if wanted.window:
        values |= {"earliest": wanted.window.earliest, "latest": wanted.window.latest}
    values |= {name: list(listed) for name in LISTS if (listed := getattr(wanted, name))}
    asked = {f"actor_{i}": search_query(name, ACTOR_MARK) for i, name in enumerate(wanted.actors)}
    asked["words"] = search_query(wanted.words or "")
    values |= {name: query for name, query in asked.items() if query}  # a text without words asks for nothing
    values |= {name: limit for name in LIMITS if (limit := getattr(wanted, name)) is not None}
    return values


def form_of(wanted: EventFilter) -> Hashable:
    """What decides how the conditions read. With `further` ones a filter has a form of its own."""
    if wanted.further:
        return object()
    asked = DUPLICATE in wanted.statuses, wanted.for_export, bool(wanted.boxes), len(wanted.actors)
    return wanted.match, *asked, *values_of(wanted)


@lru_cache(maxsize=64)  # a filter is asked for its form, then for its values
def box_wkb(box: tuple[float, float, float, float]) -> bytes:
    """West, south, east, north. A polygon without area meets nothing, so such a box is the point or line that it is."""
    west, south, east, north = box
    shape: BaseGeometry
    if west < east and south < north:
        shape = shapely.box(*box)
    elif (west, south) == (east, north):
        shape = shapely.Point(west, south)
    else:
        shape = shapely.LineString([(west, south), (east, north)])
    return shapely.to_wkb(shape)
