"""GeoPackage and FlatGeobuf, written by GDAL from a stream of Arrow batches: one layer "events" in EPSG:4326."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
from pyogrio.raw import write_arrow

from app.formats.arrow_batches import GEOMETRY, event_batches, event_schema, peek_kind
from app.formats.geojson import ReadyEvent

LAYER = "events"
INDEXED_UP_TO = 200_000
BATCH = 500  # a quarter of the memory of 2,000, in the same time


def write_geopackage(events: Iterable[ReadyEvent], path: Path) -> None:
    """A GeoPackage; events without a place are rows without a geometry."""
    schema = event_schema(lists=False)
    ahead, kind = peek_kind(events)
    batches = pa.RecordBatchReader.from_batches(schema, event_batches(ahead, schema, BATCH))
    _write_layer(batches, path, "GPKG", kind)


def write_flatgeobuf(events: Iterable[ReadyEvent], path: Path) -> None:
    """A FlatGeobuf. It is indexed unless an event lacks a place, as the format indexes all features or none, or unless
    there are too many: the index is put together in memory.

    The index must be asked for before the first feature is seen, so features wait in a file of their own.
    """
    waiting, schema, count, unplaced = path.with_suffix(".arrow"), event_schema(lists=False), 0, 0
    ahead, kind = peek_kind(events)
    with pa.OSFile(str(waiting), "wb") as sink, pa.ipc.new_stream(sink, schema) as stream:
        for batch in event_batches(ahead, schema, BATCH):
            count += batch.num_rows
            unplaced += batch.column(GEOMETRY).null_count
            stream.write_batch(batch)
    with pa.OSFile(str(waiting), "rb") as source, pa.ipc.open_stream(source) as reader:
        index = "NO" if unplaced or count > INDEXED_UP_TO else "YES"
        _write_layer(reader, path, "FlatGeobuf", kind, SPATIAL_INDEX=index)


def _write_layer(batches: pa.RecordBatchReader, path: Path, driver: str, kind: str, **options: str) -> None:
    write_arrow(
        batches,
        str(path),
        layer=LAYER,
        driver=driver,
        geometry_name=GEOMETRY,
        geometry_type=kind,
        crs="EPSG:4326",
        **options,
    )
