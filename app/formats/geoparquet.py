"""Events as GeoParquet 1.1: for pandas, DuckDB and data lakes. Actors are a list, the geometry is WKB in lon, lat."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import orjson
from pyarrow import parquet

from app.formats.arrow_batches import GEOMETRY, event_batches, event_schema, peek_kind
from app.formats.geojson import ReadyEvent

ROW_GROUP = 2_000


def write_parquet(events: Iterable[ReadyEvent], path: Path) -> None:
    """A Parquet file with zstd columns; its coordinates are OGC:CRS84, the format's default."""
    ahead, kind = peek_kind(events)
    geo = {
        "version": "1.1.0",
        "primary_column": GEOMETRY,
        "columns": {GEOMETRY: {"encoding": "WKB", "geometry_types": [kind]}},
    }
    schema = event_schema(lists=True).with_metadata({"geo": orjson.dumps(geo)})
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in event_batches(ahead, schema, ROW_GROUP):
            writer.write_batch(batch)
