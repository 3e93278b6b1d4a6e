"""The formats that `eventmap import` knows, and how each of them is opened."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.importers.acled import read_acled
from app.importers.coded_places import CodedPlaces
from app.importers.described_places import DescribedPlaces
from app.importers.gdelt import read_gdelt
from app.importers.geojson import read_geojson
from app.importers.icews import read_icews
from app.importers.packed_files import unpacked
from app.importers.polecat import read_polecat
from app.importers.rows import Rows
from app.importers.table import plan_table, read_table
from app.importers.table_files import read_table as open_table
from app.importers.ucdp import read_ucdp
from geodata.geocoder import Geocoder


@dataclass
class Knowledge:
    """What importers look up. The place index is opened by the first that asks: GeoJSON needs none."""

    gazetteer_path: Path
    mapping: Mapping[str, str] = field(default_factory=dict)
    tell: Callable[[str], None] = lambda _: None

    @cached_property
    def geocoder(self) -> Geocoder:
        return Geocoder.open(self.gazetteer_path)

    @cached_property
    def places(self) -> CodedPlaces:
        return CodedPlaces(self.geocoder.gazetteer)

    @cached_property
    def described(self) -> DescribedPlaces:
        return DescribedPlaces(self.geocoder)


def _acled(path: str, source: str | None, known: Knowledge) -> Rows:
    return read_acled(open_table(path), known.places, source)


def _ucdp(path: str, source: str | None, known: Knowledge) -> Rows:
    return read_ucdp(open_table(path), known.places, known.described.around, source)


def _gdelt(path: str, source: str | None, known: Knowledge) -> Rows:
    return read_gdelt(open_table(path, quoted=False), known.places, source)


def _icews(path: str, source: str | None, known: Knowledge) -> Rows:
    return read_icews(open_table(path), known.places, source)


def _polecat(path: str, source: str | None, known: Knowledge) -> Rows:
    return read_polecat(open_table(path, quoted=False), known.places, source)


def _geojson(path: str, source: str | None, _: Knowledge) -> Rows:
    with (
        sys.stdin.buffer if path == "-" else open(path, "rb") as file,
        io.TextIOWrapper(unpacked(file), encoding="utf-8-sig") as text,
    ):
        yield from read_geojson(text, source)


def _table(path: str, source: str | None, known: Knowledge) -> Rows:
    reading, rows = plan_table(open_table(path), known.mapping)
    known.tell(reading.told())
    return read_table(rows, reading, known.places, known.described.find, source or Path(path).stem)


IMPORTERS: dict[str, Callable[[str, str | None, Knowledge], Rows]] = {
    "acled": _acled,
    "gdelt": _gdelt,
    "geojson": _geojson,
    "icews": _icews,
    "polecat": _polecat,
    "table": _table,
    "ucdp": _ucdp,
}
