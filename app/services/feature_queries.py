"""The query parameters of OGC API - Features: those of every search, and what its parts 1, 2 and 3 add."""

from __future__ import annotations

import dataclasses
from typing import NamedTuple

from sqlalchemy import ColumnElement

from app.errors import InvalidParameter
from app.services.boxes_in_crs import parse_box_in
from app.services.cql2_filter import LANGUAGES, LONGEST, parse_filter_text
from app.services.cursors import read_cursor
from app.services.filters import EVENT_PARAMETERS, PAGE_MAXIMUM, RegionFinder, parse_filter
from app.services.parameters import Parameters
from app.services.reference_systems import CRS84, ReferenceSystem, parse_crs
from app.storage.cql2 import condition
from app.storage.event_filter import EventFilter, PageRequest, Shape, SortKey
from app.storage.fields import FIELDS, PROPERTIES, SORTABLES, Kind

PAGE_DEFAULT = 100
MOST_SORT_KEYS = 5
# A property that is a parameter of every search keeps its meaning there.
PROPERTY_PARAMETERS = [
    name for name, field in FIELDS.items() if name not in EVENT_PARAMETERS and field.kind is not Kind.TEXTS
]
FEATURE_PARAMETERS = ["f", "profile", "crs", "bbox-crs", "filter", "filter-lang", "filter-crs", "sortby", "properties"]
ITEMS_PARAMETERS = frozenset([*EVENT_PARAMETERS, *FEATURE_PARAMETERS, *PROPERTY_PARAMETERS])
LONG = {"filter": LONGEST, "properties": 2_000}


class FeatureQuery(NamedTuple):
    """What one request for features asks for."""

    wanted: EventFilter
    page: PageRequest
    crs: ReferenceSystem


def parse_items(given: Parameters, find_region: RegionFinder) -> FeatureQuery:
    """Raises `InvalidParameter` that names the parameter and shows a right value."""
    wanted = parse_filter(given, find_region, find_boxes=lambda text: parse_box_in(text, crs_of(given, "bbox-crs")))
    named = [name for name in given.names() if name in PROPERTY_PARAMETERS]
    further = [_equals(name, text) for name in named if (text := given.text(name)) is not None]
    text, language = given.text("filter") or "", given.text("filter-lang")
    if language and language not in LANGUAGES:
        raise InvalidParameter("filter-lang", f"is one of {', '.join(LANGUAGES)}", LANGUAGES[0])
    if text:
        guessed = LANGUAGES[1] if text.startswith("{") else LANGUAGES[0]
        further.append(parse_filter_text(text, language or guessed, crs_of(given, "filter-crs")))
    for name in ("bbox-crs", "crs", "filter-crs"):
        crs_of(given, name)  # one that is not used is checked all the same
    return FeatureQuery(
        dataclasses.replace(wanted, further=tuple(further)), parse_items_page(given), crs_of(given, "crs")
    )


def parse_items_page(given: Parameters) -> PageRequest:
    """Limit, order, shape, properties, and where the page starts."""
    sort = parse_sort(given.text("sortby"))
    cursor = given.text("cursor")
    below, after = read_cursor(cursor, len(sort)) if cursor else (None, ())
    return PageRequest(
        limit=given.whole_number("limit", PAGE_DEFAULT, PAGE_MAXIMUM),
        below=below,
        shape=given.choice("geometry", Shape, Shape.REGION),
        sort=sort,
        after=after,
        properties=parse_properties(given.text("properties")),
    )


def parse_sort(text: str | None) -> tuple[SortKey, ...]:
    """`-date_from,title`: a minus sorts downwards."""
    if text is None:
        return ()
    keys = []
    for part in text.split(","):
        name = part.strip().lstrip("+-")
        if name not in SORTABLES:
            raise InvalidParameter(
                "sortby", f"cannot sort by {name[:40]!r}; can by {', '.join(SORTABLES)}", "-date_from"
            )
        keys.append(SortKey(name, part.strip().startswith("-")))
    if len(keys) > MOST_SORT_KEYS or len({key.name for key in keys}) < len(keys):
        raise InvalidParameter("sortby", f"takes {MOST_SORT_KEYS} different properties at most", "-date_from")
    return tuple(keys)


def parse_properties(text: str | None) -> tuple[str, ...] | None:
    """`title,type`: the properties that features shall have; None is all of them."""
    if text is None:
        return None
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in PROPERTIES:
            raise InvalidParameter(
                "properties", f"there is no {name[:40]!r}; there are {', '.join(PROPERTIES)}", "title"
            )
    return names


def crs_of(given: Parameters, name: str) -> ReferenceSystem:
    """The reference system that a parameter names; lon, lat where it names none."""
    return parse_crs(given.text(name) or CRS84, name)


def _equals(name: str, text: str) -> ColumnElement[bool]:
    """A property has a value, given as text."""
    kind = FIELDS[name].kind
    value: object = text
    try:
        if kind.is_number:
            value = float(text)
        elif kind is Kind.BOOLEAN:
            value = {"true": True, "false": False}[text.lower()]
        return condition({"op": "=", "args": [{"property": name}, value]})
    except (ValueError, KeyError, InvalidParameter) as error:
        raise InvalidParameter(name, f"{text[:40]!r} is no {kind}") from error
