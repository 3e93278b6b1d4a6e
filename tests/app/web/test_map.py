"""The map's routes: what they send and how long it may be kept."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from app import create_app
from app.database import Database
from app.maps.assets import BASEMAP, version
from app.settings import Settings
from app.web.browser_pages import content_security_policy


@pytest.fixture
def client(session_settings: Settings, database: Database) -> FlaskClient:
    return create_app(session_settings, database).test_client()


@pytest.mark.parametrize("name", sorted(BASEMAP.values()))
def test_the_basemap_is_packed_and_kept_for_ever(client: FlaskClient, name: str) -> None:
    address = f"/basemap/{version(name)}/{name.removeprefix('basemap/')}"
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    plain = client.get(address)
    assert gzip.decompress(packed.data) == plain.data
    json.loads(plain.data)


def test_an_old_address_of_the_basemap_is_gone(client: FlaskClient) -> None:
    assert client.get("/basemap/0123456789ab/world.json").status_code == 404
    assert client.get(f"/basemap/{version('basemap/world.json')}/LICENCE.md").status_code == 404


def test_every_file_that_the_page_names_is_there(client: FlaskClient) -> None:
    html = client.get("/").get_data(as_text=True)
    named = {part.split('"')[0] for part in html.split('="/static/')[1:]}
    assert len(named) > 15
    for name in named:
        with client.get(f"/static/{name}") as answer:
            assert answer.status_code == 200, name
            assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    with client.get("/static/js/dom.js") as unversioned:
        assert "immutable" not in unversioned.headers["Cache-Control"]


def test_an_unknown_event_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/events/evnothere")
    assert answer.status_code == 404
    assert answer.content_type == "application/problem+json"


@pytest.mark.parametrize(
    ("template", "pictures"),
    [
        (None, "img-src 'self' data:;"),
        ("https://tile.example.org/{z}/{x}/{y}.png", "img-src 'self' data: https://tile.example.org;"),
        ("https://{s}.tile.example.org/{z}/{x}/{y}.png", "img-src 'self' data: https://*.tile.example.org;"),
    ],
)
def test_pictures_come_from_the_chosen_basemap_only(template: str | None, pictures: str) -> None:
    assert pictures in content_security_policy("abc", template)


def test_the_list_is_paged_and_takes_the_filters(client: FlaskClient, store: Callable[..., str]) -> None:
    for number in range(51):
        store(title=f"Rain {number}", type="natural_hazard")
    first = client.get("/events?type=natural_hazard").get_data(as_text=True)
    assert first.count("Rain ") == 50
    following = first.split('rel="next"')[0].rpartition('href="')[2].split('"')[0].replace("&amp;", "&")
    assert client.get(following).get_data(as_text=True).count("Rain ") == 1
    assert client.get("/events?typ=x").json["parameter"] == "typ"


def test_a_browser_gets_a_page_for_an_event_that_is_not_there(client: FlaskClient) -> None:
    answer = client.get("/events/evnothere", headers={"Accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 404
    assert answer.content_type == "text/html; charset=utf-8"
    assert "Content-Security-Policy" in answer.headers
