"""'Southern and eastern Lebanon', "le sud et l'est du Liban": two parts of which one is named with the place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodata.languages.compass import name_of
from geodata.relations.containment import Found
from geodata.relations.reading import Token
from geodata.relations.tree import Direction, Part

PARTS = ("southern", "direction", "parts")  # classes of words that name a part
LEADING = frozenset(("in", "inner", "the"))


def share_names(found: Sequence[Found], tokens: Sequence[Token]) -> Iterator[Found]:
    """`found` in order of the text, with the parts that stand in front of one and share its name put to it."""
    taken = 0  # tokens of what was found before
    for item in found:
        whole = _with_parts_before(item, tokens, taken)
        taken = item.last
        yield whole


def _with_parts_before(item: Found, tokens: Sequence[Token], taken: int) -> Found:
    expression = item.expression
    if not isinstance(expression, Part | Direction):
        return item
    parts: list[str] = []
    first = item.first
    while first - 2 >= taken and "and" in tokens[first - 1].classes and (part := _part_of(tokens[first - 2])):
        parts.insert(0, part)
        first -= 2
        while first > taken and not LEADING.isdisjoint(tokens[first - 1].classes):
            first -= 1
    if not parts or (isinstance(expression, Direction) and LEADING.isdisjoint(tokens[first].classes)):
        return item  # "south and east of Baghdad" lies beyond it
    last = expression.part if isinstance(expression, Part) else name_of(expression.bearing_deg)
    return replace(item, first=first, expression=Part(expression.anchor, "+".join((*parts, last))))


def _part_of(token: Token) -> str | None:
    values = (token.classes.get(name) for name in PARTS)
    return next((value for value in values if isinstance(value, str)), None)
