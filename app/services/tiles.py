"""Vector tiles of the events that a filter selects."""

from __future__ import annotations

from sqlalchemy import Connection

from app.errors import NotFound
from app.storage import tiles
from app.storage.event_filter import EventFilter
from app.storage.tile_address import DEEPEST_ZOOM, Tile

__all__ = ["DEEPEST_ZOOM", "Tile", "make_tile", "read_tile"]


def make_tile(z: int, x: int, y: int) -> Tile:
    """Raises `NotFound` outside of the world."""
    tile = Tile(z, x, y)
    if not tile.exists:
        raise NotFound(f"there is no tile {z}/{x}/{y}; zooms go from 0 to {DEEPEST_ZOOM}")
    return tile


def read_tile(connection: Connection, wanted: EventFilter, tile: Tile) -> bytes:
    """The tile as MVT; empty where nothing lies in it."""
    return tiles.read_tile(connection, wanted, tile)
