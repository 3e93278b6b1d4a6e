"""Vector tiles: regions generalised by zoom where they can be told apart, counts on a grid where they cannot.

Layer `events` has a shape an event. A tile that more than `MOST_REGIONS` events lie in has a layer `cells` instead:
points with `count`, a number for each type, and the first and last day. Every event lies where its point is, so it
counts in one tile of a zoom.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Connection,
    Double,
    Integer,
    any_,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy import bindparam as bind

from app.models import Event
from app.models.tile_columns import CUT_OFF
from app.storage.conditions import SRID, conditions, conditions_apart
from app.storage.counted_ahead import is_counted_ahead, values_ahead
from app.storage.event_filter import EventFilter
from app.storage.filter_values import values_of
from app.storage.ready_queries import FilterForm, ReadyQuery
from app.storage.tile_address import BUFFER, EXTENT, FINEST, Tile
from app.storage.tile_cells import DAY, cell_values, lies_in, ready_cells, ready_cells_ahead
from app.storage.tile_inside import count_by_point, may_count_by_point

MOST_REGIONS = 1_500  # at some 150 bytes each a tile stays under 500 KB
MERCATOR, MERCATOR_ENDS = 3857, 85.05
MOST: ColumnElement[int] = bind("most", type_=BigInteger)
NO_KEYS = cast(literal("{}"), ARRAY(BigInteger))


class Detail(StrEnum):
    """How far shapes are simplified."""

    ROUGH = "up to zoom 7"
    SIMPLIFIED = "up to zoom 10"
    EXACT = "below"

    @classmethod
    def at(cls, z: int) -> Detail:
        return cls.ROUGH if z <= 7 else cls.SIMPLIFIED if z <= 10 else cls.EXACT


SHAPES: dict[Detail, ColumnElement[Any]] = {
    Detail.ROUGH: Event.tile_rough,
    Detail.SIMPLIFIED: Event.tile_shape,
    Detail.EXACT: func.ST_Transform(literal_column(f"({CUT_OFF})"), MERCATOR),
}


def read_tile(connection: Connection, wanted: EventFilter, tile: Tile) -> bytes:
    """The tile as MVT; empty where nothing lies in it."""
    grid = tile.values() | cell_values(tile)
    if may_count_by_point(wanted, tile):
        total, cells = count_by_point(connection, wanted, tile, grid | values_of(wanted))
        if total > MOST_REGIONS:
            return cells
    if wanted.regions and not wanted.boxes:  # what lies there touches the tile, which an index can tell
        wanted = replace(wanted, boxes=(tile.box(),))
    values = grid | values_of(wanted) | {"most": MOST_REGIONS}
    is_ahead = is_counted_ahead(wanted, tile)
    if is_ahead:
        total, cells = ready_cells_ahead(wanted, tile).one(connection, values | values_ahead(wanted, tile))
        if total > MOST_REGIONS:
            return bytes(cells)
    form, is_deep = FilterForm.of(wanted), tile.z > FINEST
    (keys,) = _ready_keys(form, is_deep).one(connection, values)
    if len(keys) > MOST_REGIONS and not is_ahead:
        return bytes(ready_cells(wanted, tile).one(connection, values)[1])
    regions = _ready_regions(form, is_deep, Detail.at(tile.z))
    return bytes(regions.one(connection, values | {"keys": keys[:MOST_REGIONS]})[0] or b"")


@lru_cache(maxsize=128)
def _ready_keys(form: FilterForm, is_deep: bool) -> ReadyQuery:
    """The events that lie in the tile, as far as they can be drawn, and one more. Most filters need an index alone."""
    keys = [select(Event.id).where(lies_in(is_deep), *where) for where in conditions_apart(form.sample)]
    found = union_all(*keys).limit(MOST + 1).subquery()
    return ReadyQuery(select(func.coalesce(func.array_agg(found.c.id), NO_KEYS)))


@lru_cache(maxsize=256)
def _ready_regions(form: FilterForm, is_deep: bool, detail: Detail) -> ReadyQuery:
    """The events that lie in the tile, then those that reach into it, until it is full."""
    where, here = conditions(form.sample), lies_in(is_deep)
    touches = Event.region.op("&&", is_comparison=True)(func.ST_MakeEnvelope(*_numbers("west south east north"), SRID))
    columns = [
        Event.public_id.label("id"),
        Event.type,
        Event.date_from,
        Event.confidence,
        _drawable(SHAPES[detail]).label("shape"),
    ]
    reaching = select(*columns).where(touches, here.is_not(True), *where)
    inside = select(*columns).where(Event.id == any_(bind("keys", type_=ARRAY(BigInteger))))
    found = union_all(inside, reaching).limit(MOST).subquery()
    envelope = func.ST_TileEnvelope(*(bind(name, type_=Integer) for name in "zxy"))
    drawn = select(
        found.c.id,
        found.c.type,
        func.to_char(found.c.date_from, DAY).label("date_from"),
        cast(func.round(found.c.confidence * 100), Integer).label("percent"),
        func.ST_AsMVTGeom(found.c.shape, envelope, EXTENT, BUFFER).label("geom"),
    ).subquery("drawn")
    # Rows whose shape comes out empty are left out by ST_AsMVT; to ask for that here would draw each shape twice.
    return ReadyQuery(select(func.ST_AsMVT(drawn.table_valued(), "events", EXTENT, "geom")).select_from(drawn))


def _drawable(shape: ColumnElement[Any]) -> ColumnElement[Any]:
    """What is smaller than a pixel is a point."""
    latitude = func.greatest(-MERCATOR_ENDS, func.least(MERCATOR_ENDS, func.ST_Y(Event.point)))
    point = func.ST_Transform(func.ST_SetSRID(func.ST_MakePoint(func.ST_X(Event.point), latitude), SRID), MERCATOR)
    return case((or_(Event.region_km2 < bind("pixel_km2", type_=Double), Event.region.is_(None)), point), else_=shape)


def _numbers(names: str) -> list[ColumnElement[float]]:
    return [bind(name, type_=Double) for name in names.split()]
