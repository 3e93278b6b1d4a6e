"""What is written can be read by others: GDAL as geopandas asks it, and readers of ACLED's and UCDP's files."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pyogrio
import pytest
import shapely
from pyarrow import parquet

from app.formats import FORMATS
from app.importers.coded_places import CodedPlaces
from app.importers.registry import IMPORTERS, Knowledge
from app.records import Participant, SourceNote, Tally

KML = "{http://www.opengis.net/kml/2.2}"
# xsd:date, or xsd:dateTime with its zone: what KML 2.2 allows beside gYear and gYearMonth.
KML_TIME = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?Z)?")


@pytest.fixture
def clash(make_event):
    return make_event(
        square=(43.12, 36.33, 0.05),
        day="2023-11-21",
        type="armed_conflict",
        subtype="armed_clash",
        location="near Mosul",
        place="Mosul",
        country="IQ",
        admin1="Nineveh",
        precision_acled=2,
        precision_ucdp=2,
        actors=(Participant("Army", "source"), Participant("=Rebels", "target")),
        counts={"killed": Tally(3, 4, 6)},
        sources=(SourceNote("A headline", "https://example.org/1", "2023-11-22", "-Four were killed."),),
    )


def content(ending: str, events) -> bytes:
    return b"".join(FORMATS[ending].write(events))


@pytest.mark.parametrize("ending", ["geojson", "geojsonl", "gpkg", "fgb", "kml"])
def test_gdal_reads_every_layer_with_its_shapes(ending, ready, clash, make_event, tmp_path):
    path = tmp_path / f"events.{ending}"
    path.write_bytes(content(ending, ready(clash, make_event(square=(10, 10, 1), day="2024-02-29"))))
    _, table = pyogrio.read_arrow(path)
    shapes = shapely.from_wkb(table.column(table.column_names[-1]).to_pylist())
    assert sorted(round(shape.area, 4) for shape in shapes) == [0.01, 4.0]
    assert all(shape.is_valid for shape in shapes)
    name = "Name" if ending == "kml" else "title"
    assert clash.title in table.column(name).to_pylist()


def test_geoparquet_metadata_are_those_of_the_specification(ready, clash):
    table = parquet.read_table(io.BytesIO(content("parquet", ready(clash))))
    geo = json.loads(table.schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    column = geo["columns"][geo["primary_column"]]
    assert column["encoding"] == "WKB"
    assert set(column["geometry_types"]) <= {"Point", "Polygon", "MultiPolygon"}
    assert "crs" not in column  # which means OGC:CRS84
    (shape,) = shapely.from_wkb(table.column(geo["primary_column"]).to_pylist())
    assert shape.geom_type in column["geometry_types"]


def test_kml_times_are_of_the_forms_that_the_schema_knows_and_in_order(ready, clash, make_event):
    moment = datetime(2023, 11, 21, 6, 30, 1, 250000, UTC)
    events = ready(clash, make_event(date_from=moment, date_to=moment), make_event(date_to=moment), make_event())
    root = ElementTree.fromstring(content("kml", events))
    spans = [[element.text for element in span] for span in root.iter(f"{KML}TimeSpan")]
    assert [len(span) for span in spans] == [2, 2, 1]
    assert all(KML_TIME.fullmatch(text) for span in spans for text in span)
    assert all(span == sorted(span) for span in spans)


@pytest.mark.parametrize("ending", ["csv", "acled.csv", "ucdp.csv"])
def test_no_cell_of_any_csv_runs(ending, ready, clash):
    for line in csv.reader(io.StringIO(content(ending, ready(clash)).decode())):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in line)


@pytest.mark.parametrize("form", ["acled", "ucdp"])
def test_look_alikes_are_read_by_those_who_read_the_originals(form, ready, clash, session_settings, geocoder, tmp_path):
    path = tmp_path / f"events.{form}.csv"
    path.write_bytes(content(f"{form}.csv", ready(clash)))
    known = Knowledge(session_settings.gazetteer_path)
    known.geocoder, known.places = geocoder, CodedPlaces(geocoder.gazetteer)
    (event,) = IMPORTERS[form](str(path), None, known)
    assert (event.type, event.subtype, event.country) == (clash.type, clash.subtype, clash.country)
    assert (event.date_from, event.date_to) == (clash.date_from, clash.date_to)
    assert event.point == pytest.approx(clash.point, abs=0.01)  # UCDP's words say where Mosul is
    assert event.region.contains(shapely.Point(clash.point))
    assert event.counts["killed"].best == 4
    assert event.source_id == clash.id
    assert (event.precision_acled or event.precision_ucdp) == 2
