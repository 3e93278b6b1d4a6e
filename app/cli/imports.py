"""`eventmap import FORMAT FILE...`: event records that others coded, and articles of news feeds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from time import perf_counter

import click

from app.cli.collecting import collect_seldom
from app.cli.feeds import FEED, import_feeds
from app.cli.progress import ProgressLine
from app.database import Database
from app.extraction import taxonomy
from app.importers.acled import read_deleted
from app.importers.registry import IMPORTERS, Knowledge
from app.importers.table_files import read_table
from app.services import linking
from app.services.imports import Deletion, ImportReport, delete_imported
from app.services.imports import import_events as import_rows
from app.settings import Settings

COMMON_FIELDS = "id, type, title, date_from, date_to, lat, lon, wkt, location, country, killed, source_name, url"


@click.command("import")
@click.argument("form", metavar="FORMAT", type=click.Choice(sorted([*IMPORTERS, FEED])))
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(allow_dash=True))
@click.option("--source", help="Name of the data set, where its records do not say it.")
@click.option("--dry-run", is_flag=True, help="Read and report, write nothing.")
@click.option(
    "--mapping",
    multiple=True,
    metavar="FIELD=COLUMN|FILE.toml",
    help=f"table: which column holds what, where the guess is wrong ({COMMON_FIELDS}, ...).",
)
@click.option("--deleted", type=click.Path(exists=True, dir_okay=False), help="acled: file of deleted event_id_cnty.")
@click.option("--allow", multiple=True, metavar="HOST", help="feed: another site whose articles may be fetched.")
@click.option("--allow-private", is_flag=True, help="feed: fetch from private addresses, too.")
@click.option("--no-fetch", is_flag=True, help="feed: use the text in the feed, fetch no article.")
@click.option("--link/--no-link", default=True, help="Link what other sources report too; `events link` does it later.")
@click.pass_obj
def import_events(
    settings: Settings,
    form: str,
    files: tuple[str, ...],
    source: str | None,
    dry_run: bool,
    mapping: tuple[str, ...],
    deleted: str | None,
    allow: tuple[str, ...],
    allow_private: bool,
    no_fetch: bool,
    link: bool,
) -> None:
    """Load event records from FILEs ("-" is standard input). Loading the same twice changes nothing.

    FORMAT feed takes saved or remote RSS and Atom feeds, and lists of addresses, and reads their articles.
    """
    if deleted and form != "acled":
        raise click.UsageError("--deleted goes with acled")
    if not files and not deleted:
        raise click.UsageError("name at least one FILE")
    if form == FEED:
        import_feeds(settings, files, source, dry_run, allow, allow_private, no_fetch)
        return
    knowledge = Knowledge(settings.gazetteer_path, parse_mapping(mapping), lambda text: click.echo(text, err=True))
    known_types = {name for entry in taxonomy.load().types.values() for name in (entry.type, entry.subtype)}
    collect_seldom()
    with Database(settings) as database:
        database.upgrade()
        last = linking.last_key(database.session)
        for file in files:
            began, line = perf_counter(), ProgressLine()
            report = import_rows(
                database.session,
                IMPORTERS[form](file, source, knowledge),
                known_types,
                dry_run=dry_run,
                progress=lambda report, line=line: line.show(f"{report.read:,} records"),
            )
            line.close()
            tell(report, perf_counter() - began, dry_run)
        if deleted:
            tell_deletion(delete_imported(database.session, read_deleted(read_table(deleted)), dry_run=dry_run))
        if link and not dry_run:
            made = linking.link_after(database.session, last)
            click.echo(f"{made} linked with events that other sources report", err=True)


def parse_mapping(given: tuple[str, ...]) -> dict[str, str]:
    """Pairs FIELD=COLUMN, and TOML files of such pairs."""
    pairs: dict[str, str] = {}
    for text in given:
        field, equals, column = text.partition("=")
        if equals:
            pairs[field.strip()] = column.strip()
            continue
        try:
            pairs.update(tomllib.loads(Path(text).read_text(encoding="utf-8")))
        except (OSError, tomllib.TOMLDecodeError, TypeError, ValueError) as error:
            raise click.BadParameter(
                f"{text!r} is neither FIELD=COLUMN nor a TOML file: {error}", param_hint="--mapping"
            ) from error
    if any(not isinstance(column, str) for column in pairs.values()):
        raise click.BadParameter("a field has the name of one column", param_hint="--mapping")
    return pairs


def tell(report: ImportReport, seconds: float, dry_run: bool) -> None:
    """What happened, on standard error."""
    for bad in report.bad_rows:
        click.echo(f"row {bad.number} left out: {bad.reason}", err=True)
    if report.bad > len(report.bad_rows):
        click.echo(f"... and {report.bad - len(report.bad_rows)} more", err=True)
    if report.unmapped:
        listed = ", ".join(f"{name} ({number})" for name, number in report.unmapped.most_common(20))
        click.echo(f"kept with types that the taxonomy lacks: {listed}", err=True)
    written = report.written
    did = (
        "nothing written" if dry_run else f"{written.added} added, {written.changed} changed, {written.unchanged} known"
    )
    rate = report.read / seconds if seconds else 0
    click.echo(f"{report.read} records read, {did}, {report.bad} left out; {rate:,.0f} a second", err=True)


def tell_deletion(deletion: Deletion) -> None:
    """The same for a file of deletions."""
    for bad in deletion.bad_rows:
        click.echo(f"row {bad.number} left out: {bad.reason}", err=True)
    click.echo(f"{deletion.named} deletions read, {deletion.deleted} events removed", err=True)
