"""The hour of an event: "at 5:30 a.m. local time", "um 14 Uhr", "à 3h du matin", "0600 GMT".

An hour narrows a day to that hour in UTC where the zone is known: the text names it, or the place tells it (zones.py).
Days are the calendar days of the place, as people and coders tell them; an hour that falls on another day in UTC
leaves the day as it is, and the basis says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from functools import lru_cache

from app.extraction.lexicon import Lexicon
from app.extraction.types import When
from app.extraction.zones import at_offset, to_utc
from geodata.types import Region

_LONGEST = 60  # characters of an hour with its zone
_HOUR = timedelta(minutes=59, seconds=59)


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour told at text[start:end]; `offset` are the hours ahead of UTC, None for the time of the place."""

    start: int
    end: int
    hour: int
    offset: float | None


@lru_cache(maxsize=8)
def _patterns(lexicon: Lexicon) -> list[re.Pattern[str]]:
    words = "|".join(sorted((re.escape(w) for w, n in lexicon.numbers.items() if 1 <= n <= 12), key=len, reverse=True))
    zones = "|".join(re.escape(zone) for zone in lexicon.zones) or "(?!)"
    return [
        re.compile(pattern.replace("{n}", words) + rf"(?:\s*\(?(?P<zone>{zones})\b)?", re.IGNORECASE)
        for pattern in lexicon.clocks
    ]


def find_clocks(text: str, lexicon: Lexicon, first: int = 0, last: int | None = None) -> list[Clock]:
    """All hours that begin in text[first:last], in order; of two that overlap the first pattern's."""
    found: list[Clock] = []
    last = len(text) if last is None else last
    for pattern in _patterns(lexicon):
        for match in pattern.finditer(text, first, last + _LONGEST):
            clock = _read(match, lexicon) if match.start() < last else None
            if clock is not None and not any(c.start < clock.end and clock.start < c.end for c in found):
                found.append(clock)
    return sorted(found, key=lambda clock: clock.start)


def _read(match: re.Match[str], lexicon: Lexicon) -> Clock | None:
    said = match["h"].casefold()
    hour = int(said) if said.isdecimal() else lexicon.numbers.get(said)
    half = (match.groupdict().get("half") or "").casefold()
    if hour is None or hour > 24 or (half and hour > 12):
        return None
    if any(half.startswith(mark) for mark in lexicon.afternoon) and half:
        hour = hour % 12 + 12
    elif any(half.startswith(mark) for mark in lexicon.morning) and half:
        hour %= 12
    zone = match["zone"]
    offset = lexicon.zones.get(zone.casefold()) if zone else None
    return Clock(match.start(), match.end(), hour % 24, offset)


def narrow(when: When, clocks: Sequence[Clock], country: str | None, region: Region | None, text: str) -> When:
    """`when` cut to the hour of the first of the clocks, if it is a day and the zone is known."""
    if not clocks or when.precision != "day" or when.earliest is None or when.latest is None:
        return when
    clock, day = clocks[0], when.earliest.date()
    if when.latest.date() != day:
        return when
    local = datetime.combine(day, time(clock.hour))
    found: tuple[datetime, str] | None = None
    if clock.offset is not None:
        found = at_offset(local, clock.offset), ""
    elif region is not None:
        found = to_utc(local, country, region.point, region.radius_km)
    if found is None:
        return when
    begin, zone = found
    words = f'{when.basis}; "{text[clock.start : clock.end].strip()}"{f" in {zone}" if zone else ""}'
    if begin.date() != day:
        return replace(when, basis=f"{words} is {begin:%Y-%m-%d %H:%M} UTC; the day of the place is kept")
    return replace(when, earliest=begin, latest=begin + _HOUR, precision="hour", basis=words)
