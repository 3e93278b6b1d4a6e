"""/geocode: a page for browsers, GeoJSON for programs, at one address."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (BROWSER, "text/html; charset=utf-8"),
        ("*/*", "application/geo+json"),
        ("", "application/geo+json"),
        ("application/json", "application/geo+json"),
        ("application/geo+json, text/html;q=0.5", "application/geo+json"),
    ],
)
def test_browsers_get_the_page_and_programs_the_data(client: FlaskClient, accept: str, expected: str) -> None:
    answer = client.get("/geocode?q=Baghdad", headers={"Accept": accept})
    assert answer.content_type == expected
    assert "Accept" in answer.headers["Vary"]


def test_f_says_which_form_is_wanted(client: FlaskClient) -> None:
    data = client.get("/geocode?q=Baghdad&f=geojson", headers={"Accept": BROWSER})
    assert data.json["features"][0]["properties"]["places"][0]["id"] == "geonames:98182"
    assert client.get("/geocode?f=html").content_type == "text/html; charset=utf-8"
    wrong = client.get("/geocode?q=Baghdad&f=xml")
    assert (wrong.status_code, wrong.json["parameter"]) == (400, "f")


def test_a_query_never_enters_the_page_on_the_server(client: FlaskClient) -> None:
    html = client.get(f"/geocode?q={quote('<script>alert(1)</script>')}&f=html").get_data(as_text=True)
    assert "alert(1)" not in html


def test_a_reading_explains_itself(client: FlaskClient) -> None:
    query = quote("in Iraq, 20 km south of Baghdad")
    properties = client.get(f"/geocode?q={query}").json["features"][0]["properties"]
    offset, country = properties["tree"]["parts"]
    assert offset["words"] == "20 km south of"
    assert offset["parts"][0]["place"] == "geonames:98182"
    assert offset["parts"][0]["is"] == "city in Iraq"
    assert (country["words"], country["is"]) == ("Iraq", "country")
    licences = {source["name"]: source["licence"] for source in properties["sources"]}
    assert licences["GeoNames"] == "CC BY 4.0"
    assert licences["Natural Earth"] == "public domain"  # the outline that Iraq clips with


@pytest.mark.parametrize(
    ("address", "parameter"),
    [("/geocode", "q"), ("/geocode?q=x&langage=fr", "langage"), ("/geocode?q=x&country=Iraq", "country")],
)
def test_what_is_missing_unknown_or_wrong_is_named(client: FlaskClient, address: str, parameter: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.json["parameter"]) == (400, parameter)


def test_a_country_in_small_letters_is_that_country(client: FlaskClient) -> None:
    best = client.get("/geocode?q=Tripoli&country=lb").json["features"][0]["properties"]["places"][0]
    assert best["country"] == "LB"
