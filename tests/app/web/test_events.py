"""/events.geojson and its siblings over HTTP."""

from __future__ import annotations

import csv
import gzip
import io
from urllib.parse import urlsplit

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from app.services.filters import EVENT_PARAMETERS

HOSTILE = [
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "<script>alert(1)</script>",
    "${7*7}{{7*7}}",
    "%00",
    "\x00",
    "%s%n%(x)s",
    "../../etc/passwd",
    "A" * 5000,
    "\u202e\u0000\ud7ff",
    "POLYGON((0 0,1 1,1 0,0 0))",
]
CONTRACT = """
id title type subtype date_from date_to date_precision location relation place country admin1 point_lon
point_lat radius_km precision_acled precision_ucdp precision_gtd confidence actors killed_low killed_best
killed_high wounded_low wounded_best wounded_high language sources status parent updated
""".split()


def ids(response):
    return [feature["id"] for feature in response.json["features"]]


def path_of(url):
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_a_feature_has_the_contracts_properties_and_a_region(client, store):
    event = store(square=(44.4, 33.3, 0.2), day="2023-11-21")
    response = client.get("/events.geojson")
    assert response.content_type == "application/geo+json"
    (feature,) = response.json["features"]
    assert feature["id"] == feature["properties"]["id"] == event
    assert feature["geometry"]["type"] == "MultiPolygon"
    assert list(feature["properties"])[: len(CONTRACT) - 1] == CONTRACT[:-1]
    assert set(CONTRACT) <= set(feature["properties"])


def test_a_cut_answer_says_so_and_leads_to_the_rest(client, store):
    stored = [store() for _ in range(5)]
    seen, url, counts = [], "/events.geojson?limit=2&geometry=none", []
    while url:
        page = client.get(url)
        seen += ids(page)
        counts.append(page.json["numberReturned"])
        url = next((path_of(link["href"]) for link in page.json["links"] if link["rel"] == "next"), None)
    assert seen == stored[::-1]
    assert counts == [2, 2, 1]


def test_a_cursor_survives_a_changed_limit(client, store):
    stored = [store() for _ in range(4)]
    first = client.get("/events.geojson?limit=1")
    following = path_of(first.json["links"][1]["href"]).replace("limit=1", "limit=50")
    assert ids(client.get(following)) == stored[-2::-1]


@pytest.mark.parametrize("geometry", ["region", "core", "point", "none"])
def test_geometry_is_the_one_asked_for(client, store, geometry):
    store(square=(10, 10, 1))
    (feature,) = client.get(f"/events.geojson?geometry={geometry}").json["features"]
    kinds = {"region": "MultiPolygon", "core": "MultiPolygon", "point": "Point"}
    assert (feature["geometry"] or {}).get("type") == kinds.get(geometry)


def test_both_shapes_stand_side_by_side_in_geojson_and_nowhere_else(client, store):
    store(square=(10, 10, 1))
    for address in ("/events.geojson", "/events.geojsonl", "/ogc/collections/events/items"):
        text = client.get(f"{address}?geometry=both").text
        feature = orjson.loads(text) if address.endswith("l") else orjson.loads(text)["features"][0]
        areas = [shape(feature[name]).area for name in ("geometry", "core")]
        assert areas[0] > areas[1] > 0
    response = client.get("/events.csv?geometry=both")
    assert (response.status_code, response.json["parameter"]) == (400, "geometry")


def test_what_a_filter_had_to_leave_out_is_told(client, store):
    store(square=(10, 10, 1), day="2024-01-01")
    store(square=(10, 10, 1))
    store(day="2024-01-01")
    answer = client.get("/events.geojson?bbox=9,9,11,11&datetime=2024-01-01").json
    assert (answer["numberReturned"], answer["undated"], answer["unplaced"]) == (1, 1, 1)


def test_a_box_across_the_antimeridian_is_both_sides(client, store):
    east, west = store(square=(179, 0, 0.5)), store(square=(-179, 0, 0.5))
    store(square=(0, 0, 0.5))
    assert set(ids(client.get("/events.geojson?bbox=170,-50,-170,50"))) == {east, west}


