"""Does a filter leave anything out only because it has no date or no place? In much data nothing does.

To plan such counts takes PostgreSQL as long as to plan the page. So it is asked once for each version of the data
whether there is anything to count, and a page that was made as of an older version is made again, with the counts.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from app.models import Event
from app.storage.data_version import VERSION_WORD
from app.storage.event_filter import EventFilter
from app.storage.ready_queries import ReadyQuery

KEY = "left_out"  # in what is noted of a connection
_READY = ReadyQuery(
    select(VERSION_WORD, *(exists(select(Event.id).where(part.is_(None))) for part in (Event.occurred, Event.region))),
    is_planned_once=True,
)


class LeftOut(NamedTuple):
    """What must be counted: events without a date, events without a place."""

    undated: bool = True
    unplaced: bool = True

    def by(self, wanted: EventFilter) -> LeftOut:
        """As far as the filter asks for dates and places at all."""
        return LeftOut(self.undated and wanted.window is not None, self.unplaced and wanted.is_spatial)


def known_left_out(connection: Connection) -> tuple[bytes | None, LeftOut]:
    """The version of the data that it was last known of, and what was left out then."""
    return connection.info.get(KEY, (None, LeftOut()))


def find_left_out(connection: Connection) -> None:
    """Know it of the data as it is now."""
    version, *found = _READY.row(connection, {})
    connection.info[KEY] = version, LeftOut(*(flag == b"t" for flag in found))
