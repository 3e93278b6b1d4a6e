"""A town behind a name that lies in it: "Eastleigh, Nairobi", "the Sadr City district of Baghdad"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from geodata.gazetteer.flags import NameFlag
from geodata.resolution.container import SUBURBS_KM, Container, give_in_stead, lies_abroad, lies_near
from geodata.types import Kind, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate

_COMMA = re.compile(r"\s*[,،]\s*")
# Words for what the first name is may stand between: "Sadr City district of Baghdad", "Mbare, a suburb of Harare".
_IN = re.compile(
    r"\s*,?\s+(?:[^\W\d_]+\s+){0,3}(?:(?:of|in|de|en|à|a|von|في)\s+|d['’]|ب)(?:(?:the|la)\s+)?(?:(?:capital|city|ville)\s+(?:of|de)?\s*)?"
)
_LISTED = re.compile(r"\s*[,،;]\s*(?:(?:and|or|et|ou|und|oder|y|o)\s+)?و?|\s+(?:and|or|et|ou|und|oder|y|e|o)\s+|\s+و")
_ENDS = re.compile(r"\s*(?:[,،.;:)\n]|$)")  # what follows a town that ends the phrase: not "London, Washington said"
_LONGEST_GAP = 40
_SENSES = 4  # of the town's name that count
_SLIGHT = 0.05  # a sense of less than this share of the first one's weight does not
_PLACES = frozenset({Role.PLACE, Role.IN_NAME})
_QUARTERS = frozenset({Kind.DISTRICT, Kind.ADMIN2})


def read_quarters(
    candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer, said: Mapping[int, Sequence[Container]]
) -> dict[int, Container]:
    """Candidate index -> the town right behind it, where a place of the first name lies in that town or near it.

    Where none does and the words leave no doubt that a quarter is meant, the town takes the place of the name's hits:
    that much is known, and the namesakes lie elsewhere. Items of a list ("Baghdad, Mosul and Basra") are read
    as no such thing. `said` are the units that the text names for each candidate.
    """
    found: dict[int, Container] = {}
    for index in range(len(candidates) - 1):
        name, town = candidates[index], candidates[index + 1]
        gap = town.start - name.end
        if not 1 <= gap <= _LONGEST_GAP or not (name.hits and town.hits):
            continue
        if name.given or name.role not in _PLACES or town.role not in _PLACES:
            continue
        comma = _COMMA.fullmatch(text, name.end, town.start) is not None
        if comma and (_is_listed(candidates, index, text, gazetteer) or not _is_lesser(name, town, gazetteer)):
            continue
        if not comma and not _IN.fullmatch(text, name.end, town.start):
            continue
        towns = _towns(town, gazetteer)
        rows = [row for row, _ in name.hits]
        if not towns or not towns.isdisjoint(rows):
            continue
        if any(lies_near(row, towns, SUBURBS_KM, gazetteer) for row in rows):
            found[index] = Container(frozenset(), frozenset(), frozenset(), towns)
        elif not any(container.holds(row, gazetteer) for container in said.get(index, ()) for row in rows) and (
            _ENDS.match(text, town.end) and lies_abroad(name, {gazetteer.country[row] for row in towns}, gazetteer)
            if comma
            else name.hint in _QUARTERS and "," not in text[name.end : town.start]
        ):
            hits = tuple((row, flags & ~NameFlag.PREFERRED) for row, flags in town.hits if row in towns)
            give_in_stead(name, town, hits)
    return found


def _towns(candidate: Candidate, gazetteer: Gazetteer) -> frozenset[int]:
    rows = [row for row, _ in candidate.hits[:_SENSES]]
    if gazetteer.kind[rows[0]] is not Kind.CITY:
        return frozenset()
    least = _SLIGHT * gazetteer.weight(rows[0])
    return frozenset(row for row in rows if gazetteer.kind[row] is Kind.CITY and gazetteer.weight(row) >= least)


def _is_listed(candidates: Sequence[Candidate], index: int, text: str, gazetteer: Gazetteer) -> bool:
    """Whether more names are strung on, before or behind; the country of the town is none of them."""
    name, town = candidates[index], candidates[index + 1]
    if index and _LISTED.fullmatch(text, candidates[index - 1].end, name.start):
        return True
    if index + 2 == len(candidates):
        return False
    after = candidates[index + 2]
    if not _LISTED.fullmatch(text, town.end, after.start):
        return False
    units = {row for row, _ in after.hits if gazetteer.kind[row] in (Kind.COUNTRY, Kind.ADMIN1)}
    return not any(units.intersection(gazetteer.parents(row)) for row in _towns(town, gazetteer))


def _is_lesser(name: Candidate, town: Candidate, gazetteer: Gazetteer) -> bool:
    return gazetteer.weight(name.hits[0][0]) < gazetteer.weight(town.hits[0][0])
