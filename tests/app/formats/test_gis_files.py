"""GeoPackage, FlatGeobuf, GeoParquet, KML and Atom, read back by GDAL and by the formats' own readers."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pyogrio
import pytest
from pyarrow import parquet

from app.formats import FORMATS, format_of, gis_layers

ATOM = "{http://www.w3.org/2005/Atom}"
GEORSS = "{http://www.georss.org/georss}"
KML = "{http://www.opengis.net/kml/2.2}"
needs_gdal = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="gdal-bin is not installed")


def content(ending: str, events) -> bytes:
    return b"".join(FORMATS[ending].write(events))


def ogrinfo(path: Path, *arguments: str) -> str:
    ran = subprocess.run(
        ["ogrinfo", "-ro", *arguments, str(path), "events"], capture_output=True, text=True, check=True
    )
    assert "ERROR" not in ran.stderr
    return ran.stdout


@needs_gdal
@pytest.mark.parametrize("ending", ["gpkg", "fgb"])
def test_gdal_reads_the_layer(ending, ready, strike, make_event, tmp_path):
    path = tmp_path / f"events.{ending}"
    path.write_bytes(content(ending, ready(strike, make_event(square=(10, 10, 1), day="2024-02-29"))))
    told = ogrinfo(path, "-al", "-where", "type = 'armed_conflict'")
    assert "Feature Count: 2" in told
    assert "Geometry: Multi Polygon" in told
    assert "WGS 84" in told
    assert "date_from (DateTime) = 2023/11/21 00:00:00" in told
    assert "date_to (DateTime) = 2024/02/29 23:59:59.999" in told
    assert "killed_best (Integer64) = 8" in told
    assert "Hamas; =cmd()" in told


@needs_gdal
@pytest.mark.parametrize("ending", ["gpkg", "fgb"])
def test_an_unplaced_event_is_still_a_row(ending, ready, strike, make_event, tmp_path):
    path = tmp_path / f"events.{ending}"
    path.write_bytes(content(ending, ready(make_event(title="nowhere"), strike)))
    told = ogrinfo(path, "-al")
    assert "Feature Count: 2" in told
    assert "title (String) = nowhere" in told


def test_flatgeobuf_is_indexed_as_far_as_memory_goes(ready, strike, make_event, monkeypatch, tmp_path):
    path = tmp_path / "events.fgb"
    for most, is_indexed in ((2, True), (1, False)):
        monkeypatch.setattr(gis_layers, "INDEXED_UP_TO", most)
        gis_layers.write_flatgeobuf(ready(strike, make_event(square=(1, 1, 1))), path)
        told = pyogrio.read_info(path)
        assert (told["capabilities"]["fast_spatial_filter"], told["features"]) == (is_indexed, 2)


def test_the_libraries_for_files_are_loaded_by_the_process_that_writes_them() -> None:
    loaded = "import app.formats, sys; print({'pyarrow', 'pyogrio'} & set(sys.modules))"
    assert (
        subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True, check=True).stdout == "set()\n"
    )


def test_events_that_break_off_make_no_file(ready, strike):
    def events():
        yield from ready(strike)
        raise TimeoutError

    with pytest.raises(TimeoutError):
        content("gpkg", events())


def test_a_file_that_could_not_be_written_is_told(ready, strike, monkeypatch):
    monkeypatch.setattr(sys, "executable", shutil.which("false"))
    with pytest.raises(RuntimeError, match=r"events\.gpkg ended with status 1"):
        content("gpkg", ready(strike))


@needs_gdal
def test_points_make_a_point_layer(ready, strike, tmp_path):
    path = tmp_path / "events.gpkg"
    path.write_bytes(content("gpkg", ready(strike, geometry="point")))
    assert "Geometry: Point" in ogrinfo(path, "-so")


@needs_gdal
@pytest.mark.parametrize("ending", ["gpkg", "fgb", "parquet", "kml", "atom", "csv", "acled.csv", "ucdp.csv"])
def test_no_events_are_a_file_all_the_same(ending, tmp_path):
    path = tmp_path / f"events.{ending}"
    path.write_bytes(content(ending, []))
    assert path.stat().st_size > 50
    if ending in ("gpkg", "fgb"):
        assert "Feature Count: 0" in ogrinfo(path, "-so")


def test_geoparquet_says_what_its_geometry_is(ready, strike, make_event):
    table = parquet.read_table(io.BytesIO(content("parquet", ready(strike, make_event()))))
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["columns"]["geometry"]["geometry_types"] == ["MultiPolygon"]
    assert table.column("actors")[0].as_py() == ["Hamas", "=cmd()"]
    assert table.column("geometry")[1].as_py() is None
    assert table.column("date_from")[0].as_py().isoformat() == "2023-11-21T00:00:00+00:00"


def test_kml_has_time_and_shape_and_shows_markup_as_text(ready, strike):
    root = ElementTree.fromstring(content("kml", ready(strike)))
    (placemark,) = root.iter(f"{KML}Placemark")
    assert placemark.findtext(f"{KML}name").startswith("<script>alert(1)</script>")
    assert "<script" not in placemark.findtext(f"{KML}description")
    assert placemark.findtext(f"{KML}TimeSpan/{KML}begin") == "2023-11-21"
    assert "44.65,33.55" in placemark.findtext(f".//{KML}coordinates")


def test_kml_leaves_an_open_end_open(ready, make_event):
    begun = make_event(day="2024-01-31")
    root = ElementTree.fromstring(content("kml", ready(make_event(date_from=begun.date_from))))
    assert root.find(f".//{KML}TimeSpan/{KML}begin") is not None
    assert root.find(f".//{KML}TimeSpan/{KML}end") is None


def test_atom_entries_have_id_time_link_and_place(ready, strike):
    root = ElementTree.fromstring(content("atom", ready(strike)))
    (entry,) = root.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"urn:eventmap:event:{strike.id}"
    assert entry.findtext(f"{ATOM}updated") == root.findtext(f"{ATOM}updated") == "2024-01-02T03:04:05Z"
    assert entry.find(f"{ATOM}link").get("href") == "https://example.org/1?a=1&b=2"
    assert entry.findtext(f"{GEORSS}point") == "33.3 44.4"
    assert entry.findtext(f"{GEORSS}polygon").startswith("33.")


def test_a_format_is_known_by_the_longest_ending():
    assert format_of("x/EVENTS.ACLED.CSV") is FORMATS["acled.csv"]
    assert format_of("events.csv") is FORMATS["csv"]
    assert format_of("events.xyz") is None
