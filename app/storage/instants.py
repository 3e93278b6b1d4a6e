"""Instants as answers show them: a day as a date, anything finer as an RFC 3339 instant."""

from __future__ import annotations

from datetime import UTC, datetime, time

DAY_ENDS = time(23, 59, 59)


def instant_text(instant: datetime) -> str:
    """'2023-11-21T06:30:00Z', with a fraction only where there is one."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")


def interval_texts(earliest: datetime | None, latest: datetime | None) -> tuple[str | None, str | None]:
    """Both ends as dates when the interval is made of whole UTC days, else both as instants."""
    earliest, latest = (end and end.astimezone(UTC) for end in (earliest, latest))
    starts_a_day = earliest is None or earliest.time() == time.min
    ends_a_day = latest is None or latest.time() >= DAY_ENDS
    if starts_a_day and ends_a_day:
        return earliest and earliest.date().isoformat(), latest and latest.date().isoformat()
    return earliest and instant_text(earliest), latest and instant_text(latest)
