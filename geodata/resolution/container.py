"""What the text itself says about where a name lies: "Paris, Texas", "Paris (Texas)", "Tikrit in Iraq"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import TYPE_CHECKING

from geodata.gazetteer.flags import NameFlag
from geodata.relations.tree import Within, mentions_of
from geodata.types import Kind, Role

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.mentions import Candidate
    from geodata.relations.tree import Expression

# Only this may stand between a name and the one that holds it.
_BETWEEN = re.compile(r"\s*[,،]\s*(?:in\s+)?|\s*\(\s*|\s+in\s+(?:the\s+)?|\s+en\s+|\s+im\s+|\s+في\s+")
# "Santa Cruz, a coastal town of Davao del Sur", "Burg, eine Stadt in Dithmarschen".
_APPOSITION = re.compile(
    r"\s*,\s*(?:an?|une?|una|ein|eine|einem|einer)\s+(?:[^\W\d_]+[\s-]+){1,3}"
    r"(?:(?:of|in|de|du|des|del|dans|en|im|von)\s+(?:the\s+|la\s+|el\s+)?|d['’])"
)
_SHORT_GAP, _LONGEST_GAP = 10, 45
_NESTED = 3  # town, county, state
_READ = 4  # senses of the holding name that count
SUBURBS_KM = 30.0
_KM_PER_DEGREE = 111.2
_LESSER = frozenset({Kind.CITY, Kind.DISTRICT, Kind.ADMIN2})
_KNOWN = 100_000  # people: the name of a town of that size stands for it wherever it is named
_IN_TOWNS = frozenset({Kind.CITY, Kind.DISTRICT, Kind.AIRPORT, Kind.BASE, Kind.FEATURE})


@dataclass(frozen=True, slots=True)
class Container:
    """The units that a holding name can mean, as codes, and its towns (only `quarters.py` reads towns so)."""

    countries: frozenset[str]
    provinces: frozenset[tuple[str, str]]
    counties: frozenset[int]  # rows
    towns: frozenset[int] = frozenset()  # rows; what lies this near is a quarter or a suburb

    def holds(self, row: int, gazetteer: Gazetteer) -> bool:
        """Whether the place in that row lies in one of them; no unit holds itself."""
        if self.towns and row not in self.towns and lies_near(row, self.towns, SUBURBS_KM, gazetteer):
            return True
        country = gazetteer.country[row]
        if gazetteer.kind[row] is Kind.COUNTRY:
            return False
        if country in self.countries:
            return True
        if gazetteer.kind[row] is Kind.ADMIN1:
            return False
        if (country, gazetteer.admin1[row]) in self.provinces:
            return True
        return bool(self.counties) and row not in self.counties and not self.counties.isdisjoint(gazetteer.parents(row))


def find_containers(
    candidates: Sequence[Candidate], text: str, gazetteer: Gazetteer, expressions: Iterable[Expression] = ()
) -> dict[int, list[Container]]:
    """Candidate index -> the holding names right behind it, the nearest first ("X, Clark County, Ohio" has two)."""
    found: dict[int, list[Container]] = {}
    for index in range(len(candidates) - 2, -1, -1):
        this, following = candidates[index], candidates[index + 1]
        gap = following.start - this.end
        if not 1 <= gap <= _LONGEST_GAP or not following.hits or following.role is Role.DEMONYM:
            continue
        pattern = _BETWEEN if gap <= _SHORT_GAP else _APPOSITION
        if not pattern.fullmatch(text, this.end, following.start):
            continue
        container = units_of(following, gazetteer)
        if container is not None:
            found[index] = [container, *found.get(index + 1, ())][:_NESTED]
    for expression in expressions:
        if isinstance(expression, Within):  # "in Iraq, south of the capital Baghdad"
            units = [units_of(candidates[index], gazetteer) for index in mentions_of(expression.container)]
            for index in mentions_of(expression.inner):
                found.setdefault(index, [unit for unit in units if unit is not None])
    return found


def units_of(candidate: Candidate, gazetteer: Gazetteer) -> Container | None:
    """The units that a name can mean, None if it can mean none."""
    countries, provinces, counties = set(), set(), set()
    for row, _ in candidate.hits[:_READ]:
        kind = gazetteer.kind[row]
        if kind is Kind.COUNTRY:
            countries.add(gazetteer.country[row])
        elif kind is Kind.ADMIN1:
            provinces.add((gazetteer.country[row], gazetteer.admin1[row]))
    for row, _ in candidate.hits:
        if gazetteer.kind[row] is Kind.ADMIN2:
            counties.add(row)
    if not (countries or provinces or counties):
        return None
    return Container(frozenset(countries), frozenset(provinces), frozenset(counties))


def lies_abroad(candidate: Candidate, countries: Set[str], gazetteer: Gazetteer) -> bool:
    """Whether all places of a name lie in other countries and none is a large one of that main name."""
    return all(
        gazetteer.country[row] not in countries
        and gazetteer.kind[row] in _LESSER
        and (gazetteer.standing(row) < _KNOWN or not flags & NameFlag.PREFERRED)
        for row, flags in candidate.hits
    )


def give_in_stead(candidate: Candidate, holder: Candidate, hits: Sequence[tuple[int, int]]) -> None:
    """Let a name mean what holds it, where no place of the name is known: that much is told."""
    candidate.hits = hits
    candidate.reason = f"no place of that name is known in {holder.text}, which is given in its stead"


def lies_near(row: int, towns: Iterable[int], most_km: float, gazetteer: Gazetteer) -> bool:
    """Whether what may lie in a town lies no further than that from one of them."""
    if gazetteer.kind[row] not in _IN_TOWNS:
        return False
    return any(distance_km(row, town, gazetteer) <= most_km for town in towns)


def distance_km(one: int, other: int, gazetteer: Gazetteer) -> float:
    """On the plane around them: what lies across the antimeridian is no neighbour's namesake."""
    lat = gazetteer.lat[one]
    east = (gazetteer.lon[one] - gazetteer.lon[other]) * cos(radians(lat))
    return hypot(east, lat - gazetteer.lat[other]) * _KM_PER_DEGREE
