"""How sure we are of an event, from parts that can be told one by one."""

from __future__ import annotations

from geodata.types import Location

# How the location was found, from the surest to the weakest.
CLAUSE, PARAGRAPH, LEAD, FOCUS = 1.0, 0.6, 0.4, 0.25

_STRONG_TRIGGER, _WEAK_TRIGGER = 0.35, 0.2
_DATE, _DEFAULT_DATE = 0.2, 0.1
_PLACE = 0.3
_WHO = 0.05
_HOW_MANY = 0.05
_TOLD_AGAIN = 0.05


def confidence(
    *,
    strong: bool,
    dated: bool,
    default_date: bool,
    location: Location | None,
    link: float,
    actors: bool,
    counts: bool,
    sightings: int,
) -> float:
    """Between 0 and 1: trigger, date, place, and what supports them."""
    total = _STRONG_TRIGGER if strong else _WEAK_TRIGGER
    total += _DATE if dated else _DEFAULT_DATE if default_date else 0.0
    if location is not None and location.region is not None:
        total += _PLACE * link * min(max(location.confidence, 0.0), 1.0)
    total += _WHO * actors + _HOW_MANY * counts + _TOLD_AGAIN * (sightings > 1)
    return round(min(total, 1.0), 3)
