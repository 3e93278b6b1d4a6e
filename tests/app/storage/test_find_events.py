"""Which events a filter finds. Regions are squares of one degree unless a test says more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from shapely import MultiPolygon, box

from app.records import Participant
from app.storage.event_filter import EventFilter, Match, PageRequest, Shape, Window
from app.storage.find_events import count_events, count_undated, count_unplaced, find_events, stream_events

EVERYTHING = PageRequest(1000)


def found(session, request=EVERYTHING, **fields):
    return {event.id for event in find_events(session, EventFilter(**fields), request).events}


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def window(start: str | None, end: str | None) -> Window:
    return Window(start and instant(start), end and instant(end))


@pytest.mark.parametrize(
    ("region", "likely", "intersects", "within"),
    [
        (box(9, 9, 12, 12), True, True, True),  # all of it
        (box(9, 9, 10.01, 11), True, True, False),  # a little over half
        (box(9, 9, 9.95, 11), False, True, False),  # a little under half
        (box(10.2, 10.2, 10.3, 10.3), False, True, False),  # a city inside the event's region
        (box(20, 20, 21, 21), False, False, False),
        (MultiPolygon([box(20, 20, 21, 21), box(9, 9, 12, 12)]), True, True, True),
    ],
)
def test_match_asks_how_the_region_lies(session, store, region, likely, intersects, within):
    event = store(square=(10, 10, 0.5))
    answers = {match: event in found(session, regions=(region,), match=match) for match in Match}
    assert answers == {Match.LIKELY: likely, Match.INTERSECTS: intersects, Match.WITHIN: within}


def test_several_regions_are_joined_by_or(session, store):
    here, there = store(square=(10, 10, 0.5)), store(square=(50, 10, 0.5))
    store(square=(90, 10, 0.5))
    assert found(session, regions=(box(9, 9, 11, 11), box(49, 9, 51, 11))) == {here, there}


def test_two_boxes_stand_for_one_across_the_antimeridian(session, store):
    fiji, samoa = store(square=(178, -17, 0.5)), store(square=(-172, -13, 0.5))
    store(square=(0, -15, 0.5))
    assert found(session, boxes=((170, -50, 180, 50), (-180, -50, -170, 50))) == {fiji, samoa}


def test_the_world_box_finds_all_that_has_a_place(session, store):
    placed = store(square=(10, 10, 0.5))
    store()
    assert found(session, boxes=((-180, -90, 180, 90),)) == {placed}


@pytest.mark.parametrize(
    ("start", "end", "counts"),
    [
        ("2024-01-10T00:00:00", "2024-01-11T00:00:00", True),  # begins in the window
        ("2024-01-01T00:00:00", "2024-01-10T00:00:00", True),  # touches its first instant
        ("2024-01-10T23:59:59.999999", None, True),
        ("2024-01-11T00:00:00", None, False),
        (None, "2024-01-09T23:59:59", False),
        (None, None, True),
    ],
)
def test_an_interval_that_overlaps_the_window_counts(session, store, start, end, counts):
    event = store(day="2024-01-10")
    assert (event in found(session, window=window(start, end))) is counts


def test_a_long_event_counts_in_the_middle_and_an_open_end_goes_on(session, store):
    long = store(date_from=instant("2020-01-01"), date_to=instant("2025-01-01"))
    still_going = store(date_from=instant("2020-01-01"))
    assert found(session, window=window("2024-06-01", "2024-06-02")) == {long, still_going}
    assert found(session, window=window("2030-01-01", None)) == {still_going}


def test_undated_and_unplaced_events_are_listed_and_counted(session, store):
    undated = store(square=(10, 10, 0.5))
    unplaced = store(day="2024-01-10")
    both = store()
    assert found(session) == {undated, unplaced, both}
    in_january = EventFilter(window=window("2024-01-01", "2024-02-01"))
    in_box = EventFilter(boxes=((0, 0, 20, 20),))
    assert count_undated(session, in_january) == 2
    assert count_undated(session, in_box) == 0
    assert count_unplaced(session, in_box) == 2
    assert count_events(session, in_january) == 1


def test_words_are_found_without_case_accents_and_endings(session, store):
    event = store(title="Séisme à Al-Haouz : au moins 2 000 morts", place="Amizmiz", search_text="الموصل تحت القصف")
    for words in ("seisme", "SÉISME haouz", "amizmiz", "الموصل", "mort"):
        assert found(session, words=words) == {event}, words
    assert found(session, words="seisme tsunami") == set()


def test_actor_looks_at_actors_only(session, store):
    store(title="Hamas says")
    took_part = store(actors=(Participant("Hamas", "source"),))
    assert found(session, actors=("hamas",)) == {took_part}
    assert len(found(session, words="hamas")) == 2


def test_type_is_either_level(session, store):
    read = store(type="natural_hazard", subtype="flood")
    imported = store(type="flood")
    store(type="armed_conflict")
    assert found(session, types=("flood",)) == {read, imported}


def test_what_is_too_vague_can_be_left_out(session, store):
    sharp = store(square=(10, 10, 0.1), confidence=0.9)
    store(square=(10, 10, 3), confidence=0.2)
    store()
    assert found(session, max_radius_km=50) == {sharp}
    assert found(session, min_confidence=0.5) == {sharp}


def test_data_that_must_not_be_passed_on_stays_out_of_exports(session, store):
    free = store()
    closed = store(do_not_reexport=True)
    assert found(session) == {free, closed}
    assert found(session, for_export=True) == {free}


def test_pages_join_without_gap_or_repeat_whatever_their_size(session, store):
    stored = [store() for _ in range(7)]
    seen, below = [], None
    for limit in (2, 3, 1, 5):
        page = find_events(session, EventFilter(), PageRequest(limit, below))
        seen += [event.id for event in page.events]
        below = page.next_below
    assert seen == stored[::-1]
    assert below is None


def test_a_stream_gives_the_same_as_pages(session, store):
    stored = [store() for _ in range(5)]
    assert [event.id for event in stream_events(session, EventFilter(), PageRequest(None))] == stored[::-1]
    assert len(list(stream_events(session, EventFilter(), PageRequest(2)))) == 2


@pytest.mark.parametrize(
    ("shape", "kind"), [(Shape.REGION, "MultiPolygon"), (Shape.CORE, "MultiPolygon"), (Shape.POINT, "Point")]
)
def test_the_geometry_is_the_one_asked_for(session, store, shape, kind):
    store(square=(10, 10, 0.5))
    (event,) = find_events(session, EventFilter(), PageRequest(1, shape=shape)).events
    assert f'"type":"{kind}"' in event.geometry
    (bare,) = find_events(session, EventFilter(), PageRequest(1, shape=Shape.NONE)).events
    assert bare.geometry is None
