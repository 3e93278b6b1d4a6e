"""A tree with the places in its leaves: the same words about the same places are the same in every text."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from geodata.relations.tree import Anaphor, Coordinates, Expression, Named
from geodata.types import Place


def bind(expression: Expression, places: Sequence[Place | None]) -> Hashable:
    """A key that holds all that the region of a tree depends on; leaves index `places`."""
    match expression:
        case Named(mention):
            place = places[mention]
            return place.row if place is not None and place.row >= 0 else place
        case Anaphor(kind, _):
            return Anaphor, kind
        case Coordinates():
            return expression
    parts = (getattr(expression, name) for name in expression.__match_args__)
    return type(expression), *(_bind_part(part, places) for part in parts)


def _bind_part(part: Hashable, places: Sequence[Place | None]) -> Hashable:
    if isinstance(part, Expression):
        return bind(part, places)
    if isinstance(part, tuple):
        return tuple(_bind_part(item, places) for item in part)
    return part
