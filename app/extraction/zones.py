"""The time zone of a country, where all of it keeps one time.

Countries and zones are the tz database's own table, `zone.tab`, as the package `tzdata` carries it (public domain).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from zoneinfo import ZoneInfo


@lru_cache(maxsize=1)
def _zones() -> dict[str, list[str]]:
    """ISO 3166-1 alpha-2 -> the names of its zones."""
    zones: dict[str, list[str]] = {}
    table = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            country, _, name = line.split("\t")[:3]
            zones.setdefault(country, []).append(name)
    return zones


@lru_cache(maxsize=512)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


def to_utc(local: datetime, country: str | None) -> tuple[datetime, str] | None:
    """`local` (naive) as UTC, with the name of the zone; None where the country is unknown or keeps several times."""
    names = _zones().get(country or "", [])
    if not names:
        return None
    instants = {local.replace(tzinfo=_zone(name)).astimezone(UTC) for name in names}
    return (instants.pop(), names[0]) if len(instants) == 1 else None


def at_offset(local: datetime, hours: float) -> datetime:
    """`local` (naive) as UTC, told in a zone that is so many hours ahead of it."""
    return local.replace(tzinfo=UTC) - timedelta(hours=hours)
