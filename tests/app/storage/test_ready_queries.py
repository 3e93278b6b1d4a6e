"""Ready queries speak to the driver itself, and still fail in our words and leave no broken connection behind."""

from __future__ import annotations

import dataclasses

import psycopg
import pytest
from sqlalchemy import (
    BigInteger,
    Connection,
    Double,
    Text,
    bindparam,
    cast,
    func,
    literal,
    literal_column,
    select,
    text,
)
from sqlalchemy.orm import Session

from app.database import Database
from app.errors import DatabaseUnavailable, QueryTooSlow
from app.settings import Settings
from app.storage import prepared
from app.storage.ready_queries import ReadyQuery

SUM = ReadyQuery(select(bindparam("a", type_=Double) + literal(0.5), bindparam("name", "nobody")))
SLOW = ReadyQuery(select(func.pg_sleep(10)))
SLOW_ONCE = ReadyQuery(select(func.pg_sleep(10)), is_planned_once=True)
WRONG = ReadyQuery(select(literal(1) / bindparam("a", type_=BigInteger)), is_planned_once=True)
END_OF_CONNECTION = ReadyQuery(select(func.pg_terminate_backend(func.pg_backend_pid())))


def core(asked: Connection | Session) -> Connection:
    return asked.connection() if isinstance(asked, Session) else asked


def test_values_enter_by_name_and_those_that_nobody_names_stay(database: Database) -> None:
    with database.reading() as connection:
        assert SUM.row(connection, {"a": 1.0}) == [b"1.5", b"nobody"]
        assert SUM.one(connection, {"a": 2.0, "name": "somebody"}) == (2.5, "somebody")


def test_no_row_is_an_empty_one(database: Database) -> None:
    with database.reading() as connection:
        assert ReadyQuery(select(literal(1)).where(literal(1) == 2)).row(connection, {}) == []


def test_bytes_come_as_they_are(database: Database) -> None:
    with database.reading() as connection:
        assert ReadyQuery(select(func.decode("00ff", "hex"))).one(connection, {}) == (b"\x00\xff",)


def test_a_session_asks_in_its_own_transaction(database: Database) -> None:
    with database.session() as session:
        assert SUM.one(session.connection(), {"a": 1.0})[0] == 1.5


@pytest.mark.parametrize("way", ["reading", "session"])
def test_a_slow_one_is_ended(committed_settings: Settings, way: str) -> None:
    impatient = dataclasses.replace(committed_settings, statement_timeout_ms=50)
    with Database(impatient) as database:
        with pytest.raises(QueryTooSlow, match="smaller region"), getattr(database, way)() as asked:
            SLOW.row(core(asked), {})
        with getattr(database, way)() as asked:
            assert SUM.row(core(asked), {"a": 1.0})[0] == b"1.5"


@pytest.mark.parametrize("way", ["reading", "session"])
def test_a_lost_connection_is_replaced(committed_settings: Settings, way: str) -> None:
    with Database(committed_settings) as database:
        with pytest.raises((DatabaseUnavailable, psycopg.OperationalError)), getattr(database, way)() as asked:
            END_OF_CONNECTION.row(core(asked), {})
        with getattr(database, way)() as asked:
            assert SUM.row(core(asked), {"a": 1.0})[0] == b"1.5"


def test_what_is_planned_once_keeps_its_plan_and_nothing_else_does(committed_settings: Settings) -> None:
    once = ReadyQuery(select(bindparam("a", type_=Double) + literal(0.25)), is_planned_once=True)
    plans = text("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE statement = :statement")
    with Database(committed_settings) as database, database.reading() as connection:
        for _ in range(10):
            assert once.row(connection, {"a": 1.0}) == [b"1.25"]
            assert SUM.row(connection, {"a": 1.0})[0] == b"1.5"
        kept, not_kept = (connection.execute(plans, {"statement": query.sql}).one_or_none() for query in (once, SUM))
        assert kept.generic_plans == kept.custom_plans == 5  # PostgreSQL compares a few before it keeps one
        assert not_kept is None


def test_statements_that_are_kept_are_few(committed_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "MOST", 3)
    kept = text("SELECT count(*) FROM pg_prepared_statements")
    with Database(committed_settings) as database, database.reading() as connection:
        for i in range(10):
            query = ReadyQuery(select(literal_column(str(i))), is_planned_once=True)
            assert query.row(connection, {}) == query.row(connection, {}) == [b"%d" % i]
            assert connection.scalar(kept) <= 3


@pytest.mark.parametrize("value", ["no", None, 2**40, 0.5])
def test_a_statement_is_prepared_for_each_type_of_value(committed_settings: Settings, value: object) -> None:
    shown = ReadyQuery(select(cast(bindparam("a", type_=Text), Text)), is_planned_once=True)
    with Database(committed_settings) as database, database.reading() as connection:
        assert shown.row(connection, {"a": "yes"}) == [b"yes"]
        assert shown.row(connection, {"a": value}) == [None if value is None else str(value).encode()]


@pytest.mark.parametrize(("query", "error"), [(WRONG, psycopg.errors.DivisionByZero), (SLOW_ONCE, QueryTooSlow)])
def test_what_goes_wrong_in_one_that_is_planned_once_is_said(committed_settings: Settings, query, error) -> None:
    impatient = dataclasses.replace(committed_settings, statement_timeout_ms=50)
    with Database(impatient) as database:
        with pytest.raises(error), database.reading() as connection:
            query.row(connection, {"a": 0})
        with database.reading() as connection:
            assert SUM.row(connection, {"a": 1.0})[0] == b"1.5"


def test_a_connection_that_is_lost_in_one_that_is_planned_once_is_replaced(committed_settings: Settings) -> None:
    end = ReadyQuery(select(func.pg_terminate_backend(func.pg_backend_pid())), is_planned_once=True)
    with Database(committed_settings) as database:
        with pytest.raises((DatabaseUnavailable, psycopg.OperationalError)), database.reading() as connection:
            end.row(connection, {})
        with database.reading() as connection:
            assert SUM.row(connection, {"a": 1.0})[0] == b"1.5"
