"""The tiles that were made last, in the memory of a worker: maps ask for the same few over and over."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

MOST_BYTES = 32_000_000


class TileCache:
    """Bounded by bytes. The data's version is part of the key, so that nothing in it is ever out of date."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._tiles: OrderedDict[str, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        with self._lock:
            if key in self._tiles:
                self._tiles.move_to_end(key)
            return self._tiles.get(key)

    def put(self, key: str, tile: bytes) -> None:
        with self._lock:
            self._bytes += len(tile) - len(self._tiles.pop(key, b""))
            self._tiles[key] = tile
            while self._bytes > self._most_bytes and self._tiles:
                self._bytes -= len(self._tiles.popitem(last=False)[1])
