"""GeoJSON, GeoJSON lines and CSV, from ready text."""

from __future__ import annotations

import csv
import io
import json

import pytest

from app.formats import FORMATS
from app.storage.find_events import EventText

POINT = '{"type":"Point","coordinates":[44.4,33.3]}'


def event(geometry: str | None = POINT, **properties) -> EventText:
    return EventText(1, "evaaaaaaaaaaaaa", geometry, json.dumps({"id": "evaaaaaaaaaaaaa"} | properties))


def written(ending: str, *events: EventText) -> str:
    return b"".join(FORMATS[ending].write(events)).decode()


@pytest.mark.parametrize("number", [0, 1, 3])
def test_geojson_is_whole_whatever_the_number(number):
    collection = json.loads(written("geojson", *[event()] * number))
    assert collection["type"] == "FeatureCollection"
    assert len(collection["features"]) == number


def test_geojson_keeps_an_event_without_a_place():
    (feature,) = json.loads(written("geojson", event(None)))["features"]
    assert feature["geometry"] is None


def test_lines_are_features():
    lines = written("geojsonl", event(title="a\nb"), event()).splitlines()
    assert [json.loads(line)["type"] for line in lines] == ["Feature", "Feature"]


def test_csv_joins_lists_and_quotes_what_needs_it():
    sources = [{"url": "https://a.example", "title": "A"}, {"url": None, "title": "B, the paper"}]
    text = written("csv", event(title='He said "no",\nthen left', actors=["Hamas", "Israel"], sources=sources))
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert row["title"] == 'He said "no",\nthen left'
    assert row["actors"] == "Hamas; Israel"
    assert row["sources"] == "https://a.example; B, the paper"
    assert json.loads(row["geometry"])["type"] == "Point"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_csv_never_starts_a_formula(start):
    (row,) = csv.DictReader(io.StringIO(written("csv", event(title=f"{start}1+1", killed_best=-1)), newline=""))
    assert row["title"] == f"'{start}1+1"
    assert row["killed_best"] == "-1"
