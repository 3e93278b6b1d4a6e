"""GeoJSON in: every way to write it, and what is wrong with a feature."""

from __future__ import annotations

import io
import json

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnreadableInput
from app.importers import geojson_stream
from app.importers.geojson import read_geojson
from app.importers.geojson_shapes import read_shape
from app.importers.rows import BadRow, UnusableRow
from app.records import Participant, Tally

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def feature(geometry=SQUARE, number=1, **properties):
    return {"type": "Feature", "id": number, "geometry": geometry, "properties": {"type": "flood"} | properties}


def read(*features, **options):
    return list(read_geojson(io.StringIO("\n".join(json.dumps(f) for f in features)), **options))


@pytest.mark.parametrize("chunk", [7, 64, 1 << 20])
@pytest.mark.parametrize(
    "write",
    [
        lambda fs: "\n".join(map(json.dumps, fs)),
        lambda fs: "".join(f"\x1e{json.dumps(f)}\n" for f in fs),
        lambda fs: json.dumps({"type": "FeatureCollection", "features": fs}),
        lambda fs: json.dumps({"name": 'a "[', "crs": {"x": [1]}, "features": fs, "more": 1}, indent=2),
        lambda fs: json.dumps({"features": fs})[:-1] + ',\n "type": "FeatureCollection"}',
    ],
)
def test_lines_sequences_and_collections_read_alike_in_any_chunks(monkeypatch, write, chunk):
    monkeypatch.setattr(geojson_stream, "CHUNK", chunk)
    text = write([feature(number=n, title=f"Überfall {n}\n") for n in range(3)])
    assert [record.title for record in read_geojson(io.StringIO(text))] == [f"Überfall {n}\n" for n in range(3)]


@pytest.mark.parametrize("text", ["", "\n", "\ufeff\n\n"])
def test_a_file_without_lines_holds_no_events(text):
    assert list(read_geojson(io.StringIO(text))) == []


@pytest.mark.parametrize("text", ["[]", "{}", '{"type": "FeatureCollection"}', "hello", '{"features": [{', "\x00"])
def test_what_is_no_geojson_is_said(text):
    with pytest.raises(UnreadableInput):
        list(read_geojson(io.StringIO(text)))


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (feature(type=None), "type is missing"),
        (feature(geometry={"type": "LineString", "coordinates": [[0, 0], [1, 1]]}), "LineString"),
        (feature(geometry={"type": "Polygon", "coordinates": "x"}), "geometry"),
        (feature(geometry={"type": "Point", "coordinates": [500, 0]}), "outside"),
        (feature(date_from="soon"), "soon is no day"),
        (feature(date_from="2024-02-01", date_to="2024-01-01"), "before"),
        (feature(killed_best="many"), "killed_best"),
        (feature(confidence=7), "confidence is 7"),
        (feature(title={"a": 1}), "title is no text"),
        ({"type": "Feature", "properties": None}, "no GeoJSON Feature"),
        ([1], "no GeoJSON Feature"),
    ],
)
def test_a_bad_feature_is_named_and_the_rest_goes_in(bad, reason):
    first, second, third = read(feature(number=1), bad, feature(number=3))
    assert isinstance(second, BadRow)
    assert second.number == 2
    assert reason in second.reason
    assert first.source_id == "1"
    assert third.source_id == "3"


def test_the_columns_of_the_bench_are_read():
    (record,) = read(
        feature(
            date_from="2024-01-05T03:04:05Z",
            date_to="2024-01-06T03:04:05Z",
            actors="Actor 007; Actor 020",
            killed_low=0,
            killed_best=1,
            killed_high=2,
            source="https://news.example.org/1.html",
            quote="Officials said.",
            point_lon=0.5,
            point_lat=0.5,
        )
    )
    assert record.actors == (Participant("Actor 007"), Participant("Actor 020"))
    assert record.counts == {"killed": Tally(0, 1, 2)}
    assert (record.sources[0].url, record.sources[0].quote) == ("https://news.example.org/1.html", "Officials said.")
    assert (record.source, record.point) == ("geojson", (0.5, 0.5))


def test_a_bare_point_becomes_a_disc_and_says_so():
    (pin,) = read(feature(geometry={"type": "Point", "coordinates": [44.4, 33.3]}))
    assert pin.region.geom_type == "Polygon"
    assert "bare point" in pin.method
    (known,) = read(feature(geometry={"type": "Point", "coordinates": [44.4, 33.3]}, radius_km=50))
    assert known.region.area > 50 * pin.region.area
    assert known.method is None


@pytest.mark.parametrize(
    ("dates", "end"),
    [
        ({"date_from": "2024-01-01"}, "2024-01-01"),
        ({"date_from": "2024-01-01", "date_to": None}, None),
        ({"date_from": "2024-01-01", "date_to": "2024-01-03"}, "2024-01-03"),
    ],
)
def test_an_end_that_is_told_to_be_unknown_stays_open(dates, end):
    (record,) = read(feature(**dates))
    assert (record.date_to and record.date_to.date().isoformat()) == end


def test_ids_are_stable_and_kept_apart_by_source():
    (one,), (same,), (other,) = (read(feature(), source=name) for name in ("a", "a", "b"))
    assert one.id == same.id != other.id


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
NAMES = [
    "type",
    "date_from",
    "actors",
    "actor_roles",
    "sources",
    "other_counts",
    "count_words",
    "killed_low",
    "radius_km",
    "point_lon",
]


@given(st.dictionaries(st.sampled_from(NAMES), json_values), json_values)
def test_no_feature_breaks_the_import(properties, geometry):
    strange = {"type": "Feature", "geometry": geometry, "properties": properties}
    assert len(read(feature(), strange)) == 2


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
        {"type": "Polygon", "coordinates": [[[0, 0, 7], [1, 0, 7], [1, 1, 7], [0, 0, 7]]]},
        {
            "type": "MultiPolygon",
            "coordinates": [
                [[[0, 0], [9, 0], [9, 9], [0, 0]], [[5, 1], [6, 1], [6, 2], [5, 1]]],
                [[[20, 0], [21, 0], [21, 1], [20, 0]]],
            ],
        },
        {"type": "Polygon", "coordinates": []},
        {"type": "Point", "coordinates": [1, 2]},
    ],
)
def test_the_quick_way_to_a_shape_gives_what_geos_reads(geometry):
    expected = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))  # heights are not kept
    assert shapely.equals_identical(read_shape(geometry), expected)


@pytest.mark.parametrize(
    "coordinates",
    [[[[0, 0], [1, 0], [1, 1]]], [[[0, 0], [1, 0], [1, 1], [5, 5]]], [[["a", "b"]]], [[[0], [1, 2, 3]]], 7, [[None]]],
)
def test_a_broken_polygon_is_told(coordinates):
    with pytest.raises(UnusableRow, match="no GeoJSON geometry"):
        read_shape({"type": "Polygon", "coordinates": coordinates})
