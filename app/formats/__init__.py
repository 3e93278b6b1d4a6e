"""Events -> files. A format is a media type and a `write(events)` that yields bytes, known by the file's ending."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from app.formats import atom, coded_csv, csv_table, geojson, geojson_lines, geoparquet, gis_layers, kml


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
    "gpkg": Format(gis_layers.GPKG_MEDIA_TYPE, gis_layers.write_geopackage),
    "fgb": Format(gis_layers.FGB_MEDIA_TYPE, gis_layers.write_flatgeobuf),
    "parquet": Format(geoparquet.MEDIA_TYPE, geoparquet.write),
    "atom": Format(atom.MEDIA_TYPE, atom.write),
    "acled.csv": Format(coded_csv.MEDIA_TYPE, coded_csv.write_acled),
    "ucdp.csv": Format(coded_csv.MEDIA_TYPE, coded_csv.write_ucdp),
}


def format_of(name: str) -> Format | None:
    """The format that a file's name ends in; "x.acled.csv" is ACLED's and not plain CSV."""
    endings = sorted(FORMATS, key=len, reverse=True)
    return next((FORMATS[ending] for ending in endings if name.lower().endswith(f".{ending}")), None)
