"""`eventmap check`: what is wrong, and how to mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import click

from app.database import Database
from app.errors import EventmapError
from app.settings import Settings
from geodata.errors import GeodataError


@click.command()
@click.pass_obj
@click.pass_context
def check(ctx: click.Context, settings: Settings) -> None:
    """Look at everything that eventmap needs; status 1 if anything is wrong."""
    wrong = 0
    for name, problems in examine(settings):
        wrong += len(problems)
        for line in problems or ["ok"]:
            click.echo(f"{name}: {line}")
    ctx.exit(1 if wrong else 0)


def examine(settings: Settings) -> Iterator[tuple[str, list[str]]]:
    """Each thing that is needed, with what is wrong with it."""
    checks: dict[str, Callable[[Settings], list[str]]] = {
        "database": find_database_problems,
        "gazetteer": find_gazetteer_problems,
    }
    for name, find_problems in checks.items():
        try:
            yield name, find_problems(settings)
        except (EventmapError, GeodataError) as error:
            yield name, [str(error)]


def find_database_problems(settings: Settings) -> list[str]:
    with Database(settings) as database:
        return database.problems()


def find_gazetteer_problems(settings: Settings) -> list[str]:
    """Opening it checks its format; errors of the index name the command that mends them."""
    from geodata.gazetteer import Gazetteer

    return [] if len(Gazetteer.open(settings.gazetteer_path)) else ["it holds no place: run eventmap gazetteer build"]
