"""An event filter as SQL conditions, one small function a rule; values enter as binds only."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement, and_, cast, func, inspect, or_, select, true
from sqlalchemy.dialects.postgresql import TSQUERY, Range
from sqlalchemy.orm import aliased
from sqlalchemy.sql.util import ClauseAdapter

from app.models import Event
from app.storage.event_filter import EventFilter, Match, Window
from app.storage.links import DUPLICATE, STATUS
from app.storage.search_words import ACTOR_MARK, search_query

SRID = 4326
EQUAL_AREA_SRID = 6933  # World Cylindrical Equal Area, as `polygons.areas_km2` measures
WORLD = (-180.0, -90.0, 180.0, 90.0)
# Made once: an alias of a table of fifty columns costs more than the rest of a filter.
SHOWN = aliased(Event)
OTHER_ROW = ClauseAdapter(inspect(SHOWN).selectable)

Condition = ColumnElement[bool]


def conditions(wanted: EventFilter) -> list[Condition]:
    """All conditions of the filter, to be joined by AND."""
    found = [*place_conditions(wanted), *time_conditions(wanted), *field_conditions(wanted)]
    return [*found, *shown_once(wanted, found)]


def shown_once(wanted: EventFilter, found: Sequence[Condition]) -> list[Condition]:
    """A duplicate stays out where the event that stands for it is found as well; `status=duplicate` asks for it.

    So `source=Daily` still finds what the Daily reported, whichever report of it is the one that is shown.
    """
    if DUPLICATE in wanted.statuses:
        return []
    if not found:
        return [Event.duplicate_of.is_(None)]
    stands_for_it = (SHOWN.public_id == Event.duplicate_of, *(OTHER_ROW.traverse(condition) for condition in found))
    # The offset keeps PostgreSQL from reading all that may stand for something instead of looking up one.
    return [or_(Event.duplicate_of.is_(None), ~select(SHOWN.id).where(*stands_for_it).offset(0).exists())]


def place_conditions(wanted: EventFilter) -> list[Condition]:
    """Region and box; an event without a place meets neither."""
    found = []
    if wanted.regions:
        found.append(or_(*(matches_region(region, wanted.match) for region in wanted.regions)))
    if wanted.boxes:
        found.append(or_(*(meets_box(box) for box in wanted.boxes)))
    return found


def time_conditions(wanted: EventFilter) -> list[Condition]:
    """The window; an event without a date is not in it."""
    return [overlaps(wanted.window)] if wanted.window else []


def field_conditions(wanted: EventFilter) -> list[Condition]:
    """Everything that is neither place nor time."""
    listed = (
        (Event.subtype, wanted.subtypes),
        (Event.country, wanted.countries),
        (Event.source, wanted.sources),
        (Event.language, wanted.languages),
    )
    found: list[Condition] = [column.in_(values) for column, values in listed if values]
    if wanted.statuses:
        found.append(STATUS.in_(wanted.statuses))
    if wanted.types:  # data sets that others coded have one level only: their "flood" is our subtype
        found.append(or_(Event.type.in_(wanted.types), Event.subtype.in_(wanted.types)))
    if wanted.actors:
        found.append(or_(*(finds(name, ACTOR_MARK) for name in wanted.actors)))
    if wanted.words:
        found.append(finds(wanted.words))
    if wanted.min_confidence is not None:
        found.append(Event.confidence >= wanted.min_confidence)
    if wanted.max_radius_km is not None:
        found.append(Event.radius_km <= wanted.max_radius_km)
    found.extend(wanted.further)
    if wanted.for_export:
        found.append(Event.do_not_reexport.is_(False))
    return found


def matches_region(region: BaseGeometry, match: Match) -> Condition:
    """Does the event's region lie to `region` as asked? Both tests use the index and a prepared `region`."""
    asked = func.ST_GeomFromWKB(shapely.to_wkb(region), SRID)
    if match is Match.WITHIN:
        return func.ST_Covers(asked, Event.region)
    if match is Match.INTERSECTS:
        return func.ST_Intersects(Event.region, asked)
    # Only what crosses the outline needs its area measured.
    inside_km2 = func.ST_Area(func.ST_Transform(func.ST_Intersection(Event.region, asked), EQUAL_AREA_SRID)) / 1e6
    mostly_inside = or_(func.ST_Covers(asked, Event.region), inside_km2 >= Event.region_km2 / 2)
    return and_(func.ST_Intersects(Event.region, asked), mostly_inside)


def meets_box(box: tuple[float, float, float, float]) -> Condition:
    """Does the event's region touch the box?"""
    if box == WORLD:
        return Event.region.is_not(None)
    west, south, east, north = box
    if west < east and south < north:
        return func.ST_Intersects(Event.region, func.ST_MakeEnvelope(*box, SRID))
    # A polygon without area meets nothing; the envelope of two corners is the point or line that it is.
    corners = func.ST_MakePoint(west, south), func.ST_MakePoint(east, north)
    return func.ST_Intersects(Event.region, func.ST_SetSRID(func.ST_Envelope(func.ST_MakeLine(*corners)), SRID))


def overlaps(window: Window) -> Condition:
    """Does the event's interval meet the window?"""
    return Event.occurred.overlaps(Range(window.earliest, window.latest, bounds="[]"))


def finds(text: str, mark: str = "") -> Condition:
    """Do all the words occur? A text without words asks for nothing."""
    query = search_query(text, mark)
    return Event.search.op("@@", is_comparison=True)(cast(query, TSQUERY)) if query else true()
