"""An event filter as SQL conditions, one small function a rule; values enter as binds only.

The binds have the names of `filter_values`, so that a query that was made once serves all filters of its form.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Double,
    LargeBinary,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    func,
    inspect,
    literal_column,
    or_,
    select,
)
from sqlalchemy.dialects.postgresql import TIMESTAMP, TSQUERY, TSTZRANGE
from sqlalchemy.orm import aliased
from sqlalchemy.sql.util import ClauseAdapter

from app.models import Event
from app.storage.event_filter import EventFilter, Match
from app.storage.filter_values import WORLD, box_wkb, values_of
from app.storage.links import DUPLICATE, STATUS

SRID = 4326
TIMESTAMPTZ = TIMESTAMP(timezone=True)
BOTH_ENDS, NOTHING = literal_column("'[]'"), literal_column("0")
EQUAL_AREA_SRID = 6933  # World Cylindrical Equal Area, as `polygons.areas_km2` measures
# Made once: an alias of a table of fifty columns costs more than the rest of a filter.
SHOWN = aliased(Event)
OTHER_ROW = ClauseAdapter(inspect(SHOWN).selectable)

Condition = ColumnElement[bool]


def conditions(wanted: EventFilter) -> list[Condition]:
    """All conditions of the filter, to be joined by AND."""
    found = [*place_conditions(wanted), *time_conditions(wanted), *field_conditions(wanted)]
    return [*found, *shown_once(wanted, found)]


def conditions_apart(wanted: EventFilter) -> list[list[Condition]]:
    """The same as alternatives that exclude each other: first what is no duplicate, then duplicates that are shown.

    PostgreSQL takes the look for what stands for a duplicate to cost as much with every row, and goes out of its way.
    """
    found = [*place_conditions(wanted), *time_conditions(wanted), *field_conditions(wanted)]
    if not found or DUPLICATE in wanted.statuses:
        return [conditions(wanted)]
    first, others = Event.duplicate_of.is_(None), Event.duplicate_of.is_not(None)
    return [[*found, first], [*found, others, *shown_once(wanted, found)]]


def shown_once(wanted: EventFilter, found: Sequence[Condition]) -> list[Condition]:
    """A duplicate stays out where the event that stands for it is found as well; `status=duplicate` asks for it.

    So `source=Daily` still finds what the Daily reported, whichever report of it is the one that is shown.
    """
    if DUPLICATE in wanted.statuses:
        return []
    if not found:
        return [Event.duplicate_of.is_(None)]
    # Two hints for PostgreSQL, that it looks up the one event by its id: the offset keeps it from reading all that may
    # stand for something, and what IS TRUE has no index to be looked for.
    is_found = and_(*(OTHER_ROW.traverse(condition) for condition in found)).is_(True)
    stands_for_it = select(SHOWN.id).where(SHOWN.public_id == Event.duplicate_of, is_found).offset(NOTHING)
    return [or_(Event.duplicate_of.is_(None), ~stands_for_it.exists())]


def place_conditions(wanted: EventFilter) -> list[Condition]:
    """Region and box; an event without a place meets neither."""
    values, found = values_of(wanted), []
    if wanted.regions:
        names = [f"region_{i}" for i in range(len(wanted.regions))]
        found.append(or_(*(matches_region(_shape(name, values[name]), wanted.match) for name in names)))
    if wanted.boxes:
        boxes = [name for name in values if name.startswith("box_")]
        meets = [func.ST_Intersects(Event.region, _shape(name, values[name])) for name in boxes]
        found.append(or_(*meets) if meets else Event.region.is_not(None))
    return found


def time_conditions(wanted: EventFilter) -> list[Condition]:
    """The window meets the event's interval; an event without a date is not in it."""
    if wanted.window is None:
        return []
    ends = [bindparam(name, getattr(wanted.window, name), TIMESTAMPTZ) for name in ("earliest", "latest")]
    return [Event.occurred.op("&&", is_comparison=True)(func.tstzrange(*ends, BOTH_ENDS, type_=TSTZRANGE))]


def field_conditions(wanted: EventFilter) -> list[Condition]:
    """Everything that is neither place nor time."""
    values = values_of(wanted)
    listed = {
        "subtypes": Event.subtype,
        "countries": Event.country,
        "sources": Event.source,
        "languages": Event.language,
        "statuses": STATUS,
    }
    found: list[Condition] = [_one_of(column, name, values) for name, column in listed.items() if name in values]
    if wanted.types:  # data sets that others coded have one level only: their "flood" is our subtype
        found.append(or_(_one_of(Event.type, "types", values), _one_of(Event.subtype, "types", values)))
    if wanted.actors:
        asked = [name for name in values if name.startswith("actor_")]
        found.extend([or_(*(_finds(name, values) for name in asked))] if len(asked) == len(wanted.actors) else [])
    if "words" in values:
        found.append(_finds("words", values))
    if wanted.min_confidence is not None:
        found.append(Event.confidence >= bindparam("min_confidence", wanted.min_confidence, Double))
    if wanted.max_radius_km is not None:
        found.append(Event.radius_km <= bindparam("max_radius_km", wanted.max_radius_km, Double))
    found.extend(wanted.further)
    if wanted.for_export:
        found.append(Event.do_not_reexport.is_(False))
    return found


def matches_region(asked: ColumnElement[Any], match: Match) -> Condition:
    """Does the event's region lie to `asked` as wanted? Both tests use the index and a prepared `asked`."""
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
    return func.ST_Intersects(Event.region, _shape(None, box_wkb(box)))


def _shape(name: str | None, wkb: bytes) -> ColumnElement[Any]:
    return func.ST_GeomFromWKB(bindparam(name, wkb, LargeBinary), SRID)


def _one_of(column: Any, name: str, values: dict[str, Any]) -> Condition:
    return column == any_(bindparam(name, values[name], ARRAY(Text)))


def _finds(name: str, values: dict[str, Any]) -> Condition:
    """Do all the words occur?"""
    return Event.search.op("@@", is_comparison=True)(cast(bindparam(name, values[name], Text), TSQUERY))
