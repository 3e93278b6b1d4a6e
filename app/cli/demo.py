"""`eventmap demo`: everything at once, from an empty machine to the map."""

from __future__ import annotations

import subprocess
import sys

import click

from app.cli.ingest import tell
from app.cli.progress import ProgressLine
from app.cli.serve import refuse_taken_port, run_server, server_options
from app.database import Database
from app.services.demo import ingest_samples
from app.settings import Settings
from geodata.geocoder import Geocoder


@click.command()
@server_options
@click.pass_obj
@click.pass_context
def demo(ctx: click.Context, settings: Settings, host: str, port: int, workers: int) -> None:
    """Start the database, build the place index if there is none, take in the sample articles and serve them."""
    line = ProgressLine()
    refuse_taken_port(host, port)
    if not settings.gazetteer_path.exists():
        click.echo("eventmap: building the place index, which takes a minute, once", err=True)
        # In a process of its own, which gives its half gigabyte back: the server's workers are copies of this one.
        built = subprocess.run([sys.executable, "-m", "app.cli", "gazetteer", "build"], stdout=sys.stderr)
        if built.returncode:
            ctx.exit(built.returncode)
    with Database(settings) as database:
        database.upgrade()
        geocoder = Geocoder.open(settings.gazetteer_path)
        report = ingest_samples(database.session, geocoder, lambda report: line.show(f"{report.read} articles read"))
        line.close()
        tell(report)
        run_server(settings, database, host, port, workers)
