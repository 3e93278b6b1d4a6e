"""The way to PostgreSQL: one engine a process, sessions that callers commit themselves."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import Any

import psycopg
from sqlalchemy import Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

from app.database import schema
from app.database.cluster import Cluster
from app.errors import DatabaseUnavailable, InvalidSetting, QueryTooSlow
from app.settings import Settings

TRUSTED_SECONDS = 0.5
NEVER = sys.maxsize  # times after which the driver prepares a query that does not ask for it


class Database:
    """The database of `settings`: the one that DATABASE_URL names, else the private cluster, which starts here.

    Raises `DatabaseUnavailable` when the private cluster cannot be started, `InvalidSetting` for a malformed URL.
    """

    def __init__(self, settings: Settings) -> None:
        self.cluster = Cluster(settings.data_dir) if settings.database_url is None else None
        url = settings.database_url or self.cluster.join()
        self.engine = make_engine(url, settings.statement_timeout_ms)
        self._reader = make_reading_engine(url, settings.statement_timeout_ms)
        for engine in self._engines:
            if self.cluster is not None:
                event.listen(engine, "do_connect", self._revive)
        self._sessions = sessionmaker(self.engine)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A session for one unit of work; what the caller does not commit is rolled back."""
        with self._sessions() as session:
            try:
                yield session
            except psycopg.Error as error:
                raise_in_our_words(error)
                raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection whose queries stand each for itself, without the round trips of a transaction."""
        with self._reader.connect() as connection:
            try:
                yield connection
            except psycopg.Error as error:
                if connection.connection.driver_connection.closed:
                    connection.invalidate()  # so that the pool does not hand it out again
                raise_in_our_words(error)
                raise

    def upgrade(self) -> None:
        """Bring the tables to this version; safe when several processes do it at once."""
        schema.upgrade(self.engine)

    def problems(self) -> list[str]:
        """What keeps the database from serving this version, each with the way out; empty when all is well."""
        return schema.find_problems(self.engine)

    def begin_process(self) -> None:
        """After a fork: a connection that two processes speak on is torn, so the parent keeps what it opened."""
        for engine in self._engines:
            engine.dispose(close=False)

    def close(self) -> None:
        """Give back connections and, as its last user, stop the private cluster."""
        for engine in self._engines:
            engine.dispose()
        if self.cluster is not None:
            self.cluster.leave()

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def _engines(self) -> tuple[Engine, Engine]:
        return self.engine, self._reader

    def _revive(self, *_: Any) -> None:
        """A server that was killed under a long-lived user comes back with the next connection."""
        self.cluster.ensure_running()


def make_engine(url: str, statement_timeout_ms: int) -> Engine:
    """An engine for units of work. A plan made for no box or window in particular is a bad plan for most of them."""
    return _engine(url, statement_timeout_ms, {"plan_cache_mode": "force_custom_plan"}, {})


def make_reading_engine(url: str, statement_timeout_ms: int) -> Engine:
    """An engine whose queries stand each for itself, and leave nothing behind that had to be rolled back.

    PostgreSQL may keep the plan of what is prepared; nothing is, unless a query asks for it (`storage.ready_queries`).
    """
    alone = {"isolation_level": "AUTOCOMMIT", "skip_autocommit_rollback": True, "pool_reset_on_return": None}
    return _engine(url, statement_timeout_ms, {"plan_cache_mode": "auto"}, {"prepare_threshold": NEVER}, **alone)


def _engine(
    url: str, statement_timeout_ms: int, planning: dict[str, str], preparing: dict[str, Any], **options: Any
) -> Engine:
    """Its queries end with their time limit or with the client that asked."""
    session_settings = {
        "timezone": "UTC",
        "statement_timeout": str(statement_timeout_ms),
        # PostGIS functions look expensive, so the planner compiles queries that take less time than compiling.
        "jit": "off",
        # To start the workers takes longer than answering, and other requests use the other cores.
        "max_parallel_workers_per_gather": "0",
        # Without it a query outlives the worker that was killed while waiting for it.
        "client_connection_check_interval": "5s",
        **planning,
    }
    try:
        engine = create_engine(
            url,
            connect_args={
                "options": " ".join(f"-c {name}={value}" for name, value in session_settings.items()),
                "connect_timeout": 10,
                "application_name": "eventmap",
                **preparing,
            },
            **options,
        )
    except ValueError as error:
        raise InvalidSetting("DATABASE_URL", "cannot be read", "postgresql://eventmap@localhost/eventmap") from error
    event.listen(engine, "handle_error", translate_error)
    event.listen(engine, "checkin", note_use)
    event.listen(engine, "checkout", partial(check_after_a_pause, engine.dialect))
    return engine


def note_use(_: Any, record: ConnectionPoolEntry | None) -> None:
    """A connection goes back into the pool."""
    if record is not None:
        record.info["used"] = monotonic()


def check_after_a_pause(dialect: Dialect, connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
    """A pooled connection is asked whether it lives, unless it did a moment ago: the question is a round trip."""
    if monotonic() - record.info.get("used", monotonic()) < TRUSTED_SECONDS:
        return
    try:
        alive = dialect.do_ping(connection)
    except psycopg.Error as error:
        raise DisconnectionError from error  # the pool opens another one
    if not alive:
        raise DisconnectionError


def translate_error(context: ExceptionContext) -> None:
    """Turn the driver's words for "gone" and "too slow" into ours; all other errors pass as they are."""
    error = context.original_exception
    # A failed check of a pooled connection is no failure yet.
    if isinstance(error, psycopg.Error) and not context.is_pre_ping:
        raise_in_our_words(error)


def raise_in_our_words(error: psycopg.Error) -> None:
    """Returns where there are none. Without a state there was no server to give one."""
    if isinstance(error, psycopg.errors.QueryCanceled):
        raise QueryTooSlow("the query took too long: ask for a smaller region or a shorter time") from error
    if isinstance(error, psycopg.OperationalError) and error.sqlstate is None:
        raise DatabaseUnavailable(f"the database does not answer: {error}".splitlines()[0]) from error
