"""A place or spatial expression -> its readings as GeoJSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from app.services.reading_sources import sources_json
from app.services.reading_tree import tree_json
from app.services.spelling import suggest_queries
from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder
from geodata.jsonshape import location_json, place_json
from geodata.relations.wording import spell
from geodata.types import Context, Location, Mention


def feature_collection(geocoder: Geocoder, query: str, language: str | None, context: Context) -> dict[str, Any]:
    """One Feature a reading, best first: its geometry is the 90 % region, everything else is a property.

    Where there is none, `reason` says why, and `suggestions` are queries that may have been meant.
    """
    answer = geocoder.ask(query, language, context)
    features = [
        _feature(location, mentions, geocoder.gazetteer)
        for location, mentions in zip(answer.locations, answer.mentions, strict=True)
    ]
    collection: dict[str, Any] = {"type": "FeatureCollection", "features": features, "language": answer.language}
    if answer.reason:
        collection |= {"reason": answer.reason, "suggestions": suggest_queries(query, geocoder.gazetteer)}
    return collection


def _feature(location: Location, mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, Any]:
    properties = location_json(location)
    geometry = properties.pop("region")
    places = [place for i in location.mentions if (place := mentions[i].place)]
    properties["places"] = [place_json(place) for place in places]
    names = [mention.place.name if mention.place else mention.text for mention in mentions]
    properties["reading"] = spell(location.expression, names)
    properties["tree"] = tree_json(location.expression, mentions, gazetteer)
    properties["sources"] = sources_json(places, location.region, gazetteer)
    return {"type": "Feature", "geometry": geometry, "properties": properties}
