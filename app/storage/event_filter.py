"""What selects events: plain values, already checked by whoever made them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from shapely.geometry.base import BaseGeometry
from sqlalchemy import ColumnElement


class Match(StrEnum):
    """How an event's 90 % region must lie to a region that is asked for."""

    LIKELY = "likely"  # at least half of its area inside
    INTERSECTS = "intersects"
    WITHIN = "within"


class Shape(StrEnum):
    """Which geometry an answer shows."""

    REGION = "region"
    CORE = "core"
    BOTH = "both"  # the region, and the core in a member of its own; for GeoJSON
    POINT = "point"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Window:
    """A time window, both ends inclusive; None is open."""

    earliest: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Fields are joined by AND, several values of one field by OR; an empty field does not restrict.

    `boxes` are (west, south, east, north) and never cross the antimeridian: two boxes stand for one that does.
    `further` are conditions on single properties, as CQL2 and OGC clients write them.
    """

    regions: tuple[BaseGeometry, ...] = ()
    match: Match = Match.LIKELY
    boxes: tuple[tuple[float, float, float, float], ...] = ()
    window: Window | None = None
    types: tuple[str, ...] = ()
    subtypes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    words: str | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    min_confidence: float | None = None
    max_radius_km: float | None = None
    further: tuple[ColumnElement[bool], ...] = ()
    for_export: bool = False  # leave out what its terms forbid to pass on

    @property
    def selects_everything(self) -> bool:
        return self == EventFilter()

    @property
    def is_box_or_window(self) -> bool:
        """Nothing restricts but one box, a window, or both."""
        return len(self.boxes) < 2 and self == EventFilter(boxes=self.boxes, window=self.window)

    @property
    def is_spatial(self) -> bool:
        return bool(self.regions or self.boxes)


class SortKey(NamedTuple):
    """A property to sort by; events without a value come last, either way."""

    name: str
    descending: bool


@dataclass(frozen=True, slots=True)
class PageRequest:
    """A page by key: a page starts behind the last event of the one before, which `below` and `after` name.

    Events are listed newest arrival first (`below` is the last row's key), or by `sort`, whose values in the last row
    are `after`. `properties` picks some of them, in that order. Without a limit it is everything that follows, which
    only a stream can hold.
    """

    limit: int | None
    below: int | None = None
    shape: Shape = Shape.REGION
    sort: tuple[SortKey, ...] = ()
    after: tuple[str | float | bool | None, ...] = ()
    properties: tuple[str, ...] | None = None
