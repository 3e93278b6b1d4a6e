"""Shapes in the forms that table `events` keeps: EWKB for COPY, GeoJSON text, area. Whole batches at a time."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from struct import Struct
from typing import Any, NamedTuple

import numpy as np
import orjson
import shapely

from app.storage.polygons import DECIMALS, areas_km2, clean_polygons

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
MOST_KNOWN = 20_000_000  # characters: of discs some 12,000, more than the towns that a war is fought in


class Renderer:
    """Renders (Multi)Polygons in lon, lat, each once: coded records name the same towns and provinces over and over.

    What was rendered stays known until there is too much of it; then all of it is forgotten.
    """

    def __init__(self, *, areas: bool) -> None:
        self._areas = areas
        # By identity; the shape is kept with it, so that no other one can take its place.
        self._known: dict[int, tuple[Any, Rendered]] = {}
        self._length = 0

    def render(self, given: Sequence[Any]) -> list[Rendered]:
        """The forms of each shape, in order."""
        new = {id(shape): shape for shape in given if shape is not None and id(shape) not in self._known}
        if new:
            self._add(new)
        found = [NOTHING if shape is None else self._known[id(shape)][1] for shape in given]
        if self._length > MOST_KNOWN:
            self._known, self._length = {}, 0
        return found

    def _add(self, new: dict[int, Any]) -> None:
        shapes = clean_polygons(list(new.values()))
        kept = np.flatnonzero(~shapely.is_missing(shapes))  # what holds no area at all was cleaned to None
        areas = areas_km2(shapes[kept]).tolist() if self._areas else [None] * len(kept)
        plain = shapely.to_wkb(shapes[kept], byte_order=1).tolist()
        rendered = dict.fromkeys(new, NOTHING)
        keys = list(new)
        for at, wkb, km2 in zip(kept.tolist(), plain, areas, strict=True):
            rendered[keys[at]] = Rendered(_ewkb(wkb), _geojson(wkb), km2)
            self._length += 4 * len(wkb)  # about as long as both texts
        self._known |= {key: (new[key], forms) for key, forms in rendered.items()}


@lru_cache(maxsize=8192)
def render_point(given: tuple[float, float] | None) -> Rendered:
    """A (lon, lat) pair, without the way through GEOS, which would cost ten times as much."""
    if given is None:
        return NOTHING
    lon, lat = round(given[0], DECIMALS), round(given[1], DECIMALS)
    text = f'{{"type":"Point","coordinates":[{lon},{lat}]}}'
    return Rendered(_POINT.pack(1, 1 | HAS_SRID, SRID, lon, lat).hex(), text, None)


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
