"""The words around the mentions of a text -> spatial expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.coordinates import find_coordinates
from geodata.gazetteer import Token as Word
from geodata.gazetteer import tokenise
from geodata.languages import Language
from geodata.languages.compass import name_of
from geodata.relations.building import build
from geodata.relations.containment import Found, contain
from geodata.relations.forms import matches
from geodata.relations.lexicon import lexicon_of
from geodata.relations.reading import Reading, Spanned, read
from geodata.relations.tree import Direction, Expression, Named, Part
from geodata.types import Kind, Place

__all__ = ["Related", "relate"]

AREAS = (Kind.COUNTRY, Kind.ADMIN1, Kind.REGION, Kind.ISLAND, Kind.DESERT)


@dataclass(frozen=True, slots=True)
class Related:
    """What the words say of where things are, read once; `expressions` may be asked before and after resolution."""

    reading: Reading
    found: tuple[Found, ...]
    language: Language

    def expressions(self, places: Sequence[Place | None] | None = None) -> list[tuple[int, int, Expression]]:
        """(start, end, expression) of all that the text places, in order of the text.

        Without `places` the words alone decide; with them the map tells too whether "A, B" is a container or a list.
        """
        found, tokens = list(self.found), self.reading.tokens
        if places is not None and self.language.tables.get("rules", {}).get("direction_of_area") == "part":
            found = [replace(item, expression=_inside_areas(item.expression, places)) for item in found]
        return [
            (tokens[item.first].start, tokens[item.last - 1].end, item.expression)
            for item in contain(found, self.reading, self.language, places)
        ]


def relate(text: str, mentions: Sequence[Spanned], language: Language, words: Sequence[Word] | None = None) -> Related:
    """Reads the words around the mentions; `words` are the text's tokens where somebody has them already.

    A mention of role PLACE without a relation is an expression by itself.
    """
    words = tokenise(text) if words is None else words
    reading = read(text, words, mentions, find_coordinates(text), lexicon_of(language))
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
    return Related(reading, tuple(found), language)


def _inside_areas(expression: Expression, places: Sequence[Place | None]) -> Expression:
    """Where one form serves for both, "south of Iraq" means its south, "south of Baghdad" what lies beyond the town."""
    if isinstance(expression, Direction) and isinstance(expression.anchor, Named):
        place = places[expression.anchor.mention]
        if place is not None and place.kind in AREAS:
            return Part(expression.anchor, name_of(expression.bearing_deg))
    return expression
