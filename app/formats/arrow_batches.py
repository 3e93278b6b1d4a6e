"""Events as Arrow record batches: what GeoPackage, FlatGeobuf and GeoParquet are written from.

Dates are instants (UTC, milliseconds), so that a GIS can play them; a day reaches from its first to its last moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

import orjson
import pyarrow as pa
import shapely

from app.formats.csv_table import COLUMNS
from app.formats.geojson import ReadyEvent
from app.instants import parse_moment

GEOMETRY = "geometry"
INTEGERS = frozenset(
    "precision_acled precision_ucdp precision_gtd killed_low killed_best killed_high wounded_low wounded_best "
    "wounded_high".split()
)
NUMBERS = frozenset("point_lon point_lat radius_km confidence".split())
INSTANTS = {"date_from": 0, "date_to": 1, "updated": 0}  # which end of a day is meant


def event_schema(*, lists: bool) -> pa.Schema:
    """The contract's columns, then the geometry as WKB. Without `lists`, actors are one text."""

    def kind(name: str) -> pa.DataType:
        if name in INTEGERS:
            return pa.int64()
        if name in NUMBERS:
            return pa.float64()
        if name in INSTANTS:
            return pa.timestamp("ms", tz="UTC")
        return pa.list_(pa.string()) if lists and name == "actors" else pa.string()

    return pa.schema([(name, kind(name)) for name in COLUMNS] + [(GEOMETRY, pa.binary())])


def event_batches(events: Iterable[ReadyEvent], schema: pa.Schema, size: int) -> Iterator[pa.RecordBatch]:
    """All events, `size` at a time; no more than one batch is held."""
    lists = pa.types.is_list(schema.field("actors").type)
    source = iter(events)
    while taken := list(islice(source, size)):
        rows = [orjson.loads(event.properties) for event in taken]
        columns = [[_value(name, row.get(name), lists) for row in rows] for name in COLUMNS]
        shapes = shapely.to_wkb(shapely.from_geojson([event.geometry for event in taken]))
        arrays = [pa.array(values, field.type) for values, field in zip([*columns, shapes], schema, strict=True)]
        yield pa.record_batch(arrays, schema=schema)


def peek_kind(events: Iterable[ReadyEvent]) -> tuple[Iterator[ReadyEvent], str]:
    """The events, and the geometry type that the first placed one has; regions where none of the first has one."""
    source, seen = iter(events), []
    for event in source:
        seen.append(event)
        if event.geometry or len(seen) == 1000:
            break
    points = bool(seen and seen[-1].geometry and '"Point"' in seen[-1].geometry[:40])
    return chain(seen, source), "Point" if points else "MultiPolygon"


def _value(name: str, value: Any, lists: bool) -> Any:
    if value is None:
        return None
    if name in INSTANTS:
        return parse_moment(value)[INSTANTS[name]]
    if name == "actors" and not lists:
        return "; ".join(value)
    return orjson.dumps(value).decode() if name == "sources" else value
