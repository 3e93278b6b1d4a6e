"""Vector tiles: regions generalised by zoom where they can be told apart, counts on a grid where they cannot.

Layer `events` has a polygon an event. A tile with more than `MOST_REGIONS` events has a layer `cells` instead: points
with `count`, a number for each type, and the first and last day.
"""

from __future__ import annotations

from math import atan, degrees, pi, sinh
from typing import Any, NamedTuple

from sqlalchemy import Connection, Integer, Text, and_, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from app.models import Event
from app.storage.conditions import SRID, Condition, conditions
from app.storage.event_filter import EventFilter

DEEPEST_ZOOM = 22
FINEST = 16  # the zoom whose tiles `tile_x` and `tile_y` count
CELLS_ZOOM = 6  # a tile has 64 by 64 cells
MOST_REGIONS = 1_500  # at some 200 bytes each a tile stays under 500 KB
ROUGH_UP_TO = 7
EXTENT, BUFFER = 4096, 64


class Tile(NamedTuple):
    """Zoom, column from the west, row from the north."""

    z: int
    x: int
    y: int

    @property
    def exists(self) -> bool:
        return 0 <= self.z <= DEEPEST_ZOOM and 0 <= self.x < 2**self.z and 0 <= self.y < 2**self.z

    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north, with the buffer round the tile as far as there is a world."""
        margin, across = BUFFER / EXTENT, 2**self.z
        west, east = (max(0, self.x - margin), min(across, self.x + 1 + margin))
        north, south = (max(0, self.y - margin), min(across, self.y + 1 + margin))
        lons = (column / across * 360 - 180 for column in (west, east))
        lats = (degrees(atan(sinh(pi * (1 - 2 * row / across)))) for row in (south, north))
        (low_lon, high_lon), (low_lat, high_lat) = lons, lats
        return low_lon, low_lat, high_lon, high_lat


def read_tile(connection: Connection, wanted: EventFilter, tile: Tile) -> bytes:
    """The tile as MVT; empty where nothing lies in it."""
    where = conditions(wanted)
    some = select(literal(1)).where(_has_its_point_in(tile), *where).limit(MOST_REGIONS + 1).subquery()
    is_dense = connection.scalar(select(func.count()).select_from(some)) > MOST_REGIONS
    query = _cells(tile, where) if is_dense else _regions(tile, where)
    return bytes(connection.scalar(query) or b"")


def _has_its_point_in(tile: Tile) -> Condition:
    if tile.z > FINEST:
        return Event.point.op("&&", is_comparison=True)(func.ST_MakeEnvelope(*tile.box(), SRID))
    span = 1 << (FINEST - tile.z)
    return and_(
        Event.tile_x.between(tile.x * span, (tile.x + 1) * span - 1),
        Event.tile_y.between(tile.y * span, (tile.y + 1) * span - 1),
    )


def _regions(tile: Tile, where: list[Condition]) -> Any:
    shape = Event.tile_rough if tile.z <= ROUGH_UP_TO else Event.tile_shape
    envelope = func.ST_TileEnvelope(tile.z, tile.x, tile.y)
    touches = Event.region.op("&&", is_comparison=True)(func.ST_MakeEnvelope(*tile.box(), SRID))
    columns = [
        Event.public_id.label("id"),
        Event.type,
        func.to_char(Event.date_from, "YYYY-MM-DD").label("date_from"),
        cast(func.round(Event.confidence * 100), Integer).label("percent"),
        func.ST_AsMVTGeom(shape, envelope, EXTENT, BUFFER).label("geom"),
    ]
    rows = select(*columns).where(touches, *where).order_by(Event.id.desc()).limit(2 * MOST_REGIONS).subquery()
    drawn = select(rows).where(rows.c.geom.is_not(None)).subquery("drawn")
    return select(func.ST_AsMVT(drawn.table_valued(), "events", EXTENT, "geom")).select_from(drawn)


def _cells(tile: Tile, where: list[Condition]) -> Any:
    shift = max(0, FINEST - tile.z - CELLS_ZOOM)
    column, row = (coordinate.op(">>")(shift) for coordinate in (Event.tile_x, Event.tile_y))
    by_type = (
        select(
            column.label("x"),
            row.label("y"),
            Event.type,
            func.count().label("n"),
            func.min(Event.date_from).label("first"),
            func.max(func.coalesce(Event.date_to, Event.date_from)).label("last"),
        )
        .where(_has_its_point_in(tile), *where)
        .group_by("x", "y", Event.type)
        .subquery()
    )
    cell_size = EXTENT * (1 << shift) / 2 ** max(0, FINEST - tile.z)
    origin_x, origin_y = (n << max(0, FINEST - tile.z) >> shift for n in (tile.x, tile.y))
    centre = func.ST_MakePoint((by_type.c.x - origin_x + 0.5) * cell_size, (by_type.c.y - origin_y + 0.5) * cell_size)
    cells = (
        select(
            cast(func.sum(by_type.c.n), Integer).label("count"),
            func.to_char(func.min(by_type.c.first), "YYYY-MM-DD").label("date_from"),
            func.to_char(func.max(by_type.c.last), "YYYY-MM-DD").label("date_to"),
            cast(func.jsonb_object_agg(by_type.c.type, by_type.c.n), JSONB).label("types"),
            centre.label("geom"),
        )
        .group_by(by_type.c.x, by_type.c.y)
        .subquery("cells")
    )
    return select(func.ST_AsMVT(cells.table_valued(), cast("cells", Text), EXTENT, "geom")).select_from(cells)
