"""The process in which `through_file` has a file written: `python -m app.formats.file_writer PATH`.

Events come by standard input, a JSON array a line: id, geometry, properties.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import orjson

from app.formats import geoparquet, gis_layers

WRITERS = {
    ".gpkg": gis_layers.write_geopackage,
    ".fgb": gis_layers.write_flatgeobuf,
    ".parquet": geoparquet.write_parquet,
}


class SentEvent(NamedTuple):
    """A `ReadyEvent` from the other process."""

    id: str
    geometry: str | None
    properties: str


def sent_events(lines: Iterable[bytes]) -> Iterator[SentEvent]:
    """The events, as they come."""
    for line in lines:
        yield SentEvent(*orjson.loads(line))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    WRITERS[target.suffix](sent_events(sys.stdin.buffer), target)
