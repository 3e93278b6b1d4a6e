"""What every importer yields: records, and rows that could not become one, each with its line and reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from app.records import EventRecord

Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is no event; the rest of the file goes in without it."""

    line: int  # where it starts in the file, counted from 1; a feature's number where lines mean nothing
    reason: str


class BadRow(ValueError):
    """A row cannot become an event; the text says why, fit for users."""


Reading = Iterator[EventRecord | Rejected]


def convert_rows(rows: Iterable[tuple[int, Given | BadRow]], convert: Callable[[Given], EventRecord]) -> Reading:
    """Each numbered row as a record, or as the reason why not; one at a time, so that memory stays constant."""
    for line, row in rows:
        if isinstance(row, BadRow):
            yield Rejected(line, str(row))
            continue
        try:
            yield convert(row)
        except BadRow as problem:
            yield Rejected(line, str(problem))
