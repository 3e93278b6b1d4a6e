"""The newest events first, along one of two ways.

The key is walked where much of what is new will match. In a small box or a short time little does: there the index on
region, interval and key gives what matches in the same order, however many lie there.
"""

from __future__ import annotations

from functools import lru_cache
from time import monotonic

import orjson
from sqlalchemy import BigInteger, ColumnElement, Connection, bindparam, func, literal_column, select

from app.models import Event
from app.storage.conditions import Condition, place_conditions, time_conditions
from app.storage.event_filter import EventFilter
from app.storage.filter_values import values_of
from app.storage.ready_queries import FilterForm, ReadyQuery

ALONG_THE_KEY = Event.id.desc()
BELOW = bindparam("below", type_=BigInteger)
# A GiST index orders by distance only. Points have one in every PostgreSQL; all keys are to the left of this one, and
# distances from it are whole numbers that a double holds.
POINT: ColumnElement[object] = literal_column("point(events.id, 0)")
BY_INDEX: ColumnElement[float] = POINT.op("<->")(literal_column("point(9e15, 0)"))

LITTLE = 100  # events, which the index gives in a few milliseconds whatever the box: not worth the question
ASKED_AGAIN_SECONDS = 60
ENDS = select(func.min(Event.id), func.max(Event.id))


def below(*, by_index: bool) -> Condition:
    """What comes behind the last event of the page before."""
    return POINT.op("<<", is_comparison=True)(func.point(BELOW, 0)) if by_index else Event.id < BELOW


def is_index_quicker(connection: Connection, wanted: EventFilter, limit: int) -> bool:
    """Will fewer entries match in the index than events would be passed over along the key?"""
    if not wanted.is_spatial or wanted.further:
        return False
    if limit <= LITTLE and wanted.is_box_or_window:
        return True
    expected = _expected(connection, wanted)
    return expected * expected <= limit * _count_keys(connection)


def _expected(connection: Connection, wanted: EventFilter) -> int:
    """How many events PostgreSQL expects there; it may be wrong by a factor of ten, which costs some milliseconds."""
    (plan,) = _ready_plan(FilterForm.of(wanted)).row(connection, values_of(wanted))
    return int(orjson.loads(plan or b"")[0]["Plan"]["Plan Rows"])


@lru_cache(maxsize=64)
def _ready_plan(form: FilterForm) -> ReadyQuery:
    where = [*place_conditions(form.sample), *time_conditions(form.sample)]
    return ReadyQuery(select(Event.id).where(*where), "EXPLAIN (FORMAT JSON) ")


def _count_keys(connection: Connection) -> int:
    """About how many there are."""
    counted, until = connection.info.get("keys", (0, 0.0))
    if until < monotonic():
        first, last = connection.execute(ENDS).one()
        counted = 0 if first is None else last - first + 1
        connection.info["keys"] = counted, monotonic() + ASKED_AGAIN_SECONDS
    return counted
