"""Features as JSON-FG 1.0 (OGC 21-045r1): GeoJSON that also says when, what kind, and where in any reference system."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any

import orjson

SPEC = "http://www.opengis.net/spec/json-fg-1/1.0/conf"
CONFORMS_TO = [f"{SPEC}/core", f"{SPEC}/types-schemas"]
PROFILE_URI = "http://www.opengis.net/def/profile/OGC/0/"

Geometry = dict[str, Any]


class Profile(StrEnum):
    """How much a GeoJSON answer says; `jsonfg-plus` keeps lon, lat in `geometry` beside another system in `place`."""

    RFC7946 = "rfc7946"
    JSONFG = "jsonfg"
    JSONFG_PLUS = "jsonfg-plus"

    @property
    def uri(self) -> str:
        return PROFILE_URI + self.value


def features(
    text: bytes,
    profile: Profile,
    dates: tuple[str, str],
    project: Callable[[Geometry], Geometry | None] | None = None,
    shown: Collection[str] | None = None,
) -> bytes:
    """GeoJSON features, joined by commas -> the same with `time` and `place`.

    `dates` name the properties that hold the first and the last moment, `project` brings a geometry from lon, lat
    to another system, `shown` are the properties that shall stay (None: all).
    """
    parsed = orjson.loads(b"[%b]" % text)
    for feature in parsed:
        feature["time"] = time_of(*(feature["properties"].get(name) for name in dates))
        feature["place"] = project(feature["geometry"]) if project and feature["geometry"] else None
        if project and profile is Profile.JSONFG:
            feature["geometry"] = None
        if shown is not None:
            feature["properties"] = {name: feature["properties"][name] for name in shown}
    return b",".join(map(orjson.dumps, parsed))


def time_of(begin: str | None, end: str | None) -> dict[str, Any] | None:
    """`date`, `timestamp` or `interval`, whose ends are both days or both instants; an open end is "..".

    None where nothing is known.
    """
    if begin is None and end is None:
        return None
    if begin == end:
        return {"timestamp" if "T" in begin else "date": begin}
    if any("T" in moment for moment in (begin, end) if moment):  # a day beside an instant reaches as far as it can
        begin = begin if begin is None or "T" in begin else f"{begin}T00:00:00Z"
        end = end if end is None or "T" in end else f"{end}T23:59:59Z"
    return {"interval": [begin or "..", end or ".."]}


def root_members(kind: str, schema: str | None, dimension: int | None, system: str | None) -> dict[str, Any]:
    """What the whole document says of itself: type and schema of its features, and of which kind `place` is."""
    members = {"conformsTo": CONFORMS_TO, "featureType": kind, "geometryDimension": dimension}
    return members | {
        name: value for name, value in (("featureSchema", schema), ("coordRefSys", system)) if value is not None
    }
