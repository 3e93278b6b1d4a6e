"""`eventmap events candidates|link|links|merge|split`: many reports of one event become one, and apart again."""

from __future__ import annotations

from itertools import islice

import click

from app.cli.progress import ProgressLine
from app.database import Database
from app.services import linking
from app.settings import Settings

LISTED = 100


@click.group()
def events() -> None:
    """Reports of one event: find, link and part them."""


@events.command()
@click.option("--limit", type=click.IntRange(min=1), default=LISTED, show_default=True)
@click.pass_obj
def candidates(settings: Settings, limit: int) -> None:
    """Pairs that may be one event and are not linked: score, ids, titles, parts of the score."""
    with Database(settings) as database, database.session() as session:
        for found in islice(linking.all_candidates(session), limit):
            fields = [f"{found.score.total:.2f}", found.earlier.id, found.later.id]
            click.echo("\t".join([*fields, found.earlier.title, found.later.title, parts_text(found.score.parts)]))


@events.command()
@click.pass_obj
def link(settings: Settings) -> None:
    """Look at all events and link the safe pairs, as every ingest and import does with what is new."""
    line = ProgressLine()
    with Database(settings) as database:
        made = linking.link_after(
            database.session, 0, lambda looked_at, made: line.show(f"{looked_at:,} events, {made:,} links")
        )
    line.close()
    click.echo(f"{made} links are new", err=True)


@events.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--limit", type=click.IntRange(min=1), default=LISTED, show_default=True)
@click.pass_obj
def links(settings: Settings, ids: tuple[str, ...], limit: int) -> None:
    """Links, the latest first: state, score, ids, who made it, parts of the score."""
    with Database(settings) as database, database.session() as session:
        for found in linking.list_links(session, ids, limit):
            state = "undone" if found.undone else "linked"
            fields = [state, f"{found.score:.2f}", found.earlier, found.later, found.made_by]
            click.echo("\t".join([*fields, parts_text(found.parts)]))


@events.command()
@click.argument("ids", metavar="ID ID...", nargs=-1, required=True)
@click.pass_obj
def merge(settings: Settings, ids: tuple[str, ...]) -> None:
    """Say that these events are one. Nothing is deleted; `split` takes it back."""
    if len(set(ids)) < 2:
        raise click.UsageError("name at least two events")
    with Database(settings) as database, database.session() as session:
        made = linking.merge(session, ids)
    click.echo(f"{made} links are new", err=True)


@events.command()
@click.argument("ids", metavar="ID...", nargs=-1, required=True)
@click.pass_obj
def split(settings: Settings, ids: tuple[str, ...]) -> None:
    """Say that each of these is an event of its own; they are not linked again by themselves."""
    with Database(settings) as database, database.session() as session:
        parted = linking.split(session, ids)
    click.echo(f"{parted} pairs are parted", err=True)


def parts_text(parts: dict[str, float | None]) -> str:
    """`time=1.0 place=0.9`; what is unknown stays out."""
    return " ".join(f"{name}={value:.2f}" for name, value in parts.items() if value is not None)
