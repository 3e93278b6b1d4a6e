"""Queries that are put together once for all filters of one form, and run with the values of each.

Putting a query together from objects takes several times as long as PostgreSQL takes to answer it, and so does a
result as SQLAlchemy makes one: the driver is asked itself, and text that only passes through is not decoded. What goes
wrong is the driver's own error then, which `Database` translates as it does SQLAlchemy's.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from psycopg import RawCursor
from psycopg.pq.abc import PGresult
from sqlalchemy import Connection, CursorResult, Select
from sqlalchemy.dialects.postgresql.psycopg import dialect

from app.storage.event_filter import EventFilter
from app.storage.filter_values import form_of
from app.storage.prepared import run_prepared

DIALECT = dialect(paramstyle="numeric_dollar")  # PostgreSQL's own: $1, $2


@dataclass(frozen=True, slots=True)
class FilterForm:
    """A filter as a key: equal to all filters whose conditions differ in their values only."""

    form: Hashable
    sample: EventFilter = field(compare=False)

    @classmethod
    def of(cls, wanted: EventFilter) -> FilterForm:
        return cls(form_of(wanted), wanted)


class ReadyQuery:
    """The SQL text of a query. Values that nobody names later stay as they were when it was made.

    `is_planned_once` is for queries whose best plan is the same for all values, such as one event by its id: PostgreSQL
    then keeps the plan, which takes as long to make as the answer. Any other query is planned for the values of each
    time: a plan for no box in particular is a bad one for most.
    """

    def __init__(self, query: Select[Any], before: str = "", *, is_planned_once: bool = False) -> None:
        compiled = query.compile(dialect=DIALECT)
        self.sql, self._constants, self._names = before + str(compiled), compiled.params, compiled.positiontup
        self._is_planned_once = is_planned_once

    def row(self, connection: Connection, values: Mapping[str, Any]) -> list[bytes | None]:
        """The first row of the answer, as `raw_row` gives it; empty where there is none."""
        if self._is_planned_once and connection.connection.driver_connection.autocommit:
            return _raw(run_prepared(connection, self.sql, self._given(values)))
        return _raw(self._run(connection, values).pgresult)

    def one(self, connection: Connection, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """The one row of the answer, as Python's values."""
        return self._run(connection, values, binary=True).fetchone()

    def _run(self, connection: Connection, values: Mapping[str, Any], *, binary: bool = False) -> RawCursor:
        cursor = RawCursor(connection.connection.driver_connection)
        return cursor.execute(self.sql, self._given(values), binary=binary)

    def _given(self, values: Mapping[str, Any]) -> list[Any]:
        given = {**self._constants, **values}
        return [given[name] for name in self._names]


def raw_row(result: CursorResult[Any]) -> list[bytes | None]:
    """The first row of a result, each value as the text that PostgreSQL sent."""
    row = _raw(result.cursor.pgresult)
    result.close()
    return row


def _raw(found: PGresult) -> list[bytes | None]:
    return [found.get_value(0, column) for column in range(found.nfields)] if found.ntuples else []
