"""Coordinate reference systems as OGC API names them, and the way to them from lon, lat."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

from app.errors import InvalidParameter

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
EPSG = "http://www.opengis.net/def/crs/EPSG/0/"
UTM = [*range(32601, 32661), *range(32701, 32761)]
LISTED = [CRS84, *(f"{EPSG}{code}" for code in (4326, 3857, *UTM))]

MERCATOR_LATITUDE = 85.06  # where Web Mercator's square ends; the poles lie infinitely far
UTM_DEGREES = 30.0  # beside its meridian; farther away the projection folds over
Coordinates = NDArray[np.float64]

_SHORT = re.compile(
    r"(?:EPSG:|urn:ogc:def:crs:EPSG:[^:]*:|https?://www\.opengis\.net/def/crs/EPSG/[^/]+/)(\d{4,5})", re.I
)
_LONLAT = re.compile(r"(?:OGC:|urn:ogc:def:crs:OGC:[^:]*:|https?://www\.opengis\.net/def/crs/OGC/[^/]+/)CRS84", re.I)


@dataclass(frozen=True, slots=True)
class ReferenceSystem:
    """One of `LISTED`. `forward` takes an array of lon, lat to its own axes in their order, `back` the other way.

    `meridian` is the longitude in the middle of a UTM zone, None for the other systems.
    """

    uri: str
    decimals: int
    forward: Callable[[Coordinates], Coordinates]
    back: Callable[[Coordinates], Coordinates]
    meridian: int | None = None

    @property
    def is_lonlat(self) -> bool:
        return self.uri == CRS84


def parse_crs(text: str, parameter: str) -> ReferenceSystem:
    """By its URI, URN or short name, `EPSG:3857`. Raises `InvalidParameter`."""
    text = text.strip("[]<> ")  # a safe CURIE or a link's brackets
    if _LONLAT.fullmatch(text):
        return reference_system(CRS84)
    code = _SHORT.fullmatch(text)
    uri = f"{EPSG}{code[1]}" if code else text
    if uri not in LISTED:
        raise InvalidParameter(parameter, f"{text[:80]!r} is not offered; the collection lists what is", f"{EPSG}3857")
    return reference_system(uri)


@cache
def reference_system(uri: str) -> ReferenceSystem:
    """A listed system, made once."""
    code = uri.rsplit("/", 1)[1]
    if code == "CRS84":
        return ReferenceSystem(uri, 5, _same, _same)
    if code == "4326":  # the register's order: latitude first
        return ReferenceSystem(uri, 5, _swap, _swap)
    there = Transformer.from_crs("OGC:CRS84", f"EPSG:{code}", always_xy=True)
    meridian = int(code) % 100 * 6 - 183 if code != "3857" else None

    def forward(lonlat: Coordinates) -> Coordinates:
        return np.column_stack(there.transform(*_shown(lonlat, meridian).T))

    def back(projected: Coordinates) -> Coordinates:
        return np.column_stack(there.transform(*projected.T, direction="INVERSE"))

    return ReferenceSystem(uri, 1, forward, back, meridian)


def _shown(lonlat: Coordinates, meridian: int | None) -> Coordinates:
    """The coordinates that the projection can show; what lies beyond is not a number."""
    lon, lat = lonlat.T
    if meridian is None:
        return np.column_stack([lon, np.clip(lat, -MERCATOR_LATITUDE, MERCATOR_LATITUDE)])
    beside = np.abs((lon - meridian + 180) % 360 - 180)
    return np.where((beside <= UTM_DEGREES)[:, None], lonlat, np.nan)


def _same(coordinates: Coordinates) -> Coordinates:
    return coordinates


def _swap(coordinates: Coordinates) -> Coordinates:
    return coordinates[:, ::-1]
