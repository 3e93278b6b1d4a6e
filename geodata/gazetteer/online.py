"""Online geocoders (Nominatim, Photon, Pelias) behind `Gazetteer.search`'s interface, by way of geopy.

Nothing in the program makes one by itself: whoever wants names looked up outside asks for it, with a service and a
user agent of his own. Answers are kept in a file; a service is asked at most once a second, and never for the same
thing twice.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Pelias, Photon

from geodata.errors import GeodataError
from geodata.gazetteer.sources.feature_codes import kind_of
from geodata.types import Kind, Place

_MAX_ANSWERS = 10
# What the services call a place, in OpenStreetMap's and Pelias' words.
_KINDS = {
    "country": Kind.COUNTRY,
    "state": Kind.ADMIN1,
    "region": Kind.ADMIN1,
    "province": Kind.ADMIN1,
    "county": Kind.ADMIN2,
    "city": Kind.CITY,
    "town": Kind.CITY,
    "village": Kind.CITY,
    "hamlet": Kind.CITY,
    "locality": Kind.CITY,
    "suburb": Kind.DISTRICT,
    "neighbourhood": Kind.DISTRICT,
    "river": Kind.RIVER,
    "water": Kind.LAKE,
    "sea": Kind.SEA,
    "island": Kind.ISLAND,
    "peak": Kind.MOUNTAIN,
    "aerodrome": Kind.AIRPORT,
}


class OnlineUnavailable(GeodataError):
    """The online geocoder did not answer in time or refused."""


class OnlineGazetteer:
    """One service. `search` answers like `Gazetteer.search`; rows are -1, ids carry the service's name."""

    def __init__(
        self,
        service: str,
        user_agent: str,
        cache: Path,
        *,
        domain: str | None = None,
        scheme: str = "https",
        api_key: str | None = None,
        timeout_seconds: float = 5.0,
        min_delay_seconds: float = 1.0,
    ) -> None:
        """`service` is nominatim, photon or pelias; Pelias has no public server and needs a `domain`."""
        self.service = service
        options: dict[str, Any] = {"user_agent": user_agent, "timeout": timeout_seconds, "scheme": scheme}
        if domain:
            options["domain"] = domain
        make: dict[str, Callable[[], Any]] = {
            "nominatim": lambda: Nominatim(**options),
            "photon": lambda: Photon(**options),
            "pelias": lambda: Pelias(api_key=api_key, **options),
        }
        if service not in make or (service == "pelias" and not domain):
            raise OnlineUnavailable(f"no online geocoder {service!r}: nominatim, photon, or pelias with its domain")
        self._ask = RateLimiter(
            make[service]().geocode, min_delay_seconds=min_delay_seconds, max_retries=0, swallow_exceptions=False
        )
        self._cache = cache

    def search(self, text: str, limit: int = _MAX_ANSWERS) -> list[Place]:
        """Places for a name, in the service's order. Raises `OnlineUnavailable`."""
        key = f"{self.service}:{' '.join(text.split())}"
        answers = self._recall(key)
        if answers is None:
            answers = self._fetch(text)
            self._remember(key, answers)
        return [_place(self.service, answer) for answer in answers[:limit]]

    def _fetch(self, text: str) -> list[dict[str, Any]]:
        more = {"limit": _MAX_ANSWERS, "addressdetails": True} if self.service == "nominatim" else {}
        try:
            found = self._ask(text, exactly_one=False, **more) or []
        except GeopyError as error:
            raise OnlineUnavailable(f"{self.service} did not answer: {error}") from error
        return [{"lon": place.longitude, "lat": place.latitude, "raw": place.raw} for place in found]

    def _recall(self, key: str) -> list[dict[str, Any]] | None:
        with closing(self._open()) as cache:
            row = cache.execute("SELECT answer FROM answers WHERE query = ?", (key,)).fetchone()
        return None if row is None else json.loads(row[0])

    def _remember(self, key: str, answers: list[dict[str, Any]]) -> None:
        with closing(self._open()) as cache, cache:
            cache.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, json.dumps(answers)))

    def _open(self) -> sqlite3.Connection:
        self._cache.parent.mkdir(parents=True, exist_ok=True)
        cache = sqlite3.connect(self._cache)
        cache.execute("CREATE TABLE IF NOT EXISTS answers (query TEXT PRIMARY KEY, answer TEXT NOT NULL)")
        return cache


def _place(service: str, answer: dict[str, Any]) -> Place:
    raw = answer["raw"]
    properties = raw.get("properties", raw)
    address = properties.get("address") or {}
    words = (properties.get(key) for key in ("addresstype", "type", "osm_value", "layer", "class"))
    kind = next((_KINDS[word] for word in words if word in _KINDS), kind_of("", ""))
    country = address.get("country_code") or properties.get("countrycode") or properties.get("country_code") or ""
    return Place(
        id=f"{service}:{properties.get('osm_id') or properties.get('gid') or properties.get('place_id')}",
        name=properties.get("name") or str(properties.get("display_name", "")).split(",")[0],
        kind=kind,
        lon=round(float(answer["lon"]), 5),
        lat=round(float(answer["lat"]), 5),
        country=country.upper() or None,
        admin1_name=address.get("state") or properties.get("state") or properties.get("region"),
    )
