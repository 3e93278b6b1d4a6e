"""Several events told as one: "66 attacks since October: 32 in Iraq and 34 in Syria", "a series of attacks"."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction.linking import PlacedLocation
from app.extraction.numbers import Quantity
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from app.extraction.types import Count

# Fewer than this many at once ("two air strikes") is still one report of one event.
MANY = 5
_HEAD_REACH = 2  # "66 such deadly attacks"
_PLACE_REACH = 3  # "32 in Iraq", "32 of them in Iraq"


def count_events(
    trigger: Hit, quantities: Sequence[Quantity], nouns: set[int], tokens: Tokens
) -> tuple[Quantity, Count] | None:
    """The number that counts the trigger itself; one with a noun of its own ("25 dead in the eruption") does not."""
    for quantity in reversed(quantities):
        gap = range(quantity.last, trigger.first)
        if len(gap) > _HEAD_REACH or quantity.last > trigger.first:
            continue
        if all(_is_adjective(tokens.norm[i]) and i not in nouns for i in gap):
            return (quantity, as_count(quantity, tokens)) if (quantity.low or quantity.best or 0) >= 2 else None
    return None


def _is_adjective(norm: str) -> bool:
    """As far as its length tells: prepositions and articles are short in all five languages."""
    return norm.isalpha() and len(norm) > 3


def read_children(
    trigger: Hit,
    quantities: Sequence[Quantity],
    places: Sequence[PlacedLocation],
    taken: Quantity,
    nouns: set[int],
    tokens: Tokens,
) -> list[tuple[Count, int]]:
    """Numbers that each lead to a place of their own, two at least; one with a noun of its own counts that."""
    children = []
    for quantity in quantities:
        if quantity is taken or quantity.first < trigger.first or quantity.best is None:
            continue
        place = next((p for p in places if 0 <= p.first - quantity.last <= _PLACE_REACH), None)
        if place is not None and not any(i in nouns for i in range(quantity.last, place.first)):
            children.append((as_count(quantity, tokens), place.index))
    return children if len(children) >= 2 else []


def as_count(quantity: Quantity, tokens: Tokens) -> Count:
    a, b = quantity.first, quantity.last
    return Count(quantity.low, quantity.best, quantity.high, tokens.quote(a, b), tokens.start[a], tokens.end[b - 1])
