"""The database fixtures keep their promises, on which all other tests rest."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.database import Database
from app.settings import Settings

COUNT = text("SELECT count(*) FROM tokens")
ADD = text("INSERT INTO tokens (name, digest) VALUES ('n', 'd')")


@pytest.mark.parametrize("time", ["first", "second"])
def test_what_a_test_commits_is_gone_after_it(database: Database, time: str) -> None:
    with database.session() as session:
        assert session.scalar(COUNT) == 0
        session.execute(ADD)
        session.commit()
    with database.session() as session:
        assert session.scalar(COUNT) == 1


def test_a_copied_database_is_seen_by_other_connections(committed_settings: Settings, database: Database) -> None:
    with Database(committed_settings) as one, Database(committed_settings) as other:
        with one.session() as session:
            session.execute(ADD)
            session.commit()
        with other.session() as session:
            assert session.scalar(COUNT) == 1
    with database.session() as session:
        assert session.scalar(COUNT) == 0
