"""What QGIS 3.40 (Debian 13) asks when a user adds the events as an OGC API layer, as a proxy wrote it down."""

from __future__ import annotations

import pytest

AGENT = {"User-Agent": "Mozilla/5.0 QGIS/34006/Debian GNU/Linux 13 (trixie)"}
COLLECTION = "/ogc/collections/events"
API = "application/vnd.oai.openapi+json;version=3.0"
# Asked in this order before the layer is shown: address, Accept, the type that is understood.
ADDING = [
    ("/ogc/", "application/json", "application/json"),
    ("/ogc/api?f=json", f"{API}, application/openapi+json;version=3.0, application/json", API),
    (COLLECTION, "application/json", "application/json"),
    ("/ogc/conformance", "application/json", "application/json"),
    (f"{COLLECTION}/queryables", "application/schema+json", "application/schema+json"),
    (f"{COLLECTION}/items?limit=10", "application/geo+json, application/json", "application/geo+json"),
]
PAGE = "?limit=1000"
MERCATOR = "http://www.opengis.net/def/crs/EPSG/0/3857"
ROUND_PARIS = f"&bbox=211507,6174000,300566,6300000&bbox-crs={MERCATOR}&crs={MERCATOR}"
# A layer's filter, or the expression of a selection, as QGIS translates it.
FILTERS = [
    ("", {"paris", "baghdad", "fiji", "samoa", "undated", "unplaced"}),
    ("&bbox=44,33,45,34", {"baghdad"}),
    (ROUND_PARIS, {"paris"}),
    ("&filter=(subtype%20%3D%20'flood')&filter-lang=cql2-text", {"paris"}),
    ("&filter=(%22confidence%22%20%3E%200.5)&filter-lang=cql2-text", {"paris"}),
    (
        "&filter=(country%20IN%20('FR','IQ')%20AND%20(confidence%20%3C%200.5))&filter-lang=cql2-text&bbox=0,0,60,60",
        {"baghdad"},
    ),
    (
        "&filter=(%22date_from%22%20%3E%20TIMESTAMP('2024-01-20T00:00:00.000Z'))&filter-lang=cql2-text",
        {"baghdad", "fiji"},
    ),
    ("&filter=(%22date_from%22%20IS%20NULL)&filter-lang=cql2-text", {"undated"}),
    ("&filter=(title%20LIKE%20'%25lan')&filter-lang=cql2-text", {"baghdad"}),
    ("&filter=(CASEI(title)%20LIKE%20CASEI('é%25'))&filter-lang=cql2-text", {"baghdad"}),
]


@pytest.mark.parametrize(("address", "accept", "understood"), ADDING)
def test_adding_the_layer(client, world, address, accept, understood):
    response = client.get(address, headers=AGENT | {"Accept": accept})
    assert response.status_code == 200
    assert response.content_type == understood
    again = client.get(address, headers=AGENT | {"Accept": accept, "If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_whether_the_layer_can_be_edited(client):
    response = client.options(f"{COLLECTION}/items", headers=AGENT)
    assert response.status_code == 200
    assert not {"POST", "PUT", "PATCH", "DELETE"} & set(response.headers["Allow"].replace(",", " ").split())


def test_how_many_features_there_are(client, world):
    asked = {"Accept": "application/geo+json, application/json"}
    assert client.get(f"{COLLECTION}/items?limit=1", headers=AGENT | asked).json["numberMatched"] == len(world)


@pytest.mark.parametrize(("condition", "names"), FILTERS)
def test_filters_are_answered_by_the_server(client, world, condition, names):
    asked = {"Accept": "application/geo+json, application/json"}
    features = client.get(f"{COLLECTION}/items{PAGE}{condition}", headers=AGENT | asked).json["features"]
    assert {feature["id"] for feature in features} == {world[name] for name in names}


def test_what_filters_may_name_is_told(client):
    """QGIS leaves a condition to itself when the server does not claim the class, or the name is no queryable."""
    classes = set(client.get("/ogc/conformance").json["conformsTo"])
    cql2 = "http://www.opengis.net/spec/cql2/1.0/conf/"
    features = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/"
    assert {f"{features}filter", f"{features}features-filter", f"{cql2}cql2-text", f"{cql2}basic-cql2"} <= classes
    assert {f"{cql2}advanced-comparison-operators", f"{cql2}case-insensitive-comparison"} <= classes
    assert {"date_from", "title", "country", "confidence"} <= set(
        client.get(f"{COLLECTION}/queryables").json["properties"]
    )
