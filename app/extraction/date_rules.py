"""What the date rules of the language files mean: values from the text to an interval of days.

Absolute rules take the slots and a year, relative ones the slots and the day of publication, anchored ones the time
that the text told before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.extraction import intervals
from app.extraction.intervals import Interval


@dataclass(frozen=True, slots=True)
class Slots:
    """The values inside a matched phrase, in order of appearance."""

    days: list[int]
    months: list[int]
    years: list[int]
    weekdays: list[int]
    numbers: list[int]
    raw: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """An interval and its precision; `night` spans an evening and the morning after it."""

    interval: Interval
    precision: str
    night: bool = False


def nearest_past(rule: Callable[[Slots, int], Meaning | None], slots: Slots, published: date) -> Meaning | None:
    """Try the year of publication, then the ones before; a leap day needs up to four years."""
    for year in range(published.year + 1, published.year - 5, -1):
        meaning = rule(slots, year)
        if meaning is not None and meaning.interval[0] <= published + timedelta(days=1):
            return meaning
    return None


def _day(slots: Slots, year: int) -> Meaning | None:
    if not slots.days or not slots.months:
        return None
    day = intervals.valid_date(year, slots.months[0], slots.days[0])
    return Meaning((day, day), "day") if day else None


def _days(slots: Slots, year: int) -> Meaning | None:
    """'29 and 30 November', '30 November to 2 December', across the turn of the year too."""
    if len(slots.days) < 2 or not slots.months:
        return None
    last = intervals.valid_date(year, slots.months[-1], slots.days[1])
    months = slots.months if len(slots.months) > 1 else slots.months * 2
    first = intervals.valid_date(year - (months[0] > months[1]), months[0], slots.days[0])
    if first is None or last is None or first > last:
        return None
    return Meaning((first, last), "days")


def _numeric(slots: Slots, _year: int) -> Meaning | None:
    """21.11.2023 and 21/11/2023; where the middle cannot be a month it is the American order."""
    one, two, year = (int(part) for part in slots.raw.replace("/", ".").split("."))
    day = intervals.valid_date(year, two, one) or intervals.valid_date(year, one, two)
    return Meaning((day, day), "day") if day else None


def _numeric_day(slots: Slots, year: int) -> Meaning | None:
    """'on 22/06'; where the second cannot be a month it is the American order."""
    one, two = slots.days[:2]
    day = intervals.valid_date(year, two, one) or intervals.valid_date(year, one, two)
    return Meaning((day, day), "day") if day else None


def _month(slots: Slots, year: int) -> Meaning | None:
    if not slots.months:
        return None
    return Meaning(intervals.month(year, slots.months[0]), "month")


def _year(_slots: Slots, year: int) -> Meaning | None:
    return Meaning((date(year, 1, 1), date(year, 12, 31)), "year")


def _part(part: str) -> Callable[[Slots, int], Meaning | None]:
    def rule(slots: Slots, year: int) -> Meaning | None:
        return Meaning(intervals.part_of_month(year, slots.months[0], part), "days") if slots.months else None

    return rule


def _night(slots: Slots, year: int) -> Meaning | None:
    """'in the night of 27 to 28 April'."""
    meaning = _days(slots, year)
    return replace(meaning, night=True) if meaning else None


def _week_of(slots: Slots, year: int) -> Meaning | None:
    """'the week of 5 June': from its Monday to its Sunday."""
    meaning = _day(slots, year)
    if meaning is None:
        return None
    monday = intervals.weekday_on_or_before(meaning.interval[0], 0)
    return Meaning((monday, monday + timedelta(days=6)), "week")


def _months(first: int, last: int) -> Callable[[Slots, int], Meaning | None]:
    """'in the third quarter of 2023', 'au premier semestre'."""
    return lambda _slots, year: Meaning(intervals.months(year, first, last), "range")


# Budgets begin between April (India, Japan, the United Kingdom) and October (United States, Thailand) of the year
# before, with the calendar year (most of Europe and Latin America), or in April of the year itself (where a year is
# named for its begin): the interval holds whichever is meant.
def _fiscal_year(slots: Slots, year: int) -> Meaning | None:
    if len(slots.numbers) > 1 and (slots.numbers[1] - year) % 100 == 1:  # 2021/22
        return Meaning((date(year, 4, 1), date(year + 1, 9, 30)), "range")
    return Meaning((date(year - 1, 4, 1), date(year + 1, 3, 31)), "range")


ABSOLUTE: dict[str, Callable[[Slots, int], Meaning | None]] = {
    "day_month_year": _day,
    "day_month": _day,
    "day_range": _days,
    "month_range": _days,
    "numeric": _numeric,
    "numeric_day": _numeric_day,
    "month_year": _month,
    "month": _month,
    "year": _year,
    "early_month": _part("early"),
    "mid_month": _part("mid"),
    "late_month": _part("late"),
    "first_half_of_month": _part("first half"),
    "second_half_of_month": _part("second half"),
    "night_of_days": _night,
    "week_of": _week_of,
    "first_quarter": _months(1, 3),
    "second_quarter": _months(4, 6),
    "third_quarter": _months(7, 9),
    "fourth_quarter": _months(10, 12),
    "first_half_year": _months(1, 6),
    "second_half_year": _months(7, 12),
    "fiscal_year": _fiscal_year,
}


def _on(offset: int) -> Callable[[Slots, date], Meaning | None]:
    def rule(_slots: Slots, published: date) -> Meaning:
        day = published + timedelta(days=offset)
        return Meaning((day, day), "day")

    return rule


def _weekday(slots: Slots, published: date) -> Meaning | None:
    day = intervals.weekday_on_or_before(published, slots.weekdays[0])
    return Meaning((day, day), "day")


def _next_weekday(slots: Slots, published: date) -> Meaning | None:
    day = intervals.weekday_after(published, slots.weekdays[0])
    return Meaning((day, day), "day")


def _weekdays(slots: Slots, published: date) -> Meaning | None:
    last = intervals.weekday_on_or_before(published, slots.weekdays[1])
    return Meaning((intervals.weekday_on_or_before(last, slots.weekdays[0]), last), "days")


def _night_between(slots: Slots, published: date) -> Meaning | None:
    last = intervals.weekday_on_or_before(published, slots.weekdays[1])
    return Meaning((intervals.weekday_on_or_before(last, slots.weekdays[0]), last), "days", night=True)


def _night_after(slots: Slots, published: date) -> Meaning | None:
    day = intervals.weekday_on_or_before(published, slots.weekdays[0])
    return Meaning((day, day), "day")


def _night_before(slots: Slots, published: date) -> Meaning | None:
    day = intervals.weekday_on_or_before(published, slots.weekdays[0])
    return Meaning((day - timedelta(days=1), day), "days", night=True)


def _last_night(_slots: Slots, published: date) -> Meaning | None:
    return Meaning((published - timedelta(days=1), published), "days", night=True)


def _ago(unit: str) -> Callable[[Slots, date], Meaning | None]:
    """'two weeks ago' means a day give or take, not the very day."""

    def rule(slots: Slots, published: date) -> Meaning | None:
        count = slots.numbers[0] if slots.numbers else 1
        if count > 3000:
            return None
        if unit == "days":
            day, slack = published - timedelta(days=count), timedelta(days=count >= 7)
            return Meaning((day - slack, day + slack), "days" if slack else "day")
        if unit == "weeks":
            middle, slack = published - timedelta(weeks=count), timedelta(days=3)
            return Meaning((middle - slack, middle + slack), "week")
        if unit == "months":
            return Meaning(intervals.month_before(published, count), "month")
        year = published.year - count
        return Meaning((date(year, 1, 1), date(year, 12, 31)), "year") if year > 0 else None

    return rule


def _past(unit: str) -> Callable[[Slots, date], Meaning | None]:
    """'the last three days'; without a number, a handful: a week of days, six weeks, six months."""

    def rule(slots: Slots, published: date) -> Meaning | None:
        count = slots.numbers[0] if slots.numbers else {"hours": 24, "days": 7, "weeks": 6, "months": 6}[unit]
        if count > 3000:
            return None
        if unit == "months":
            return Meaning((intervals.back_by_months(published, count), published), "range")
        days = {"hours": -(-count // 24), "days": count, "weeks": 7 * count}[unit]
        return Meaning((published - timedelta(days=days), published), "days" if days <= 7 else "range")

    return rule


def _week(offset: int) -> Callable[[Slots, date], Meaning | None]:
    """Weeks begin on Monday; this week ends with the publication."""

    def rule(_slots: Slots, published: date) -> Meaning:
        monday = published - timedelta(days=published.weekday() + 7 * offset)
        return Meaning((monday, min(monday + timedelta(days=6), published)), "week")

    return rule


def _weekend(weeks: int) -> Callable[[Slots, date], Meaning | None]:
    def rule(_slots: Slots, published: date) -> Meaning:
        saturday = intervals.weekday_on_or_before(published, 5) - timedelta(weeks=weeks)
        return Meaning((saturday, min(saturday + timedelta(days=1), published)), "days")

    return rule


def _month_before(offset: int) -> Callable[[Slots, date], Meaning | None]:
    def rule(_slots: Slots, published: date) -> Meaning:
        first, last = intervals.month_before(published, offset)
        return Meaning((first, min(last, published)), "month")

    return rule


def _year_before(offset: int) -> Callable[[Slots, date], Meaning | None]:
    def rule(_slots: Slots, published: date) -> Meaning:
        year = published.year - offset
        return Meaning((date(year, 1, 1), min(date(year, 12, 31), published)), "year")

    return rule


RELATIVE: dict[str, Callable[[Slots, date], Meaning | None]] = {
    "weekday": _weekday,
    "next_weekday": _next_weekday,
    "weekday_range": _weekdays,
    "night_between": _night_between,
    "night_after": _night_after,
    "night_before": _night_before,
    "today": _on(0),
    "yesterday": _on(-1),
    "before_yesterday": _on(-2),
    "tomorrow": _on(1),
    "last_night": _last_night,
    "days_ago": _ago("days"),
    "weeks_ago": _ago("weeks"),
    "months_ago": _ago("months"),
    "years_ago": _ago("years"),
    "past_hours": _past("hours"),
    "past_days": _past("days"),
    "past_weeks": _past("weeks"),
    "past_months": _past("months"),
    "this_week": _week(0),
    "last_week": _week(1),
    "weekend": _weekend(0),
    "weekend_before_last": _weekend(1),
    "this_month": _month_before(0),
    "last_month": _month_before(1),
    "this_year": _year_before(0),
    "last_year": _year_before(1),
}

# Days from the first and from the last day of the time told before: "the day before", "hours later". Where none is told
# before, "the evening before" is that before the publication.
ANCHORED: dict[str, tuple[int, int]] = {
    "same_day": (0, 0),
    "day_before": (-1, -1),
    "day_after": (1, 1),
    "hours_before": (-1, 0),
    "hours_after": (0, 1),
}
