"""POST /articles and /parse, /geocode, health."""

from __future__ import annotations

import pytest

from app.services import tokens
from app.web import context

ARTICLE = {
    "title": "Strike near Mosul",
    "text": "A drone strike killed three fighters near Mosul on Tuesday, officials said.",
    "published": "2023-11-22",
    "source": "Test Daily",
    "url": "https://daily.example/1",
}


@pytest.fixture
def authorised(session):
    return {"Authorization": f"Bearer {tokens.create(session, 'tester')}"}


def test_an_article_becomes_events_once(client, authorised):
    first = client.post("/articles", json=ARTICLE, headers=authorised)
    assert first.status_code == 201
    (entry,) = first.json["articles"]
    assert entry["status"] == "added"
    event = client.get(f"/events/{entry['events'][0]}.geojson").json
    assert event["properties"]["sources"][0]["url"] == "https://daily.example/1"
    assert "killed three fighters" in event["properties"]["sources"][0]["quote"]
    assert event["properties"]["date_from"] == "2023-11-21"
    etag = client.get("/events.geojson").headers["ETag"]
    again = client.post("/articles", json=ARTICLE, headers=authorised)
    assert (again.status_code, again.json["articles"][0]["status"]) == (200, "known")
    assert client.get("/events.geojson").headers["ETag"] == etag


def test_new_articles_change_the_etag(client, authorised):
    before = client.get("/events.geojson").headers["ETag"]
    client.post("/articles", json=ARTICLE, headers=authorised)
    assert client.get("/events.geojson").headers["ETag"] != before


@pytest.mark.parametrize(
    "header", [None, "Bearer wrong", "Bearer ", "Basic dXNlcjpwYXNz", "evt_x", "Bearer é", "Bearer a b"]
)
def test_without_a_valid_token_nothing_is_taken_in(client, header):
    response = client.post("/articles", json=ARTICLE, headers={"Authorization": header} if header else {})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_is_refused(client, session, authorised):
    tokens.revoke(session, "tester")
    assert client.post("/articles", json=ARTICLE, headers=authorised).status_code == 401


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b'{"text": ""}', "application/json", 400),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 200),
        (b"\x00\x01", "text/plain", 400),
        (b"%PDF-1.7 \x01\x02", "application/pdf", 400),
        (b"x", None, 400),
    ],
)
def test_a_bad_body_is_said_so(client, authorised, body, content_type, status):
    response = client.post("/articles", data=body, content_type=content_type, headers=authorised)
    assert response.status_code == status


def test_a_body_over_the_limit_is_refused(client, authorised, session_settings):
    large = b"a" * (session_settings.max_body_bytes + 1)
    response = client.post("/articles", data=large, content_type="text/plain", headers=authorised)
    assert (response.status_code, response.content_type) == (413, "application/problem+json")


def test_parse_keeps_nothing(client):
    parsed = client.post("/parse", json={"id": 7, "text": ARTICLE["text"], "published": "2023-11-22"}).json
    assert parsed["id"] == 7
    assert parsed["language"] == "en"
    assert "Mosul" in {mention["text"] for mention in parsed["mentions"]}
    assert parsed["events"][0]["counts"]["killed"]["best"] == 3
    assert client.get("/events.geojson").json["numberReturned"] == 0


@pytest.mark.parametrize(
    "asked",
    [
        {},
        [],
        {"text": 1},
        {"text": "x", "published": "soon"},
        {"text": "x", "published": 20231122},
        {"text": "x", "spans": [[0, 2]]},
        {"text": "x", "spans": [[1, 0]]},
        {"text": "x", "spans": "all"},
        {"text": "x", "spans": [[True, 1]]},
        {"text": "x", "language": "xx"},
        {"text": "x", "language": 1},
    ],
)
def test_what_parse_cannot_read_is_a_bad_request(client, asked):
    assert client.post("/parse", json=asked).status_code == 400


def test_too_many_parses_are_put_off(client):
    client.application.extensions[context.KEY].rate_limiter.burst = 2
    answers = [client.post("/parse", json={"text": "Mosul."}) for _ in range(4)]
    assert [answer.status_code for answer in answers[:2]] == [200, 200]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) >= 1


def test_geocode_gives_regions_with_their_reading(client):
    response = client.get("/geocode", query_string={"q": "20 km south of Baghdad"})
    assert response.content_type == "application/geo+json"
    feature = response.json["features"][0]
    assert feature["geometry"]["type"] in ("Polygon", "MultiPolygon")
    assert {"core", "point", "confidence", "reading", "radius_km"} <= set(feature["properties"])
    assert client.get("/geocode").status_code == 400
    assert client.get("/geocode?q=Xqzzyplace").json["features"] == []


def test_health_and_metrics(client):
    assert client.get("/health/live").json == {"status": "ok"}
    ready = client.get("/health/ready")
    assert ready.status_code in (200, 503)
    assert ready.json["status"] == ("ok" if ready.status_code == 200 else "unavailable")
    metrics = client.get("/metrics")
    assert metrics.content_type.startswith("text/plain; version=0.0.4")
    assert 'eventmap_http_requests_total{class="2xx"}' in metrics.text
