"""What `event_cells` knows of a tile: everything, a type, or at the lowest zooms the months of a window.

What it cannot tell is left to be counted now: events at the ends of a window, and duplicates of events that are not
asked for.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, Text, all_, any_, bindparam, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE

from app.models import Event, EventCell
from app.models.event_cell import ANY_SUBTYPE, ANY_TIME, MONTHLY
from app.storage.conditions import TIMESTAMPTZ, Condition, conditions_apart
from app.storage.event_filter import EventFilter, Window
from app.storage.tile_address import CELLS_ZOOM, FINEST, Tile

LEVELS = {0: 5, 1: 7, 2: 7, 3: 9, 4: 9, 5: 11, 6: 11}  # zoom -> level that a tile's cells are summed from
FIRST_MONTH, END_MONTH = ANY_TIME + 1, 12 * 10_000  # no event begins in the first, nor in the last
ALWAYS, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


def is_counted_ahead(wanted: EventFilter, tile: Tile) -> bool:
    """Is most of what is wanted known?"""
    if tile.z not in LEVELS:
        return False
    if wanted == EventFilter(types=wanted.types):
        return True
    return LEVELS[tile.z] in MONTHLY and wanted == EventFilter(window=wanted.window) and _has_months(wanted.window)


def values_ahead(wanted: EventFilter, tile: Tile) -> dict[str, Any]:
    """What the query is told beside the values of the filter."""
    level, (low, high) = LEVELS[tile.z], tile.keys()
    finer = 2 * (FINEST - level)
    merged = 2 * (level - tile.z - CELLS_ZOOM)
    values = {"level": level, "low_cell": low >> finer, "high_cell": high >> finer, "merged": merged}
    if not wanted.window:
        return values
    first, end = _whole_months(wanted.window)
    whole_until = NEVER if end == END_MONTH else _begin(end)
    times = {
        "start": wanted.window.earliest or ALWAYS,
        "whole_from": ALWAYS if first == FIRST_MONTH else _begin(first),
        "whole_until": whole_until,
        "end": max(wanted.window.latest or NEVER, whole_until),
    }
    return values | times | {"first_month": first, "end_month": end}


def counted_ahead(wanted: EventFilter) -> list[Select[Any]]:
    """Alternatives of place, type, n, first, last."""
    cell, low, high = EventCell.cell, *(bindparam(name, type_=BigInteger) for name in ("low_cell", "high_cell"))
    place = (cell - low).op(">>")(bindparam("merged", type_=Integer)).label("place")
    columns = place, EventCell.type, EventCell.events.label("n"), EventCell.first, EventCell.last
    where = [EventCell.level == bindparam("level", type_=Integer), cell >= low, cell < high, EventCell.events > 0]
    if wanted.window:
        where += [EventCell.month >= bindparam("first_month", type_=Integer)]
        where += [EventCell.month < bindparam("end_month", type_=Integer)]
    else:
        where.append(EventCell.month == ANY_TIME)
    all_subtypes = EventCell.subtype == ANY_SUBTYPE
    if not wanted.types:
        return [select(*columns).where(*where, all_subtypes)]
    asked = bindparam("types", list(wanted.types), ARRAY(Text))
    of_subtype = [EventCell.subtype == any_(asked), EventCell.type != all_(asked)]
    alternatives = [all_subtypes, EventCell.type == any_(asked)], of_subtype
    return [select(*columns).where(*where, *alternative) for alternative in alternatives]


def left_to_count(wanted: EventFilter) -> list[list[Condition]]:
    """The conditions of what is not told by `counted_ahead`."""
    if wanted == EventFilter():
        return []
    shown, *hidden = conditions_apart(wanted)
    if not wanted.window:
        return hidden
    start, whole_from, whole_until, end = (
        bindparam(name, type_=TIMESTAMPTZ) for name in ("start", "whole_from", "whole_until", "end")
    )
    began = func.lower(Event.occurred)
    # What lasts into the whole months began before them, like all that happened only before.
    before = [_meets(start, whole_from), or_(began < whole_from, began.is_(None))]
    after = [_meets(whole_until, end), began >= whole_until]
    return [[*shown, *before], [*shown, *after], *hidden]


def _meets(*ends: Any) -> Condition:
    return Event.occurred.op("&&", is_comparison=True)(func.tstzrange(*ends, "[]", type_=TSTZRANGE))


def _has_months(window: Window | None) -> bool:
    if window is None:
        return False
    first, end = _whole_months(window)
    return first < end


def _whole_months(window: Window) -> tuple[int, int]:
    """The first month that lies wholly in the window, and the first behind those that do."""
    first, end = FIRST_MONTH, END_MONTH
    if window.earliest:
        first = _month(window.earliest) + (window.earliest > _begin(_month(window.earliest)))
    if window.latest:
        day = window.latest.date()
        is_whole = window.latest.time() == time.max and day.day == monthrange(day.year, day.month)[1]
        end = _month(window.latest) + is_whole
    return first, end


def _month(moment: datetime) -> int:
    """In months since the year 0."""
    return 12 * moment.year + moment.month - 1


def _begin(month: int) -> datetime:
    return datetime(month // 12, month % 12 + 1, 1, tzinfo=UTC)
