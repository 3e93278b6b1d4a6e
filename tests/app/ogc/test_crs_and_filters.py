"""Features parts 2 and 3: reference systems, CQL2, order and choice of properties."""

from __future__ import annotations

import json

import pytest
from pyproj import Transformer

from app.records import Participant
from app.services.boxes_in_crs import parse_box_in
from app.services.reference_systems import UTM, parse_crs

from .conftest import ITEMS, pages

EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
PLACED = {"paris", "baghdad", "fiji", "samoa", "undated"}


def corner(response):
    return response.json["features"][0]["geometry"]["coordinates"][0][0][0]


def test_the_collection_lists_its_reference_systems(client):
    collection = client.get("/ogc/collections/events").json
    assert collection["storageCrs"] == CRS84
    assert {CRS84, *(f"{EPSG}{code}" for code in (4326, 3857, 32631, 32760))} <= set(collection["crs"])


@pytest.mark.parametrize("code", [4326, 3857, 32631])
def test_coordinates_are_transformed_in_the_axis_order_of_the_system(ask, world, code):
    lon, lat = corner(ask(id=world["paris"]))
    response = ask(id=world["paris"], crs=f"{EPSG}{code}")
    assert response.headers["Content-Crs"] == f"<{EPSG}{code}>"
    expected = Transformer.from_crs("EPSG:4326", f"EPSG:{code}").transform(lat, lon)
    assert corner(response) == pytest.approx(expected, abs=0.06)


def test_without_crs_it_is_lon_lat(ask, world):
    assert ask().headers["Content-Crs"] == f"<{CRS84}>"
    assert ask(crs=CRS84).json["features"] == ask().json["features"]


def test_what_a_system_cannot_show_has_no_geometry(ask, world):
    (fiji,) = ask(id=world["fiji"], crs=f"{EPSG}32631").json["features"]
    assert fiji["geometry"] is None


@pytest.mark.parametrize(
    ("system", "box"),
    [
        (CRS84, "1.9,48.4,2.7,49.2"),
        (f"{EPSG}4326", "48.4,1.9,49.2,2.7"),
        (f"{EPSG}3857", "211507,6174000,300566,6300000"),
        (f"{EPSG}32631", "420000,5370000,470000,5440000"),
    ],
)
def test_a_box_in_any_system_is_the_same_box(found, system, box):
    assert found(bbox=box, bbox_crs=system) == {"paris"}


def test_a_box_of_lat_lon_may_cross_the_antimeridian(found):
    assert found(bbox="-30,170,-10,-170", bbox_crs=f"{EPSG}4326") == {"fiji", "samoa"}


def test_a_box_of_metres_may_cross_the_antimeridian_or_reach_round_the_world(found, world):
    mercator = {"bbox_crs": f"{EPSG}3857"}
    assert found(bbox="18900000,-3500000,-18900000,-1100000", **mercator) == {"fiji", "samoa"}
    assert found(bbox="18900000,-3500000,21100000,-1100000", **mercator) == {"fiji", "samoa"}
    assert found(bbox="-3e7,-3e7,3e7,3e7", **mercator) == found(bbox="-180,-90,180,90")


