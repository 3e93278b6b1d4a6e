"""How a spatial expression was read, part by part, in words that people read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from geodata.gazetteer import Gazetteer
from geodata.languages.compass import BEARINGS, name_of
from geodata.relations.tree import (
    Along,
    Between,
    Border,
    Coordinates,
    Direction,
    Distance,
    Expression,
    Named,
    Near,
    Offset,
    Offshore,
    Opposite,
    Part,
    Within,
)
from geodata.types import Mention, Place

LETTERS = {"n": "north", "e": "east", "s": "south", "w": "west"}
NEAR = {"near": "near", "around": "in and around", "outskirts": "on the outskirts of", "suburb": "in a suburb of"}
ALONG = {
    "road": "on the road between",
    "rail": "on the railway between",
    "coast": "on the coast of",
    "slopes": "on the slopes of",
    "mouth": "at the mouth of",
    "upstream": "upstream on",
    "downstream": "downstream on",
}


def tree_json(tree: Expression, mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, Any]:
    """`{"relation", "words", "parts"}` for each node; a leaf tells its place and how sure the choice of it is."""
    return {"relation": type(tree).__name__.lower(), **_node(tree, mentions, gazetteer)}


def _node(tree: Expression, mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, Any]:
    match tree:
        case Named(mention):
            return _leaf(mentions[mention], gazetteer)
        case Coordinates(lon, lat, _):
            return {"words": f"the coordinates {lat:.5f}, {lon:.5f}", "parts": []}
        case Within(container, inner):
            parts: tuple[Expression, ...] = (inner, container)
        case Between(anchors) | Along(anchors) | Border(anchors):
            parts = anchors
        case _:
            parts = (tree.anchor,)
    return {"words": _words(tree), "parts": [tree_json(part, mentions, gazetteer) for part in parts]}


def _words(tree: Expression) -> str:
    match tree:
        case Offset(_, span, bearing, _, vague):
            return f"{_km(span, vague)} {_compass(bearing)} of"
        case Direction(_, bearing, _):
            return f"{_compass(bearing)} of"
        case Distance(_, (0, high), vague):
            return f"within {_km((high, high), vague)} of"
        case Distance(_, span, vague):
            return f"{_km(span, vague)} from"
        case Near(_, word):
            return NEAR.get(word, f"{word}, at")
        case Part(_, part):
            return f"in the {_compass(BEARINGS[part]) + 'ern' if part in BEARINGS else part} part of"
        case Between():
            return "between"
        case Along(anchors, word):
            return ALONG.get(word, "along") if len(anchors) > 1 or word != "road" else "on the road of"
        case Border(anchors, span):
            border = "the border between" if len(anchors) > 1 else "the border of"
            return f"{_km(span)} from {border}" if span else f"at {border}"
        case Offshore(_, None):
            return "at sea, off the coast of"
        case Offshore(_, span):
            return f"at sea, {_km(span)} off"
        case Opposite():
            return "opposite"
        case _:
            return "both of these at once"


def _km(span: tuple[float, float], vague: bool = False) -> str:
    low, high = span
    stated = f"{high:.4g} km" if low == high else f"{low:.4g} to {high:.4g} km"
    return f"about {stated}" if vague else stated


def _compass(bearing_deg: float) -> str:
    """180 -> "south", 22.5 -> "north-north-east"."""
    return "-".join(LETTERS[letter] for letter in name_of(bearing_deg))


def _leaf(mention: Mention, gazetteer: Gazetteer) -> dict[str, Any]:
    place = mention.place
    said = {"text": mention.text, "score": mention.score, "reason": mention.reason}
    if place is None:
        return {"words": mention.text, "parts": [], **said}
    return {"words": place.name, "is": describe(place, gazetteer), "place": place.id, "parts": [], **said}


def describe(place: Place, gazetteer: Gazetteer) -> str:
    """ "city in Baghdad, Iraq": what tells the place from others of its name."""
    country = gazetteer.country_place(place.country) if place.country else None
    around = [place.admin1_name, country.name if country else place.country]
    where = ", ".join(name for name in around if name and name != place.name)
    kind = {"admin1": "province", "admin2": "district"}.get(place.kind.value, place.kind.value)
    return f"{kind} in {where}" if where else kind
