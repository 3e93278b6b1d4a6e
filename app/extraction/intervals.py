"""Arithmetic with calendar intervals: whole days, months and years, and the weekdays around a date. All in UTC."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

_FIRST_SECOND = time(0, 0, 0, tzinfo=UTC)
_LAST_SECOND = time(23, 59, 59, tzinfo=UTC)

Interval = tuple[date, date]


def opening(day: date) -> datetime:
    return datetime.combine(day, _FIRST_SECOND)


def closing(day: date) -> datetime:
    return datetime.combine(day, _LAST_SECOND)


def month(year: int, number: int) -> Interval:
    return date(year, number, 1), date(year, number, monthrange(year, number)[1])


def weekday_on_or_before(day: date, weekday: int) -> date:
    """Monday is 0. News of Wednesday that says "Tuesday" means yesterday, "Wednesday" today, "Thursday" last week."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def weekday_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def month_before(day: date, count: int = 1) -> Interval:
    index = day.year * 12 + day.month - 1 - count
    return month(index // 12, index % 12 + 1)


def back_by_months(day: date, count: int) -> date:
    """The same day of an earlier month, or that month's last day."""
    first, last = month_before(day, count)
    return first.replace(day=min(day.day, last.day))


def valid_date(year: int, number: int, day: int) -> date | None:
    if not (1 <= year <= 9999 and 1 <= number <= 12 and 1 <= day <= monthrange(year, number)[1]):
        return None
    return date(year, number, day)


def months(year: int, first: int, last: int) -> Interval:
    """From the first day of one month to the last day of another."""
    return month(year, first)[0], month(year, last)[1]


def part_of_month(year: int, number: int, part: str) -> Interval:
    """Early is the first ten days, mid the 11th to the 20th, late the rest; a half ends or begins with the 15th."""
    first, last = month(year, number)
    bounds = {
        "early": (1, 10),
        "mid": (11, 20),
        "late": (21, last.day),
        "first half": (1, 15),
        "second half": (15, last.day),
    }
    low, high = bounds[part]
    return first.replace(day=low), first.replace(day=high)
