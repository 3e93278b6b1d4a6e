"""Days and instants, read and written: RFC 3339, UTC, to the microsecond."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

TICK = timedelta(microseconds=1)  # what PostgreSQL counts in
DAY_ENDS = time(23, 59, 59)

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# A "+" of an offset arrives as a space where nobody escaped it.
_INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(\.\d{1,6})?\d*([Zz]|[+\- ]\d{2}:?\d{2})?", re.ASCII)


def is_day(text: str) -> bool:
    """Does it look like a date without a time?"""
    return bool(_DAY.fullmatch(text))


def parse_moment(text: str) -> tuple[datetime, datetime]:
    """First and last instant of a day, or one instant twice. Raises ValueError or OverflowError."""
    if is_day(text):
        begin = datetime.combine(date.fromisoformat(text), time.min, UTC)
        return begin, datetime.combine(begin.date(), time.max, UTC)
    parts = _INSTANT.fullmatch(text)
    if not parts:
        raise ValueError(text)
    day, clock, fraction, zone = parts.groups()
    if clock.endswith(":60"):  # a leap second, which datetime does not know
        clock = f"{clock[:-2]}59"
    offset = (zone or "Z").upper().replace(" ", "+")
    instant = (datetime.fromisoformat(f"{day}T{clock}{offset}") + timedelta(seconds=float(fraction or 0))).astimezone(
        UTC
    )
    return instant, instant


def this_second() -> datetime:
    """Now, without a fraction: GDAL rounds to milliseconds, and pandas cannot read those that make a whole second."""
    return datetime.now(UTC).replace(microsecond=0)


def instant_text(instant: datetime) -> str:
    """'2023-11-21T06:30:00Z', with a fraction only where there is one."""
    utc = instant if instant.tzinfo is UTC else instant.astimezone(UTC)
    return utc.isoformat().removesuffix("+00:00") + "Z"


@lru_cache(maxsize=16_384)
def interval_texts(earliest: datetime | None, latest: datetime | None) -> tuple[str | None, str | None]:
    """Both ends as dates when the interval is made of whole UTC days, else both as instants."""
    earliest, latest = (end and end.astimezone(UTC) for end in (earliest, latest))
    starts_a_day = earliest is None or earliest.time() == time.min
    ends_a_day = latest is None or latest.time() >= DAY_ENDS
    if starts_a_day and ends_a_day:
        return earliest and earliest.date().isoformat(), latest and latest.date().isoformat()
    return earliest and instant_text(earliest), latest and instant_text(latest)
