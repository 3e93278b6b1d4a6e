"""How far the events reach in space and time, and how many there are. Each is one scan of the table."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.models import Event


class Extent(NamedTuple):
    """West, south, east, north, and the first and last instant; None where there is nothing."""

    box: tuple[float, float, float, float] | None
    earliest: datetime | None
    latest: datetime | None


def read_extent(session: Session) -> Extent:
    """Over all events."""
    spread = func.ST_Extent(Event.region)
    sides = [getattr(func, side)(spread) for side in ("ST_XMin", "ST_YMin", "ST_XMax", "ST_YMax")]
    ends = (
        func.min(func.coalesce(Event.date_from, Event.date_to)),
        func.max(func.coalesce(Event.date_to, Event.date_from)),
    )
    *box, earliest, latest = session.execute(select(*sides, *ends)).one()
    return Extent(None if None in box else tuple(box), earliest, latest)


def count_all(session: Session, up_to: int) -> int:
    """Every event that is shown; `up_to` stands for that many or more."""
    some = select(Event.id).where(Event.duplicate_of.is_(None)).limit(up_to).subquery()
    return session.scalar(select(func.count()).select_from(some))
