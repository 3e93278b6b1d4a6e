"""JSON-FG 1.0: what it adds to GeoJSON, how it is asked for, and that GDAL's own driver reads it."""

from __future__ import annotations

import pyogrio
import pytest
from pyproj import Transformer

from app.formats.json_fg import time_of

from .conftest import ITEMS, pages

CORE = "http://www.opengis.net/spec/json-fg-1/1.0/conf/core"
PROFILE = "http://www.opengis.net/def/profile/OGC/0/"
MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"


@pytest.mark.parametrize(
    ("begin", "end", "time"),
    [
        ("2024-01-10", "2024-01-10", {"date": "2024-01-10"}),
        ("2024-01-10", "2024-01-12", {"interval": ["2024-01-10", "2024-01-12"]}),
        ("2024-01-10T06:00:00Z", "2024-01-10T06:00:00Z", {"timestamp": "2024-01-10T06:00:00Z"}),
        ("2024-01-10T06:00:00Z", None, {"interval": ["2024-01-10T06:00:00Z", ".."]}),
        (None, "2024-01-10", {"interval": ["..", "2024-01-10"]}),
        ("2024-01-10T06:00:00Z", "2024-01-12", {"interval": ["2024-01-10T06:00:00Z", "2024-01-12T23:59:59Z"]}),
        ("2024-01-10", "2024-01-12T06:00:00Z", {"interval": ["2024-01-10T00:00:00Z", "2024-01-12T06:00:00Z"]}),
        (None, None, None),
    ],
)
def test_time_is_a_day_an_instant_or_an_interval_of_one_kind(begin, end, time):
    assert time_of(begin, end) == time


def test_a_page_says_kind_schema_and_time(ask, world):
    page = ask(f="jsonfg").json
    assert CORE in page["conformsTo"]
    assert (page["featureType"], page["geometryDimension"]) == ("Event", 2)
    assert page["featureSchema"].endswith("/ogc/collections/events/schema")
    assert "coordRefSys" not in page
    times = {feature["id"]: feature["time"] for feature in page["features"]}
    assert times[world["paris"]] == {"date": "2024-01-10"}
    assert times[world["undated"]] is None
    assert all(feature["place"] is None for feature in page["features"])
    plain = {feature["id"]: feature for feature in ask().json["features"]}
    for feature in page["features"]:
        assert {**plain[feature["id"]], "time": feature["time"], "place": None} == feature


@pytest.mark.parametrize(
    ("query", "accept", "content_type", "profile"),
    [
        ("", "*/*", "application/geo+json", "rfc7946"),
        ("", "application/fg+json", "application/fg+json", "jsonfg"),
        ("", "application/vnd.ogc.fg+json", "application/vnd.ogc.fg+json", "jsonfg"),
        ("", "application/fg+json;q=0.4, application/geo+json", "application/geo+json", "rfc7946"),
        ("", "application/geo+json;q=0.4, application/fg+json", "application/fg+json", "jsonfg"),
        ("f=jsonfg", "text/html", "application/fg+json", "jsonfg"),
        ("f=json", "application/fg+json", "application/geo+json", "rfc7946"),
        ("profile=jsonfg", "*/*", "application/geo+json", "jsonfg"),
        ("profile=jsonfg-plus", "*/*", "application/geo+json", "jsonfg-plus"),
        (f"profile={PROFILE}jsonfg", "*/*", "application/geo+json", "jsonfg"),
        ("profile=rfc7946", "application/fg+json", "application/geo+json", "rfc7946"),
    ],
)
@pytest.mark.parametrize("of_one", [False, True])
def test_it_is_asked_for_by_parameter_or_header(client, world, of_one, query, accept, content_type, profile):
    path = f"{ITEMS}/{world['paris']}" if of_one else ITEMS
    answer = client.get(f"{path}?{query}", headers={"Accept": accept})
    assert answer.content_type == content_type
    assert answer.headers["Link"] == f'<{PROFILE}{profile}>; rel="profile"'
    assert ("conformsTo" in answer.json) == (profile != "rfc7946")
    (to_itself,) = [link for link in answer.json["links"] if link["rel"] == "self"]
    assert to_itself["type"] == content_type


def test_an_unknown_profile_is_refused(client):
    answer = client.get(f"{ITEMS}?profile=gml")
    assert (answer.status_code, answer.json["parameter"]) == (400, "profile")


@pytest.mark.parametrize(("profile", "keeps_geometry"), [("jsonfg", False), ("jsonfg-plus", True)])
def test_another_system_stands_in_place(ask, world, profile, keeps_geometry):
    page = ask(profile=profile, crs=MERCATOR, id=world["paris"]).json
    assert page["coordRefSys"] == MERCATOR
    (feature,) = page["features"]
    plain = ask(id=world["paris"]).json["features"][0]["geometry"]
    assert feature["geometry"] == (plain if keeps_geometry else None)
    there = Transformer.from_crs("OGC:CRS84", "EPSG:3857").transform(*plain["coordinates"][0][0][0])
    assert feature["place"]["coordinates"][0][0][0] == pytest.approx(there, abs=0.06)


def test_chosen_properties_do_not_cost_the_time(ask, world):
    feature = ask(f="jsonfg", properties="title", id=world["paris"]).json["features"][0]
    assert list(feature["properties"]) == ["title"]
    assert feature["time"] == {"date": "2024-01-10"}


def test_pages_stay_in_the_format(client, world):
    found = pages(client, f"{ITEMS}?f=jsonfg&limit=2")
    assert all("conformsTo" in page for page in found)
    assert sum(page["numberReturned"] for page in found) == len(world)


@pytest.mark.parametrize("query", ["f=jsonfg", f"profile=jsonfg&crs={MERCATOR}", f"profile=jsonfg-plus&crs={MERCATOR}"])
def test_gdal_reads_it(client, world, tmp_path, query):
    file = tmp_path / "events.json"
    file.write_bytes(client.get(f"{ITEMS}?{query}").data)
    about = pyogrio.read_info(f"JSONFG:{file}")
    assert (about["driver"], about["features"], about["geometry_type"]) == ("JSONFG", len(world), "MultiPolygon")
    assert (about["layer_name"], about["crs"]) == ("Event", "EPSG:3857" if "crs" in query else "EPSG:4326")
    dates = dict(zip(about["fields"], about["ogr_types"], strict=True))
    assert (dates["time"], dates["title"]) == ("OFTDate", "OFTString")
    bounds = pyogrio.read_info(f"JSONFG:{file}", force_total_bounds=True)["total_bounds"]
    if "crs" in query:
        bounds = Transformer.from_crs("EPSG:3857", "OGC:CRS84").transform_bounds(*bounds)
    assert bounds == pytest.approx((-172.5, -18.5, 179.5, 49.3), abs=1e-5)


def test_articles_have_it_too(client, world):
    page = client.get("/ogc/collections/articles/items?f=jsonfg").json
    assert (page["featureType"], page["geometryDimension"]) == ("Article", None)
