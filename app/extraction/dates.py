"""Time expressions of a text, each as an interval of days with its precision and the rule that it came from.

The patterns of each language stand in its file under [dates]; here is what the rules mean. A rule that needs the day of
publication says so when there is none: today's date is never assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from app.extraction.date_rules import ABSOLUTE, ANCHORED, RELATIVE, Meaning, Slots, nearest_past
from app.extraction.intervals import closing, opening
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


def find_dates(tokens: Tokens, hits: Sequence[Hit], lexicon: Lexicon, published: date | None) -> list[TimeExpression]:
    """All time expressions, in order; those with a meaning that the calendar does not know are left out."""
    found: list[TimeExpression] = []
    told: When | None = None  # the day told last, which "the day before" counts from
    for hit in hits:
        words = tokens.quote(hit.first, hit.last)
        if hit.value in ANCHORED:
            when = _count_from(told, hit.value, words, published)
        else:
            when = _interpret(hit.value, _read_slots(tokens, hit, lexicon), words, published)
        if when is not None:
            found.append(TimeExpression(hit.first, hit.last, hit.value, when))
            if when.precision in ("day", "days") and hit.value not in ANCHORED:
                told = when
    return found


def _count_from(told: When | None, rule: str, words: str, published: date | None) -> When | None:
    if told is None and rule == "day_before" and published is not None:
        told = When(opening(published), closing(published), "day", f"the publication on {published.isoformat()}")
    if told is None or told.earliest is None or told.latest is None:
        return None
    back, on = ANCHORED[rule]
    first, last = told.earliest.date() + timedelta(days=back), told.latest.date() + timedelta(days=on)
    basis = f'"{words}": {rule.replace("_", " ")}; counted from {told.basis}'
    return When(opening(first), closing(last), "day" if first == last else "days", basis)


def since(expression: TimeExpression, published: date | None) -> TimeExpression:
    """'since 7 October': from that day up to the publication."""
    when = expression.when
    latest = closing(published) if published else None
    return replace(
        expression,
        rule=LONG_SINCE if when.precision in ("month", "year") else "since",
        when=When(when.earliest, latest, "range", f"since: {when.basis}", when.needs_published or published is None),
    )


def _read_slots(tokens: Tokens, hit: Hit, lexicon: Lexicon) -> Slots:
    norms = tokens.norm[hit.first : hit.last]
    slots = Slots([], [], [], [], [], norms[0])
    for norm, following in zip(norms, [*norms[1:], ""], strict=True):
        if month := lexicon.months.get(f"{norm} {following}") or lexicon.months.get(norm):
            slots.months.append(month)
        elif norm in lexicon.weekdays:
            slots.weekdays.append(lexicon.weekdays[norm])
        elif norm in lexicon.days:
            slots.days.append(lexicon.days[norm])
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


def _interpret(rule: str, slots: Slots, words: str, published: date | None) -> When | None:
    basis = f'"{words}": {rule.replace("_", " ")}'
    if rule == "iso":
        return _iso(slots.raw, basis)
    meaning: Meaning | None
    if rule in ABSOLUTE and (slots.years or rule == "numeric"):
        meaning = ABSOLUTE[rule](slots, slots.years[0] if slots.years else 0)
    elif published is None:
        return When(None, None, "unknown", f"{basis}; needs the day of publication", needs_published=True)
    elif rule in ABSOLUTE:
        meaning = nearest_past(ABSOLUTE[rule], slots, published)
        basis += f"; the latest one up to the publication on {published.isoformat()}"
    else:
        meaning = RELATIVE[rule](slots, published)
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
