"""The part of `eventmap import` that reads news feeds."""

from __future__ import annotations

import click

from app.cli.ingest import tell
from app.cli.progress import ProgressLine
from app.database import Database
from app.importers.fetching import Fetcher
from app.services.feeds import feed_documents, open_feed
from app.services.ingest import ingest_all
from app.services.library import has_article
from app.settings import Settings
from geodata.geocoder import Geocoder

FEED = "feed"


def import_feeds(
    settings: Settings,
    files: tuple[str, ...],
    source: str | None,
    dry_run: bool,
    allow: tuple[str, ...],
    allow_private: bool,
    no_fetch: bool,
) -> None:
    """Ingest the articles of feeds; a dry run lists them."""
    fetcher = Fetcher(set(), allow_private)
    fetcher.allow(allow)
    if dry_run:
        for given in files:
            feed = open_feed(given, fetcher)
            for entry in feed.entries:
                click.echo(f"{entry.url or '(no address)'}  {entry.title or ''}", err=True)
            click.echo(f"{given}: {len(feed.entries)} entries; nothing fetched, nothing written", err=True)
        return
    geocoder = Geocoder.open(settings.gazetteer_path)
    with Database(settings) as database:
        database.upgrade()

        def is_known(url: str) -> bool:
            with database.session() as session:
                return has_article(session, url)

        for given in files:
            line = ProgressLine()
            feed = open_feed(given, fetcher)
            documents = feed_documents(feed, None if no_fetch else fetcher, is_known, source)
            report = ingest_all(
                database.session,
                geocoder,
                documents,
                progress=lambda report, line=line: line.show(f"{report.read:,} articles, {report.events:,} events"),
            )
            line.close()
            tell(report)
