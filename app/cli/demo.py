"""`eventmap demo`: everything at once, from an empty machine to the map."""

from __future__ import annotations

import click

from app.cli.ingest import tell
from app.cli.progress import ProgressLine
from app.cli.serve import refuse_taken_port, run_server, server_options
from app.database import Database
from app.services.demo import ingest_samples
from app.settings import Settings
from geodata.gazetteer.build import build
from geodata.geocoder import Geocoder


@click.command()
@server_options
@click.pass_obj
def demo(settings: Settings, host: str, port: int, workers: int) -> None:
    """Start the database, build the place index if there is none, take in the sample articles and serve them."""
    line = ProgressLine()
    refuse_taken_port(host, port)
    if not settings.gazetteer_path.exists():
        click.echo("eventmap: building the place index, which takes a minute, once", err=True)
        build(settings.gazetteer_path, progress=line.show)
        line.close()
    with Database(settings) as database:
        database.upgrade()
        geocoder = Geocoder.open(settings.gazetteer_path)
        report = ingest_samples(database.session, geocoder, lambda report: line.show(f"{report.read} articles read"))
        line.close()
        tell(report)
        run_server(settings, database, host, port, workers)
