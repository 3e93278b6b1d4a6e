"""The sources that a user names beside the embedded ones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from geodata.gazetteer.records import Source
from geodata.gazetteer.sources.geoboundaries import GeoBoundaries
from geodata.gazetteer.sources.geonames import GeoNames
from geodata.gazetteer.sources.natural_earth import NaturalEarth
from geodata.gazetteer.sources.ourairports import OurAirports
from geodata.gazetteer.sources.whosonfirst import WhosOnFirst


def chosen_sources(
    natural_earth: Iterable[Path] = (),
    geoboundaries: Iterable[Path] = (),
    whosonfirst: Iterable[Path] = (),
    ourairports: Path | None = None,
    geonames: Path | None = None,
) -> list[Source]:
    """In the order in which they join: the small ones first, GeoNames as the bulk source last."""
    sources: list[Source] = [NaturalEarth(path) for path in natural_earth]
    sources += [GeoBoundaries(path) for path in geoboundaries]
    sources += [WhosOnFirst(path) for path in whosonfirst]
    sources += [OurAirports(ourairports)] if ourairports else []
    sources += [GeoNames(geonames)] if geonames else []
    return sources
