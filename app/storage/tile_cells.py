"""Counts on a grid of 16 by 16 cells a tile, by type, with the first and last day.

At low zooms they come from what was counted ahead, as far as that goes; else from an index that holds all that is
counted.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Double,
    Integer,
    Label,
    Select,
    Subquery,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.dialects.postgresql import JSONB

from app.models import Event
from app.storage.conditions import SRID, Condition, conditions_apart
from app.storage.counted_ahead import Uncounted, counted_ahead, left_to_count, tells_subtypes
from app.storage.event_filter import EventFilter
from app.storage.ready_queries import FilterForm, ReadyQuery
from app.storage.tile_address import CELLS_ZOOM, EXTENT, FINEST, Tile

DAY = "YYYY-MM-DD"


def cell_values(tile: Tile) -> dict[str, int]:
    """What the queries are told of the tile's grid."""
    shown = min(tile.z + CELLS_ZOOM, FINEST)
    shift = 2 * (FINEST - shown)
    # Below the finest zoom a tile has one cell.
    return {"shift": shift if tile.z <= FINEST else 2 * FINEST, "across": 2 ** max(0, shown - tile.z)}


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


def ready_cells_ahead(wanted: EventFilter, tile: Tile) -> ReadyQuery:
    """The same, from what was counted ahead."""
    return _ready_cells_ahead(FilterForm.of(wanted), tells_subtypes(tile))


@lru_cache(maxsize=64)
def _ready_cells(form: FilterForm, is_deep: bool) -> ReadyQuery:
    counted = [_counted_now(Uncounted(where), lies_in(is_deep)) for where in conditions_apart(form.sample)]
    return ReadyQuery(layer_of(union_all(*counted).subquery()))


@lru_cache(maxsize=64)
def _ready_cells_ahead(form: FilterForm, with_subtypes: bool) -> ReadyQuery:
    left = left_to_count(form.sample, with_subtypes=with_subtypes)
    now = [_counted_now(events, lies_in(is_deep=False)) for events in left]
    return ReadyQuery(layer_of(union_all(*counted_ahead(form.sample, with_subtypes=with_subtypes), *now).subquery()))


def placed(key: ColumnElement[int]) -> Label[int]:
    """Which of the tile's cells a key lies in."""
    cell = (key - bindparam("low_key", type_=BigInteger)).op(">>")(bindparam("shift", type_=Integer))
    return cell.label("place")


def _counted_now(events: Uncounted, here: Condition) -> Select[Any]:
    place = placed(Event.quadkey)
    date_from, date_to = events.ends
    first, last = func.min(date_from).label("first"), func.max(func.coalesce(date_to, date_from)).label("last")
    return (
        select(place, Event.type, func.count().label("n"), first, last)
        .where(here, *events.where)
        .group_by(place, Event.type)
    )


def layer_of(counted: Subquery) -> Select[Any]:
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
