"""How many events: by time, type and country. Of all events it was counted ahead, of others it takes one scan."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    TIMESTAMP,
    BigInteger,
    ColumnElement,
    Select,
    Text,
    case,
    cast,
    func,
    literal_column,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import Session

from app.models import Event, EventTotal
from app.storage.conditions import conditions_apart
from app.storage.event_filter import EventFilter


class Period(StrEnum):
    """Length of a time step; weeks start on Monday."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(slots=True)
class Summary:
    """Counts; aggregates ("66 attacks") are told apart, since their parts are counted too."""

    total: int = 0
    aggregates: int = 0
    by_time: dict[str, int] = field(default_factory=dict)  # first day of the period -> events that began in it
    by_type: dict[str, int] = field(default_factory=dict)
    by_country: dict[str, int] = field(default_factory=dict)


def summarise_events(session: Session, wanted: EventFilter, period: Period) -> Summary:
    """Count the matching events. An event counts on the day it began; undated and unplaced ones have no entry there."""
    counted = _of_everything(period) if wanted.selects_everything else _of_matches(wanted, period)
    summary = Summary()
    kept = {"day": summary.by_time, "type": summary.by_type, "country": summary.by_country}
    for aspect, value, is_aggregate, number in session.execute(counted):
        if aspect == "type":  # every event has one
            summary.total += 0 if is_aggregate else number
            summary.aggregates += number if is_aggregate else 0
        if value is not None and not is_aggregate:
            kept[aspect][value] = number
    return summary


def _of_everything(period: Period) -> Select[Any]:
    """aspect, value, aggregate, number."""
    started = _start(cast(EventTotal.value, TIMESTAMP), period)
    value = case((EventTotal.aspect == literal_column("'day'"), started), else_=EventTotal.value)
    counted = (
        select(EventTotal.aspect, value.label("value"), EventTotal.aggregate, EventTotal.events)
        .where(EventTotal.events > 0)
        .subquery()
    )
    *keys, events = counted.c
    return select(*keys, cast(func.sum(events), BigInteger)).group_by(*keys).order_by(*keys)


def _of_matches(wanted: EventFilter, period: Period) -> Select[Any]:
    """aspect, value, aggregate, number."""
    # The ends of the interval, since the index on it holds all the rest as well.
    began = func.timezone("UTC", func.coalesce(func.lower(Event.occurred), func.upper(Event.occurred)))
    columns = _start(began, period).label("day"), Event.type, Event.country, Event.aggregate
    matching = union_all(*(select(*columns).where(*where) for where in conditions_apart(wanted))).subquery()
    *parts, aggregate = matching.c
    which = func.grouping(*parts)
    # A bit of `grouping` is set for each part that was not grouped by.
    aspect = case((which == 0b011, "day"), (which == 0b101, "type"), else_="country")
    value = func.coalesce(*parts)
    sets = func.grouping_sets(*(tuple_(part, aggregate) for part in parts))
    return select(aspect, value, aggregate, func.count()).group_by(sets).order_by(aspect, value, aggregate)


def _start(moment: ColumnElement[Any], period: Period) -> ColumnElement[str]:
    """The first day of the period that it lies in."""
    step = literal_column(f"'{period.value}'")  # a literal, so that SELECT and GROUP BY agree on the expression
    return func.to_char(func.date_trunc(step, moment), "YYYY-MM-DD", type_=Text)
