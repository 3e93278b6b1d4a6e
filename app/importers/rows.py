"""What importers yield: event records, and rows that could not be read, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeAlias

from shapely.geometry.base import BaseGeometry

from app.records import EventRecord


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that stays out. `number` counts from 1 as a person would: lines of a table, features of a collection."""

    number: int
    reason: str


Rows: TypeAlias = Iterator[EventRecord | BadRow]


class UnusableRow(ValueError):
    """Raised inside an importer for one row; becomes a `BadRow`."""


LARGEST = 10**9  # no count, code or number of ours is larger
LONGEST_NAME = 200  # of what filters compare; an index takes no more than some thousand bytes
_COMPARED = ("type", "subtype", "source", "country", "parent")
_compared = attrgetter(*_COMPARED)


def checked(record: EventRecord) -> EventRecord:
    """The record, if the database can index it; raises `UnusableRow`."""
    for name, value in zip(_COMPARED, _compared(record), strict=True):
        if value and len(value) > LONGEST_NAME:
            raise UnusableRow(f"{name} is longer than {LONGEST_NAME} characters")
    return record


def on_the_globe(shape: BaseGeometry) -> BaseGeometry:
    """The shape, if it lies in lon, lat; raises `UnusableRow`, as for what is in metres."""
    west, south, east, north = shape.bounds if not shape.is_empty else (0, 0, 0, 0)
    if not (west >= -180 and east <= 180 and south >= -90 and north <= 90):  # which NaN is not
        raise UnusableRow("coordinates lie outside -180..180, -90..90")
    return shape
