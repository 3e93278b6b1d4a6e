"""Time expressions of a text, each as an interval of days with its precision and the rule that it came from.

The patterns of each language stand in its file under [dates]; here is what the rules mean. A rule that needs the day of
publication says so when there is none: today's date is never assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from app.extraction import intervals
from app.extraction.intervals import Interval, closing, opening
from app.extraction.lexicon import Lexicon
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from app.extraction.types import When

# A night of unknown time zone, as UTC hours: from the evening of one day to the morning of the next.
_DUSK = time(18, tzinfo=UTC)
_DAWN = time(9, tzinfo=UTC)


LONG_SINCE = "long since"  # "since 2015", "since May"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """Tokens [first, last) with what they mean."""

    first: int
    last: int
    rule: str
    when: When


@dataclass(frozen=True, slots=True)
class _Slots:
    """The values inside a matched phrase, in order of appearance."""

    days: list[int]
    months: list[int]
    years: list[int]
    weekdays: list[int]
    numbers: list[int]
    raw: str


@dataclass(frozen=True, slots=True)
class _Meaning:
    """An interval and its precision; `night` spans an evening and the morning after it."""

    interval: Interval
    precision: str
    night: bool = False


def find_dates(tokens: Tokens, hits: Sequence[Hit], lexicon: Lexicon, published: date | None) -> list[TimeExpression]:
    """All time expressions, in order; those with a meaning that the calendar does not know are left out."""
    found = []
    for hit in hits:
        slots = _read_slots(tokens, hit, lexicon)
        when = _interpret(hit.value, slots, tokens.quote(hit.first, hit.last), published)
        if when is not None:
            found.append(TimeExpression(hit.first, hit.last, hit.value, when))
    return found


def since(expression: TimeExpression, published: date | None) -> TimeExpression:
    """'since 7 October': from that day up to the publication."""
    when = expression.when
    latest = closing(published) if published else None
    return replace(
        expression,
        rule=LONG_SINCE if when.precision in ("month", "year") else "since",
        when=When(when.earliest, latest, "range", f"since: {when.basis}", when.needs_published or published is None),
    )


def _read_slots(tokens: Tokens, hit: Hit, lexicon: Lexicon) -> _Slots:
    slots = _Slots([], [], [], [], [], tokens.norm[hit.first])
    for norm in tokens.norm[hit.first : hit.last]:
        if norm in lexicon.months:
            slots.months.append(lexicon.months[norm])
        elif norm in lexicon.weekdays:
            slots.weekdays.append(lexicon.weekdays[norm])
        elif norm.isdecimal():
            value = int(norm)
            slots.numbers.append(value)
            if len(norm) == 4:
                slots.years.append(value)
            elif value <= 31:
                slots.days.append(value)
        elif norm in lexicon.numbers:
            slots.numbers.append(lexicon.numbers[norm])
    return slots


def _interpret(rule: str, slots: _Slots, words: str, published: date | None) -> When | None:
    basis = f'"{words}": {rule.replace("_", " ")}'
    if rule == "iso":
        return _iso(slots.raw, basis)
    meaning: _Meaning | None
    if rule in _ABSOLUTE and (slots.years or rule == "numeric"):
        meaning = _ABSOLUTE[rule](slots, slots.years[0] if slots.years else 0)
    elif published is None:
        return When(None, None, "unknown", f"{basis}; needs the day of publication", needs_published=True)
    elif rule in _ABSOLUTE:
        meaning = _nearest_past(_ABSOLUTE[rule], slots, published)
        basis += f"; the latest one up to the publication on {published.isoformat()}"
    else:
        meaning = _RELATIVE[rule](slots, published)
        basis += f"; published {published.isoformat()}"
    if meaning is None:
        return None
    first, last = meaning.interval
    if meaning.night:
        return When(datetime.combine(first, _DUSK), datetime.combine(last, _DAWN), "days", basis)
    return When(opening(first), closing(last), meaning.precision, basis)


def _iso(raw: str, basis: str) -> When | None:
    try:
        instant = datetime.fromisoformat(raw.upper())
    except ValueError:
        return None
    if "t" not in raw:
        return When(opening(instant.date()), closing(instant.date()), "day", basis)
    instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    return When(instant, instant, "day", basis)


def _nearest_past(rule: Callable[[_Slots, int], _Meaning | None], slots: _Slots, published: date) -> _Meaning | None:
    """Try the year of publication, then the ones before; a leap day needs up to four years."""
    for year in range(published.year + 1, published.year - 5, -1):
        meaning = rule(slots, year)
        if meaning is not None and meaning.interval[0] <= published + timedelta(days=1):
            return meaning
    return None


# --- absolute rules: (slots, year) ---------------------------------------------------------------------------------


def _day(slots: _Slots, year: int) -> _Meaning | None:
    if not slots.days or not slots.months:
        return None
    day = intervals.valid_date(year, slots.months[0], slots.days[0])
    return _Meaning((day, day), "day") if day else None


def _days(slots: _Slots, year: int) -> _Meaning | None:
    """'29 and 30 November', '30 November to 2 December', across the turn of the year too."""
    if len(slots.days) < 2 or not slots.months:
        return None
    last = intervals.valid_date(year, slots.months[-1], slots.days[1])
    months = slots.months if len(slots.months) > 1 else slots.months * 2
    first = intervals.valid_date(year - (months[0] > months[1]), months[0], slots.days[0])
    if first is None or last is None or first > last:
        return None
    return _Meaning((first, last), "days")


def _numeric(slots: _Slots, _year: int) -> _Meaning | None:
    """21.11.2023 and 21/11/2023; where the middle cannot be a month it is the American order."""
    one, two, year = (int(part) for part in slots.raw.replace("/", ".").split("."))
    day = intervals.valid_date(year, two, one) or intervals.valid_date(year, one, two)
    return _Meaning((day, day), "day") if day else None


def _month(slots: _Slots, year: int) -> _Meaning | None:
    return _Meaning(intervals.month(year, slots.months[0]), "month")


def _year(_slots: _Slots, year: int) -> _Meaning | None:
    return _Meaning((date(year, 1, 1), date(year, 12, 31)), "year")


def _part(part: str) -> Callable[[_Slots, int], _Meaning | None]:
    return lambda slots, year: _Meaning(intervals.part_of_month(year, slots.months[0], part), "days")


_ABSOLUTE: dict[str, Callable[[_Slots, int], _Meaning | None]] = {
    "day_month_year": _day,
    "day_month": _day,
    "day_range": _days,
    "month_range": _days,
    "numeric": _numeric,
    "month_year": _month,
    "month": _month,
    "year": _year,
    "early_month": _part("early"),
    "mid_month": _part("mid"),
    "late_month": _part("late"),
}


# --- relative rules: (slots, published) ----------------------------------------------------------------------------


def _on(offset: int) -> Callable[[_Slots, date], _Meaning | None]:
    def rule(_slots: _Slots, published: date) -> _Meaning:
        day = published + timedelta(days=offset)
        return _Meaning((day, day), "day")

    return rule


def _weekday(slots: _Slots, published: date) -> _Meaning | None:
    day = intervals.weekday_on_or_before(published, slots.weekdays[0])
    return _Meaning((day, day), "day")


def _next_weekday(slots: _Slots, published: date) -> _Meaning | None:
    day = intervals.weekday_after(published, slots.weekdays[0])
    return _Meaning((day, day), "day")


def _weekdays(slots: _Slots, published: date) -> _Meaning | None:
    last = intervals.weekday_on_or_before(published, slots.weekdays[1])
    return _Meaning((intervals.weekday_on_or_before(last, slots.weekdays[0]), last), "days")


def _night_between(slots: _Slots, published: date) -> _Meaning | None:
    last = intervals.weekday_on_or_before(published, slots.weekdays[1])
    return _Meaning((intervals.weekday_on_or_before(last, slots.weekdays[0]), last), "days", night=True)


def _night_after(slots: _Slots, published: date) -> _Meaning | None:
    day = intervals.weekday_on_or_before(published, slots.weekdays[0])
    return _Meaning((day, day), "day")


def _night_before(slots: _Slots, published: date) -> _Meaning | None:
    day = intervals.weekday_on_or_before(published, slots.weekdays[0])
    return _Meaning((day - timedelta(days=1), day), "days", night=True)


def _last_night(_slots: _Slots, published: date) -> _Meaning | None:
    return _Meaning((published - timedelta(days=1), published), "days", night=True)


def _ago(unit: str) -> Callable[[_Slots, date], _Meaning | None]:
    """'two weeks ago' means a day give or take, not the very day."""

    def rule(slots: _Slots, published: date) -> _Meaning | None:
        count = slots.numbers[0] if slots.numbers else 1
        if count > 3000:
            return None
        if unit == "days":
            day, slack = published - timedelta(days=count), timedelta(days=count >= 7)
            return _Meaning((day - slack, day + slack), "days" if slack else "day")
        if unit == "weeks":
            middle, slack = published - timedelta(weeks=count), timedelta(days=3)
            return _Meaning((middle - slack, middle + slack), "week")
        if unit == "months":
            return _Meaning(intervals.month_before(published, count), "month")
        year = published.year - count
        return _Meaning((date(year, 1, 1), date(year, 12, 31)), "year") if year > 0 else None

    return rule


def _past(unit: str) -> Callable[[_Slots, date], _Meaning | None]:
    """'the last three days'; without a number, a handful: a week of days, six weeks, six months."""

    def rule(slots: _Slots, published: date) -> _Meaning | None:
        count = slots.numbers[0] if slots.numbers else {"hours": 24, "days": 7, "weeks": 6, "months": 6}[unit]
        if count > 3000:
            return None
        if unit == "months":
            return _Meaning((intervals.back_by_months(published, count), published), "range")
        days = {"hours": -(-count // 24), "days": count, "weeks": 7 * count}[unit]
        return _Meaning((published - timedelta(days=days), published), "days" if days <= 7 else "range")

    return rule


def _week(offset: int) -> Callable[[_Slots, date], _Meaning | None]:
    """Weeks begin on Monday; this week ends with the publication."""

    def rule(_slots: _Slots, published: date) -> _Meaning:
        monday = published - timedelta(days=published.weekday() + 7 * offset)
        return _Meaning((monday, min(monday + timedelta(days=6), published)), "week")

    return rule


def _weekend(_slots: _Slots, published: date) -> _Meaning:
    saturday = intervals.weekday_on_or_before(published, 5)
    return _Meaning((saturday, min(saturday + timedelta(days=1), published)), "days")


def _month_before(offset: int) -> Callable[[_Slots, date], _Meaning | None]:
    def rule(_slots: _Slots, published: date) -> _Meaning:
        first, last = intervals.month_before(published, offset)
        return _Meaning((first, min(last, published)), "month")

    return rule


def _year_before(offset: int) -> Callable[[_Slots, date], _Meaning | None]:
    def rule(_slots: _Slots, published: date) -> _Meaning:
        year = published.year - offset
        return _Meaning((date(year, 1, 1), min(date(year, 12, 31), published)), "year")

    return rule


_RELATIVE: dict[str, Callable[[_Slots, date], _Meaning | None]] = {
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
    "weekend": _weekend,
    "this_month": _month_before(0),
    "last_month": _month_before(1),
    "this_year": _year_before(0),
    "last_year": _year_before(1),
}
