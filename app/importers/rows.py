"""What importers yield: event records, and rows that could not be read, with the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.records import EventRecord


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that stays out. `number` counts from 1 as a person would: lines of a table, features of a collection."""

    number: int
    reason: str


Rows: TypeAlias = Iterator[EventRecord | BadRow]


class UnusableRow(ValueError):
    """Raised inside an importer for one row; becomes a `BadRow`."""
