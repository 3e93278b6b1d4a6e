"""What the views work with: settings, database, geocoder, counters. One for each application."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, Any

from flask import Flask, current_app
from shapely.geometry.base import BaseGeometry

from app.web.counters import RequestCounters
from app.web.rate_limits import RateLimiter
from app.web.tile_cache import TileCache
from geodata.errors import GazetteerNotBuilt

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.orm import Session

    from app.database import Database
    from app.settings import Settings
    from geodata.geocoder import Geocoder

KEY = "eventmap"


class Context:
    """The gazetteer opens with the first request that needs it, or before `serve` forks, so that workers share it."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.settings = settings
        self.database = database
        self.counters = RequestCounters()
        self.rate_limiter = RateLimiter()
        self.tiles = TileCache()
        self._remembered: dict[str, tuple[str, Any]] = {}

    @cached_property
    def geocoder(self) -> Geocoder:
        from geodata.geocoder import Geocoder

        return Geocoder.open(self.settings.gazetteer_path)

    @cached_property
    def gazetteer_version(self) -> str:
        """A word that changes when the place index is built anew."""
        _ = self.geocoder  # the file that is open, not one that replaced it since
        status = self.settings.gazetteer_path.stat()
        return f"{status.st_mtime_ns:x}-{status.st_size:x}"

    def warm_up(self) -> None:
        """Open the place index before workers fork. Without one the server starts, and says so where it is needed."""
        with suppress(GazetteerNotBuilt):
            _ = self.geocoder

    def find_region(self, text: str) -> BaseGeometry:
        """The region of a place or spatial expression, for filters."""
        from app.services.places import find_region

        return find_region(text, self.geocoder)

    def remember(self, name: str, version: str, find: Callable[[], Any]) -> Any:
        """What `find` gives, found anew only when the data has changed: for counts and extents of everything."""
        known = self._remembered.get(name)
        if known is None or known[0] != version:
            known = self._remembered[name] = (version, find())
        return known[1]

    def session(self) -> AbstractContextManager[Session]:
        return self.database.session()

    def reading(self) -> AbstractContextManager[Connection]:
        """For single queries, each for itself: a question costs one round trip to the database."""
        return self.database.reading()


def install(app: Flask, context: Context) -> None:
    app.extensions[KEY] = context


def current() -> Context:
    """The context of the application that answers this request."""
    return current_app.extensions[KEY]
