"""Counts on a grid of 32 by 32 cells a tile, by type, with the first and last day.

At low zooms they come from `event_cells`, which is counted ahead, where the filter asks for types at most; else from an
index that holds all that is counted.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    Double,
    Integer,
    Select,
    Subquery,
    Text,
    and_,
    any_,
    bindparam,
    cast,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from app.models import Event, EventCell
from app.storage.conditions import SRID, Condition, conditions_apart
from app.storage.event_filter import EventFilter
from app.storage.ready_queries import FilterForm, ReadyQuery
from app.storage.tile_address import EXTENT, FINEST, Tile

CELLS_ZOOM = 5  # a tile has 2**5 by 2**5 cells
AHEAD = {0: 7, 1: 7, 2: 7, 3: 9, 4: 9, 5: 11, 6: 11}  # zoom -> level of `event_cells` that its cells are summed from
DAY = "YYYY-MM-DD"


def is_counted_ahead(wanted: EventFilter, tile: Tile) -> bool:
    """Is what is wanted known from `event_cells`?"""
    return tile.z in AHEAD and wanted == EventFilter(types=wanted.types)


def cell_values(tile: Tile) -> dict[str, int]:
    """What the queries are told of the tile's grid."""
    shown = min(tile.z + CELLS_ZOOM, FINEST)
    shift = 2 * (FINEST - shown)
    # Below the finest zoom a tile has one cell.
    values = {"shift": shift if tile.z <= FINEST else 2 * FINEST, "across": 2 ** max(0, shown - tile.z)}
    if tile.z in AHEAD:
        level, (low, high) = AHEAD[tile.z], tile.keys()
        finer = 2 * (FINEST - level)
        values |= {"level": level, "low_cell": low >> finer, "high_cell": high >> finer, "merged": shift - finer}
    return values


def lies_in(is_deep: bool) -> Condition:
    """Does the event's point lie in the tile? Deep ones are smaller than what a quadkey tells."""
    below = Event.quadkey < bindparam("high_key", type_=BigInteger)
    there = and_(Event.quadkey >= bindparam("low_key", type_=BigInteger), below)
    if not is_deep:
        return there
    sides = [bindparam(name, type_=Double) for name in ("west", "south", "east", "north")]
    return and_(there, Event.point.op("&&", is_comparison=True)(func.ST_MakeEnvelope(*sides, SRID)))


def ready_cells(wanted: EventFilter, tile: Tile) -> ReadyQuery:
    """How many events there are, and the layer; counted now."""
    return _ready_cells(FilterForm.of(wanted), tile.z > FINEST)


def ready_cells_ahead(wanted: EventFilter) -> ReadyQuery:
    """The same, from what was counted ahead."""
    return _ready_cells_ahead(FilterForm.of(wanted))


@lru_cache(maxsize=64)
def _ready_cells(form: FilterForm, is_deep: bool) -> ReadyQuery:
    counted = [_counted_now(lies_in(is_deep), *where) for where in conditions_apart(form.sample)]
    return ReadyQuery(_layer(union_all(*counted).subquery()))


@lru_cache(maxsize=64)
def _ready_cells_ahead(form: FilterForm) -> ReadyQuery:
    counted = _counted_ahead(form.sample)
    if form.sample.types:  # a duplicate counts where the event that stands for it is of another type
        _, hidden = conditions_apart(form.sample)
        counted = union_all(counted, _counted_now(lies_in(is_deep=False), *hidden))
    return ReadyQuery(_layer(counted.subquery()))


def _counted_now(*where: Condition) -> Select[Any]:
    place = (Event.quadkey - bindparam("low_key", type_=BigInteger)).op(">>")(bindparam("shift", type_=Integer))
    # The ends of the interval, since the index holds that and not the dates.
    date_from, date_to = func.lower(Event.occurred), func.upper(Event.occurred)
    first, last = func.min(date_from).label("first"), func.max(func.coalesce(date_to, date_from)).label("last")
    return (
        select(place.label("place"), Event.type, func.count().label("n"), first, last)
        .where(*where)
        .group_by(place, Event.type)
    )


def _counted_ahead(wanted: EventFilter) -> Select[Any]:
    cell, low, high = EventCell.cell, *(bindparam(name, type_=BigInteger) for name in ("low_cell", "high_cell"))
    place = (cell - low).op(">>")(bindparam("merged", type_=Integer)).label("place")
    columns = place, EventCell.type, EventCell.events.label("n"), EventCell.first, EventCell.last
    where = [EventCell.level == bindparam("level", type_=Integer), cell >= low, cell < high, EventCell.events > 0]
    if wanted.types:
        asked = any_(bindparam("types", list(wanted.types), ARRAY(Text)))
        where.append(or_(EventCell.type == asked, EventCell.subtype == asked))
    return select(*columns).where(*where)


def _layer(counted: Subquery) -> Select[Any]:
    """`counted` has place, type, n, first and last."""
    by_type = (
        select(
            counted.c.place,
            counted.c.type,
            func.sum(counted.c.n).label("n"),
            func.min(counted.c.first).label("first"),
            func.max(counted.c.last).label("last"),
        )
        .group_by(counted.c.place, counted.c.type)
        .subquery()
    )
    place, size = by_type.c.place, cast(EXTENT, Double) / bindparam("across", type_=Double)
    middle = [(func.tile_column(bits) + 0.5) * size for bits in (place, place.op(">>")(literal(1, Integer)))]
    cells = (
        select(
            cast(func.sum(by_type.c.n), Integer).label("count"),
            func.to_char(func.min(by_type.c.first), DAY).label("date_from"),
            func.to_char(func.max(by_type.c.last), DAY).label("date_to"),
            cast(func.jsonb_object_agg(by_type.c.type, cast(by_type.c.n, Integer)), JSONB).label("types"),
            func.ST_MakePoint(*middle).label("geom"),
        )
        .group_by(place)
        .subquery("cells")
    )
    total = cast(func.coalesce(func.sum(cells.c.count), 0), BigInteger)
    layer = func.ST_AsMVT(cells.table_valued(), cast("cells", Text), EXTENT, "geom")
    return select(total, layer).select_from(cells)
