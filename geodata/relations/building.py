"""A matched form -> the expression it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geodata.languages.compass import BEARINGS, points_of
from geodata.relations.amounts import read_distance
from geodata.relations.reading import Token
from geodata.relations.tree import (
    Along,
    Anaphor,
    Between,
    Border,
    Direction,
    Distance,
    Expression,
    Near,
    Offset,
    Offshore,
    Opposite,
    Part,
    Within,
)


def build(relation: str, tokens: Sequence[Token]) -> Expression | None:
    """The expression of a relation's tokens; None when they do not say enough after all."""
    anchors = tuple(_anchors(tokens))
    if not anchors:
        return None
    anchor = anchors[-1]
    point = _first(tokens, "direction") or _first(tokens, "southern")
    distance = read_distance(tokens)
    match relation:
        case "offset" if point and distance:
            bearing = BEARINGS[point]
            return Offset(anchor, distance[0], bearing, points_of(bearing), distance[1])
        case "direction" if point:
            bearing = BEARINGS[point]
            return Direction(anchor, bearing, points_of(bearing))
        case "distance" if distance:
            return Distance(anchor, *distance)
        case "offshore":
            return Offshore(anchor, distance[0] if distance else None)
        case "between":
            return Between(anchors)
        case "along_line":
            return Along(anchors, _first(tokens[::-1], "along") or "road")
        case "along":
            return Along((anchor,), _first(tokens, "along") or "river")
        case "border":
            return Border(anchors, distance[0] if distance else None)
        case "opposite":
            return Opposite(anchor)
        case "suburb" if len(anchors) == 2:
            return Within(Near(anchors[0], "suburb"), anchors[1])
        case "again" if not (isinstance(anchor, Anaphor) and anchor.kind == "country"):
            return anchor  # "in the country" says next to nothing
        case "part" if part := point or _first(tokens, "parts"):
            return Part(anchor, part)
        case "near" if word := _first(tokens, "near"):
            return Near(anchor, word)
    return None


def _anchors(tokens: Sequence[Token]) -> Iterator[Expression]:
    """The names that the relation leans on, without those that only own another one ("Iraq's Anbar")."""
    named = [i for i, token in enumerate(tokens) if token.leaf is not None]
    for i in named:
        owns = tokens[i + 1 : i + 2] and "possessive" in tokens[i + 1].classes
        if not (owns and i != named[-1]) and (leaf := tokens[i].leaf) is not None:
            yield leaf
    if not named:  # "20 km north of the town"
        last = tokens[-1]
        kind = last.classes.get("itself") or last.classes.get("feature")
        if isinstance(kind, str):
            yield Anaphor(kind, last.start)


def _first(tokens: Sequence[Token], name: str) -> str | None:
    """The value of the first token of a class."""
    for token in tokens:
        value = token.classes.get(name)
        if isinstance(value, str):
            return value
    return None
