"""`eventmap export`: events -> a file, its format known by the ending."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from app.cli.progress import ProgressLine
from app.cli.selection import parse_selection, selection_options
from app.database import Database
from app.formats import FORMATS, format_of
from app.services import search
from app.services.filters import Shape
from app.settings import Settings


@click.command()
@click.option(
    "-o", "--output", required=True, help="File; its ending is the format. '-' is GeoJSON to standard output."
)
@click.option("--include-restricted", is_flag=True, help="Write data that must not be passed on, too; keep the file.")
@selection_options
@click.pass_obj
def export(settings: Settings, output: str, include_restricted: bool, selected: dict[str, list[str]]) -> None:
    """Write the events that the filters select. Data whose terms forbid it are left out."""
    form = FORMATS["geojson"] if output == "-" else format_of(output)
    if form is None:
        endings = ", ".join(f".{ending}" for ending in sorted(FORMATS))
        raise click.BadParameter(f"{output} has no ending that says its format; there are {endings}", param_hint="-o")
    if form.holds_core and not selected["geometry"]:
        selected["geometry"] = [Shape.BOTH]  # a file is read again, and shall have lost nothing then
    wanted, request = parse_selection(settings, selected, for_export=not include_restricted, holds_core=form.holds_core)
    line = ProgressLine()
    # A file is complete or not there: readers never see half of one.
    partial = Path(f"{output}.part")
    with Database(settings) as database, database.session() as session:
        pieces = form.write(search.stream(session, wanted, request))
        if output == "-":
            for piece in pieces:
                sys.stdout.buffer.write(piece)
            return
        with partial.open("wb") as file:
            for piece in pieces:
                file.write(piece)
                line.show(f"{file.tell():,} bytes")
    os.replace(partial, output)
    line.close()
