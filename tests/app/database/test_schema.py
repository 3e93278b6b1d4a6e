"""The migrations make what the models say, however many processes upgrade at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from app.database import Database
from app.database.schema import alembic_config
from app.settings import Settings
from tests.app.database.conftest import PROJECT


@pytest.fixture
def empty(committed_settings: Settings) -> Settings:
    """A database without a single table of ours."""
    with Database(committed_settings) as database, database.session() as session:
        session.execute(text("DROP SCHEMA public CASCADE; CREATE SCHEMA public"))
        session.commit()
    return committed_settings


def execute(settings: Settings, statement: str) -> None:
    with Database(settings) as database, database.session() as session:
        session.execute(text(statement))
        session.commit()


def test_the_migrations_make_what_the_models_say(migrated: Database) -> None:
    assert migrated.problems() == []


def test_upgrades_at_once_do_the_work_once(empty: Settings) -> None:
    script = "import os; from app.database import Database; from app.settings import Settings\n"
    script += "with Database(Settings.from_env(os.environ)) as database: database.upgrade()"
    environ = {**os.environ, "DATABASE_URL": empty.database_url}
    started = [subprocess.Popen([sys.executable, "-c", script], cwd=PROJECT, env=environ) for _ in range(3)]
    assert [process.wait(timeout=60) for process in started] == [0, 0, 0]
    with Database(empty) as database:
        assert database.problems() == []


def test_migrations_since_the_last_release_can_be_taken_back(empty: Settings) -> None:
    def tables() -> list[str]:
        with Database(empty) as database, database.session() as session:
            parts = """SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                UNION ALL SELECT concat(table_name, column_name, data_type, is_nullable) FROM information_schema.columns
                UNION ALL SELECT prosrc FROM pg_proc WHERE proname LIKE 'count_on_%' ORDER BY 1"""
            return list(session.scalars(text(parts)))

    def migrate(way: Callable[[Config, str], None], revision: str) -> list[str]:
        with Database(empty) as database, database.engine.begin() as connection:
            way(alembic_config(connection), revision)
        return tables()

    before = migrate(command.upgrade, "0004")
    after = migrate(command.upgrade, "head")
    assert before != after
    assert migrate(command.downgrade, "0004") == before
    assert migrate(command.upgrade, "head") == after


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        ("DROP TABLE alembic_version", "at migration none.*run eventmap db upgrade"),
        ("UPDATE alembic_version SET version_num = '9999'", "of a newer eventmap.*upgrade eventmap"),
        ("ALTER TABLE tokens DROP COLUMN revoked", "the tables differ.*revoked"),
    ],
)
def test_damage_is_named_with_the_way_out(committed_settings: Settings, damage: str, problem: str) -> None:
    execute(committed_settings, damage)
    with Database(committed_settings) as database:
        (found,) = database.problems()
    assert re.search(problem, found)
