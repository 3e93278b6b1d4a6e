"""Online geocoders against a server on this machine, and ours in geopy's clothes."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from geodata.gazetteer.online import OnlineGazetteer, OnlineUnavailable
from geodata.geocoder import Geocoder
from geodata.geopy_adapter import Eventmap
from geodata.types import Kind

NOMINATIM = [
    {
        "osm_id": 3339868, "lat": "33.3061701", "lon": "44.3872213", "addresstype": "city", "name": "Baghdad",
        "display_name": "Baghdad, Iraq", "address": {"state": "Baghdad Governorate", "country_code": "iq"},
    }
]  # fmt: skip
PHOTON = {
    "features": [
        {
            "geometry": {"coordinates": [44.39, 33.3], "type": "Point"},
            "properties": {"osm_id": 1, "name": "Baghdad", "osm_value": "city", "countrycode": "IQ", "country": "Iraq"},
        }
    ]
}


@pytest.fixture
def server():
    """Counts what it is asked; answers as Nominatim or Photon, or with the status that `status` holds."""

    class Handler(BaseHTTPRequestHandler):
        asked: ClassVar[list[str]] = []
        status = 200

        def do_GET(self):
            self.asked.append(self.path)
            body = json.dumps(NOMINATIM if self.path.startswith("/search") else PHOTON).encode()
            self.send_response(type(self).status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        Handler.domain = f"127.0.0.1:{running.server_port}"
        yield Handler
        running.shutdown()
        thread.join()


def online(server, tmp_path, service="nominatim"):
    return OnlineGazetteer(
        service, "eventmap tests", tmp_path / "answers.db", domain=server.domain, scheme="http", min_delay_seconds=0
    )


@pytest.mark.parametrize("service", ["nominatim", "photon"])
def test_a_service_answers_like_the_gazetteer(server, tmp_path, service):
    [place] = online(server, tmp_path, service).search("Baghdad")
    assert (place.name, place.kind, place.country, place.row) == ("Baghdad", Kind.CITY, "IQ", -1)
    assert place.id.startswith(f"{service}:")
    assert (round(place.lon, 1), round(place.lat, 1)) == (44.4, 33.3)


def test_a_name_is_asked_once_and_kept_on_disk(server, tmp_path):
    online(server, tmp_path).search("Baghdad")
    online(server, tmp_path).search(" Baghdad ")
    assert len(server.asked) == 1


def test_a_failure_is_an_error_and_is_not_kept(server, tmp_path):
    server.status = 503
    with pytest.raises(OnlineUnavailable, match="nominatim"):
        online(server, tmp_path).search("Baghdad")
    server.status = 200
    assert online(server, tmp_path).search("Baghdad")


@pytest.mark.parametrize("service", ["elsewhere", "pelias"])
def test_an_unknown_service_is_refused(tmp_path, service):
    with pytest.raises(OnlineUnavailable):
        OnlineGazetteer(service, "eventmap tests", tmp_path / "answers.db")


def test_our_geocoder_speaks_geopy(whole):
    adapter = Eventmap(Geocoder(whole))
    found = adapter.geocode("20 km south of Baghdad")
    assert found.latitude < 33.3
    assert found.longitude == pytest.approx(44.4, abs=0.2)
    assert found.raw["region"]["type"] in ("Polygon", "MultiPolygon")
    assert adapter.geocode("qqqqq zzzzz") is None
    assert adapter.reverse((33.34, 44.4)).raw["id"].startswith("geonames:")
    assert adapter.reverse((0.0, -140.0)) is None
    assert len(adapter.reverse((33.34, 44.4), exactly_one=False)) > 3
