"""`eventmap map`: one HTML file that opens without a network."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import click
import orjson

from app.cli.selection import parse_selection, selection_options
from app.database import Database
from app.formats.geojson import feature_collection
from app.maps import render_standalone
from app.services import search
from app.services.filters import PAGE_MAXIMUM, Shape
from app.settings import Settings


@click.command("map")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), help="The HTML file to write.")
@click.option("--title", default="Events", show_default=True, help="Heading of the page.")
@selection_options
@click.pass_obj
def map_(settings: Settings, output: str, title: str, selected: dict[str, list[str]]) -> None:
    """Write the events that the filters select as a map: one self-contained HTML file."""
    wanted, request = parse_selection(settings, selected)
    request = dataclasses.replace(request, limit=request.limit or PAGE_MAXIMUM)  # what a browser can hold
    with Database(settings) as database, database.session() as session:
        page = search.find_page(session, wanted, request)
        cores = search.find_page(session, wanted, dataclasses.replace(request, shape=Shape.CORE))
    regions_json, cores_json = (orjson.loads(feature_collection(found.events)) for found in (page, cores))
    Path(output).write_text(render_standalone(regions_json, cores_json, title), encoding="utf-8")
    click.echo(f"{len(page.events)} events on the map" + (", the newest of more" if page.next_cursor else ""), err=True)
