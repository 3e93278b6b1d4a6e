"""Which location and which time belong to a trigger: the nearest in its clause, the precise before the vague."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log10

from app.extraction.brackets import NO_WALL
from app.extraction.dates import TimeExpression
from app.extraction.nearness import country_of, is_more_precise
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from geodata.types import GeoParse, Location

# Costs of what stands between a trigger and a candidate; a whole clause further away is worth a thousandfold in radius.
_STOP_COST = 0.9
_COMMA_COST = 0.2
_RIVAL_COST = 0.7
_WORD_COST = 0.025
_BEFORE_COST = 0.15  # a place in front of the trigger is more often a dateline or the subject
_RADIUS_COST = 0.25  # per power of ten in kilometres
_UNPLACED_RADIUS_KM = 3000.0
_WIDE_KM = 150.0  # a place of that size may be narrowed down in brackets
_SAYING_REACH = 5
_TOLL_REACH = 7

_LINES = frozenset({"border", "along", "between"})
_UNIT_GAP = 3  # "Awdijiwka (Bezirk Pokrowsk, Donezk)"
_LIST_GAP = 2  # words between two places of a list
_STOPS = frozenset(";:()–—")
_COMMAS = frozenset(",،")


@dataclass(frozen=True, slots=True)
class PlacedLocation:
    """A location of the parse with its tokens."""

    index: int
    first: int
    last: int
    location: Location
    aside: bool = False  # in the dateline, or an end of a journey

    @property
    def radius_km(self) -> float:
        region = self.location.region
        return region.radius_km if region is not None else _UNPLACED_RADIUS_KM


def place_locations(tokens: Tokens, parse: GeoParse, dateline: range) -> list[PlacedLocation]:
    """The parse's locations in text order, as token ranges."""
    placed = []
    for index, location in enumerate(parse.locations):
        first = bisect_left(tokens.end, location.start + 1)
        last = bisect_left(tokens.start, location.end)
        if first < last:
            placed.append(PlacedLocation(index, first, last, location, aside=first in dateline))
    return _without_units(sorted(placed, key=lambda p: (p.first, -p.last)), tokens, parse)


def _without_units(places: list[PlacedLocation], tokens: Tokens, parse: GeoParse) -> list[PlacedLocation]:
    """'Near Torodi (Say, Tillabéri)' is not in Say, the unit's seat; one in another country than its unit is none."""
    dropped: set[int] = set()
    for place, unit in pairwise(places):
        behind = 1 <= unit.first - place.last <= _UNIT_GAP and tokens.norm[place.last] == NO_WALL
        if behind and None not in (place.location.region, unit.location.region) and place.radius_km < _WIDE_KM:
            countries = country_of(parse, place.location), country_of(parse, unit.location)
            abroad = unit.first == place.last + 1 and None not in countries and countries[0] != countries[1]
            dropped.add(place.index if abroad else unit.index)
    return [p for p in places if p.index not in dropped]


def listed_with(index: int, places: Sequence[PlacedLocation], parse: GeoParse) -> tuple[int, ...]:
    """Places in one list with this one: "in southern Türkiye and northern Syria"; not "Russia's Krasnodar region"."""
    at = next(n for n, place in enumerate(places) if place.index == index)
    listed = []
    for step in (1, -1):
        n = at
        while 0 <= n + step < len(places):
            low, high = sorted((places[n], places[n + step]), key=lambda p: p.first)
            if high.first - low.last > _LIST_GAP:
                break
            n += step
            one_country = country_of(parse, places[at].location) == country_of(parse, places[n].location)
            around = one_country and is_more_precise(parse, places[at].index, places[n].index)
            if not around and places[n].location.relation not in _LINES:  # a border may touch what is far away
                listed.append(places[n].index)
    return tuple(listed)


class Linker:
    """Knows what else stands in the text: rival triggers, and words of presence that bind places of their own."""

    def __init__(self, tokens: Tokens, rivals: Sequence[Hit], presence: Iterable[int]) -> None:
        self._tokens = tokens
        self._hits = rivals
        self._rivals = [hit.first for hit in rivals]
        self._presence = sorted(presence)

    def locations(self, trigger: Hit, candidates: Sequence[PlacedLocation], *, confined: bool) -> list[PlacedLocation]:
        """Candidates of the trigger's sentence, best first; without those where somebody merely is.

        An aside ("After an attack: ...") is `confined`: no place from before it or beyond a colon or dash.
        """
        free = [
            c
            for c in candidates
            if not self._is_presence(c, trigger) and not (confined and self._is_walled(c, trigger))
        ]

        def cost(place: PlacedLocation) -> tuple[bool, float]:
            radius = _RADIUS_COST * log10(max(place.radius_km, 1))
            return not self.owns(trigger, place), self._cost(trigger, place.first, place.last) + radius

        return sorted(free, key=cost)

    def owns(self, trigger: Hit, place: PlacedLocation) -> bool:
        """Whether no other trigger of the sentence is nearer: "bombed X and shelled Y"."""
        return trigger is min(self._hits, key=lambda hit: self._cost(hit, place.first, place.last))

    def time(self, trigger: Hit, candidates: Sequence[TimeExpression]) -> TimeExpression | None:
        return min(candidates, key=lambda c: self._cost(trigger, c.first, c.last, before=0.0), default=None)

    def distance(self, trigger: Hit, time: TimeExpression) -> float:
        return self._cost(trigger, time.first, time.last, before=0.0)

    def is_of_saying(self, trigger: Hit, time: TimeExpression, said: Sequence[int], tolls: Sequence[int]) -> bool:
        """'... were killed, officials said on Tuesday', "the toll rose on Friday": the nearer verb owns it."""
        to_trigger = _distance(time.first, time.last, trigger.first, trigger.last)
        for toll in tolls:
            inner = trigger.last <= time.first and time.last <= toll  # "the quake that struck on Monday rose to"
            if not inner and _distance(time.first, time.last, toll, toll + 1) < min(to_trigger, _TOLL_REACH):
                return True
        return any(0 < time.first - s < min(to_trigger, _SAYING_REACH) for s in said)

    def _is_presence(self, candidate: PlacedLocation, trigger: Hit) -> bool:
        """'2,500 soldiers stationed in Iraq': the word of presence is nearer than the trigger."""
        to_trigger = _distance(candidate.first, candidate.last, trigger.first, trigger.last)
        return any(_distance(candidate.first, candidate.last, p, p + 1) < min(to_trigger, 12) for p in self._presence)

    def _is_walled(self, candidate: PlacedLocation, trigger: Hit) -> bool:
        if candidate.last <= trigger.first:
            return True
        low, high = sorted(((candidate.first, candidate.last), (trigger.first, trigger.last)))
        return any(norm in _STOPS for norm in self._tokens.norm[low[1] : high[0]])

    def _cost(self, trigger: Hit, first: int, last: int, before: float = _BEFORE_COST) -> float:
        if first >= trigger.last:
            low, high, cost = trigger.last, first, 0.0
        elif last <= trigger.first:
            low, high, cost = last, trigger.first, before
        else:
            return 0.0
        between = self._tokens.norm[low:high]
        cost += _STOP_COST * sum(norm in _STOPS for norm in between)
        cost += _COMMA_COST * sum(norm in _COMMAS for norm in between)
        rivals = bisect_left(self._rivals, high) - bisect_left(self._rivals, low)
        return cost + _RIVAL_COST * rivals + _WORD_COST * len(between)


def _distance(first: int, last: int, other_first: int, other_last: int) -> int:
    return max(other_first - last, first - other_last, 0)
