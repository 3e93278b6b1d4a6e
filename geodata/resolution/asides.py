"""The units that coders write in brackets behind a name: "Gajibo village (Dikwa, Borno)"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geodata.resolution.container import Container, units_of
from geodata.resolution.strangers import lies_beside
from geodata.types import Kind, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate

_BRACKET = re.compile(r"\(([^()\n]{2,80})\)")
# Up to two words say what the name in front is: "Mahas town (", "Mopti commune rurale (".
_BEFORE = re.compile(r"\s*(?:[^\W\d_]+\s+){0,2}")
_PART = re.compile(r"[^\W\d_][\w'’ʼ .-]*")
_MOST_WORDS = 5  # of one unit's name
_READ = 4  # senses of a unit's name that count
_UNITS = frozenset({Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2})
_PLACES = frozenset({Role.PLACE, Role.ACTOR, Role.IN_NAME})


def read_asides(candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer) -> dict[int, list[Container]]:
    """Candidate index -> the units in the bracket behind it.

    The names in the bracket are read as units. A name of which no place lies in them or near them loses its hits:
    it is in no gazetteer, and its namesakes lie elsewhere.
    """
    found: dict[int, list[Container]] = {}
    starts = [candidate.start for candidate in candidates]
    for bracket in _BRACKET.finditer(text):
        if not all(_is_name(part) for part in re.split(r"\s*[,،;-]\s+|,", bracket[1].strip())):
            continue
        first, last = bisect_left(starts, bracket.start()), bisect_left(starts, bracket.end())
        inside = [i for i in range(first, last) if candidates[i].role in _PLACES]
        named = [(i, unit) for i in inside if (unit := units_of(candidates[i], gazetteer)) is not None]
        if not named:
            continue
        _keep_units([candidates[i] for i, _ in named], gazetteer)
        head = candidates[first - 1] if first else None
        if head is None or head.role not in _PLACES or not _BEFORE.fullmatch(text, head.end, bracket.start()):
            continue
        found[first - 1] = [unit for _, unit in named]
        rows = [row for index, _ in named for row, _ in candidates[index].hits[:1]]
        if head.hits and not any(_fits(row, found[first - 1], rows, gazetteer) for row, _ in head.hits):
            head.hits = ()
            head.reason = f"no place of that name is known in {bracket[1]}"
    return found


def _keep_units(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> None:
    """The bracket names the district and not its seat, and last, if it names more, what holds it: "(Mopti, Mopti)".

    All of them lie in the country of the last.
    """
    countries = {gazetteer.country[row] for row, _ in candidates[-1].hits[:_READ] if gazetteer.kind[row] in _UNITS}
    for place, candidate in enumerate(candidates, 1):
        units = [
            hit for hit in candidate.hits if gazetteer.kind[hit[0]] in _UNITS and gazetteer.country[hit[0]] in countries
        ]
        holds_others = 1 < place == len(candidates)
        wide = [hit for hit in units if holds_others and gazetteer.kind[hit[0]] is not Kind.ADMIN2]
        candidate.hits = wide or units or candidate.hits
        candidate.hint = candidate.hint or (Kind.ADMIN1 if wide else Kind.ADMIN2)


def _is_name(part: str) -> bool:
    """Words that begin with no small letter, but for one in the middle: "Rural Damascus", "Cabo Delgado", "الأنبار"."""
    words = part.split()
    capital = bool(words) and not words[0][0].islower() and not words[-1][0].islower()
    return capital and len(words) <= _MOST_WORDS and _PART.fullmatch(part) is not None


def _fits(row: int, containers: Sequence[Container], units: Sequence[int], gazetteer: Gazetteer) -> bool:
    return any(container.holds(row, gazetteer) for container in containers) or lies_beside(row, units, gazetteer)