@pytest.mark.parametrize("region", ["Iraq", "Irak", "IQ", "geonames:99237", "العراق"])
def test_a_region_is_what_a_person_calls_it(client, store, region):
    inside = store(square=(44, 33, 0.1))
    store(square=(2.3, 48.8, 0.1))
    assert ids(client.get("/events.geojson", query_string={"region": region})) == [inside]


def test_an_event_in_iraq_does_not_answer_to_baghdad(client, store):
    store(square=(43.5, 33.3, 3))
    assert ids(client.get("/events.geojson?region=Baghdad")) == []
    assert len(ids(client.get("/events.geojson?region=Baghdad&match=intersects"))) == 1


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("nonsense=1", "nonsense"),
        ("limit=abc", "limit"),
        ("limit=0", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=0,0,1,95", "bbox"),
        ("datetime=notadate", "datetime"),
        ("datetime=2025-01-01T00:00:00Z/2024-01-01T00:00:00Z", "datetime"),
        ("from=2024-02-30", "from"),
        ("match=sometimes", "match"),
        ("region=Xqzzyplace", "region"),
        ("cursor=zzz", "cursor"),
        ("min_confidence=x", "min_confidence"),
    ],
)
def test_a_bad_value_is_a_problem_that_names_the_parameter(client, query, named):
    response = client.get(f"/events.geojson?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert response.json["status"] == 400
    assert response.json["parameter"] == named


def test_an_unknown_place_comes_with_names_that_are_close(client):
    assert "Baghdad" in client.get("/events.geojson?region=Bagdadd").json["detail"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", EVENT_PARAMETERS)
def test_hostile_values_do_nothing(client, name, text):
    response = client.get("/events.geojson", query_string={name: text})
    assert response.status_code in (200, 400)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(EVENT_PARAMETERS) | st.text(max_size=8), st.text(max_size=30), max_size=4))
def test_no_query_ever_fails_with_a_server_error(client, query):
    assert client.get("/events.geojson", query_string=query).status_code in (200, 400)


