"""`eventmap ingest`: articles -> events."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from app.cli.collecting import collect_seldom
from app.cli.progress import ProgressLine
from app.database import Database
from app.errors import UnreadableInput
from app.services.documents import Defaults, Document, Unreadable, read_bytes, read_documents
from app.services.documents.document import parse_published
from app.services.ingest import IngestReport, ingest_all
from app.settings import Settings
from geodata.geocoder import Geocoder


@click.command()
@click.argument("paths", metavar="FILE|FOLDER|-...", nargs=-1, required=True)
@click.option("--published", help="Publication date of articles that do not say theirs: 2023-11-22.")
@click.option("--language", help="Language of the articles; found out where not given.")
@click.option("--source", help="Name of the newspaper or agency.")
@click.option("--url", help="Where the article stands.")
@click.pass_obj
def ingest(
    settings: Settings,
    paths: tuple[str, ...],
    published: str | None,
    language: str | None,
    source: str | None,
    url: str | None,
) -> None:
    """Read articles (.txt, .html, .json, .jsonl) and keep their events. The same article twice changes nothing."""
    try:
        parse_published(published)
    except UnreadableInput as error:
        raise click.BadParameter(str(error), param_hint="--published") from error
    line = ProgressLine()
    geocoder = Geocoder.open(settings.gazetteer_path)
    collect_seldom()
    with Database(settings) as database:
        database.upgrade()
        report = ingest_all(
            database.session,
            geocoder,
            documents_of(paths, Defaults(published, language, source, url)),
            progress=lambda report: line.show(f"{report.read:,} articles, {report.events:,} events"),
        )
    line.close()
    tell(report)
    if report.unreadable and report.read == len(report.unreadable):
        sys.exit(1)


def documents_of(paths: tuple[str, ...], defaults: Defaults) -> Iterator[Document | Unreadable]:
    """Documents of files, folders and, for "-", standard input."""
    for path in paths:
        if path == "-":
            yield from read_bytes("standard input", sys.stdin.buffer.read(), defaults)
        else:
            yield from read_documents([Path(path)], defaults)


def tell(report: IngestReport) -> None:
    """What happened, on standard error."""
    for unreadable in report.unreadable:
        click.echo(f"left out {unreadable.name}: {unreadable.reason}", err=True)
    click.echo(
        f"{report.added} articles added with {report.events} events, {report.known} known already, "
        f"{len(report.unreadable)} left out",
        err=True,
    )
