"""`eventmap token create|list|revoke`: who may add articles over the web."""

from __future__ import annotations

import click

from app.database import Database
from app.instants import instant_text
from app.services import tokens
from app.settings import Settings


@click.group()
def token() -> None:
    """Bearer tokens for POST /articles."""


@token.command()
@click.argument("name")
@click.pass_obj
def create(settings: Settings, name: str) -> None:
    """Make a token and show it, this once."""
    with Database(settings) as database:
        database.upgrade()
        with database.session() as session:
            click.echo(tokens.create(session, name))


@token.command("list")
@click.pass_obj
def list_(settings: Settings) -> None:
    """Names of tokens, with the times they were made and revoked."""
    with Database(settings) as database, database.session() as session:
        for entry in tokens.list_all(session):
            state = f"revoked {instant_text(entry.revoked)}" if entry.revoked else "valid"
            click.echo(f"{entry.name}\t{instant_text(entry.created)}\t{state}")


@token.command()
@click.argument("name")
@click.pass_obj
def revoke(settings: Settings, name: str) -> None:
    """Make a token invalid, for good."""
    with Database(settings) as database, database.session() as session:
        tokens.revoke(session, name)
    click.echo(f"token {name} is revoked", err=True)
