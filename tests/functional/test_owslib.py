"""OWSLib, the library that Python programs speak OGC API with, finds its way and gets what it asks for."""

from __future__ import annotations

import pytest
from owslib.ogcapi.features import Features

ITEMS = "/ogc/collections/events/items"


@pytest.fixture(scope="module")
def features(site) -> Features:
    return Features(f"{site.root}/ogc/")


def test_the_root_leads_to_everything(features):
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in features.conformance()["conformsTo"]
    assert features.feature_collections() == ["events", "articles"]
    assert features.api()["openapi"].startswith("3.0")
    assert features.collection("events")["storageCrs"].endswith("CRS84")


def test_queryables_and_schema(features):
    assert {"type", "date_from", "geometry"} <= set(features.collection_queryables("events")["properties"])
    assert features.collection_schema("events")["properties"]["geometry"]["x-ogc-role"] == "primary-geometry"


@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ({"bbox": [38, 29, 49, 38]}, "bbox=38,29,49,38"),
        ({"bbox": ["170", "-50", "-170", "50"]}, "bbox=170,-50,-170,50"),
        ({"datetime_": "2023-01-01/2023-12-31"}, "datetime=2023-01-01/2023-12-31"),
        ({"datetime_": "../2023-12-31"}, "datetime=../2023-12-31"),
        ({"filter": "confidence > 0.5 AND country = 'IQ'"}, "filter=confidence%3E0.5%20AND%20country=%27IQ%27"),
        ({"country": "IQ"}, "country=IQ"),
    ],
)
def test_what_it_asks_is_what_everybody_gets(features, site, asked, query):
    found = features.collection_items("events", limit=10_000, **asked)
    assert features.response_headers["Content-Type"] == "application/geo+json"
    expected = site.get(f"{ITEMS}?limit=10000&{query}").json
    assert found["features"] == expected["features"]
    assert found["features"] or "bbox=170" in query


def test_one_item(features):
    (first,) = features.collection_items("events", limit=1)["features"]
    assert features.collection_item("events", first["id"])["properties"] == first["properties"]


def test_an_error_says_what_is_wrong(features):
    with pytest.raises(RuntimeError, match="nonsense"):
        features.collection_items("events", filter="nonsense = 3")
