"""Events -> files. A format is a media type and a `write(events)` that yields bytes, known by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from app.formats import csv_table, geojson, geojson_lines


class Format(NamedTuple):
    """A way to write events."""

    media_type: str
    write: Callable[[Iterable[geojson.ReadyEvent]], Iterator[bytes]]


FORMATS = {
    "geojson": Format(geojson.MEDIA_TYPE, geojson.write),
    "geojsonl": Format(geojson_lines.MEDIA_TYPE, geojson_lines.write),
    "csv": Format(csv_table.MEDIA_TYPE, csv_table.write),
}
