"""Named texts -> an event filter: the same for the web, the command line, and whatever selects events."""

from __future__ import annotations

from collections.abc import Callable

from shapely.geometry.base import BaseGeometry

from app.errors import InvalidParameter
from app.services.boxes import Box, parse_bbox
from app.services.cursors import read_cursor
from app.services.intervals import parse_ends, parse_window
from app.services.parameters import Parameters
from app.storage.event_filter import EventFilter, Match, PageRequest, Shape, Window
from app.storage.search_words import words_of

FILTER_PARAMETERS = [
    "region",
    "match",
    "bbox",
    "from",
    "to",
    "datetime",
    "type",
    "subtype",
    "country",
    "actor",
    "q",
    "source",
    "language",
    "status",
    "min_confidence",
    "max_radius_km",
]
PAGE_PARAMETERS = ["limit", "cursor", "geometry"]
EVENT_PARAMETERS = [*FILTER_PARAMETERS, *PAGE_PARAMETERS]

PAGE_MAXIMUM = 10_000
MOST_REGIONS = 10
EARTH_RADIUS_KM = 20_040  # half the way round: no region is wider

RegionFinder = Callable[[str], BaseGeometry]


def parse_filter(
    given: Parameters,
    find_region: RegionFinder,
    *,
    find_boxes: Callable[[str], tuple[Box, ...]] = parse_bbox,
    for_export: bool = False,
) -> EventFilter:
    """Raises `InvalidParameter` that names the parameter and shows a right value."""
    box = given.text("bbox")
    asked_regions = given.texts("region")
    if len(asked_regions) > MOST_REGIONS:
        raise InvalidParameter("region", f"may be given {MOST_REGIONS} times at most", "Iraq")
    return EventFilter(
        regions=tuple(find_region(text) for text in asked_regions),
        match=given.choice("match", Match, Match.LIKELY),
        boxes=find_boxes(box) if box else (),
        window=parse_time(given),
        types=given.texts("type"),
        subtypes=given.texts("subtype"),
        countries=tuple(code.upper() for code in given.texts("country")),
        actors=_searchable(given, "actor", "Hamas"),
        words=" ".join(_searchable(given, "q", "drone strike")) or None,
        sources=given.texts("source"),
        languages=tuple(code.lower() for code in given.texts("language")),
        statuses=given.texts("status"),
        min_confidence=given.number("min_confidence", 0, 1, "0.5"),
        max_radius_km=given.number("max_radius_km", 0, EARTH_RADIUS_KM, "25"),
        for_export=for_export,
    )


def parse_time(given: Parameters) -> Window | None:
    """`datetime`, or `from` and `to`."""
    interval, earliest, latest = given.text("datetime"), given.text("from"), given.text("to")
    if interval and (earliest or latest):
        raise InvalidParameter("datetime", "says the same as from and to; give one of them", "2024-01-01/2024-01-31")
    return parse_window(interval) if interval else parse_ends(earliest, latest)


def parse_page(
    given: Parameters, default_limit: int | None, maximum: int | None = PAGE_MAXIMUM, *, holds_core: bool = True
) -> PageRequest:
    """Limit, cursor and geometry of one page. `holds_core` tells whether the answer has room for both shapes."""
    cursor, shape = given.text("cursor"), given.choice("geometry", Shape, Shape.REGION)
    if shape is Shape.BOTH and not holds_core:
        raise InvalidParameter("geometry", "both is for GeoJSON; here is room for one shape", "core")
    return PageRequest(
        limit=given.whole_number("limit", default_limit, maximum),
        below=read_cursor(cursor)[0] if cursor else None,
        shape=shape,
    )


def _searchable(given: Parameters, name: str, example: str) -> tuple[str, ...]:
    texts = given.texts(name)
    for text in texts:
        if not words_of(text):
            raise InvalidParameter(name, f"{text!r} holds no word to look for", example)
    return texts
