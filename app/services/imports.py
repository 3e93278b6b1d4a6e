"""Other people's event records -> the database, in batches; a bad row never stops the rest."""

from __future__ import annotations

import sys
from collections import Counter, deque
from collections.abc import Callable, Container, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from sqlalchemy.orm import Session

from app.importers.rows import BadRow, Rows
from app.instants import this_second
from app.records import EventRecord
from app.storage import data_version
from app.storage.event_rows import EventRow, RowMaker
from app.storage.events import Written, delete_events, hurry, latest_records, row_ids, write_rows

BATCH = 2_000
WRITERS = 2  # batches that are written at a time
TURN_SECONDS = 0.0002
REPORTED = 20  # bad rows that are told one by one

DELETED_AT_ONCE = 5_000

Sessions = Callable[[], AbstractContextManager[Session]]


class Writing(NamedTuple):
    """A batch on its way into the database, with the public ids of its events."""

    written: Future[Written]
    ids: set[str]


@dataclass(slots=True)
class ImportReport:
    """What an import did. `unmapped` counts types that the taxonomy lacks; those events are kept."""

    read: int = 0
    written: Written = field(default_factory=Written)
    bad: int = 0
    bad_rows: list[BadRow] = field(default_factory=list)  # the first of them
    unmapped: Counter[str] = field(default_factory=Counter)


@dataclass(slots=True)
class Deletion:
    """What a file of deletions did. `deleted` is less than `named` where events were never loaded."""

    named: int = 0
    deleted: int = 0
    bad_rows: list[BadRow] = field(default_factory=list)


def delete_imported(sessions: Sessions, named: Iterable[str | BadRow], *, dry_run: bool = False) -> Deletion:
    """Remove events that their data set has withdrawn, by public id."""
    deletion, rows = Deletion(), iter(named)
    while taken := list(islice(rows, DELETED_AT_ONCE)):
        ids = [row for row in taken if isinstance(row, str)]
        deletion.named += len(ids)
        deletion.bad_rows.extend(row for row in taken if isinstance(row, BadRow))
        with sessions() as session:
            keys = row_ids(session, ids).values()
            deletion.deleted += len(keys) if dry_run else delete_events(session, keys)
            if keys and not dry_run:
                data_version.raise_version(session)
                session.commit()
    return deletion


def import_events(
    sessions: Sessions,
    rows: Rows,
    known_types: Container[str],
    *,
    dry_run: bool = False,
    progress: Callable[[ImportReport], None] = lambda _: None,
) -> ImportReport:
    """Write all records; each batch is one transaction, so that an interrupted import resumes by starting again."""
    report, maker = ImportReport(), RowMaker()
    # Batches are written while the next is read and made into rows: the database works in processes of its own.
    with quick_turns(), ThreadPoolExecutor(max_workers=WRITERS) as pool:
        writing: deque[Writing] = deque()
        for batch in _batches(rows, report, known_types):
            latest = latest_records(batch)
            report.written += Written(unchanged=len(batch) - len(latest))
            if dry_run:
                progress(report)
                continue
            made, ids = maker.make(latest, this_second()), {record.id for record in latest}
            # Two that share an event would wait for each other, and the later one is to have the last word.
            while len(writing) == WRITERS or any(not ids.isdisjoint(one.ids) for one in writing):
                report.written += writing.popleft().written.result()
            progress(report)
            writing.append(Writing(pool.submit(_write, sessions, made), ids))
        for one in writing:
            report.written += one.written.result()
    if report.written.added or report.written.changed:
        _make_sure(sessions)
    progress(report)
    return report


@contextmanager
def quick_turns() -> Iterator[None]:
    """The writer wakes for a moment with each piece that PostgreSQL takes; it shall not wait for the reader's 5 ms."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_SECONDS)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _batches(rows: Rows, report: ImportReport, known_types: Container[str]) -> Iterator[list[EventRecord]]:
    while taken := list(islice(rows, BATCH)):
        report.read += len(taken)
        batch = []
        for row in taken:
            if isinstance(row, BadRow):
                report.bad += 1
                report.bad_rows.extend([row] if len(report.bad_rows) < REPORTED else [])
                continue
            if row.type not in known_types:
                report.unmapped[row.type] += 1
            batch.append(row)
        yield batch


def _make_sure(sessions: Sessions) -> None:
    """The log is one: when this commit is on the disk, so are those of all batches before."""
    with sessions() as session:
        data_version.raise_version(session)
        session.commit()


def _write(sessions: Sessions, rows: list[EventRow]) -> Written:
    with sessions() as session:
        hurry(session)
        written = write_rows(session, rows)
        if written.added or written.changed:
            data_version.raise_version(session)
        session.commit()
    return written
