"""A tree spelled out for people: "Within(Iraq, Direction(s, Baghdad))"."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.languages.compass import name_of
from geodata.relations.tree import (
    Along,
    Anaphor,
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


def spell(tree: Expression, names: Sequence[str]) -> str:
    """`names` are the mentions' names, by the indices of the tree's leaves."""
    match tree:
        case Named(mention):
            return names[mention]
        case Anaphor(kind, _):
            return f"the {kind} said before"
        case Coordinates(lon, lat, _):
            return f"{lat:.5f}, {lon:.5f}"
        case Offset(anchor, span, bearing, _, vague):
            return f"Offset({_km(span, vague)}, {name_of(bearing)}, {spell(anchor, names)})"
        case Direction(anchor, bearing, _):
            return f"Direction({name_of(bearing)}, {spell(anchor, names)})"
        case Distance(anchor, span, vague):
            return f"Distance({_km(span, vague)}, {spell(anchor, names)})"
        case Near(anchor, word):
            return f"Near({word}, {spell(anchor, names)})"
        case Part(anchor, part):
            return f"Part({part}, {spell(anchor, names)})"
        case Between(anchors):
            return f"Between({', '.join(spell(anchor, names) for anchor in anchors)})"
        case Border(anchors, stated):
            return (
                f"Border({_km(stated) + ', ' if stated else ''}{', '.join(spell(anchor, names) for anchor in anchors)})"
            )
        case Along(anchors, word):
            return f"Along({word}, {', '.join(spell(anchor, names) for anchor in anchors)})"
        case Offshore(anchor, stated):
            return f"Offshore({_km(stated) + ', ' if stated else ''}{spell(anchor, names)})"
        case Opposite(anchor):
            return f"Opposite({spell(anchor, names)})"
        case Within(container, inner):
            return f"Within({spell(container, names)}, {spell(inner, names)})"


def _km(span: tuple[float, float], vague: bool = False) -> str:
    low, high = span
    stated = f"{high:.4g} km" if low == high else f"{low:.4g}-{high:.4g} km"
    return f"about {stated}" if vague else stated
