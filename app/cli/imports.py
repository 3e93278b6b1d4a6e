"""`eventmap import FORMAT FILE`: event records that others coded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import TextIO

import click

from app.cli.progress import ProgressLine
from app.database import Database
from app.errors import UnreadableInput
from app.extraction import taxonomy
from app.importers.geojson import read_geojson
from app.importers.rows import Rows
from app.services.imports import ImportReport
from app.services.imports import import_events as import_rows
from app.settings import Settings

READERS: dict[str, Callable[[TextIO, str | None], Rows]] = {"geojson": read_geojson}


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted(READERS)))
@click.argument("file", type=click.Path(dir_okay=False, allow_dash=True))
@click.option("--source", help="Name of the data set, where its records do not say it.")
@click.option("--dry-run", is_flag=True, help="Read and report, write nothing.")
@click.pass_obj
def import_events(settings: Settings, form: str, file: str, source: str | None, dry_run: bool) -> None:
    """Load event records from FILE ("-" is standard input). Loading the same twice changes nothing."""
    began, line = perf_counter(), ProgressLine()
    with _opened(file) as text, Database(settings) as database:
        database.upgrade()
        report = import_rows(
            database.session,
            _readable(READERS[form](text, source)),
            _known_types(),
            dry_run=dry_run,
            progress=lambda report: line.show(f"{report.read:,} records"),
        )
    line.close()
    _tell(report, perf_counter() - began, dry_run)


def _known_types() -> set[str]:
    types = taxonomy.load().types
    return {*types, *(entry.type for entry in types.values())}


def _tell(report: ImportReport, seconds: float, dry_run: bool) -> None:
    for bad in report.bad_rows:
        click.echo(f"record {bad.number} left out: {bad.reason}", err=True)
    if report.unmapped:
        listed = ", ".join(f"{name} ({number})" for name, number in report.unmapped.most_common(20))
        click.echo(f"kept with types that the taxonomy lacks: {listed}", err=True)
    written = report.written
    did = (
        "nothing written" if dry_run else f"{written.added} added, {written.changed} changed, {written.unchanged} known"
    )
    rate = report.read / seconds if seconds else 0
    click.echo(f"{report.read} records read, {did}, {report.bad} left out; {rate:,.0f} a second", err=True)


@contextmanager
def _opened(file: str) -> Iterator[TextIO]:
    with click.open_file(file, encoding="utf-8-sig") as text:
        yield text


def _readable(rows: Rows) -> Rows:
    try:
        yield from rows
    except UnicodeDecodeError as error:
        raise UnreadableInput("the file is no UTF-8 text") from error
