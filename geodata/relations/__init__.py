"""The words around the mentions of a text -> spatial expressions."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.coordinates import find_coordinates
from geodata.languages import Language
from geodata.relations.building import build
from geodata.relations.containment import Found, contain
from geodata.relations.forms import matches
from geodata.relations.lexicon import lexicon_of
from geodata.relations.reading import Spanned, read
from geodata.relations.tree import Expression
from geodata.types import Place

__all__ = ["relate"]


def relate(
    text: str, mentions: Sequence[Spanned], language: Language, places: Sequence[Place | None] | None = None
) -> list[tuple[int, int, Expression]]:
    """(start, end, expression) of all that the text places, in order of the text.

    Works before resolution, from the words alone; with the mentions' `places` it also knows what only the map tells:
    whether "A, B" is a container or a list. A mention of role PLACE with no relation around it is an expression by itself.
    """
    reading = read(text, mentions, find_coordinates(text), lexicon_of(language))
    found: list[Found] = []
    used: set[int] = set()
    for match in matches(reading, language):
        expression = build(match.relation, match.tokens(reading))
        if expression is not None:
            found.append(Found(match.first, match.last, expression))
            used.update(range(match.first, match.last))
    for i, token in enumerate(reading.tokens):
        if token.leaf is not None and i not in used and "actor" not in token.classes:
            found.append(Found(i, i + 1, token.leaf))
    found.sort(key=lambda item: item.first)
    return [
        (reading.tokens[item.first].start, reading.tokens[item.last - 1].end, item.expression)
        for item in contain(found, reading, language, places)
    ]
