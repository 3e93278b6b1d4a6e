"""Pairs of events that may be one: the same kind of thing, at about the same time, in regions that meet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from app.models import Event

MOST_FOR_ONE = 100  # the likest by size of their region; in a crowded city more would only cost time


class Report(NamedTuple):
    """What two events are compared by."""

    key: int
    id: str
    origin: str
    source: str
    subtype: str | None
    title: str
    language: str | None
    date_from: datetime | None
    date_to: datetime | None
    place: str | None
    place_id: str | None
    radius_km: float | None
    actors: list[dict[str, Any]]
    killed_low: int | None
    killed_best: int | None
    killed_high: int | None
    wounded_low: int | None
    wounded_best: int | None
    wounded_high: int | None


class Pair(NamedTuple):
    """Two rows, the later one first. `shared` is how much of the smaller region lies in the other one, 0 to 1."""

    later: int
    earlier: int
    shared: float


COLUMNS = [getattr(Event, "public_id" if name == "id" else "id" if name == "key" else name) for name in Report._fields]

# The outer row is at hand, so that the inner one is found by one look into the index on region and interval. Only
# earlier rows are looked at: each pair comes up once, whether new rows are asked for or all. The ids of one data set
# tell its events apart already, as do the events of one article.
CANDIDATES = text("""
    SELECT later.id, earlier.id,
        ST_Area(ST_Intersection(later.region, earlier.region)) / LEAST(ST_Area(later.region), ST_Area(earlier.region))
    FROM events AS later CROSS JOIN LATERAL (
        SELECT id, region FROM events AS other
        WHERE other.region && later.region
            AND other.occurred && tstzrange(lower(later.occurred) - interval '1 day',
                                            upper(later.occurred) + interval '1 day', '[]')
            AND other.id < later.id
            AND other.type = later.type AND other.aggregate = later.aggregate AND other.background = later.background
            AND CASE WHEN later.origin = 'article' AND other.origin = 'article'
                THEN other.source_id IS DISTINCT FROM later.source_id ELSE other.source <> later.source END
        ORDER BY abs(ln(greatest(other.region_km2, 0.001) / greatest(later.region_km2, 0.001))), other.id
        LIMIT :most
    ) AS earlier
    WHERE later.id = ANY(:keys) AND NOT ST_IsEmpty(later.region) AND ST_Intersects(later.region, earlier.region)
""")


def find_pairs(session: Session, keys: Iterable[int]) -> list[Pair]:
    """Each of these events with the earlier ones that it may repeat."""
    found = session.execute(CANDIDATES, {"keys": list(keys), "most": MOST_FOR_ONE})
    return [Pair(*row) for row in found]


def shared_region(session: Session, one: int, other: int) -> float:
    """How much of the smaller region of two events lies in the other one; 0 where one is unplaced."""
    a, b = (select(Event.region).where(Event.id == key).scalar_subquery() for key in (one, other))
    smaller = func.least(func.ST_Area(a), func.ST_Area(b))
    return session.scalar(select(func.ST_Area(func.ST_Intersection(a, b)) / func.nullif(smaller, 0))) or 0.0


def read_reports(session: Session, keys: Iterable[int]) -> dict[int, Report]:
    """By row."""
    rows = session.execute(select(*COLUMNS).where(Event.id.in_(set(keys))))
    return {report.key: report for report in (Report(*row) for row in rows)}


def keys_after(session: Session, key: int, limit: int) -> Sequence[int]:
    """The next rows in the order in which they came."""
    return session.scalars(select(Event.id).where(Event.id > key).order_by(Event.id).limit(limit)).all()


def last_key(session: Session) -> int:
    """The row that came last; 0 where there is none."""
    return session.scalar(select(func.max(Event.id))) or 0
