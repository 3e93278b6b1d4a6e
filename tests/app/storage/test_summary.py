"""Counts by time, type and country."""

from app.storage.event_filter import EventFilter
from app.storage.summary import Period, summarise_events


def test_events_are_counted_where_they_began_and_aggregates_apart(session, store):
    store(day="2024-01-01", type="unrest", country="IQ")
    store(day="2024-01-07", type="unrest", country="SY")
    store(day="2024-01-08", type="disaster")
    store(type="disaster")
    store(day="2024-01-08", type="unrest", country="IQ", aggregate=True)
    by_week = summarise_events(session, EventFilter(), Period.WEEK)
    assert (by_week.total, by_week.aggregates) == (4, 1)
    assert by_week.by_time == {"2024-01-01": 2, "2024-01-08": 1}
    assert by_week.by_type == {"disaster": 2, "unrest": 2}
    assert by_week.by_country == {"IQ": 1, "SY": 1}
    assert summarise_events(session, EventFilter(), Period.MONTH).by_time == {"2024-01-01": 3}


def test_nothing_is_counted_as_nothing(session):
    empty = summarise_events(session, EventFilter(), Period.DAY)
    assert (empty.total, empty.by_time, empty.by_type) == (0, {}, {})
