"""Our geocoder as a geopy `Geocoder`: a drop-in for code that is written against geopy.

Here, and in the map's adapter, stands the swap: geopy says (latitude, longitude), all else says lon, lat.
"""

from __future__ import annotations

from typing import Any

from geopy.geocoders.base import DEFAULT_SENTINEL
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location
from geopy.point import Point
from shapely.geometry import mapping

from geodata import types
from geodata.geocoder import Geocoder
from geodata.types import Context, Kind

_REVERSE_KM = 100.0


class Eventmap(GeopyGeocoder):  # type: ignore[misc, unused-ignore]
    """`geocode("20 km south of Baghdad")` gives a `Location` whose `raw` carries the region; no network is used."""

    def __init__(self, geocoder: Geocoder) -> None:
        super().__init__()
        self._geocoder = geocoder

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 -- geopy's signature; nothing here waits
        language: str | None = None,
        country: str | None = None,
    ) -> Location | list[Location] | None:
        """The best reading, or all with `exactly_one=False`; None where there is none, as geopy has it."""
        found = self._geocoder.geocode(query, language, Context(country=country))
        readings = [_location(reading, reading.region) for reading in found if reading.region]
        return self._one_or_all(readings, exactly_one)

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002
    ) -> Location | list[Location] | None:
        """The nearest populated places to a (latitude, longitude) within 100 km."""
        point = Point(query)
        near = self._geocoder.gazetteer.nearest(point.longitude, point.latitude, 10, {Kind.CITY}, _REVERSE_KM)
        places = [
            Location(_address(place), (place.lat, place.lon), {"id": place.id, "distance_km": round(km, 2)})
            for place, km in near
        ]
        return self._one_or_all(places, exactly_one)

    @staticmethod
    def _one_or_all(found: list[Location], exactly_one: bool) -> Location | list[Location] | None:
        if not found:
            return None
        return found[0] if exactly_one else found


def _location(reading: types.Location, region: types.Region) -> Location:
    lon, lat = region.point
    raw: dict[str, Any] = {
        "relation": reading.relation,
        "confidence": reading.confidence,
        "method": region.method,
        "radius_km": region.radius_km,
        "region": mapping(region.area),
        "core": mapping(region.core),
    }
    return Location(reading.text, (lat, lon), raw)


def _address(place: types.Place) -> str:
    return ", ".join(part for part in (place.name, place.admin1_name, place.country) if part)