@pytest.mark.parametrize("code", UTM)
def test_a_box_in_any_zone_reaches_as_far_as_it_says(code):
    """CITE asks with the collection's extent, the world, taken to each system: its corners come out anywhere."""
    to_zone = Transformer.from_crs("OGC:CRS84", f"EPSG:{code}", always_xy=True)
    system, meridian = parse_crs(f"EPSG:{code}", "bbox-crs"), code % 100 * 6 - 183
    for west, south, east, north in [(-180, -90, 180, 90), (-120, -40, 150, 65), (170, -20, -170, -10)]:
        corners = [*to_zone.transform(west, south), *to_zone.transform(east, north)]
        boxes = parse_box_in(",".join(map(str, corners)), system)
        assert all(-180 <= box[0] <= box[2] <= 180 and -90 <= box[1] <= box[3] <= 90 for box in boxes)
    for lon, lat in [(meridian - 3, 0), (meridian + 3, 60), (meridian, -79), (meridian + 20, 40)]:
        around = [value + reach for reach in (-1000, 1000) for value in to_zone.transform(lon, lat)]
        turned = (lon + 180) % 360 - 180
        boxes = parse_box_in(",".join(map(str, around)), system)
        assert any(west <= turned <= east and south <= lat <= north for west, south, east, north in boxes)
        assert sum(east - west for west, _, east, _ in boxes) < 0.2
    for pole in (-90, 90):
        x, y = to_zone.transform(meridian, pole)
        ((west, south, east, north),) = parse_box_in(f"{x - 9e5},{y - 9e5},{x + 9e5},{y + 9e5}", system)
        assert (west, east) == (-180, 180)
        assert pole in (south, north)


def test_a_box_beyond_all_sense_is_refused(ask):
    response = ask(bbox="1e30,1e30,1e31,1e31", bbox_crs=f"{EPSG}32601")
    assert (response.status_code, response.json["parameter"]) == (400, "bbox")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("subtype = 'flood'", {"paris"}),
        ("country IN ('FR', 'IQ') AND confidence > 0.5", {"paris"}),
        ("country <> 'FR'", {"baghdad"}),
        ("NOT (country = 'FR')", {"baghdad"}),
        ("country IS NULL", {"fiji", "samoa", "undated", "unplaced"}),
        ("confidence BETWEEN 0.3 AND 0.5", {"baghdad"}),
        ("confidence * 2 + 1 > 2.5", {"paris"}),
        ("confidence / 0 > 1", set()),
        ("CASEI(country) = CASEI('fr')", {"paris"}),
        ("ACCENTI(title) LIKE 'Ela%'", {"baghdad"}),
        ("title LIKE '%la_'", {"baghdad"}),
        ("S_INTERSECTS(geometry, POLYGON((1 48,3 48,3 50,1 50,1 48)))", {"paris"}),
        ("S_INTERSECTS(geometry, BBOX(170,-30,-170,-10))", {"fiji", "samoa"}),
        ("S_WITHIN(point, BBOX(0,40,20,60))", {"paris", "undated"}),
        ("S_DISJOINT(geometry, BBOX(0,-90,180,90))", {"samoa"}),
        ("S_CONTAINS(geometry, core)", PLACED),
        ("date_from = DATE('2024-01-10')", {"paris"}),
        ("date_from >= TIMESTAMP('2024-01-31T00:00:00Z')", {"baghdad", "fiji"}),
        ("date_from < '2024-01-01'", {"samoa"}),
        ("T_AFTER(date_from, DATE('2024-01-31'))", {"fiji"}),
        ("T_DURING(INTERVAL(date_from, date_to), INTERVAL('2024-01-01', '2024-01-20'))", {"paris", "unplaced"}),
        ("T_INTERSECTS(INTERVAL(date_from, date_to), INTERVAL('..', '2024-01-10'))", {"paris", "samoa"}),
        ("aggregate = false AND country = 'FR'", {"paris"}),
        ("TRUE AND country = 'FR'", {"paris"}),
        ("type = 'o''brien'", set()),
    ],
)
def test_cql2_text(found, text, names):
    assert found(filter=text, filter_lang="cql2-text") == names


def test_cql2_json(found):
    tree = {
        "op": "and",
        "args": [
            {"op": "=", "args": [{"property": "country"}, "FR"]},
            {"op": "<", "args": [0, {"property": "confidence"}]},
        ],
    }
    assert found(filter=json.dumps(tree), filter_lang="cql2-json") == {"paris"}


