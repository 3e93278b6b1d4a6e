"""Vector tiles: what lies in them, what they weigh, and what a wrong address gets."""

from __future__ import annotations

import pytest

from app.storage import tiles
from app.storage.event_filter import EventFilter
from app.storage.tile_address import Tile
from app.storage.tiles import read_tile

from .conftest import path_of

MEDIA_TYPE = "application/vnd.mapbox-vector-tile"
BAGHDAD = "/tiles/events/7/79/51.mvt"  # 42.2-45.0 east, 31.95-34.3 north


@pytest.fixture
def baghdad(store):
    return store(square=(44.4, 33.3, 0.2), day="2024-01-31", type="flood")


def test_a_tile_holds_what_lies_in_it(client, baghdad):
    tile = client.get(BAGHDAD)
    assert (tile.status_code, tile.content_type) == (200, MEDIA_TYPE)
    for word in (b"events", baghdad.encode(), b"flood", b"2024-01-31"):
        assert word in tile.data
    assert client.get("/tiles/events/7/10/51.mvt").status_code == 204


@pytest.mark.parametrize("z", [0, 3, 8, 12, 16, 17, 22])
def test_an_event_is_found_at_every_zoom(client, baghdad, z):
    from math import asinh, floor, pi, radians, tan

    x = floor((44.4 + 180) / 360 * 2**z)
    y = floor((1 - asinh(tan(radians(33.3))) / pi) / 2 * 2**z)
    assert baghdad.encode() in client.get(f"/tiles/events/{z}/{x}/{y}.mvt").data


def test_filters_are_those_of_every_search(client, baghdad):
    assert client.get(f"{BAGHDAD}?type=flood&from=2024-01-01").status_code == 200
    assert client.get(f"{BAGHDAD}?type=protest").status_code == 204
    assert client.get(f"{BAGHDAD}?region=Iraq").status_code == 200
    assert client.get(f"{BAGHDAD}?limit=3").status_code == 400


@pytest.mark.parametrize("path", ["23/0/0", "2/4/0", "2/0/4", "x/0/0", "1/0/-1"])
def test_what_lies_outside_of_the_world_is_404(client, path):
    response = client.get(f"/tiles/events/{path}.mvt")
    assert (response.status_code, response.content_type) == (404, "application/problem+json")


def test_a_tile_is_not_sent_twice(client, store, baghdad):
    first = client.get(BAGHDAD)
    assert client.get(BAGHDAD, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    assert "must-revalidate" in first.headers["Cache-Control"]


def test_many_events_become_counts(session, store, baghdad, monkeypatch):
    store(square=(44.4, 33.3, 0.1), type="protest")
    monkeypatch.setattr(tiles, "MOST_REGIONS", 1)
    dense = read_tile(session.connection(), EventFilter(), Tile(7, 79, 51))
    for word in (b"cells", b"count", b"flood", b"protest"):
        assert word in dense
    assert baghdad.encode() not in dense


@pytest.mark.parametrize("square", [(0, 89.5, 0.4), (0, -89.5, 0.4), (180, 84, 0)])
def test_events_at_the_ends_of_the_world_break_nothing(client, store, square):
    lon, lat, half = square
    store(square=(lon - 0.5, lat, half or 0.4))
    for path in ("0/0/0", "3/4/0", "3/7/0", "3/4/7"):
        assert client.get(f"/tiles/events/{path}.mvt").status_code in (200, 204)


def test_ogc_tiles_are_the_same_tiles(client, baghdad):
    tileset = client.get("/ogc/collections/events/tiles/WebMercatorQuad").json
    template = next(link for link in tileset["links"] if link["rel"] == "item")
    assert template["templated"] is True
    path = "/ogc/collections/events/tiles/WebMercatorQuad/7/51/79"
    assert client.get(path).data == client.get(BAGHDAD).data
    assert client.get("/ogc/collections/events/tiles").json["tilesets"] == [tileset]
    assert client.get("/ogc/collections/events/tiles/Nonsense").status_code == 404


def test_the_grid_is_the_one_that_everybody_knows(client):
    """Figures of the standard's own definition, OGC 17-083r4, annex D."""
    (listed,) = client.get("/ogc/tileMatrixSets").json["tileMatrixSets"]
    grid = client.get("/ogc/tileMatrixSets/WebMercatorQuad").json
    assert (grid["id"], grid["uri"]) == (listed["id"], listed["uri"])
    first, third = grid["tileMatrices"][0], grid["tileMatrices"][2]
    assert first["scaleDenominator"] == pytest.approx(559082264.028717)
    assert first["pointOfOrigin"] == pytest.approx([-20037508.3427892, 20037508.3427892])
    assert (third["id"], third["cellSize"]) == ("2", pytest.approx(39135.7584820102))
    assert (third["matrixWidth"], third["tileHeight"]) == (4, 256)
    assert client.get("/ogc/tileMatrixSets/Nonsense").status_code == 404


def test_links_of_a_tile_set_work(client):
    tileset = client.get("/ogc/collections/events/tiles/WebMercatorQuad").json
    links = {link["rel"].rsplit("/", 1)[-1]: link for link in tileset["links"]}
    assert {"self", "item", "tiling-scheme", "describedby"} <= set(links)
    for name in ("self", "tiling-scheme", "describedby"):
        assert client.get(path_of(links[name]["href"])).status_code == 200, name
    assert client.get(path_of(links["tiling-scheme"]["href"])).json["uri"] == tileset["tileMatrixSetURI"]


def test_tilejson_carries_the_filter_to_the_tiles(client, baghdad):
    document = client.get("/tiles/events.json?type=flood&from=2024-01-01").json
    assert document["tilejson"] == "3.0.0"
    (template,) = document["tiles"]
    path = path_of(template).replace("{z}/{x}/{y}", "7/79/51")
    assert path.endswith("?type=flood&from=2024-01-01")
    assert baghdad.encode() in client.get(path).data
    assert client.get("/tiles/events.json?nonsense=1").status_code == 400
