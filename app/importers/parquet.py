"""Rows of a Parquet file, batch by batch. A geometry column of GeoParquet gives shapes in lon, lat."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from app.errors import UnreadableInput

if TYPE_CHECKING:
    import pyarrow

BATCH = 1_024


def parquet_rows(path: str) -> Iterator[tuple[int, list[Any]]]:
    """The names come first, as in a CSV."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        names = list(file.schema_arrow.names)
        readers = [_plain_values] * len(names)
        geometry = _geometry_column(file.schema_arrow.metadata or {})
        if geometry and geometry[0] in names:
            readers[names.index(geometry[0])] = _shapes_in(geometry[1])
        line = 1
        yield line, names
        for batch in file.iter_batches(batch_size=BATCH):
            columns = [read(column) for read, column in zip(readers, batch.columns, strict=True)]
            for cells in zip(*columns, strict=True):
                line += 1
                yield line, list(cells)


def _plain_values(column: pyarrow.Array) -> list[Any]:
    """Python's values; as text where Python has none (years beyond 9999)."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    try:
        return column.to_pylist()
    except (ValueError, OverflowError):
        return [_as_text(value) for value in column]


def _as_text(value: pyarrow.Scalar) -> Any:
    try:
        return value.as_py()
    except (ValueError, OverflowError):
        return str(getattr(value, "value", "unreadable"))


def _geometry_column(metadata: dict[bytes, bytes]) -> tuple[str, Any] | None:
    """Its name, and its reference system as PROJJSON; None where the metadata say nothing of it."""
    try:
        geo = orjson.loads(metadata.get(b"geo", b"null"))
        if geo is None:
            return None
        column = geo["columns"][geo["primary_column"]]
        if column["encoding"] != "WKB":
            raise UnreadableInput(f"geometry is encoded as {column['encoding']}; only WKB is read")
        return geo["primary_column"], column.get("crs")
    except (ValueError, LookupError, TypeError) as error:
        raise UnreadableInput("the file's geo metadata are not those of GeoParquet") from error


def _shapes_in(crs: Any) -> Callable[[pyarrow.Array], list[Any]]:
    """Reads WKB. Without a reference system it is lon, lat (OGC:CRS84), as GeoParquet has it."""
    try:
        system = CRS.from_user_input(crs) if crs is not None else None
    except CRSError as error:
        raise UnreadableInput("the file's reference system is not known") from error
    move = None if system is None or system.is_geographic else Transformer.from_crs(system, 4326, always_xy=True)

    def read(column: pyarrow.Array) -> list[Any]:
        shapes = shapely.from_wkb(np.array(column.to_pylist(), dtype=object), on_invalid="ignore")
        if move is not None:
            shapes = shapely.transform(shapes, lambda xy: np.column_stack(move.transform(*xy.T)))
        return list(shapes)

    return read
