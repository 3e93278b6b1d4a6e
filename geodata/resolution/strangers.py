"""A name that its text puts into a unit where no place of that name is known: "the town of Jaja in Diyala province"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geodata.resolution.container import give_in_stead, lies_abroad
from geodata.types import Kind, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate

# A comma says so only behind what is called a town; lists have commas too.
_IN = re.compile(
    r"\s+(?:in|en|dans|im|nel|في)\s+(?:(?:the|le|la|les|el|der|den)\s+)?(?:[^\W\d_]+\s+(?:of|de|du)\s+)?|\s+au\s+"
)
_COMMA = re.compile(r"\s*[,،]\s*(?:(?:in|en|dans|im|في)\s+)?")
_TOWNS = (Kind.CITY, Kind.DISTRICT)
_UNITS = frozenset({Kind.COUNTRY, Kind.ADMIN1})
_LONGEST_GAP = 40


def place_strangers(candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer) -> None:
    """Give such a name the unit in place of its hits, where all its namesakes lie in other countries."""
    for index in range(len(candidates) - 2, -1, -1):
        name, unit = candidates[index], candidates[index + 1]
        if name.given or name.role is not Role.PLACE or unit.role is not Role.PLACE or not (name.hits and unit.hits):
            continue
        if not 1 <= unit.start - name.end <= _LONGEST_GAP or gazetteer.kind[unit.hits[0][0]] not in _UNITS:
            continue
        called = name.hint in _TOWNS and _COMMA.fullmatch(text, name.end, unit.start)
        if not (called or _IN.fullmatch(text, name.end, unit.start)):
            continue
        if lies_abroad(name, {gazetteer.country[row] for row, _ in unit.hits}, gazetteer):
            give_in_stead(name, unit, unit.hits)
            name.hint = unit.hint