def test_arrays_of_actors(client, store):
    both = store(actors=(Participant("Hamas"), Participant("IDF")))
    one = store(actors=(Participant("IDF"),))
    for text, ids in {
        "A_CONTAINS(actors, ('Hamas'))": [both],
        "A_OVERLAPS(actors, ('Hamas', 'IDF'))": [one, both],
        "A_EQUALS(actors, ('IDF'))": [one],
        "A_CONTAINEDBY(actors, ('IDF', 'UN'))": [one],
    }.items():
        answer = client.get(ITEMS, query_string={"filter": text})
        assert [feature["id"] for feature in answer.json["features"]] == ids, text


def test_geometries_of_a_filter_may_be_in_another_system(found):
    box = "S_INTERSECTS(geometry, POLYGON((48 1,48 3,50 3,50 1,48 1)))"
    assert found(filter=box, filter_crs=f"{EPSG}4326") == {"paris"}


@pytest.mark.parametrize(
    "text",
    [
        "type = = 3",
        "nonsense = 3",
        "type = 3",
        "type",
        "5",
        "actors = 'x'",
        "S_INTERSECTS(type, POINT(1 1))",
        "S_INTERSECTS(geometry, POINT(1 100))",
        "T_AFTER(type, DATE('2024-01-01'))",
        "date_from > 'soon'",
        "title LIKE 'x\\'",
        "10 ^ 10000 > killed_best",
        "(" * 500 + "TRUE" + ")" * 500,
        "NOT (" * 90 + "TRUE" + ")" * 90,
        "foo(type) = 'x'",
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(ask, world, text):
    response = ask(filter=text)
    assert (response.status_code, response.content_type) == (400, "application/problem+json")


@pytest.mark.parametrize(
    "tree", ['{"op":"zz"}', "[]", "3", '{"op":"and","args":[]}', '{"op":"=","args":[1]}', "{", "[" * 900 + "]" * 900]
)
def test_json_that_is_no_filter_is_refused(ask, tree):
    assert ask(filter=tree, filter_lang="cql2-json").status_code == 400


@pytest.mark.parametrize("sort", ["date_from", "-date_from", "-confidence,title", "country,-date_to", "aggregate"])
def test_pages_keep_the_order_that_is_asked_for(client, world, sort):
    whole = client.get(f"{ITEMS}?sortby={sort}").json["features"]
    paged = [feature for page in pages(client, f"{ITEMS}?sortby={sort}&limit=1") for feature in page["features"]]
    assert paged == whole
    assert len(whole) == len(world)


def test_events_without_a_value_come_last(client, world):
    for sort in ("date_from", "-date_from"):
        features = client.get(f"{ITEMS}?sortby={sort}").json["features"]
        days = [feature["properties"]["date_from"] for feature in features]
        assert days[-1] is None
        assert days[:-1] == sorted(days[:-1], reverse=sort.startswith("-"))


def test_a_cursor_belongs_to_its_order(client, world):
    link = client.get(f"{ITEMS}?sortby=title&limit=1").json["links"][-1]["href"]
    cursor = link.split("cursor=")[1]
    assert client.get(f"{ITEMS}?limit=1&cursor={cursor}").status_code == 400


def test_only_the_chosen_properties(ask, world):
    feature = ask(properties="type,title", id=world["paris"]).json["features"][0]
    assert list(feature["properties"]) == ["type", "title"]
    assert feature["geometry"]


def test_queryables_sortables_and_schema_name_what_works(client, world):
    for name in client.get("/ogc/collections/events/sortables").json["properties"]:
        assert client.get(f"{ITEMS}?sortby={name}").status_code == 200, name
    for name in client.get("/ogc/collections/events/queryables").json["properties"]:
        assert client.get(ITEMS, query_string={"filter": f"{name} IS NOT NULL"}).status_code == 200, name
    shown = client.get(f"{ITEMS}/{world['paris']}").json["properties"]
    described = client.get("/ogc/collections/events/schema")
    assert described.content_type == "application/schema+json"
    assert {"geometry", *shown} == set(described.json["properties"]) | {"point_lon", "point_lat"}
