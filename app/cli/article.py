"""`eventmap article list|retract`."""

from __future__ import annotations

import click

from app.database import Database
from app.services import library, retraction
from app.settings import Settings


@click.group()
def article() -> None:
    """The articles that events come from."""


@article.command("list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """Number, publication date, source and title of each article."""
    with Database(settings) as database, database.session() as session:
        for entry in library.list_articles(session):
            state = "retracted" if entry.retracted else ""
            click.echo("\t".join([str(entry.id), entry.published or "", entry.source, entry.title or "", state]))


@article.command()
@click.argument("article_id", metavar="ID", type=click.IntRange(min=1, max=2**63 - 1))
@click.pass_obj
def retract(settings: Settings, article_id: int) -> None:
    """Withdraw an article: its evidence goes, and events that rested on it alone."""
    with Database(settings) as database, database.session() as session:
        gone = retraction.retract(session, article_id)
    click.echo(f"article {article_id} is retracted; {gone} events went with it", err=True)
