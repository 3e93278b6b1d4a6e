"""Counts of a tile for a region that holds many events: of those whose point lies in it.

To tell whether at least half of an event's region lies in another takes its row, and a hundred thousand rows take
seconds. Half of a region lies inside where its middle does, but for crooked borders and crooked regions; which of a
grid's cells lie inside is known beforehand, and what lies in them from an index, or from what was counted ahead.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Connection, Integer, Select, and_, bindparam, func, literal, select, true, union_all
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql.selectable import TableValuedAlias
from sqlalchemy.sql.util import ClauseAdapter

from app.models import Event, EventCell
from app.models.event_cell import ANY_SUBTYPE, ANY_TIME
from app.storage.conditions import field_conditions, time_conditions
from app.storage.counted_ahead import LEVELS
from app.storage.event_filter import EventFilter, Match
from app.storage.ready_queries import FilterForm, ReadyQuery
from app.storage.region_cells import ranges_inside
from app.storage.tile_address import FINEST, Tile
from app.storage.tile_cells import layer_of, placed

KNOWN = max(LEVELS.values())
WHOLE, FINE = "whole", "fine"
FINER = literal(2 * (FINEST - KNOWN), Integer)  # bits


def may_count_by_point(wanted: EventFilter, tile: Tile) -> bool:
    """Is there a region in a tile that can tell its border, and is the rest told by the index on tiles?"""
    told = EventFilter(regions=wanted.regions, types=wanted.types, subtypes=wanted.subtypes, window=wanted.window)
    return bool(wanted.regions) and wanted == told and wanted.match is Match.LIKELY and tile.z < FINEST


def count_by_point(
    connection: Connection, wanted: EventFilter, tile: Tile, values: dict[str, Any]
) -> tuple[int, bytes]:
    """How many events there are, and the layer; `values` are those of the filter and of the tile's grid."""
    others = replace(wanted, regions=())
    for name, (low, high) in zip((WHOLE, FINE), ranges_inside(wanted.regions, tile, KNOWN), strict=True):
        values = values | {f"{name}_lows": low, f"{name}_highs": high}
    is_known = tile.z in LEVELS and others.selects_everything
    total, layer = _ready_cells(FilterForm.of(others), is_known=is_known).one(connection, values)
    return total, bytes(layer)


@lru_cache(maxsize=64)
def _ready_cells(form: FilterForm, *, is_known: bool) -> ReadyQuery:
    whole = _known() if is_known else _counted_now(form.sample, WHOLE)
    return ReadyQuery(layer_of(union_all(whole, _counted_now(form.sample, FINE)).subquery()))


def _known() -> Select[Any]:
    low, high = _ranges(WHOLE).c
    in_range = EventCell.cell >= low.op(">>")(FINER), EventCell.cell < high.op(">>")(FINER)
    everything = EventCell.level == KNOWN, EventCell.month == ANY_TIME, EventCell.subtype == ANY_SUBTYPE
    place = placed(EventCell.cell.op("<<")(FINER))
    columns = EventCell.type, EventCell.events.label("n"), EventCell.first, EventCell.last
    return select(place, *columns).where(*everything, *in_range, EventCell.events > 0)


def _counted_now(others: EventFilter, name: str) -> Select[Any]:
    ranges = _ranges(name)
    columns = Event.quadkey, Event.type, Event.subtype, Event.occurred, Event.duplicate_of
    in_range = Event.quadkey >= ranges.c.low, Event.quadkey < ranges.c.high
    # The offset keeps PostgreSQL to the index on tiles: it takes each range for a ninth of all events.
    there = select(*columns).where(*in_range).offset(0).lateral("there")
    asked = and_(Event.duplicate_of.is_(None), *time_conditions(others), *field_conditions(others))
    begun, ended = func.lower(there.c.occurred), func.upper(there.c.occurred)
    place = placed(there.c.quadkey)
    first, last = func.min(begun).label("first"), func.max(func.coalesce(ended, begun)).label("last")
    counted = select(place, there.c.type, func.count().label("n"), first, last)
    return (
        counted.select_from(ranges.join(there, true()))
        .where(ClauseAdapter(there).traverse(asked))
        .group_by(place, there.c.type)
    )


def _ranges(name: str) -> TableValuedAlias:
    ends = [bindparam(f"{name}_{side}", type_=ARRAY(BigInteger)) for side in ("lows", "highs")]
    return func.unnest(*ends).table_valued("low", "high").render_derived(name=name)
