"""What a person calls a place -> the region to search in."""

from __future__ import annotations

from collections.abc import Callable

import shapely
from shapely.geometry.base import BaseGeometry

from app.errors import InvalidParameter
from app.services.spelling import suggest_queries
from geodata.geocoder import Geocoder

EXAMPLE = "20 km south of Baghdad"


def region_finder(geocoder: Callable[[], Geocoder]) -> Callable[[str], BaseGeometry]:
    """A finder that opens the gazetteer only when somebody asks for a place."""
    return lambda text: find_region(text, geocoder())


def find_region(text: str, geocoder: Geocoder, parameter: str = "region") -> BaseGeometry:
    """The 90 % region of the best reading. Raises `InvalidParameter` with names that come close."""
    region = next((location.region for location in geocoder.geocode(text) if location.region is not None), None)
    if region is None:
        near = " or ".join(map(repr, suggest_queries(text, geocoder.gazetteer)))
        hint = f"; did you mean {near}?" if near else ""
        raise InvalidParameter(parameter, f"no place is known as {text!r}{hint}", EXAMPLE)
    # Queries compare it with thousands of shapes, and one invalid ring would fail them all.
    return region.area if shapely.is_valid(region.area) else shapely.make_valid(region.area)
