"""How far the events reach in space and time, and how many there are: from indexes and counts, never from all rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, ScalarSelect, func, select, union_all
from sqlalchemy.orm import Session

from app.models import Event, EventCell
from app.models.event_cell import ANY_SUBTYPE, ANY_TIME, WORLD

# Side -> the edge of the world that the index looks from: whose box is nearest to it reaches furthest.
SIDES = {
    "ST_XMin": "LINESTRING(-180 -90, -180 90)",
    "ST_YMin": "LINESTRING(-180 -90, 180 -90)",
    "ST_XMax": "LINESTRING(180 -90, 180 90)",
    "ST_YMax": "LINESTRING(-180 90, 180 90)",
}
COUNTED = EventCell.level == WORLD, EventCell.month == ANY_TIME, EventCell.subtype == ANY_SUBTYPE
UNPLACED = Event.quadkey.is_(None) & Event.duplicate_of.is_(None)


class Extent(NamedTuple):
    """West, south, east, north, and the first and last instant; None where there is nothing."""

    box: tuple[float, float, float, float] | None
    earliest: datetime | None
    latest: datetime | None


def read_extent(session: Session) -> Extent:
    """Over all events that are shown."""
    moments = union_all(
        select(EventCell.first, EventCell.last).where(*COUNTED, EventCell.events > 0),
        select(Event.date_from, Event.date_to).where(UNPLACED),
        select(Event.date_to, Event.date_to).where(Event.date_from.is_(None), Event.date_to.is_not(None)),
    ).subquery()
    first, last = moments.c
    ends = func.least(func.min(first), func.min(last)), func.greatest(func.max(last), func.max(first))
    *box, earliest, latest = session.execute(select(*(_side(*side) for side in SIDES.items()), *ends)).one()
    return Extent(None if None in box else tuple(box), earliest, latest)


def count_all(session: Session) -> int:
    """Every event that is shown."""
    placed = select(func.coalesce(func.sum(EventCell.events), 0)).where(*COUNTED)
    unplaced = select(func.count()).where(UNPLACED)
    return int(session.scalar(select(placed.scalar_subquery() + unplaced.scalar_subquery())))


def _side(side: str, edge: str) -> ScalarSelect[Any]:
    nearness: ColumnElement[float] = Event.region.op("<#>")(func.ST_GeomFromText(edge, 4326))
    furthest = select(getattr(func, side)(Event.region)).where(Event.region.is_not(None))
    return furthest.order_by(nearness).limit(1).scalar_subquery()
