"""Derives airfields: python -m geodata.data.derive.airports FETCHED OUT, FETCHED as `fetch.sh` leaves it.

Of OurAirports: the large and medium ones, and whatever its name calls a base.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
from pathlib import Path

_COLUMNS = (
    "ident",
    "type",
    "name",
    "latitude_deg",
    "longitude_deg",
    "iso_country",
    "iso_region",
    "municipality",
    "iata_code",
    "keywords",
)
_MILITARY = re.compile(
    r"air ?base|air force|army|naval|military|\bAFB\b|\bRAF\b|base aérea|base aérienne|\bAB\b", re.IGNORECASE
)


def main(fetched: Path, out: Path) -> None:
    """Write `airports.csv.gz` into `out`, in the columns and format of OurAirports itself."""
    source = fetched / "ourairports/ourairports/data/airports.csv.gz"
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    with gzip.open(source, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["type"] in ("large_airport", "medium_airport") or (
                row["type"] in ("small_airport", "closed") and _MILITARY.search(row["name"])
            ):
                writer.writerow(row)
    (out / "airports.csv.gz").write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
