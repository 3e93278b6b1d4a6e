"""Our own GeoJSON, written and read again, loses nothing: neither a field nor a vertex."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import orjson
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import box

from app.formats import geojson, geojson_lines
from app.importers.geojson import read_geojson
from app.records import EventRecord, Participant, SourceNote, Tally, event_id
from app.storage.event_rows import COLUMNS, make_rows
from app.storage.find_events import EventText

NOW = datetime(2024, 1, 1, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
maybe_text = st.none() | texts
numbers = st.none() | st.integers(0, 1_000_000)
instants = st.none() | st.datetimes(datetime(1800, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
tallies = st.builds(Tally, numbers, numbers, numbers)


@st.composite
def records(draw) -> EventRecord:
    start, days = draw(instants), draw(st.integers(0, 400))
    lon, lat = draw(st.integers(-170, 170)), draw(st.integers(-80, 80))
    placed = draw(st.booleans())
    return EventRecord(
        id=event_id("test", draw(texts)),
        type=draw(texts),
        title=draw(texts),
        origin="geojson",
        source=draw(texts.filter(lambda text: "://" not in text)),
        subtype=draw(maybe_text),
        date_from=start,
        date_to=start and start + timedelta(days=days),
        date_precision=draw(maybe_text),
        date_basis=draw(maybe_text),
        region=box(lon, lat, lon + 1, lat + 1) if placed else None,
        point=(lon + 0.5, lat + 0.5) if placed else None,
        radius_km=draw(st.integers(1, 500)) if placed else None,
        method=draw(maybe_text),
        location=draw(maybe_text),
        relation=draw(maybe_text),
        place=draw(maybe_text),
        place_id=draw(maybe_text),
        country=draw(maybe_text),
        admin1=draw(maybe_text),
        precision_acled=draw(st.none() | st.integers(1, 3)),
        precision_ucdp=draw(st.none() | st.integers(1, 7)),
        precision_gtd=draw(st.none() | st.integers(1, 5)),
        confidence=draw(st.none() | st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)),
        actors=tuple(
            draw(st.lists(st.builds(Participant, texts, st.sampled_from([None, "source", "target"])), max_size=3))
        ),
        counts=draw(st.dictionaries(st.sampled_from(["killed", "wounded", "displaced"]), tallies)),
        language=draw(maybe_text),
        status=draw(texts),
        parent=draw(maybe_text),
        aggregate=draw(st.booleans()),
        background=draw(st.booleans()),
        sources=tuple(draw(st.lists(st.builds(SourceNote, texts, maybe_text, maybe_text, maybe_text), max_size=2))),
        updated=draw(instants),
    )


def ready(record: EventRecord) -> EventText:
    (made,) = make_rows([record], NOW)
    row = dict(zip(COLUMNS, made.values, strict=True))
    return EventText(1, row["public_id"], row["region_json"], row["properties"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a record has 35 fields
@given(st.lists(records(), min_size=1, max_size=2, unique_by=lambda record: record.id))
def test_geojson_written_and_read_is_the_same(given_records):
    written = [ready(record) for record in given_records]
    for write in (geojson.write, geojson_lines.write):
        text = b"".join(write(written)).decode()
        again = [ready(record) for record in read_geojson(io.StringIO(text))]
        assert [event.geometry for event in again] == [event.geometry for event in written]
        assert [orjson.loads(event.properties) for event in again] == [orjson.loads(e.properties) for e in written]


def test_the_words_of_a_count_come_back_with_its_numbers(make_event):
    tallies = {"killed": Tally(5, 3, 4, "the source says low 5, best 3, high 4"), "wounded": Tally(text="some")}
    text = b"".join(geojson.write([ready(make_event(counts=tallies))])).decode()
    (again,) = read_geojson(io.StringIO(text))
    assert again.counts == tallies
