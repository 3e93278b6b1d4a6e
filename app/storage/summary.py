"""How many events: by time, type and country, in one scan."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import func, literal_column, select, tuple_
from sqlalchemy.orm import Session

from app.models import Event
from app.storage.conditions import conditions
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
    step = literal_column(f"'{period.value}'")  # a literal, so that SELECT and GROUP BY agree on the expression
    began = func.to_char(func.date_trunc(step, func.coalesce(Event.date_from, Event.date_to), "UTC"), "YYYY-MM-DD")
    matching = (
        select(Event.type, Event.country, Event.aggregate, began.label("began")).where(*conditions(wanted)).subquery()
    )
    keys = (matching.c.aggregate, matching.c.began, matching.c.type, matching.c.country)
    sets = func.grouping_sets(tuple_(keys[0]), tuple_(*keys[:2]), tuple_(keys[0], keys[2]), tuple_(keys[0], keys[3]))
    level = func.grouping(*keys[1:])
    summary = Summary()
    for which, is_aggregate, began_on, event_type, country, number in session.execute(
        select(level, *keys, func.count()).group_by(sets).order_by(*keys)
    ):
        if is_aggregate:
            summary.aggregates += number if which == 0b111 else 0
        elif which == 0b111:
            summary.total = number
        else:
            counts, key = {
                0b011: (summary.by_time, began_on),
                0b101: (summary.by_type, event_type),
                0b110: (summary.by_country, country),
            }[which]
            if key is not None:
                counts[key] = number
    return summary
