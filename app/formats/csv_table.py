"""Events as CSV (RFC 4180) for spreadsheets: one column a property, lists joined, the geometry as GeoJSON text.

A spreadsheet runs a cell that begins with = + - @ as a formula: such texts get an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from app.formats.geojson import ReadyEvent

MEDIA_TYPE = "text/csv; charset=utf-8"
COLUMNS = [
    "id",
    "title",
    "type",
    "subtype",
    "date_from",
    "date_to",
    "date_precision",
    "location",
    "relation",
    "place",
    "country",
    "admin1",
    "point_lon",
    "point_lat",
    "radius_km",
    "precision_acled",
    "precision_ucdp",
    "precision_gtd",
    "confidence",
    "actors",
    "killed_low",
    "killed_best",
    "killed_high",
    "wounded_low",
    "wounded_best",
    "wounded_high",
    "language",
    "sources",
    "status",
    "parent",
    "updated",
]
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """The header line, then a line an event."""
    yield write_line([*COLUMNS, "geometry"])
    for event in events:
        properties = orjson.loads(event.properties)
        yield write_line([*(safe_cell(properties.get(name)) for name in COLUMNS), event.geometry or ""])


def safe_cell(value: Any) -> Any:
    if isinstance(value, list):
        if any(isinstance(entry, dict) for entry in value):  # sources: the links are what fits a cell
            value = [entry.get("url") or entry.get("title") for entry in value]
        value = "; ".join(str(entry) for entry in value if entry)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def write_line(cells: list[Any]) -> bytes:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()
