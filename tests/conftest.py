"""Fixtures for all tests. None of them starts anything by itself: `tests/geodata` runs without a database."""

from __future__ import annotations

import dataclasses
import itertools
import tempfile
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

from app.database import Database
from app.settings import Settings

TEMPLATE = "migrated_template"
copies = itertools.count(1)


@pytest.fixture(scope="session")
def server_dir() -> Iterator[Path]:
    """A folder that the server's user reaches; pytest's own temporary folders are closed to others."""
    with tempfile.TemporaryDirectory(prefix="eventmap-test-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture(scope="session")
def session_settings(server_dir: Path) -> Settings:
    """Settings with a data folder of the test run's own; the gazetteer is the checkout's, which `./run test` builds."""
    gazetteer = Settings.from_env({}).gazetteer_path
    return Settings.from_env({"EVENTMAP_HOME": str(server_dir / "data"), "EVENTMAP_GAZETTEER": str(gazetteer)})


@pytest.fixture(scope="session")
def migrated(session_settings: Settings) -> Iterator[Database]:
    """One PostgreSQL for the whole run, its tables made by the migrations."""
    with Database(session_settings) as database:
        database.upgrade()
        run_as_administrator(database, f"CREATE DATABASE {TEMPLATE} TEMPLATE eventmap")
        yield database


@pytest.fixture
def database(migrated: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The database, on one connection; whatever the test commits is rolled back after it."""
    with migrated.engine.connect() as connection:
        connection.info.clear()  # what was noted of the data of another test
        outer = connection.begin()
        sessions = sessionmaker(connection, join_transaction_mode="create_savepoint")
        monkeypatch.setattr(migrated, "_sessions", sessions)
        monkeypatch.setattr(migrated, "reading", lambda: nullcontext(connection))
        yield migrated
        outer.rollback()


@pytest.fixture
def committed_settings(migrated: Database, session_settings: Settings) -> Iterator[Settings]:
    """Settings with a database of the test's own, for what really commits: commands, servers, several connections.

    A copy of the migrated one, made in a fraction of a second; `DATABASE_URL` for a subprocess is its `database_url`.
    """
    yield from copied_database(migrated, session_settings)


@pytest.fixture(scope="module")
def module_settings(migrated: Database, session_settings: Settings) -> Iterator[Settings]:
    """The same, shared by the tests of one module."""
    yield from copied_database(migrated, session_settings)


def copied_database(migrated: Database, settings: Settings) -> Iterator[Settings]:
    name = f"copy_{next(copies)}"
    run_as_administrator(migrated, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
    url = migrated.engine.url.set(database=name)
    yield dataclasses.replace(settings, database_url=url.render_as_string(hide_password=False))
    run_as_administrator(migrated, f"DROP DATABASE {name} WITH (FORCE)")


def run_as_administrator(database: Database, statement: str) -> None:
    """Databases are made and dropped from outside, while nobody is connected to the one that is copied."""
    database.engine.dispose()
    administration = create_engine(database.engine.url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.execute(text(statement))
    administration.dispose()
