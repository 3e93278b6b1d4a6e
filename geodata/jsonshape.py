"""The contract's shapes MENTION, PLACE and LOCATION as plain dictionaries, ready for JSON."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.types import Location, Mention, Place

DECIMALS = 5  # about a metre


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


def location_json(location: Location) -> dict[str, Any]:
    """LOCATION of the contract; region, core and point are null where `reason` says why."""
    region, precision = location.region, location.precision
    shaped: dict[str, Any] = {
        "start": location.start,
        "end": location.end,
        "text": location.text,
        "relation": location.relation,
        "mentions": list(location.mentions),
        "region": geometry_json(region.area) if region else None,
        "core": geometry_json(region.core) if region else None,
        "point": [round(region.point[0], 6), round(region.point[1], 6)] if region else None,
        "radius_km": round(region.radius_km, 3) if region else None,
        "confidence": location.confidence,
        "method": region.method if region else None,
        "precision": {"acled": precision.acled, "ucdp": precision.ucdp, "gtd": precision.gtd} if precision else None,
    }
    if location.reason:
        shaped["reason"] = location.reason
    return shaped


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
