"""Events -> files. A format is a media type and a `write(events)` that yields bytes, known by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from app.formats import atom, coded_csv, csv_table, geojson, geojson_lines, kml
from app.formats.through_file import through_file


class Format(NamedTuple):
    """A way to write events; `holds_core` where the 50 % core has a place beside the region."""

    media_type: str
    write: Callable[[Iterable[geojson.ReadyEvent]], Iterator[bytes]]
    holds_core: bool = False


FORMATS = {
    "geojson": Format(geojson.MEDIA_TYPE, geojson.write, holds_core=True),
    "geojsonl": Format(geojson_lines.MEDIA_TYPE, geojson_lines.write, holds_core=True),
    "csv": Format(csv_table.MEDIA_TYPE, csv_table.write),
    "kml": Format(kml.MEDIA_TYPE, kml.write),
    "gpkg": Format("application/geopackage+sqlite3", partial(through_file, ".gpkg")),
    "fgb": Format("application/flatgeobuf", partial(through_file, ".fgb")),
    "parquet": Format("application/vnd.apache.parquet", partial(through_file, ".parquet")),
    "atom": Format(atom.MEDIA_TYPE, atom.write),
    "acled.csv": Format(coded_csv.MEDIA_TYPE, coded_csv.write_acled),
    "ucdp.csv": Format(coded_csv.MEDIA_TYPE, coded_csv.write_ucdp),
}


def format_of(name: str) -> Format | None:
    """The format that a file's name ends in; "x.acled.csv" is ACLED's and not plain CSV."""
    endings = sorted(FORMATS, key=len, reverse=True)
    return next((FORMATS[ending] for ending in endings if name.lower().endswith(f".{ending}")), None)
