"""Bodies are packed as the client asks, and the packed ones hold the same."""

from __future__ import annotations

import gzip

import brotli
import pytest
import zstandard

UNPACK = {
    "gzip": gzip.decompress,
    "br": brotli.decompress,
    "zstd": lambda body: zstandard.ZstdDecompressor().decompressobj().decompress(body),
}


@pytest.fixture
def events(store):
    for _ in range(5):
        store(square=(10, 10, 1))


@pytest.mark.parametrize("coding", UNPACK)
@pytest.mark.parametrize("path", ["/events.geojsonl", "/events.gpkg", "/events.kml", "/ogc/api", "/", "/events"])
def test_whole_bodies_and_streams_come_packed(client, events, path, coding):
    plain, packed = client.get(path), client.get(path, headers={"Accept-Encoding": coding})
    assert packed.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    assert len(packed.data) < len(plain.data)
    if path != "/events.gpkg":  # which holds the time that it was written
        assert len(UNPACK[coding](packed.data)) == len(plain.data)
    assert UNPACK[coding](packed.data)[:15] == plain.data[:15]


@pytest.mark.parametrize(
    ("asked", "coding"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("br, gzip", "br"),
        ("gzip;q=1.0, br;q=0.5", "gzip"),
        ("zstd;q=0, br;q=0, *", "gzip"),
        ("*", "zstd"),
        ("identity, gzip;q=0.5", None),
        ("gzip;q=0", None),
        ("snappy", None),
        ("", None),
    ],
)
def test_the_client_is_taken_at_its_word(client, events, asked, coding):
    answer = client.get("/events.geojson", headers={"Accept-Encoding": asked})
    assert answer.headers.get("Content-Encoding") == coding


def test_small_and_packed_bodies_stay_as_they_are(client, events):
    for path in ("/health/live", "/events/nothing.geojson", "/events.parquet"):
        answer = client.get(path, headers={"Accept-Encoding": "zstd, br, gzip"})
        assert "Content-Encoding" not in answer.headers, path


def test_one_validator_for_every_coding(client, events):
    for path in ("/events.geojson", "/ogc/collections", "/static/css/map.css"):
        packed = client.get(path, headers={"Accept-Encoding": "br"})
        assert packed.headers["ETag"].startswith("W/"), path
        for coding in ("br", "identity"):
            asked = {"Accept-Encoding": coding, "If-None-Match": packed.headers["ETag"]}
            again = client.get(path, headers=asked, buffered=True)  # or the file of a 304 stays open
            assert (again.status_code, again.data) == (304, b""), path


@pytest.mark.parametrize(
    "path",
    ["/ogc/", "/ogc/conformance", "/ogc/api", "/ogc/collections/events/queryables", "/ogc/collections/events/tiles"],
)
def test_every_document_can_be_asked_for_again(client, path):
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert "Accept" in again.headers["Vary"]


@pytest.mark.parametrize("path", ["/events.geojson", "/events.gpkg", "/ogc/collections/events/items", "/ogc/"])
def test_head_says_what_get_would(client, events, path):
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Type", "ETag", "Vary", "Cache-Control"):
        assert head.headers[name] == get.headers[name], name


def test_scripts_of_other_pages_may_ask_conditionally(client):
    asked = {"Origin": "https://other.example", "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "if-none-match"
    answer = client.options("/ogc/collections/events/items", headers=asked)
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "GET" in answer.headers["Access-Control-Allow-Methods"]
    assert "If-None-Match" in answer.headers["Access-Control-Allow-Headers"]
    assert "Authorization" not in answer.headers["Access-Control-Allow-Headers"]
