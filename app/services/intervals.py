"""Time windows as people and OGC clients write them: days, RFC 3339 instants, open ends, durations."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta

from app.errors import InvalidParameter
from app.instants import TICK, is_day, parse_moment
from app.storage.event_filter import Window

EXAMPLE = "2024-01-01/2024-01-31"

_DURATION = re.compile(
    r"P(?=[\dT])(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?"
    r"(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?"
)
# GDAL (seen in 3.12) writes a day of a filter with the T of a time that does not follow: 2023-01-01T/..
_GDALS_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})T(?=/|$)")


def parse_window(text: str, parameter: str = "datetime") -> Window | None:
    """`a`, `a/b`, `a/..`, `../b`, `a/P2D`, `P2D/b`; None where both ends are open."""
    try:
        window = _parse(_GDALS_DAY.sub(r"\1", text.strip()))
    except (ValueError, OverflowError) as error:
        raise InvalidParameter(parameter, f"cannot read {text[:80]!r} as a time or interval", EXAMPLE) from error
    return _checked(window, parameter, EXAMPLE)


def parse_ends(earliest: str | None, latest: str | None) -> Window | None:
    """The window of `from` and `to`, each a day, an instant or `..`."""
    ends = []
    for parameter, text, index in (("from", earliest, 0), ("to", latest, 1)):
        try:
            ends.append(None if text in (None, "..") else parse_moment(text.strip())[index])
        except (ValueError, OverflowError) as error:
            raise InvalidParameter(parameter, f"cannot read {text[:80]!r} as a day or instant", "2024-01-31") from error
    return _checked(Window(*ends), "to", "2024-01-31")


def _parse(text: str) -> Window:
    begin, slash, end = text.partition("/")
    if not slash:
        return Window(*parse_moment(begin))
    if begin.startswith("P"):
        last = parse_moment(end)[1]
        # A day is whole: two days that end with the 31st begin with the 30th.
        return Window(_shift(last + TICK, begin, -1) if is_day(end) else _shift(last, begin, -1), last)
    earliest = None if begin in ("", "..") else parse_moment(begin)[0]
    if end.startswith("P"):
        if earliest is None:
            raise ValueError(text)
        latest = _shift(earliest, end, 1)
        return Window(earliest, latest - TICK if is_day(begin) and latest > earliest else latest)
    return Window(earliest, None if end in ("", "..") else parse_moment(end)[1])


def _shift(moment: datetime, duration: str, sign: int) -> datetime:
    parts = _DURATION.fullmatch(duration)
    if not parts:
        raise ValueError(duration)
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in parts.groups())
    index = moment.year * 12 + moment.month - 1 + sign * (years * 12 + months)
    year, month = index // 12, index % 12 + 1
    if not 1 <= year <= 9999:
        raise OverflowError(duration)
    shifted = moment.replace(year=year, month=month, day=min(moment.day, monthrange(year, month)[1]))
    return shifted + sign * timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)


def _checked(window: Window, parameter: str, example: str) -> Window | None:
    if window.earliest is None and window.latest is None:
        return None
    if window.earliest and window.latest and window.earliest > window.latest:
        raise InvalidParameter(parameter, "the interval ends before it begins", example)
    return window
