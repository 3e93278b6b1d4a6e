"""GeoPackage and FlatGeobuf, written by GDAL from a stream of Arrow batches: one layer "events" in EPSG:4326."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from app.formats.arrow_batches import GEOMETRY, event_batches, event_schema, peek_kind
from app.formats.geojson import ReadyEvent
from app.formats.through_file import through_file

GPKG_MEDIA_TYPE = "application/geopackage+sqlite3"
FGB_MEDIA_TYPE = "application/flatgeobuf"
LAYER = "events"
INDEXED_UP_TO = 200_000


def write_geopackage(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """A GeoPackage; events without a place are rows without a geometry."""
    return through_file(".gpkg", lambda path: _write_layer(events, path, "GPKG"))


def write_flatgeobuf(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """A FlatGeobuf. It is indexed unless an event lacks a place, as the format indexes all features or none, or unless
    there are too many: the index is put together in memory.
    """
    return through_file(".fgb", lambda path: _write_indexed(events, path))


def _write_layer(events: Iterable[ReadyEvent], path: Path, driver: str, **options: str) -> None:
    import pyarrow as pa
    from pyogrio.raw import write_arrow

    schema = event_schema(lists=False)
    ahead, kind = peek_kind(events)
    batches = pa.RecordBatchReader.from_batches(schema, event_batches(ahead, schema))
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


def _write_indexed(events: Iterable[ReadyEvent], path: Path) -> None:
    """The index must be asked for before the first feature is seen, so features wait in a file of their own."""
    import pyarrow as pa

    waiting, schema, count, unplaced = path.with_suffix(".arrow"), event_schema(lists=False), 0, 0
    ahead, kind = peek_kind(events)
    with pa.OSFile(str(waiting), "wb") as sink, pa.ipc.new_stream(sink, schema) as stream:
        for batch in event_batches(ahead, schema):
            count += batch.num_rows
            unplaced += batch.column(GEOMETRY).null_count
            stream.write_batch(batch)
    from pyogrio.raw import write_arrow

    with pa.OSFile(str(waiting), "rb") as source, pa.ipc.open_stream(source) as reader:
        write_arrow(
            reader,
            str(path),
            layer=LAYER,
            driver="FlatGeobuf",
            geometry_name=GEOMETRY,
            geometry_type=kind,
            crs="EPSG:4326",
            SPATIAL_INDEX="NO" if unplaced or count > INDEXED_UP_TO else "YES",
        )