def test_the_same_question_to_unchanged_data_is_not_modified(client, store):
    store()
    first = client.get("/events.geojson")
    again = client.get("/events.geojson", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/events.geojson?limit=1").headers["ETag"] != first.headers["ETag"]


def test_head_is_get_without_a_body(client, store):
    store()
    head, get = client.head("/events.geojson"), client.get("/events.geojson")
    assert (head.status_code, head.data) == (200, b"")
    assert head.headers["ETag"] == get.headers["ETag"]


@pytest.mark.parametrize("ending", ["geojson", "geojsonl", "csv"])
def test_gzip_on_request(client, store, ending):
    for _ in range(5):
        store(square=(10, 10, 1))
    plain = client.get(f"/events.{ending}")
    zipped = client.get(f"/events.{ending}", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in zipped.headers["Vary"]
    assert len(gzip.decompress(zipped.data)) == len(plain.data)


def test_other_origins_may_read(client):
    assert client.get("/events.geojson").headers["Access-Control-Allow-Origin"] == "*"


def test_files_stream_every_match_and_keep_to_a_limit(client, store):
    stored = [store(title="=1+1") for _ in range(3)]
    lines = client.get("/events.geojsonl").data.splitlines()
    assert [orjson.loads(line)["id"] for line in lines] == stored[::-1]
    table = client.get("/events.csv?limit=1")
    assert table.headers["Content-Disposition"] == 'attachment; filename="events.csv"'
    header, row = table.text.splitlines()
    assert header.startswith("id,title,type")
    assert row.startswith(f"{stored[-1]},'=1+1,")


def test_the_columns_of_acled_and_ucdp_are_served(client, store):
    event = store(square=(44.4, 33.3, 0.1), day="2024-01-31", subtype="air_strike", country="IQ")
    for ending, own_id in (("acled.csv", "event_id_cnty"), ("ucdp.csv", "id")):
        answer = client.get(f"/events.{ending}?country=IQ")
        assert answer.mimetype == "text/csv"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="events.{ending}"'
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        assert [row[own_id] for row in rows] == [event]
    (row,) = csv.DictReader(io.StringIO(client.get("/events.acled.csv").text))
    assert (row["event_date"], row["sub_event_type"]) == ("2024-01-31", "Air/drone strike")


def test_what_must_not_be_passed_on_is_shown_but_not_exported(client, store):
    store(do_not_reexport=True)
    assert len(ids(client.get("/events.geojson"))) == 1
    assert client.get("/events.geojsonl").data == b""


def test_one_event_by_its_id(client, store):
    event = store(square=(10, 10, 1), title="</script><b>bold</b>")
    response = client.get(f"/events/{event}.geojson")
    assert response.json["properties"]["title"] == "</script><b>bold</b>"
    assert client.get(f"/events/{event}.geojson?geometry=point").json["geometry"]["type"] == "Point"
    for wrong in ("999999999", "abc%27", "%00"):
        missing = client.get(f"/events/{wrong}.geojson")
        assert (missing.status_code, missing.content_type) == (404, "application/problem+json")


def test_the_summary_counts_what_the_filter_selects(client, store):
    store(day="2024-01-01", country="IQ", square=(44, 33, 0.1))
    store(day="2024-01-03", country="FR", square=(2, 48, 0.1))
    assert client.get("/events/summary?region=Iraq").json["countries"] == {"IQ": 1}
    by_month = client.get("/events/summary?by=month").json
    assert by_month["time"] == [{"from": "2024-01-01", "count": 2}]
    assert client.get("/events/summary?by=year").status_code == 400


def test_an_unknown_format_or_path_is_a_problem_document(client):
    for path in ("/events.docx", "/nothing", "/events.geojson/x"):
        response = client.get(path)
        assert (response.status_code, response.content_type) == (404, "application/problem+json")


def test_an_internal_error_says_nothing_of_its_cause(client, monkeypatch):
    def fail(*_):
        raise RuntimeError("secret: password=hunter2")

    monkeypatch.setattr("app.web.events.search.read_page", fail)
    response = client.get("/events.geojson")
    assert response.status_code == 500
    assert b"hunter2" not in response.data


@pytest.mark.parametrize(
    ("query", "accept", "content_type"),
    [
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("", "*/*", "text/html"),
        ("", "application/geo+json", "application/geo+json"),
        ("", "text/csv;q=0.5, application/vnd.google-earth.kml+xml", "application/vnd.google-earth.kml+xml"),
        ("", "text/html;q=0.1, application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("?f=csv", "text/html", "text/csv"),
        ("?f=acled.csv", "text/html", "text/csv"),
        ("?f=geojson&limit=1", "text/html", "application/geo+json"),
        ("?f=html", "application/geo+json", "text/html"),
    ],
)
def test_without_an_ending_the_client_says_what_it_wants(client, store, query, accept, content_type):
    store(day="2024-01-10")
    answer = client.get(f"/events{query}", headers={"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, content_type)
    assert "Accept" in answer.headers["Vary"]


def test_what_is_negotiated_is_what_the_ending_gives(client, store):
    event = store(square=(10, 10, 1), day="2024-01-10")
    assert client.get("/events?f=csv").data == client.get("/events.csv").data
    for path in (f"/events/{event}?f=geojson", f"/events/{event}?f=json&geometry=region"):
        assert client.get(path).data == client.get(f"/events/{event}.geojson").data
    asked = {"Accept": "application/geo+json"}
    assert client.get(f"/events/{event}", headers=asked).data == client.get(f"/events/{event}.geojson").data
    assert client.get(f"/events/{event}", headers={"Accept": "text/html"}).mimetype == "text/html"


def test_pages_without_an_ending_follow_each_other(client, store):
    stored = [store() for _ in range(3)]
    first = client.get("/events?f=geojson&limit=2").json
    following = next(link["href"] for link in first["links"] if link["rel"] == "next")
    second = client.get(following.removeprefix("http://localhost")).json
    assert [feature["id"] for feature in first["features"] + second["features"]] == stored[::-1]


@pytest.mark.parametrize(
    "path", ["/events?f=docx", "/events/abc?f=csv", "/events.geojson?f=csv", "/events?f=csv&f=kml"]
)
def test_a_form_that_is_not_offered_is_refused(client, path):
    answer = client.get(path)
    assert (answer.status_code, answer.json["parameter"]) == (400, "f")
