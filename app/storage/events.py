"""Writing and removing events. Callers commit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from psycopg.errors import UniqueViolation
from sqlalchemy import Connection, any_, delete, func, select, text, update
from sqlalchemy.orm import Session

from app.instants import this_second
from app.models import Event
from app.records import EventRecord
from app.storage.event_rows import COLUMNS, EventRow, make_rows
from app.storage.links import linked_with, redraw_sets

_NAMES = ", ".join(COLUMNS)

STAGE = "CREATE TEMP TABLE IF NOT EXISTS incoming_events (LIKE events INCLUDING STORAGE) ON COMMIT DELETE ROWS"
# Generated and identity columns are plain ones in the copy, and may stay empty there.
RELAX = "ALTER TABLE incoming_events ALTER COLUMN id DROP NOT NULL"
# lz4 packs the ready text three times as fast as PostgreSQL's own method, where the server was built with it.
PACK_QUICKLY = """
    SELECT set_config('default_toast_compression', 'lz4', true) FROM pg_settings
    WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
"""
# An event read from an article is never overwritten by somebody's import of its export, and what its source changed
# later is never overwritten by an older export of that source.
MERGE = text(f"""
    INSERT INTO events ({_NAMES}) SELECT {_NAMES} FROM incoming_events
    ON CONFLICT (public_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in COLUMNS)}
    WHERE events.origin <> 'article' AND events.fingerprint <> excluded.fingerprint
        AND events.updated <= excluded.updated
    RETURNING id, xmax = 0
""")  # noqa: S608 -- column names of our own model


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a batch."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.added + other.added, self.changed + other.changed, self.unchanged + other.unchanged)


def write_events(session: Session, records: Sequence[EventRecord]) -> Written:
    """Add new events and renew changed ones; the latest record of an id counts."""
    latest = latest_records(records)
    return write_rows(session, make_rows(latest, this_second())) + Written(unchanged=len(records) - len(latest))


def write_rows(session: Session, rows: Sequence[EventRow]) -> Written:
    """The same for rows that are made already, one an id. Goes by COPY; what is there unchanged is left alone."""
    if not rows:
        return Written()
    there = _fingerprints(session, [row.public_id for row in rows])
    new = [row for row in rows if row.public_id not in there]
    other = [row for row in rows if there.get(row.public_id, row.fingerprint) != row.fingerprint]
    connection = session.connection()
    connection.exec_driver_sql(PACK_QUICKLY)
    if new and not _add_rows(connection, new):
        new, other = [], new + other
    written = Written(added=len(new), unchanged=len(rows) - len(new) - len(other))
    return written + _merge_rows(session, connection, other) if other else written


def hurry(session: Session) -> None:
    """The commit of this transaction does not wait for the log to reach the disk; a later one that does covers it."""
    session.execute(text("SET LOCAL synchronous_commit TO off"))


def _fingerprints(session: Session, public_ids: list[str]) -> dict[str, str]:
    """Public id -> fingerprint, for those that exist."""
    found = session.execute(select(Event.public_id, Event.fingerprint).where(Event.public_id == any_(public_ids)))
    return dict(found.all())


def _add_rows(connection: Connection, rows: Iterable[EventRow]) -> bool:
    """Rows of new events, straight into the table; False where another process was quicker with one of them."""
    try:
        with connection.begin_nested():
            _copy(connection, "events", rows)
    except UniqueViolation:
        return False
    return True


def _merge_rows(session: Session, connection: Connection, rows: Sequence[EventRow]) -> Written:
    connection.exec_driver_sql(STAGE)
    connection.exec_driver_sql(RELAX)
    _copy(connection, "incoming_events", rows)
    merged = session.execute(MERGE).all()
    session.execute(text("TRUNCATE incoming_events"))
    changed = [key for key, is_new in merged if not is_new]
    redraw_sets(session, linked_with(session, changed))
    return Written(len(merged) - len(changed), len(changed), len(rows) - len(merged))


def _copy(connection: Connection, table: str, rows: Iterable[EventRow]) -> None:
    with (
        connection.connection.driver_connection.cursor() as cursor,
        cursor.copy(f"COPY {table} ({_NAMES}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row.values)


def latest_records(records: Iterable[EventRecord]) -> list[EventRecord]:
    """One record an id: the one that its source changed last, else the one that comes last."""
    latest: dict[str, EventRecord] = {}
    for record in records:
        known = latest.get(record.id)
        if not (known and known.updated and record.updated and record.updated < known.updated):
            latest[record.id] = record
    return list(latest.values())


def row_ids(session: Session, public_ids: Iterable[str]) -> dict[str, int]:
    """Public id -> key of the row, for those that exist."""
    found = session.execute(select(Event.public_id, Event.id).where(Event.public_id.in_(list(public_ids))))
    return dict(found.all())


def delete_events(session: Session, keys: Iterable[int]) -> int:
    """Remove events with their evidence and links; returns how many went. Their parts stay, on their own."""
    keys = set(keys)
    bereft = linked_with(session, keys) - keys  # their links go, too, and another one may now be shown
    gone = session.scalars(delete(Event).where(Event.id.in_(keys)).returning(Event.public_id)).all()
    redraw_sets(session, bereft)
    # The ready text is changed in place: quotes inside JSON strings are escaped, so only the member can match.
    member = func.concat('"parent":"', Event.parent, '"')
    alone = {"parent": None, "properties": func.replace(Event.properties, member, '"parent":null')}
    session.execute(
        update(Event).where(Event.parent.in_(gone)).values(alone), execution_options={"synchronize_session": False}
    )
    return len(gone)
