"""A place or spatial expression -> its readings as GeoJSON."""

from __future__ import annotations

from typing import Any

from geodata.geocoder import Geocoder
from geodata.jsonshape import location_json, place_json
from geodata.relations.wording import spell
from geodata.types import Context


def feature_collection(geocoder: Geocoder, query: str, language: str | None, context: Context) -> dict[str, Any]:
    """One Feature a reading, best first: its geometry is the 90 % region, everything else is a property."""
    answer = geocoder.ask(query, language, context)
    features = []
    for location, mentions in zip(answer.locations, answer.mentions, strict=True):
        properties = location_json(location)
        geometry = properties.pop("region")
        properties["places"] = [place_json(mentions[i].place) for i in location.mentions if mentions[i].place]
        names = [mention.place.name if mention.place else mention.text for mention in mentions]
        properties["reading"] = spell(location.expression, names)
        features.append({"type": "Feature", "geometry": geometry, "properties": properties})
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features, "language": answer.language}
    return collection | ({"reason": answer.reason} if answer.reason else {})
