"""The words around the mentions of a text -> spatial expressions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geodata.coordinates import find_coordinates
from geodata.gazetteer import Token as Word
from geodata.gazetteer import tokenise
from geodata.languages import Language
from geodata.languages.compass import name_of
from geodata.relations.anaphora import recall
from geodata.relations.building import build
from geodata.relations.containment import Found, contain
from geodata.relations.forms import matches
from geodata.relations.lexicon import lexicon_of
from geodata.relations.reading import Reading, Spanned, Token, read
from geodata.relations.shared_names import share_names
from geodata.relations.tree import Direction, Expression, Named, Near, Part, anaphors_of, mentions_of
from geodata.types import Kind, Place, Role

__all__ = ["Related", "relate"]

UNITS = (Kind.ADMIN1, Kind.ADMIN2)
AREAS = (Kind.COUNTRY, Kind.ADMIN1, Kind.REGION, Kind.ISLAND, Kind.DESERT)


@dataclass(frozen=True, slots=True)
class Related:
    """What the words say of where things are, read once; `expressions` may be asked before and after resolution."""

    reading: Reading
    found: tuple[Found, ...]
    language: Language
    claimed: frozenset[int] = frozenset()  # mentions that were taken for something else, and that a relation leans on

    def expressions(self, places: Sequence[Place | None] | None = None) -> list[tuple[int, int, Expression]]:
        """(start, end, expression) of all that the text places, in order of the text.

        Without `places` the words alone decide; with them the map tells too whether "A, B" is a container or a list.
        """
        found, tokens = list(self.found), self.reading.tokens
        if places is None:
            found = [item for item in found if not anaphors_of(item.expression)]
        else:
            found = [
                replace(item, expression=_in_unit(item.expression, places))
                for item in recall(found, self.reading, places)
            ]
        if places is not None and self.language.tables.get("rules", {}).get("direction_of_area") == "part":
            found = [replace(item, expression=_inside_areas(item.expression, places)) for item in found]
        found = list(share_names(found, tokens))
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
    claimed: set[int] = set()
    for match in matches(reading, language):
        tokens = match.tokens(reading)
        expression = build(match.relation, tokens)
        if expression is None:
            continue
        weak = {i for i in mentions_of(expression) if mentions[i].role not in (Role.PLACE, Role.DEMONYM)}
        if weak and not _claims(match.relation, tokens) and not _beside_place(match.relation, expression, mentions):
            continue
        claimed |= weak
        found.append(Found(match.first, match.last, expression))
        used.update(range(match.first, match.last))
    for i, token in enumerate(reading.tokens):
        leaf = token.leaf
        if leaf is None or i in used or (isinstance(leaf, Named) and mentions[leaf.mention].role is not Role.PLACE):
            continue
        found.append(Found(i, i + 1, leaf))
    found.sort(key=lambda item: item.first)
    return Related(reading, tuple(found), language, frozenset(claimed))


def _claims(relation: str, tokens: Sequence[Token]) -> bool:
    """Whether a form is said of nothing but places: "by X" and "between X and Y" are said of states and people too."""
    if relation in ("offset", "direction", "distance", "border", "offshore"):
        return True
    words = [token for token in tokens if not token.classes.keys().isdisjoint(("near", "parts", "along"))]
    return relation in ("near", "along") and bool(words) and words[0].end - words[0].start > 4


def _in_unit(expression: Expression, places: Sequence[Place | None]) -> Expression:
    """'Dans la région de Soumy' is around a town, but in a unit."""
    match expression:
        case Near(Named(mention) as unit, "around") if (place := places[mention]) is not None and place.kind in UNITS:
            return unit
    return expression


def _beside_place(relation: str, expression: Expression, mentions: Sequence[Spanned]) -> bool:
    """ "Between Goma and Sake": beside a place an unlikely name is one; a state or a person stays what it is."""
    roles = {mentions[index].role for index in mentions_of(expression)}
    return relation == "between" and roles == {Role.PLACE, Role.OTHER}


def _inside_areas(expression: Expression, places: Sequence[Place | None]) -> Expression:
    """Where one form serves for both, "south of Iraq" means its south, "south of Baghdad" what lies beyond the town."""
    if isinstance(expression, Direction) and isinstance(expression.anchor, Named):
        place = places[expression.anchor.mention]
        if place is not None and place.kind in AREAS:
            return Part(expression.anchor, name_of(expression.bearing_deg))
    return expression
