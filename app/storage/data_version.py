"""The number of the last change; answers of the same number are the same."""

from __future__ import annotations

from sqlalchemy import BigInteger, Connection, cast, extract, func, literal_column, select, update
from sqlalchemy.orm import Session

from app.models import DataVersion
from app.storage.ready_queries import ReadyQuery

# A word that stands for what a query sees; the time in it tells two databases apart.
_MICROSECONDS = cast(extract("epoch", DataVersion.changed) * literal_column("1000000"), BigInteger)
_WORD = func.concat(func.to_hex(DataVersion.version), literal_column("'-'"), func.to_hex(_MICROSECONDS))
VERSION_WORD = select(_WORD).scalar_subquery()
_READY = ReadyQuery(select(func.coalesce(VERSION_WORD, literal_column("'0'"))), is_planned_once=True)


def read_version(connection: Connection | Session) -> str:
    """The word alone."""
    asked = connection.connection() if isinstance(connection, Session) else connection
    return str(_READY.row(asked, {})[0], "ascii")


def raise_version(session: Session) -> None:
    """Say that served data changed; the last statement before a commit, since it makes other writers wait."""
    session.execute(update(DataVersion).values(version=DataVersion.version + 1, changed=func.now()))
