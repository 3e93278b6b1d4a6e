"""What is written can be read again, and writing twice changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import orjson
import pytest
from shapely import Point, Polygon, box
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.models import Event
from app.records import Participant, SourceNote, Tally
from app.storage import event_rows, events
from app.storage.events import Written, delete_events, row_ids, write_events
from app.storage.find_events import find_event

NASTY = "Robert'); DROP TABLE events;-- \\ \t \" <script>alert(1)</script> ${x} é عاجل"


def properties(session: Session, public_id: str) -> dict:
    return orjson.loads(find_event(session, public_id).properties)


def test_every_field_comes_back_as_text(session, make_event):
    record = make_event(
        square=(44.4, 33.3, 0.25),
        day="2023-11-21",
        title=NASTY,
        subtype="air_strike",
        actors=(Participant("Hamas", "source"), Participant("Israël", "target")),
        counts={"killed": Tally(8, 8, 9, "at least eight"), "displaced": Tally(best=400)},
        sources=(SourceNote("A title", "https://example.org/1", "2023-11-22", NASTY),),
        confidence=0.75,
    )
    assert write_events(session, [record]) == Written(added=1)
    found = properties(session, record.id)
    assert found["title"] == NASTY
    assert (found["date_from"], found["date_to"]) == ("2023-11-21", "2023-11-21")
    assert (found["actors"], found["actor_roles"]) == (["Hamas", "Israël"], ["source", "target"])
    assert (found["killed_low"], found["killed_best"], found["killed_high"]) == (8, 8, 9)
    assert found["other_counts"] == {"displaced": {"low": None, "best": 400, "high": None, "text": None}}
    assert found["sources"][0]["quote"] == NASTY
    assert (found["point_lon"], found["point_lat"], found["confidence"]) == (44.4, 33.3, 0.75)
    geometry = orjson.loads(find_event(session, record.id).geometry)
    assert geometry["type"] == "MultiPolygon"
    assert [44.65, 33.55] in geometry["coordinates"][0][0]


def test_of_a_row_with_large_shapes_only_what_is_long_lies_outside(session, make_event):
    outside = session.scalar(text("SELECT reltoastrelid::regclass::text FROM pg_class WHERE oid = 'events'::regclass"))
    count = text(f"SELECT count(DISTINCT chunk_id) FROM {outside}")
    before = session.scalar(count)
    disc = Point(10, 10).buffer(1, quad_segs=16)
    write_events(session, [make_event(region=disc, core=disc, location="near Ten", subtype="air_strike")])
    # Of some thirty texts the two shapes as text, the properties, and the words to search at most.
    assert 2 <= session.scalar(count) - before <= 4


def test_the_same_record_twice_changes_nothing(session, make_event):
    record = make_event(square=(10, 10, 1))
    write_events(session, [record])
    before = properties(session, record.id)
    assert write_events(session, [record]) == Written(unchanged=1)
    assert properties(session, record.id) == before


def test_a_changed_record_replaces_the_row_and_its_text(session, make_event):
    record = make_event(square=(10, 10, 1))
    changed = make_event(square=(11, 11, 1), id=record.id, title="Corrected")
    write_events(session, [record])
    assert write_events(session, [changed]) == Written(changed=1)
    assert properties(session, record.id)["title"] == "Corrected"
    assert "[12.0,12.0]" in find_event(session, record.id).geometry


def test_an_import_never_overwrites_what_an_article_gave(session, make_event):
    read = make_event(origin="article", title="As the article says")
    write_events(session, [read])
    write_events(session, [make_event(id=read.id, title="As an export said")])
    assert properties(session, read.id)["title"] == "As the article says"


def test_of_one_id_twice_in_a_batch_the_last_counts(session, make_event):
    first = make_event(title="first")
    assert write_events(session, [first, make_event(id=first.id, title="last")]).added == 1
    assert properties(session, first.id)["title"] == "last"


def test_an_event_without_place_and_date_is_kept(session, make_event):
    record = make_event()
    write_events(session, [record])
    found = find_event(session, record.id)
    assert found.geometry is None
    assert session.scalar(select(Event.occurred)) is None


@pytest.mark.parametrize(
    "shape",
    [
        Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),  # a bow tie
        Polygon([(0, 0, 5), (0, 1, 5), (1, 1, 5)]),  # heights, wound clockwise
        box(0, 0, 1e-7, 1e-7),  # smaller than the grid
    ],
)
def test_regions_are_stored_valid_and_right_handed(session, make_event, shape):
    record = make_event(region=shape)
    write_events(session, [record])
    row = session.execute(
        select(Event.region.ST_IsValid(), Event.region.ST_IsPolygonCCW(), Event.region.ST_NDims()).where(
            Event.public_id == record.id
        )
    ).one()
    assert tuple(row) == (True, True, 2)


def test_an_instant_stays_an_instant(session, make_event):
    moment = datetime(2023, 11, 21, 6, 30, tzinfo=UTC)
    record = make_event(date_from=moment, date_to=moment)
    write_events(session, [record])
    assert properties(session, record.id)["date_from"] == "2023-11-21T06:30:00Z"


def test_deleting_takes_only_the_events_named(session, make_event):
    keep, drop = make_event(), make_event()
    write_events(session, [keep, drop])
    assert delete_events(session, row_ids(session, [drop.id]).values()) == 1
    assert find_event(session, drop.id) is None
    assert find_event(session, keep.id)


def test_parts_of_a_deleted_sum_stand_on_their_own(session, make_event):
    whole = make_event(aggregate=True)
    part = make_event(parent=whole.id, title=f'"parent":"{whole.id}"')
    write_events(session, [whole, part])
    delete_events(session, row_ids(session, [whole.id]).values())
    found = properties(session, part.id)
    assert found["parent"] is None
    assert found["title"] == part.title


def test_events_that_another_process_adds_at_the_same_time_are_merged(session, make_event, monkeypatch):
    record = make_event()
    write_events(session, [record])
    monkeypatch.setattr(events, "_fingerprints", lambda *_: {})  # it was not there when this process looked
    assert write_events(session, [record, make_event()]) == Written(added=1, unchanged=1)


def test_a_row_holds_what_the_table_has_and_a_record_says():
    written = {column.name for column in Event.__table__.columns if column.computed is None}
    assert set(event_rows.COLUMNS) == written - {"id", "duplicate_of"}  # the key is counted, links are made later


def test_new_changed_and_unchanged_rows_go_in_together(session, make_event):
    same, old = make_event(), make_event(title="old")
    write_events(session, [same, old])
    written = write_events(session, [same, make_event(id=old.id, title="renewed"), make_event()])
    assert written == Written(added=1, changed=1, unchanged=1)
    assert properties(session, old.id)["title"] == "renewed"
