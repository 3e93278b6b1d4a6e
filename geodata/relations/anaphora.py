"""'20 km north of the town', 'there': what such words mean is the last fitting place that the text named before.

Where there is none the expression stays open. "The airport" and "the river" need none: they are told of for the first
time, and mean what every reader of the place knows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from geodata.relations.containment import Found
from geodata.relations.reading import Reading, Token
from geodata.relations.tree import (
    Along,
    Anaphor,
    Between,
    Border,
    Direction,
    Distance,
    Expression,
    Named,
    Near,
    Offset,
    Offshore,
    Opposite,
    Part,
    anaphors_of,
)
from geodata.types import Kind, Place

# What a writer may call them, beside what they are.
FITTING = {
    "any": frozenset(Kind),
    "city": frozenset((Kind.CITY, Kind.DISTRICT)),
    "admin1": frozenset((Kind.ADMIN1, Kind.REGION)),
    "admin2": frozenset((Kind.ADMIN2,)),
    "sea": frozenset((Kind.SEA, Kind.STRAIT)),
}

FROM_ELSEWHERE = (Offset, Direction, Distance, Near)
APPOSITION = re.compile(r"(?:\s+[^\W\d]+)?\s*[,،(–—]\s*")  # a word for what it is, and the comma
MEMORY = 60  # names: what was said longer ago is not what a reader thinks of
LEFT_OPEN = frozenset((*FITTING, "country")) - {"sea"}


def recall(found: Sequence[Found], reading: Reading, places: Sequence[Place | None]) -> Iterator[Found]:
    """`found` with the places put in; "in the city" by itself is left out where no city was named before."""
    named = [token for token in reading.tokens if isinstance(token.leaf, Named)]
    ends = [token.end for token in named]
    for last, item in zip([None, *found], found, strict=False):
        pointing = anaphors_of(item.expression)
        if not pointing:
            yield item
            continue
        before = bisect_right(ends, pointing[0].start)
        if last is not None and _is_apposition(last, item, reading):
            before = min(before, bisect_right(ends, reading.tokens[last.first].start))
        meant = _last_fitting(pointing[0], named[max(0, before - MEMORY) : before], places)
        if meant is not None:
            yield replace(item, expression=_put(meant, item.expression))
        elif not isinstance(item.expression, Anaphor) and pointing[0].kind in LEFT_OPEN:
            yield item


def _is_apposition(named: Found, item: Found, reading: Reading) -> bool:
    """'At Zamzam camp, 15 km south of the city': the city is another place than the one that is told of."""
    if not isinstance(named.expression, Named) or not isinstance(item.expression, FROM_ELSEWHERE):
        return False
    end, start = reading.tokens[named.last - 1].end, reading.tokens[item.first].start
    return APPOSITION.fullmatch(reading.text, end, start) is not None


def _last_fitting(anaphor: Anaphor, named: Sequence[Token], places: Sequence[Place | None]) -> Named | None:
    kinds = FITTING.get(anaphor.kind)
    if kinds is None:
        kinds = frozenset((Kind(anaphor.kind),)) if anaphor.kind in set(Kind) else frozenset()
    if anaphor.kind == "country":
        return _country(named, places)
    for token in reversed(named):
        if isinstance(token.leaf, Named) and "place" in token.classes:
            place = places[token.leaf.mention]
            if place is not None and place.kind in kinds:
                return token.leaf
    return None


def _country(named: Sequence[Token], places: Sequence[Place | None]) -> Named | None:
    """The country named last, if only by its people ("Malian soldiers"), or the one that the last town lies in."""
    home = None
    for token in reversed(named):
        place = places[token.leaf.mention] if isinstance(token.leaf, Named) else None
        if not isinstance(token.leaf, Named) or place is None:
            continue
        if place.kind is Kind.COUNTRY and home in (None, place.country):
            return token.leaf
        home = home or place.country
    return None


def _put(meant: Named, expression: Expression) -> Expression:
    match expression:
        case Anaphor():
            return meant
        case Between() | Along() | Border():
            return replace(expression, anchors=(meant,))  # one with two anchors is said of names only
        case Offset() | Direction() | Distance() | Near() | Part() | Offshore() | Opposite():
            return replace(expression, anchor=meant)
    return expression
