"""`eventmap db upgrade|check`: the tables and their version."""

from __future__ import annotations

import click

from app.database import Database
from app.errors import DatabaseOutdated
from app.settings import Settings


@click.group()
def db() -> None:
    """The database's tables."""


@db.command()
@click.pass_obj
def upgrade(settings: Settings) -> None:
    """Bring the tables to this version; nothing happens where they are."""
    with Database(settings) as database:
        database.upgrade()
    click.echo("the tables are up to date", err=True)


@db.command()
@click.pass_obj
def check(settings: Settings) -> None:
    """Say whether the tables are those of this version; status 1 if not."""
    with Database(settings) as database:
        if problems := database.problems():
            raise DatabaseOutdated("; ".join(problems))
    click.echo("the tables are up to date", err=True)
