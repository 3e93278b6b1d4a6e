"""Neighbours that are one: "X in the Y district of Z", "in Iraq, south of Baghdad", "X, 20 km south of Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from geodata.languages import Language
from geodata.relations.forms import expand
from geodata.relations.lexicon import lexicon_of
from geodata.relations.reading import Reading
from geodata.relations.tree import (
    Along,
    Between,
    Border,
    Direction,
    Distance,
    Expression,
    Named,
    Near,
    Offset,
    Offshore,
    Part,
    Within,
    anaphors_of,
    mentions_of,
)
from geodata.types import Kind, Place

# What may stand between the two, and behind the second one ("Anbar province").
SAID = "comma? (in|inner) the* (actor? feature+ actor? of?)? the*|feature+ (of|in|inner) the*|of the* (feature of?)?"
# Without "in" or "of" it is apposition, list or container, told apart by the map.
BARE = "the* (actor? feature+ of?)? the*|open|comma the* (feature+ of?)? the*"
ASIDE = "(comma|open|dash)? (in|inner|towards|about|the)*"
WATERS = frozenset((Kind.SEA, Kind.STRAIT, Kind.LAKE, Kind.RIVER))
# What no country holds alone.
ACROSS = WATERS | {Kind.DESERT, Kind.MOUNTAIN, Kind.REGION}
LOOSE = Direction | Near | Border | Between | Along | Offshore
WIDE = WATERS | frozenset(
    (Kind.COUNTRY, Kind.ADMIN1, Kind.ADMIN2, Kind.REGION, Kind.ISLAND, Kind.CONTINENT, Kind.DESERT)
)


@dataclass(frozen=True, slots=True)
class Found:
    """An expression with the tokens it covers (half-open)."""

    first: int
    last: int
    expression: Expression


@cache
def _gaps(language: Language) -> tuple[re.Pattern[str], ...]:
    symbols = lexicon_of(language).symbols
    return tuple(re.compile(expand(form, symbols)) for form in (SAID, BARE, ASIDE))


@cache
def _leading(language: Language) -> frozenset[str]:
    symbols = lexicon_of(language).symbols
    return frozenset(symbols.get("in", "") + symbols.get("inner", ""))


def contain(
    found: list[Found], reading: Reading, language: Language, places: Sequence[Place | None] | None
) -> list[Found]:
    """Joins from left to right; without `places` the words alone decide; a bare comma joins only what is no list."""
    joined: list[Found] = []
    for n, item in enumerate(found):
        if joined:
            ahead = found[n + 1] if n + 1 < len(found) else None
            both = _join(joined[-1], item, ahead, reading, language, places)
            if both is not None:
                joined[-1] = both
                continue
        joined.append(item)
    return joined


def _join(
    left: Found,
    right: Found,
    ahead: Found | None,
    reading: Reading,
    language: Language,
    places: Sequence[Place | None] | None,
) -> Found | None:
    gap = reading.symbols[left.last : right.first]
    said, bare, aside = _gaps(language)
    if len(gap) > 8 or anaphors_of(left.expression) or anaphors_of(right.expression):
        return None
    if _is_epithet(left, right, gap, language, places):
        return replace(right, first=left.first)
    if isinstance(right.expression, Named | Part):
        opens = reading.symbols[right.first]  # "Mosul in the north of Iraq": the part brings its preposition along
        led = isinstance(right.expression, Part) and (opens in _leading(language) or places is not None)
        led = led and (not gap or (len(gap) == 1 and _starts_with_comma(gap, language)))
        sure = said.fullmatch(gap) is not None or led
        if (not gap and not led) or not (sure or bare.fullmatch(gap)):
            return None
        if not _encloses(right.expression, left.expression, sure, places):
            return None
        listed = not sure or _starts_with_comma(gap, language)
        if listed and places is None and ahead is not None and _strings_on(right, ahead, reading, language):
            return None  # "in A, B and C"
        last = right.last + _feature_follows(reading, right.last, language)
        return Found(left.first, last, Within(right.expression, left.expression))
    if not aside.fullmatch(gap):
        return None
    if isinstance(left.expression, LOOSE):
        return _sharpen(left, right, gap, language, places)
    if not isinstance(left.expression, Named | Part | Within):
        return None
    head = _place_of(left.expression, places)
    if places is None or head is None or head.kind in WIDE:
        if not _encloses(left.expression, right.expression, True, places):
            return None
        return Found(left.first, right.last, Within(left.expression, right.expression))
    if not gap:
        return None
    return Found(left.first, right.last, Within(right.expression, left.expression))


def _is_epithet(left: Found, right: Found, gap: str, language: Language, places: Sequence[Place | None] | None) -> bool:
    """'The Russian border region of Belgorod' is Belgorod: it says what sort of region that is."""
    if places is None or not isinstance(left.expression, Border) or not isinstance(right.expression, Named):
        return False
    of = set(lexicon_of(language).symbols.get("of", "") + lexicon_of(language).symbols["the"])
    return (
        set(gap) <= of
        and len(left.expression.anchors) == 1
        and _encloses(left.expression, right.expression, True, places)
    )


def _strings_on(right: Found, ahead: Found, reading: Reading, language: Language) -> bool:
    """Whether the next name is one more of a list, against "in A, district of B, in C"."""
    gap = reading.symbols[right.last : ahead.first]
    return len(gap) <= 3 and not (_starts_with_comma(gap, language) and gap[1:2] in _leading(language))


def _sharpen(
    left: Found, right: Found, gap: str, language: Language, places: Sequence[Place | None] | None
) -> Found | None:
    """ "on the highway from A to B, 15 km north of C": the distance tells where along it."""
    if places is None or not isinstance(right.expression, Offset | Distance) or not _starts_with_comma(gap, language):
        return None
    near, by = _place_of(left.expression, places), _place_of(right.expression, places)
    if near is None or by is None or near.country != by.country:
        return None
    return Found(left.first, right.last, Within(left.expression, right.expression))


def _starts_with_comma(gap: str, language: Language) -> bool:
    return gap[:1] != "" and gap[0] in lexicon_of(language).symbols["comma"]


def _place_of(expression: Expression, places: Sequence[Place | None] | None) -> Place | None:
    mentions = mentions_of(expression)
    return places[mentions[-1]] if places is not None and mentions else None


def _encloses(outer: Expression, inner: Expression, sure: bool, places: Sequence[Place | None] | None) -> bool:
    """Whether the map lets `outer` hold `inner`; with a place unknown the words ("in", "of") have to say so."""
    if places is None:
        return True
    around, within = _place_of(outer, places), _place_of(inner, places)
    if around is None or within is None or around.id == within.id:
        return False
    if around.kind in WATERS or (sure and within.kind in ACROSS):
        return sure  # whether they meet the regions tell
    if around.kind is Kind.COUNTRY:
        return around.country == within.country and within.kind is not Kind.COUNTRY
    if around.kind in WIDE:
        same = around.country == within.country and within.kind is not Kind.COUNTRY
        return same and (around.kind is not Kind.ADMIN1 or around.admin1 == within.admin1)
    return sure and within.kind is Kind.DISTRICT and around.country == within.country


def _feature_follows(reading: Reading, at: int, language: Language) -> int:
    return int(reading.symbols[at : at + 1] in set(lexicon_of(language).symbols["feature"]))
