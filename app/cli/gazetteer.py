"""`eventmap gazetteer build | info | search`: the place index."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from app.settings import Settings
from geodata.gazetteer import Gazetteer
from geodata.gazetteer.build import BuildReport, build, embedded_sources
from geodata.gazetteer.chosen import chosen_sources

_FILE = click.Path(exists=True, path_type=Path)


@click.group()
def gazetteer() -> None:
    """The place index: build it, look into it."""


@gazetteer.command(name="build")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Where to; default: the index that is used.")
@click.option("--geonames", type=_FILE, help="Folder with allCountries.txt or XX.txt, alternateNamesV2.txt, ...")
@click.option("--natural-earth", type=_FILE, multiple=True, help="A layer as GeoJSON, shapefile or GeoPackage.")
@click.option("--geoboundaries", type=_FILE, multiple=True, help="A geoBoundaries GeoJSON file.")
@click.option("--whosonfirst", type=_FILE, multiple=True, help="A folder of Who's On First GeoJSON files.")
@click.option("--ourairports", type=_FILE, help="airports.csv of OurAirports.")
@click.pass_obj
def build_command(
    settings: Settings,
    output: Path | None,
    geonames: Path | None,
    natural_earth: tuple[Path, ...],
    geoboundaries: tuple[Path, ...],
    whosonfirst: tuple[Path, ...],
    ourairports: Path | None,
) -> None:
    """Build the index from what ships with the program and from what you downloaded."""
    chosen = chosen_sources(natural_earth, geoboundaries, whosonfirst, ourairports, geonames)
    progress = _say if sys.stderr.isatty() else None
    _report(build(output or settings.gazetteer_path, [*embedded_sources(), *chosen], progress))


@gazetteer.command()
@click.pass_obj
def info(settings: Settings) -> None:
    """What the index holds and whose data it is."""
    opened = Gazetteer.open(settings.gazetteer_path)
    click.echo(json.dumps({key: opened.metadata[key] for key in ("counts", "sources")}, ensure_ascii=False, indent=2))


@gazetteer.command()
@click.argument("name")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.pass_obj
def search(settings: Settings, name: str, limit: int) -> None:
    """The places that bear NAME, the likeliest first, a line each: "Paris, Texas"."""
    for place in Gazetteer.open(settings.gazetteer_path).search(name, limit):
        where = ", ".join(part for part in (place.admin1_name, place.country) if part)
        click.echo(f"{place.id}\t{place.kind}\t{place.name}\t{where}\t{place.lon}\t{place.lat}\t{place.population}")


def _report(report: BuildReport) -> None:
    for source, counts in report.by_source.items():
        _say(f"{source}: " + ", ".join(f"{count:,} {what}" for what, count in counts.items()))
    _say(
        f"{report.path}: {report.places:,} places, {report.names:,} names, {report.file_bytes / 2**20:.0f} MiB,"
        f" {report.seconds:.0f} s, peak memory {report.peak_rss_mib:.0f} MiB"
    )


def _say(line: str) -> None:
    click.echo(line, err=True)
