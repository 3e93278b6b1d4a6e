"""Reading events: pages by key, streams, single events, counts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Select, func, literal, literal_column, null, select
from sqlalchemy.orm import Session

from app.models import Event
from app.records import EVENT_ID
from app.storage.conditions import conditions, field_conditions, place_conditions, shown_once, time_conditions
from app.storage.event_filter import EventFilter, PageRequest, Shape

STREAM_ROWS = 1_000
COUNT_UP_TO = 100_000  # beyond it a count is not worth its time
NONE_LEFT_OUT: ColumnElement[int] = literal_column("0", BigInteger)

GEOMETRY_TEXT = {
    Shape.REGION: Event.region_json,
    Shape.CORE: Event.core_json,
    Shape.BOTH: Event.region_json.concat(func.coalesce(literal(',"core":').concat(Event.core_json), "")),
    Shape.POINT: Event.point_json,
    Shape.NONE: null(),
}


class EventText(NamedTuple):
    """An event as ready text: a GeoJSON geometry (None: no geometry) and a JSON object of properties.

    With `Shape.BOTH` the member `core` follows the geometry, so that whatever wraps the text makes one Feature of both.
    """

    key: int
    id: str
    geometry: str | None
    properties: str


class Page(NamedTuple):
    """Some events, and the key to ask below for the next ones; None where nothing follows."""

    events: list[EventText]
    next_below: int | None


def find_events(session: Session, wanted: EventFilter, request: PageRequest) -> Page:
    """One page, newest arrival first. Costs the same wherever in the list the page lies."""
    rows = [EventText(*row) for row in session.execute(_select_texts(wanted, request).limit(request.limit + 1))]
    page = rows[: request.limit]
    return Page(page, page[-1].key if len(rows) > request.limit else None)


def stream_events(session: Session, wanted: EventFilter, request: PageRequest) -> Iterator[EventText]:
    """The matches out of one snapshot, in memory for some thousand events at a time."""
    query = _select_texts(wanted, request).limit(request.limit)
    for row in session.execute(query, execution_options={"yield_per": STREAM_ROWS}):
        yield EventText(*row)


def find_event(session: Session, public_id: str, shape: Shape = Shape.REGION) -> EventText | None:
    """One event by its public id; None for what is no id, too."""
    if not EVENT_ID.fullmatch(public_id):
        return None
    row = session.execute(select(*_texts(shape)).where(Event.public_id == public_id)).one_or_none()
    return EventText(*row) if row else None


def count_undated(session: Session, wanted: EventFilter) -> int:
    """How many events the filter's window leaves out only because they have no date."""
    return session.scalar(select(undated_query(wanted)))


def count_unplaced(session: Session, wanted: EventFilter) -> int:
    """How many events the filter's region and box leave out only because they have no place."""
    return session.scalar(select(unplaced_query(wanted)))


def undated_query(wanted: EventFilter) -> ColumnElement[int]:
    """The same, to stand in another query."""
    if wanted.window is None:
        return NONE_LEFT_OUT
    found = [Event.occurred.is_(None), *place_conditions(wanted), *field_conditions(wanted)]
    return _count(*found, *shown_once(wanted, found))


def unplaced_query(wanted: EventFilter) -> ColumnElement[int]:
    """The same, to stand in another query."""
    if not wanted.is_spatial:
        return NONE_LEFT_OUT
    found = [Event.region.is_(None), *time_conditions(wanted), *field_conditions(wanted)]
    return _count(*found, *shown_once(wanted, found))


def count_events(session: Session, wanted: EventFilter) -> int:
    """How many events match; `COUNT_UP_TO` stands for that many or more."""
    return session.scalar(select(_count(*conditions(wanted))))


def _count(*where: ColumnElement[bool]) -> ColumnElement[int]:
    some = select(Event.id).where(*where).limit(COUNT_UP_TO).subquery()
    return select(func.count()).select_from(some).scalar_subquery()


def _select_texts(wanted: EventFilter, request: PageRequest) -> Select[tuple[int, str, str | None, str]]:
    query = select(*_texts(request.shape)).where(*conditions(wanted)).order_by(Event.id.desc())
    return query if request.below is None else query.where(Event.id < request.below)


def _texts(shape: Shape) -> tuple[object, ...]:
    return Event.id, Event.public_id, GEOMETRY_TEXT[shape], Event.properties
