"""Days as data sets write them, and the intervals that their precision codes make of them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from app.importers.rows import UnusableRow

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?:[T ].*)?")
_DAY_NAMED = re.compile(r"(\d{1,2})[\s-]([A-Za-z]{3,9})\.?[\s,-]+(\d{4}|\d{2})")
_NAMED_DAY = re.compile(r"([A-Za-z]{3,9})\.?\s(\d{1,2}),?\s(\d{4})(?:[T ].*)?")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

Interval = tuple[datetime, datetime]


def day_of(value: object, *, day_first: bool = True) -> date:
    """The day; raises `UnusableRow`. 'day_first' decides 03/04/2022, which only its author can."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _read_day(str(value).strip(), day_first)


@lru_cache(maxsize=65_536)
def _read_day(text: str, day_first: bool) -> date:
    try:
        if match := _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
            year, month, day = map(int, match.groups()[:3])
        elif match := _NUMERIC.fullmatch(text):
            first, second, year = map(int, match.groups())
            day, month = (first, second) if day_first else (second, first)
            if month > 12 >= day:
                day, month = month, day
        elif match := _DAY_NAMED.fullmatch(text):
            day, month, year = int(match[1]), _month(match[2]), int(match[3])
        elif match := _NAMED_DAY.fullmatch(text):
            day, month, year = int(match[2]), _month(match[1]), int(match[3])
        else:
            raise ValueError
        return date(year + 2000 if year < 100 else year, month, day)
    except ValueError:
        raise UnusableRow(f"{text[:40]!r} is no date that can be read; write 2022-06-30") from None


def _month(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


@lru_cache(maxsize=65_536)
def whole_days(first: date, last: date) -> Interval:
    """From the first instant of one day to the last of another, UTC."""
    if last < first:
        raise UnusableRow(f"the event ends on {last}, before it begins on {first}")
    return datetime.combine(first, time.min, UTC), datetime.combine(last, time.max, UTC)


def week_around(day: date) -> Interval:
    """Seven days with this one in the middle, which is the day that ACLED gives for "some time in the week"."""
    return whole_days(day - timedelta(days=3), day + timedelta(days=3))


def month_of(day: date) -> Interval:
    """The calendar month."""
    return whole_days(day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1]))
