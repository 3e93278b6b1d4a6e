"""What the conformance suite for OGC API - Features 1.0, part 1, asks of a server."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.documents import Defaults, read_bytes
from app.services.feature_queries import ITEMS_PARAMETERS
from app.services.ingest import ingest

from .conftest import ITEMS, pages, path_of

ALL = {"paris", "baghdad", "fiji", "samoa", "undated", "unplaced"}
NAMES = st.sampled_from(sorted(ITEMS_PARAMETERS)) | st.text(max_size=8)
DATED = ALL - {"undated"}


def links_of(document, rel):
    return [link for link in document["links"] if link["rel"] == rel]


def test_the_landing_page_leads_to_everything(client):
    landing = client.get("/ogc/").json
    assert {"self", "alternate", "service-desc", "service-doc", "conformance", "data"} <= {
        link["rel"] for link in landing["links"]
    }
    for link in landing["links"]:
        response = client.get(path_of(link["href"]))
        assert response.status_code == 200, link
        assert response.content_type.split(";")[0] == link["type"].split(";")[0]


@pytest.mark.parametrize("name", ["core", "oas30", "html", "geojson"])
def test_conformance_is_declared(client, name):
    assert (
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}"
        in client.get("/ogc/conformance").json["conformsTo"]
    )


def test_collections_lead_to_their_items(client, world):
    listed = client.get("/ogc/collections").json
    assert [entry["id"] for entry in listed["collections"]] == ["events", "articles"]
    for entry in listed["collections"]:
        assert entry == client.get(f"/ogc/collections/{entry['id']}").json
        assert {"application/geo+json", "text/html"} <= {link["type"] for link in links_of(entry, "items")}
        for link in entry["links"]:
            assert {"rel", "type", "href"} <= set(link)
            assert client.get(path_of(link["href"])).status_code == 200, link


def test_the_extent_holds_all_that_there_is(client, world):
    extent = client.get("/ogc/collections/events").json["extent"]
    assert extent["spatial"]["bbox"] == [[-172.5, -18.5, 179.5, 49.3]]
    begin, end = extent["temporal"]["interval"][0]
    assert (begin, end[:19]) == ("2023-12-31T00:00:00Z", "2024-02-01T23:59:59")


def test_a_page_says_what_it_is(ask, world):
    response = ask()
    assert response.content_type == "application/geo+json"
    page = response.json
    assert page["type"] == "FeatureCollection"
    assert page["numberReturned"] == page["numberMatched"] == len(page["features"]) == len(world)
    age = datetime.now(UTC) - datetime.fromisoformat(page["timeStamp"])
    assert timedelta(seconds=-1) <= age < timedelta(minutes=1)
    for link in page["links"]:
        assert {"rel", "type", "href"} <= set(link)
    assert links_of(page, "self")
    assert {link["type"] for link in links_of(page, "alternate")} == {"text/html", "application/fg+json"}


def test_every_geometry_is_a_multipolygon_or_null(ask, world):
    assert {(feature["geometry"] or {}).get("type") for feature in ask().json["features"]} == {"MultiPolygon", None}


@pytest.mark.parametrize(
    ("box", "names"),
    [
        ("-1.5,50,1.5,53", set()),
        ("-80,-5,-70,5", set()),
        ("1,48,3,49", {"paris"}),
        ("1,48,-100,3,49,9000", {"paris"}),
        ("177,65,-177,70", set()),
        ("170,-30,-170,-10", {"fiji", "samoa"}),
        ("-180,85,180,90", set()),
        ("-180,-90,180,-85", set()),
        ("-180,-90,180,90", ALL - {"unplaced"}),
        ("2.8,48.8,2.8,48.8", {"paris"}),
    ],
)
def test_bbox_selects_what_it_touches(found, box, names):
    assert found(bbox=box) == names


@pytest.mark.parametrize(
    ("time", "names"),
    [
        ("2024-01-10", {"paris"}),
        ("2024-01-10T12:00:00Z", {"paris"}),
        ("2024-01-10T12:00:00+01:00", {"paris"}),
        ("2024-01-01/2024-01-31", {"paris", "baghdad", "unplaced"}),
        ("2024-01-01T00:00:00Z/2024-01-31T00:00:00Z", {"paris", "baghdad", "unplaced"}),
        ("2024-01-01/P30D", {"paris", "unplaced"}),
        ("P1D/2024-02-01", {"fiji"}),
        ("../2024-01-10", {"paris", "samoa"}),
        ("/2024-01-10", {"paris", "samoa"}),
        ("2024-01-31/..", {"baghdad", "fiji"}),
        ("2024-01-31/", {"baghdad", "fiji"}),
        ("2024-01-31T/..", {"baghdad", "fiji"}),
        ("../2024-01-10T", {"paris", "samoa"}),
        ("../..", ALL),
    ],
)
def test_datetime_selects_events_whose_interval_it_meets(found, time, names):
    assert found(datetime=time) == names


def test_undated_events_are_left_out_and_told(ask, world):
    answer = ask(datetime="2000-01-01/..").json
    assert (answer["numberReturned"], answer["undated"]) == (len(DATED), 1)


def test_limit_cuts_pages_that_repeat_nothing(client, world):
    cut = pages(client, f"{ITEMS}?limit=2")
    ids = [feature["id"] for page in cut for feature in page["features"]]
    assert [page["numberReturned"] for page in cut] == [2, 2, 2]
    assert len(set(ids)) == len(world)
    assert {page["numberMatched"] for page in cut} == {len(world)}


def test_a_count_that_is_not_known_is_left_out(ask, world):
    assert "numberMatched" not in ask(limit=1, bbox="-180,-90,180,90").json
    assert ask(limit=5, bbox="-180,-90,180,90").json["numberMatched"] == 5


def test_a_limit_over_the_published_maximum_is_cut(client, ask, world):
    limit = client.get("/ogc/api").json["components"]["parameters"]["limit"]["schema"]
    assert (limit["minimum"], limit["default"], limit["maximum"]) == (1, 100, 10_000)
    assert ask(limit=10_001).status_code == 200
    assert ask(limit=1).json["numberReturned"] == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("nonsense", "1"),
        ("limit", "bad"),
        ("limit", "0"),
        ("limit", "-1"),
        ("bbox", "1,2,3"),
        ("bbox", "a,1,2,3"),
        ("bbox", "0,0,1,95"),
        ("bbox", "1,2,3,4,5"),
        ("datetime", "notadate"),
        ("datetime", "2025-01-01/2024-01-01"),
        ("datetime", "P1D"),
        ("f", "xml"),
        ("crs", "EPSG:9999"),
        ("bbox-crs", "http://www.opengis.net/def/crs/EPSG/0/1"),
        ("sortby", "nonsense"),
        ("properties", "nonsense"),
        ("filter", "type = = 3"),
        ("filter-lang", "sql"),
        ("killed_best", "many"),
        ("date_from", "soon"),
        ("aggregate", "perhaps"),
        ("cursor", "zzz"),
    ],
)
def test_a_wrong_parameter_is_refused_by_name(client, name, value):
    response = client.get(ITEMS, query_string={name: value})
    assert (response.status_code, response.content_type) == (400, "application/problem+json")
    assert response.json["parameter"] == name


@pytest.mark.parametrize("path", ["/ogc/", "/ogc/conformance", "/ogc/collections", "/ogc/collections/events"])
def test_unknown_parameters_are_refused_everywhere(client, path):
    assert client.get(f"{path}?nonsense=1").status_code == 400


def test_the_api_document_names_what_items_takes(client):
    document = client.get("/ogc/api").json
    assert document["openapi"].startswith("3.0")
    listed = document["paths"]["/collections/events/items"]["get"]["parameters"]
    names = {entry["$ref"].rsplit("/", 1)[1] for entry in listed}
    assert names == set(ITEMS_PARAMETERS)
    bbox = document["components"]["parameters"]["bbox"]
    assert (bbox["in"], bbox["style"], bbox["explode"], bbox["required"]) == ("query", "form", False, False)
    assert names <= set(document["components"]["parameters"])


@pytest.mark.parametrize("collection", ["events", "articles"])
def test_the_parameters_are_defined_as_the_suite_looks_for_them(client, collection):
    document = client.get("/ogc/api").json
    listed = document["paths"][f"/collections/{collection}/items"]["get"]["parameters"]
    defined = {entry["$ref"].rsplit("/", 1)[1] for entry in listed}
    for name, kind in (("bbox", "array"), ("limit", "integer"), ("datetime", "string")):
        assert name in defined
        parameter = document["components"]["parameters"][name]
        assert {**parameter, "schema": parameter["schema"]["type"], "description": ""} == {
            "name": name,
            "in": "query",
            "required": False,
            "style": "form",
            "explode": False,
            "schema": kind,
            "description": "",
        }
    box = document["components"]["parameters"]["bbox"]["schema"]
    assert box["items"] == {"type": "number"}
    assert [(way["minItems"], way["maxItems"]) for way in box["oneOf"]] == [(4, 4), (6, 6)]
    limit = document["components"]["parameters"]["limit"]["schema"]
    assert (limit["minimum"], limit["maximum"], limit["default"]) == (1, 10_000, 100)


@pytest.mark.parametrize("limit", [1, 100, 10_000])
def test_the_count_is_what_all_pages_hold(client, world, limit):
    """At the least, a middle and the greatest limit of the API document."""
    page = client.get(f"{ITEMS}?limit={limit}").json
    assert len(page["features"]) <= limit
    found = pages(client, f"{ITEMS}?limit={limit}")
    assert page["numberMatched"] == sum(len(part["features"]) for part in found) == len(world)


def test_datetime_works_at_the_ends_of_the_extent(client, world):
    """An instant at its begin, a quarter of it as an interval, a start with a duration."""
    begin, end = client.get("/ogc/collections/events").json["extent"]["temporal"]["interval"][0]
    first, last = datetime.fromisoformat(begin), datetime.fromisoformat(end)
    quarter = (last - first) / 4
    interval = "/".join(f"{moment:%Y-%m-%dT%H:%M:%SZ}" for moment in (first + quarter, first + 2 * quarter))
    for text in (begin, interval, f"{first + quarter:%Y-%m-%d}/P2D"):
        answer = client.get(ITEMS, query_string={"datetime": text})
        assert answer.status_code == 200, text
        assert all(feature["properties"]["date_from"] for feature in answer.json["features"])
    assert client.get(ITEMS, query_string={"datetime": begin}).json["numberReturned"] == 1


def test_every_media_type_of_a_resource_is_linked(client, world):
    """What the API document says of it: the one that is read is `self`, all others are `alternate`."""
    answers = client.get("/ogc/api").json["paths"]
    for path, address in (
        ("/collections/events/items", ITEMS),
        ("/collections/events/items/{id}", f"{ITEMS}/{world['paris']}"),
    ):
        media_types = set(answers[path]["get"]["responses"]["200"]["content"])
        for accept in media_types - {"text/html"}:
            found = client.get(address, headers={"Accept": accept})
            assert found.content_type == accept
            assert {link["type"] for link in links_of(found.json, "self")} == {accept}
            assert {link["type"] for link in links_of(found.json, "alternate")} == media_types - {accept}


def test_every_path_of_the_api_document_answers(client, store):
    event = store(square=(1, 1, 0.5))
    values = {"id": event, "tileMatrix": 0, "tileRow": 0, "tileCol": 0}
    for path in client.get("/ogc/api").json["paths"]:
        if not path.startswith("/collections/articles/items/"):
            assert client.get("/ogc" + path.format(**values)).status_code == 200, path


def test_one_feature_is_the_one_of_the_list(client, ask, world):
    feature = ask(limit=1).json["features"][0]
    response = client.get(f"{ITEMS}/{feature['id']}")
    assert response.content_type == "application/geo+json"
    assert {"self", "alternate", "collection"} <= {link["rel"] for link in response.json["links"]}
    assert {name: response.json[name] for name in feature} == feature


@pytest.mark.parametrize(
    "path", ["events/items/999999999", "events/items/abc%27", "nonsense", "nonsense/items", "articles/items/0"]
)
def test_what_is_not_there_is_404(client, path):
    response = client.get(f"/ogc/collections/{path}")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize("name", ["subtype", "country", "title", "confidence", "date_from", "id"])
def test_a_property_is_a_parameter(found, ask, world, name):
    paris = next(f for f in ask().json["features"] if f["id"] == world["paris"])
    assert found(**{name: paris["properties"][name]}) == {"paris"}


@pytest.mark.parametrize(
    "path",
    [
        "",
        "conformance",
        "api",
        "collections",
        "collections/events",
        "collections/events/items",
        "collections/articles/items",
    ],
)
def test_every_resource_has_a_page_for_people(client, world, path):
    for ask_for in ({"query_string": {"f": "html"}}, {"headers": {"Accept": "text/html,*/*;q=0.8"}}):
        response = client.get(f"/ogc/{path}", **ask_for)
        assert response.status_code == 200
        assert response.content_type.startswith("text/html")
        assert "script-src" not in response.headers["Content-Security-Policy"]


def test_the_map_beside_the_list_shows_what_is_listed(client, world):
    """Its address is a filter; how many features a page has is not."""
    page = client.get(f"{ITEMS}?f=html&limit=2&type=armed_conflict&bbox=0,0,50,50").text
    assert 'src="/?type=armed_conflict&amp;bbox=0%2C0%2C50%2C50"' in page
    assert client.get("/events.geojson?type=armed_conflict&bbox=0,0,50,50").status_code == 200


def test_people_are_led_to_the_page_of_an_event(client, world):
    response = client.get(f"{ITEMS}/{world['paris']}?f=html")
    assert (response.status_code, response.headers["Location"]) == (303, f"/events/{world['paris']}")


def test_hostile_titles_stay_text(client, store):
    store(title="<script>alert(1)</script>")
    assert b"<script>" not in client.get(f"{ITEMS}?f=html").data


def test_unchanged_answers_are_not_sent_again(client, world):
    for path in (ITEMS, f"{ITEMS}/{world['paris']}", "/ogc/collections"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, st.text(max_size=30), max_size=4))
def test_no_query_ever_fails_with_a_server_error(client, query):
    assert client.get(ITEMS, query_string=query).status_code in (200, 400)


def test_articles_show_quotes_and_never_their_text(client, geocoder):
    text = "A bomb killed four people near Kirkuk on Monday, officials said. The rest is nobody's business."
    body = {"text": text, "published": "2023-11-22", "title": "Bomb", "url": "https://news.example/1"}
    (document,) = read_bytes("body", orjson.dumps(body), Defaults(), ".json")
    with client.application.extensions["eventmap"].session() as session:
        ingest(session, geocoder, document)
    (feature,) = client.get("/ogc/collections/articles/items?datetime=2023-11-22").json["features"]
    assert feature["properties"]["url"] == "https://news.example/1"
    assert feature["properties"]["quotes"]
    assert b"nobody's business" not in client.get("/ogc/collections/articles/items").data
    assert client.get("/ogc/collections/articles/items?bbox=44,35,45,36").json["numberReturned"] == 1
    assert client.get("/ogc/collections/articles/items?bbox=0,0,1,1").json["numberReturned"] == 0
    assert client.get(f"/ogc/collections/articles/items/{feature['id']}").json["properties"] == feature["properties"]
