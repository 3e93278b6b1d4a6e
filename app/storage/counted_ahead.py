"""What `event_cells` knows of a tile: everything, a type, or at low zooms the months of a window.

What it cannot tell is left to be counted now: events at the ends of a window, and duplicates of events that are not
asked for.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Integer, Select, Text, all_, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY, TSTZRANGE

from app.models import Event, EventCell
from app.models.event_cell import ANY_SUBTYPE, ANY_TIME, MONTHLY, SPLIT, WORLD
from app.storage.conditions import TIMESTAMPTZ, Condition, conditions_apart
from app.storage.event_filter import EventFilter, Window
from app.storage.tile_address import CELLS_ZOOM, FINEST, Tile

LEVELS = {0: 4, 1: 6, 2: 6, 3: 7, 4: 8, 5: 10, 6: 10}  # zoom -> level that a tile's cells are summed from
FIRST_MONTH, END_MONTH = ANY_TIME + 1, 12 * 10_000  # no event begins in the first, nor in the last
LOWER = func.lower(Event.occurred)
# The ends of an event as the index has them that its conditions ask for.
INTERVAL, DATES = (LOWER, func.upper(Event.occurred)), (Event.date_from, Event.date_to)
ALWAYS, NEVER = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class Uncounted(NamedTuple):
    """Events that are counted now: their conditions, and their ends as columns."""

    where: list[Condition]
    ends: tuple[Any, Any] = INTERVAL


def is_counted_ahead(wanted: EventFilter, tile: Tile) -> bool:
    """Is most of what is wanted known?"""
    if tile.z not in LEVELS:
        return False
    if wanted == EventFilter(types=wanted.types):
        return True
    return LEVELS[tile.z] in MONTHLY and wanted == EventFilter(window=wanted.window)


def values_ahead(wanted: EventFilter, tile: Tile) -> dict[str, Any]:
    """What the query is told beside the values of the filter."""
    values = _cells(tile, LEVELS[tile.z])
    if wanted.types and tells_subtypes(tile):
        values |= {f"split_{name}": value for name, value in _cells(tile, SPLIT).items()}
    return values | (_times(wanted.window) if wanted.window else {})


def tells_subtypes(tile: Tile) -> bool:
    """Is the level that tells them apart fine enough for the tile?"""
    return tile.z + CELLS_ZOOM <= SPLIT


def counted_ahead(wanted: EventFilter, *, with_subtypes: bool) -> list[Select[Any]]:
    """Alternatives of place, type, n, first, last. A type that is asked for may be a subtype of others."""
    all_subtypes = EventCell.subtype == ANY_SUBTYPE
    if wanted.window:
        return [_known(EventCell.month == any_(_months()), all_subtypes)]
    whole_time = EventCell.month == ANY_TIME
    if not wanted.types:
        return [_known(whole_time, all_subtypes)]
    asked = bindparam("types", list(wanted.types), ARRAY(Text))
    of_type = _known(whole_time, all_subtypes, EventCell.type == any_(asked))
    if not with_subtypes:
        return [of_type]
    return [of_type, _known(whole_time, *_is_subtype(EventCell, asked), prefix="split_")]


def left_to_count(wanted: EventFilter, *, with_subtypes: bool) -> list[Uncounted]:
    """What is not told by `counted_ahead`."""
    if wanted == EventFilter():
        return []
    hidden = [Uncounted(where) for where in conditions_apart(wanted)[1:]]
    is_shown = Event.duplicate_of.is_(None)
    if wanted.types and not with_subtypes:
        asked = bindparam("types", list(wanted.types), ARRAY(Text))
        return [Uncounted([is_shown, *_is_subtype(Event, asked)]), *hidden]
    if not wanted.window:
        return hidden
    start, whole_from, whole_until, end = (
        bindparam(name, type_=TIMESTAMPTZ) for name in ("start", "whole_from", "whole_until", "end")
    )
    at_start = Event.occurred.op("&&", is_comparison=True)(func.tstzrange(start, start, "[]", type_=TSTZRANGE))
    lasting = Uncounted([is_shown, at_start, LOWER.is_distinct_from(start)])
    began = Event.date_from
    before = Uncounted([is_shown, began >= start, began < whole_from], DATES)
    after = Uncounted([is_shown, began >= whole_until, began <= end], DATES)
    return [lasting, before, after, *hidden]


def _known(*where: Condition, prefix: str = "") -> Select[Any]:
    """Counts of the tile's cells; `prefix` is that of the values that tell which level they are of."""
    cell, low, high = EventCell.cell, *(bindparam(f"{prefix}{name}", type_=BigInteger) for name in ("low", "high"))
    place = (cell - low).op(">>")(bindparam(f"{prefix}merged", type_=Integer)).label("place")
    level = EventCell.level == bindparam(f"{prefix}level", type_=Integer)
    return select(place, EventCell.type, EventCell.events.label("n"), EventCell.first, EventCell.last).where(
        level, cell >= low, cell < high, EventCell.events > 0, *where
    )


def _is_subtype(table: Any, asked: Any) -> tuple[Condition, Condition]:
    return table.subtype == any_(asked), table.type != all_(asked)


def _months() -> Any:
    """The whole months of the window in which anything began: one by one, each is a short range of the index."""
    dated = EventCell.level == WORLD, EventCell.month > ANY_TIME
    first, last = (select(end(EventCell.month)).where(*dated).scalar_subquery() for end in (func.min, func.max))
    first_month, end_month = (bindparam(name, type_=Integer) for name in ("first_month", "end_month"))
    listed = func.generate_series(func.greatest(first, first_month), func.least(last, end_month - 1))
    return func.array(select(listed).scalar_subquery())


def _cells(tile: Tile, level: int) -> dict[str, Any]:
    """Which cells of a level lie in the tile, and how far they are merged to those it shows."""
    (low, high), finer = tile.keys(), 2 * (FINEST - level)
    return {"level": level, "low": low >> finer, "high": high >> finer, "merged": 2 * (level - tile.z - CELLS_ZOOM)}


def _times(window: Window) -> dict[str, Any]:
    """The whole months of a window, and the times at its ends that are none."""
    start, (first, end) = window.earliest or ALWAYS, _whole_months(window)
    whole_from = ALWAYS if first == FIRST_MONTH else _begin(first)
    whole_until = NEVER if end == END_MONTH else _begin(end)
    if first >= end:  # none is whole: all that began in the window is left to count
        whole_from = whole_until = start
    whole = {"first_month": first, "end_month": end, "whole_from": whole_from, "whole_until": whole_until}
    return whole | {"start": start, "end": window.latest or NEVER}


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
