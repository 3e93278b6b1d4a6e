"""Whether two locations of one article can be the same place."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from geodata.types import GeoParse, Kind, Location

_EARTH_KM = 6371.0
_SLACK_KM = 5.0  # two names for parts of one town
_INSIDE = 1.25  # radii are bounds, so a place just over the edge still counts as inside
_WHOLE_COUNTRY = frozenset({Kind.COUNTRY, Kind.CONTINENT})


def may_be_one_place(parse: GeoParse, one: int, other: int) -> bool:
    """Regions that overlap within one country; unplaced locations may be anywhere."""
    if one == other:
        return True
    a, b = parse.locations[one], parse.locations[other]
    if a.region is None or b.region is None:
        return True
    countries = country_of(parse, a), country_of(parse, b)
    if None not in countries and countries[0] != countries[1]:
        return False
    if _are_two_units(parse, a, b):
        return False
    if None not in countries and (is_whole_country(parse, a) or is_whole_country(parse, b)):
        return True
    return distance_km(a.region.point, b.region.point) <= a.region.radius_km + b.region.radius_km + _SLACK_KM


def _are_two_units(parse: GeoParse, one: Location, other: Location) -> bool:
    """Provinces side by side overlap as circles, and so does one with a town of the other."""
    units = _unit_of(parse, one), _unit_of(parse, other)
    return None not in units and units[0] != units[1]


def _unit_of(parse: GeoParse, location: Location) -> tuple[str | None, str] | None:
    """The first-order unit that holds the location; None where it may reach beyond one."""
    place = parse.mentions[location.mentions[-1]].place if location.mentions else None
    if location.relation not in ("in", "part") or place is None or place.admin1 is None:
        return None
    return place.country, place.admin1


def is_more_precise(parse: GeoParse, one: int, other: int) -> bool:
    """Whether `one` is a smaller place inside `other`; another town of the same size is no refinement."""
    a, b = parse.locations[one].region, parse.locations[other].region
    if a is None or b is None:
        return a is not None
    if _is_anchor(parse, one, other):
        return False
    inside = distance_km(a.point, b.point) + a.radius_km <= _INSIDE * b.radius_km
    return inside and a.radius_km < 0.8 * b.radius_km


def _is_anchor(parse: GeoParse, one: int, other: int) -> bool:
    """Whether `one` merely names the place that `other` is told from: "Baghdad" says less than "south of Baghdad"."""
    a, b = parse.locations[one], parse.locations[other]
    if a.relation != "in" or b.relation == "in" or not a.mentions:
        return False
    place = parse.mentions[a.mentions[-1]].place
    return place is not None and any(
        (anchor := parse.mentions[i].place) is not None and anchor.id == place.id for i in b.mentions
    )


def country_of(parse: GeoParse, location: Location) -> str | None:
    """The country that all anchors of the expression lie in; None where they differ or have none."""
    countries = {place.country for i in location.mentions if (place := parse.mentions[i].place) is not None}
    return countries.pop() if len(countries) == 1 else None


def is_whole_country(parse: GeoParse, location: Location) -> bool:
    places = [parse.mentions[i].place for i in location.mentions]
    return location.relation == "in" and all(p is not None and p.kind in _WHOLE_COUNTRY for p in places)


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great circle; exact enough for radii that are guesses themselves."""
    lon1, lat1, lon2, lat2 = map(radians, (*one, *other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(chord, 1.0)))
