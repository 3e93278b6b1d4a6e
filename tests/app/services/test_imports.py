"""Importing: batches, bad rows, loading twice."""

from __future__ import annotations

import io
import json
import sys

import pytest
from shapely import box
from sqlalchemy import func, select

from app.database import Database
from app.formats import geojson, geojson_lines
from app.importers.geojson import read_geojson
from app.importers.rows import BadRow
from app.models import Event
from app.records import Participant, SourceNote, Tally
from app.services import imports, search
from app.services.imports import import_events
from app.storage.event_filter import EventFilter, PageRequest, Shape
from app.storage.events import Written, delete_events, write_events
from app.storage.find_events import find_event, stream_events


@pytest.fixture
def load(database, monkeypatch):
    # The test's one connection cannot be used by two threads at once, but one after the other.
    monkeypatch.setattr(imports, "WRITERS", 1)
    return lambda rows, **options: import_events(database.session, rows, {"flood"}, **options)


def test_rows_go_in_and_bad_ones_are_reported(load, make_event, session, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 2)
    rows = [make_event(type="flood"), BadRow(2, "no type"), make_event(type="alien"), make_event(type="flood")]
    report = load(iter(rows))
    assert (report.read, report.written.added, report.bad) == (4, 3, 1)
    assert report.bad_rows == [BadRow(2, "no type")]
    assert report.unmapped == {"alien": 1}
    assert session.scalar(select(func.count()).select_from(Event)) == 3


def test_loading_twice_changes_nothing(load, make_event, session):
    rows = [make_event(), make_event()]
    load(iter(rows))
    version = search.version(session)
    assert load(iter(rows)).written.unchanged == 2
    assert search.version(session) == version


def test_a_dry_run_writes_nothing(load, make_event, session):
    report = load(iter([make_event()]), dry_run=True)
    assert (report.read, report.written.added) == (1, 0)
    assert session.scalar(select(func.count()).select_from(Event)) == 0


@pytest.mark.parametrize("write", [geojson.write, geojson_lines.write])
def test_our_own_geojson_comes_back_without_loss(load, make_event, session, write):
    everything = PageRequest(None, shape=Shape.BOTH)
    record = make_event(
        square=(44.4, 33.3, 0.2),
        day="2024-01-31",
        origin="article",
        source="Daily",
        subtype="air_strike",
        actors=(Participant("Hamas", "source"), Participant("Israël", None)),
        counts={"killed": Tally(1, 2, 3), "missing": Tally(best=4, text="four")},
        sources=(SourceNote("T", "https://example.org", "2024-02-01", 'He said: "no".'),),
        confidence=0.5,
        place_id="geonames:98182",
        aggregate=True,
    )
    write_events(session, [record, make_event(), make_event(region=box(1, 1, 2, 2))])
    before = list(stream_events(session, EventFilter(), everything))
    assert [(event.geometry or "").count("MultiPolygon") for event in before] == [1, 0, 2]  # the last without a core
    file = b"".join(write(before)).decode()
    delete_events(session, [event.key for event in before])
    session.commit()
    assert load(read_geojson(io.StringIO(file))).written.added == 3
    for event in before:
        again = find_event(session, event.id, Shape.BOTH)
        assert (again.geometry, json.loads(again.properties)) == (event.geometry, json.loads(event.properties))


def test_of_an_event_in_many_batches_the_last_one_stands(committed_settings, make_event, monkeypatch):
    monkeypatch.setattr(imports, "BATCH", 3)
    others = [make_event(type="flood") for number in range(40)]
    versions = [make_event(type="flood", id="again", title=f"Version {number}") for number in range(40)]
    rows = [row for pair in zip(others, versions, strict=True) for row in pair]
    with Database(committed_settings) as database:
        report = import_events(database.session, iter(rows), {"flood"})
        assert (report.read, report.written.added) == (80, 41)
        with database.session() as session:
            assert session.scalar(select(func.count()).select_from(Event)) == 41
            assert session.scalar(select(Event.title).where(Event.public_id == "again")) == "Version 39"
        again = import_events(database.session, iter(others), {"flood"})
        assert again.written == Written(unchanged=40)


def test_threads_take_turns_as_before_when_an_import_is_over(load):
    before = sys.getswitchinterval()
    load(iter([]))
    assert sys.getswitchinterval() == before


def test_batches_do_not_wait_for_the_disk_but_an_import_that_wrote_does_at_its_end(load, make_event, monkeypatch):
    calls = []
    monkeypatch.setattr(imports, "hurry", lambda _: calls.append("batch"))
    monkeypatch.setattr(imports, "_make_sure", lambda _: calls.append("end"))
    monkeypatch.setattr(imports, "BATCH", 1)
    rows = [make_event(), make_event()]
    load(iter(rows))
    assert calls == ["batch", "batch", "end"]
    load(iter(rows))
    assert calls[3:] == ["batch", "batch"]  # nothing was written, nothing to be sure of
