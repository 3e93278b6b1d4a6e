"""The contract's shapes MENTION, PLACE and LOCATION as plain dictionaries, ready for JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
import orjson
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.types import Location, Mention, Place, Region

DECIMALS = 5  # about a metre
_TEXTS_KEPT = 128  # up to 20 kB each, and written in 40 microseconds


def place_json(place: Place) -> dict[str, Any]:
    """PLACE of the contract."""
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind.value,
        "country": place.country,
        "admin1": place.admin1,
        "lon": round(place.lon, 6),
        "lat": round(place.lat, 6),
        "population": place.population,
    }


def mention_json(mention: Mention) -> dict[str, Any]:
    """MENTION of the contract."""
    shaped: dict[str, Any] = {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "role": mention.role.value,
        "place": place_json(mention.place) if mention.place else None,
        "score": mention.score,
    }
    if mention.reason:
        shaped["reason"] = mention.reason
    return shaped


def location_json(location: Location, draw: Callable[[Region], tuple[object, object]] | None = None) -> dict[str, Any]:
    """LOCATION of the contract; region, core and point are null where `reason` says why.

    `draw` gives the shapes of a region; GeoJSON objects if it is left out.
    """
    region, precision = location.region, location.precision
    area, core = (draw or _draw)(region) if region else (None, None)
    shaped: dict[str, Any] = {
        "start": location.start,
        "end": location.end,
        "text": location.text,
        "relation": location.relation,
        "mentions": list(location.mentions),
        "region": area,
        "core": core,
        "point": [round(region.point[0], 6), round(region.point[1], 6)] if region else None,
        "radius_km": round(region.radius_km, 3) if region else None,
        "confidence": location.confidence,
        "method": region.method if region else None,
        "precision": {"acled": precision.acled, "ucdp": precision.ucdp, "gtd": precision.gtd} if precision else None,
    }
    if location.reason:
        shaped["reason"] = location.reason
    return shaped


@lru_cache(maxsize=_TEXTS_KEPT)  # the atlas hands out the same regions again and again
def drawn_text(region: Region) -> tuple[orjson.Fragment, orjson.Fragment]:
    """The two shapes as GeoJSON text, for what only orjson will write."""
    area, core = _draw(region)
    return orjson.Fragment(orjson.dumps(area)), orjson.Fragment(orjson.dumps(core))


def _draw(region: Region) -> tuple[dict[str, Any], dict[str, Any]]:
    return geometry_json(region.area), geometry_json(region.core)


def geometry_json(geometry: BaseGeometry) -> dict[str, Any]:
    """A GeoJSON Polygon or MultiPolygon, right-handed as it is, rounded where rounding keeps it valid."""
    if geometry.geom_type == "Polygon":
        return {"type": "Polygon", "coordinates": _rings(geometry)}
    return {"type": "MultiPolygon", "coordinates": [_rings(part) for part in shapely.get_parts(geometry)]}


def _rings(polygon: BaseGeometry) -> list[list[list[float]]]:
    holes = range(shapely.get_num_interior_rings(polygon))
    if not holes:
        return [np.round(shapely.get_coordinates(polygon), DECIMALS).tolist()]
    rings = [shapely.get_exterior_ring(polygon), *(shapely.get_interior_ring(polygon, i) for i in holes)]
    return [np.round(shapely.get_coordinates(ring), DECIMALS).tolist() for ring in rings]
