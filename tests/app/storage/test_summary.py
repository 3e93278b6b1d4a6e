"""Counts by time, type and country."""

import pytest
from sqlalchemy import text, true

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


@pytest.mark.parametrize("period", Period)
def test_what_was_counted_ahead_is_what_counting_finds(session, store, period):
    def both_ways():
        ahead = summarise_events(session, EventFilter(), period)
        assert ahead == summarise_events(session, EventFilter(further=(true(),)), period)
        return ahead

    store(day="2024-01-01", type="unrest", country="IQ")
    store(day="2024-02-07", type="disaster", country=None, square=(0, 0, 1))
    store(day="2023-12-31", type="unrest", country="SY", aggregate=True)
    store()
    assert (both_ways().total, both_ways().aggregates) == (3, 1)
    for change in (
        "UPDATE events SET type = 'crime', country = 'TR' WHERE country = 'IQ'",
        "UPDATE events SET date_to = NULL, date_from = date_from + interval '40 days' WHERE type = 'disaster'",
        "UPDATE events SET date_from = NULL, date_to = NULL WHERE type = 'crime'",
        "UPDATE events SET aggregate = NOT aggregate",
        "UPDATE events SET duplicate_of = (SELECT public_id FROM events WHERE type = 'crime') WHERE type = 'disaster'",
        "UPDATE events SET title = 'no matter'",
        "DELETE FROM events WHERE type = 'unrest'",
    ):
        before = both_ways()
        session.execute(text(change))
        assert (both_ways() == before) is ("title" in change)
    session.execute(text("TRUNCATE events CASCADE"))
    assert both_ways().total == 0
