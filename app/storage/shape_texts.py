"""Shapes in the forms that table `events` keeps: EWKB for COPY, GeoJSON text, area. Whole batches at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
import orjson
import shapely

from app.storage.polygons import DECIMALS, Shapes, areas_km2, clean_polygons

# Little-endian WKB: byte order, type, count of polygons; each again; count of rings; corners: count, lon, lat...
# EWKB has the SRID after the type, and a flag in the type that says so.
SRID, HAS_SRID = 4326, 0x20000000
SRID_HEX = SRID.to_bytes(4, "little").hex()
_COUNT, _POINT = Struct("<I"), Struct("<BIIdd")


class Rendered(NamedTuple):
    """One shape; all None where there is none, or none that holds any area."""

    ewkb: str | None
    json: str | None
    km2: float | None


NOTHING = Rendered(None, None, None)


def render_regions(given: Sequence[Any]) -> list[Rendered]:
    """(Multi)Polygons in lon, lat."""
    return _rendered(given, lambda shapes: areas_km2(shapes).tolist())


def render_cores(given: Sequence[Any]) -> list[Rendered]:
    """The same without areas, which nobody asks of a core."""
    return _rendered(given, lambda shapes: [None] * len(shapes))


def render_point(given: tuple[float, float] | None) -> Rendered:
    """A (lon, lat) pair, without the way through GEOS, which would cost ten times as much."""
    if given is None:
        return NOTHING
    lon, lat = round(given[0], DECIMALS), round(given[1], DECIMALS)
    text = f'{{"type":"Point","coordinates":[{lon},{lat}]}}'
    return Rendered(_POINT.pack(1, 1 | HAS_SRID, SRID, lon, lat).hex(), text, None)


def _rendered(given: Sequence[Any], areas: Callable[[Shapes], list[float] | list[None]]) -> list[Rendered]:
    """Each distinct shape is rendered once: coded records name the same towns and provinces over and over."""
    distinct = {id(shape): shape for shape in given if shape is not None}
    if not distinct:
        return [NOTHING] * len(given)
    shapes = clean_polygons(list(distinct.values()))
    kept = ~shapely.is_missing(shapes)  # what holds no area at all was cleaned to None
    keys, shapes = np.array(list(distinct))[kept].tolist(), shapes[kept]
    plain = shapely.to_wkb(shapes, byte_order=1).tolist()
    known = {
        key: Rendered(_ewkb(wkb), _geojson(wkb), km2) for key, wkb, km2 in zip(keys, plain, areas(shapes), strict=True)
    }
    return [known.get(id(shape), NOTHING) for shape in given]


def _ewkb(wkb: bytes) -> str:
    # Setting the SRID in GEOS would copy every shape.
    text = wkb.hex()
    return f"{text[:8]}20{SRID_HEX}{text[10:]}"


def _geojson(wkb: bytes) -> str:
    """Of a MultiPolygon. GEOS' own writer takes twice the time, and may write -74.08642999999999 for -74.08643."""
    polygons, at = [], 9
    for _ in range(_COUNT.unpack_from(wkb, 5)[0]):
        rings, count = [], _COUNT.unpack_from(wkb, at + 5)[0]
        at += 9
        for _ in range(count):
            length = _COUNT.unpack_from(wkb, at)[0]
            rings.append(np.frombuffer(wkb, "<f8", 2 * length, at + 4).reshape(length, 2))
            at += 4 + 16 * length
        polygons.append(rings)
    return orjson.dumps({"type": "MultiPolygon", "coordinates": polygons}, option=orjson.OPT_SERIALIZE_NUMPY).decode()
