"""Queries that are put together once for all filters of one form, and run with the values of each.

Putting a query together from objects takes several times as long as PostgreSQL takes to answer it, and text that only
passes through is not worth decoding.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, CursorResult, Row, Select
from sqlalchemy.dialects.postgresql.psycopg import dialect
from sqlalchemy.orm import Session

from app.storage.event_filter import EventFilter
from app.storage.filter_values import form_of

DIALECT = dialect()


@dataclass(frozen=True, slots=True)
class FilterForm:
    """A filter as a key: equal to all filters whose conditions differ in their values only."""

    form: Hashable
    sample: EventFilter = field(compare=False)

    @classmethod
    def of(cls, wanted: EventFilter) -> FilterForm:
        return cls(form_of(wanted), wanted)


class ReadyQuery:
    """The SQL text of a query. Values that nobody names later stay as they were when it was made."""

    def __init__(self, query: Select[Any], before: str = "") -> None:
        compiled = query.compile(dialect=DIALECT)
        self._sql, self._constants = before + str(compiled), compiled.params

    def row(self, connection: Connection | Session, values: Mapping[str, Any]) -> list[bytes | None]:
        """The one row of the answer, as `raw_row` gives it."""
        return raw_row(self._run(connection, values))

    def one(self, connection: Connection | Session, values: Mapping[str, Any]) -> Row[Any]:
        """The one row of the answer, as Python's values."""
        return self._run(connection, values).one()

    def _run(self, connection: Connection | Session, values: Mapping[str, Any]) -> CursorResult[Any]:
        if isinstance(connection, Session):
            connection = connection.connection()
        return connection.exec_driver_sql(self._sql, {**self._constants, **values})


def raw_row(result: CursorResult[Any]) -> list[bytes | None]:
    """The one row of a result, each value as the text that PostgreSQL sent."""
    found = result.cursor.pgresult
    row = [found.get_value(0, column) for column in range(found.nfields)]
    result.close()
    return row
