"""Land, borders, lakes and rivers as one TopoJSON file for each tier of zoom levels, cut by mapshaper.

Coast, countries and provinces come from one set of units, so that their lines meet exactly at every tier.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.maps.derive.units import disputed_test


@dataclass(frozen=True, slots=True)
class Tier:
    """How much detail a range of zoom levels needs; `quantization` is the number of grid steps across the world."""

    file: str
    simplify_m: int
    quantization: int
    min_island_km2: float
    min_lake_km2: float
    max_river_rank: int
    provinces: bool


# A pixel is 9.8 km wide at zoom 4, 150 m at zoom 10; Natural Earth itself is good to about 500 m.
TIERS = (
    Tier("world.json", 5_000, 30_000, 150, 600, 4, provinces=False),
    Tier("detail.json", 1_200, 120_000, 3, 20, 10, provinces=True),
)
MERCATOR = "-180,-84,180,84"


def write_tier(tier: Tier, units: list[dict[str, Any]], sources: Path, scratch: Path, target: Path) -> int:
    """Writes `target/tier.file` and returns its size in bytes."""
    (scratch / "units.json").write_text(json.dumps({"type": "FeatureCollection", "features": units}))
    _cut_lakes(sources, scratch, tier.min_lake_km2)
    _cut_rivers(sources, scratch, tier.max_river_rank)
    disputed = disputed_test()
    run_mapshaper(
        *("-i", scratch / "units.json", scratch / "lakes.json", scratch / "rivers.json", "combine-files"),
        *("-clip", "target=units", f"bbox={MERCATOR}"),
        *("-clean", "target=units", "snap-interval=0.0005"),
        *("-simplify", "weighted", f"interval={tier.simplify_m}", "keep-shapes", "target=*"),
        *("-clean", "target=units"),
        *("-filter-islands", "target=units", f"min-area={tier.min_island_km2}km2"),
        *("-innerlines", "+", "name=disputed", "target=units", f"where={disputed}"),
        *("-innerlines", "+", "name=countries", "target=units", f"where=A.country !== B.country && !({disputed})"),
        *_provinces(tier, disputed),
        *("-dissolve", "target=units", "name=land"),
        *("-each", "delete this.properties.FID", "target=land"),
        *("-o", target / tier.file, "format=topojson", f"quantization={tier.quantization}", "target=*", "force"),
    )
    return (target / tier.file).stat().st_size


def _provinces(tier: Tier, disputed: str) -> tuple[str, ...]:
    if not tier.provinces:
        return ()
    same = f"A.country === B.country && !({disputed})"
    return (
        *("-innerlines", "+", "name=provinces", "target=units", f"where={same} && !A.small"),
        *("-innerlines", "+", "name=districts", "target=units", f"where={same} && A.small"),
    )


def _cut_lakes(sources: Path, scratch: Path, min_km2: float) -> None:
    """Natural Earth's ocean file carries the lakes as further features; the first and largest is the ocean itself."""
    run_mapshaper(
        *("-i", sources / "ne_10m_ocean.shp", "name=lakes"),
        *("-filter", f"this.area > {min_km2} * 1e6 && this.area < 1e12"),
        *("-filter-fields", ""),
        *("-o", scratch / "lakes.json", "format=geojson", "force"),
    )


def _cut_rivers(sources: Path, scratch: Path, max_rank: int) -> None:
    run_mapshaper(
        *("-i", sources / "ne_10m_rivers_lake_centerlines.shp", "name=rivers"),
        *("-filter", f"scalerank <= {max_rank}"),
        *("-each", "rank = Math.round(scalerank)"),
        *("-dissolve", "rank"),
        *("-o", scratch / "rivers.json", "format=geojson", "force"),
    )


def run_mapshaper(*arguments: str | Path) -> None:
    subprocess.run(["mapshaper", *map(str, arguments)], check=True, capture_output=True, text=True)  # noqa: S603, S607
