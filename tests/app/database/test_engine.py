"""Connections keep their limits, the database that DATABASE_URL names is the only one touched, errors are ours."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from app.database import Database
from app.errors import DatabaseUnavailable, InvalidSetting, QueryTooSlow
from app.settings import Settings


def test_a_session_speaks_utc_and_ends_with_its_client(database: Database) -> None:
    with database.session() as session:
        assert session.scalar(text("SHOW timezone")) == "UTC"
        assert session.scalar(text("SHOW client_connection_check_interval")) == "5s"
        assert session.scalar(text("SHOW statement_timeout")) == "30s"


def test_what_is_not_committed_is_rolled_back(committed_settings: Settings) -> None:
    with Database(committed_settings) as database:
        with database.session() as session:
            session.execute(text("INSERT INTO tokens (name, digest) VALUES ('n', 'd')"))
        with database.session() as session:
            assert session.scalar(text("SELECT count(*) FROM tokens")) == 0


def test_single_questions_stand_each_for_itself_and_a_unit_of_work_together(committed_settings: Settings) -> None:
    now = text("SELECT now()")  # the time at which the transaction began
    with Database(committed_settings) as database:
        with database.reading() as connection:
            assert connection.scalar(now) < connection.scalar(now)
        with database.session() as session:
            session.execute(text("INSERT INTO tokens (name, digest) VALUES ('n', 'd')"))
            assert session.scalar(now) == session.scalar(now)
        with database.reading() as connection:
            assert connection.scalar(text("SELECT count(*) FROM tokens")) == 0


def test_a_process_that_was_forked_speaks_on_connections_of_its_own(committed_settings: Settings) -> None:
    with Database(committed_settings) as database:
        before = drivers_of(database)
        database.begin_process()
        assert not before & drivers_of(database)
        for driver in before:
            assert not driver.closed  # the parent goes on with it
            driver.close()


def drivers_of(database: Database) -> set[psycopg.Connection]:
    with database.reading() as connection, database.session() as session:
        return {here.connection.driver_connection for here in (connection, session.connection())}


def test_a_slow_query_is_ended(committed_settings: Settings) -> None:
    impatient = dataclasses.replace(committed_settings, statement_timeout_ms=50)
    with (
        Database(impatient) as database,
        database.session() as session,
        pytest.raises(QueryTooSlow, match="smaller region"),
    ):
        session.execute(text("SELECT pg_sleep(10)"))


def test_database_url_alone_is_touched(committed_settings: Settings, tmp_path: Path) -> None:
    settings = dataclasses.replace(committed_settings, data_dir=tmp_path / "data")
    with Database(settings) as database:
        database.upgrade()
        assert database.problems() == []
    assert not settings.data_dir.exists()


def test_an_unreachable_database_is_unavailable() -> None:
    url = "postgresql://nobody:secret@127.0.0.1:9/none"
    with Database(Settings.from_env({"DATABASE_URL": url})) as database:
        with database.session() as session, pytest.raises(DatabaseUnavailable) as caught:
            session.connection()
        assert "secret" not in str(caught.value)
        assert database.problems() == [str(caught.value)]


def test_a_malformed_url_is_a_wrong_setting() -> None:
    with pytest.raises(InvalidSetting, match="DATABASE_URL"):
        Database(Settings.from_env({"DATABASE_URL": "postgresql://localhost:port/none"}))
