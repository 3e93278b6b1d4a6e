"""Files that are cut off, broken, or made to do harm: what is sound goes in, and the rest is told with its line."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import numpy as np
import openpyxl
import pyarrow as pa
import pytest
import shapely
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from pyarrow import parquet
from pyproj import CRS, Transformer

from app.errors import UnreadableInput
from app.importers import excel, packed_files
from app.importers.rows import BadRow

HEADER = "id,title,date,lat,lon"
SQUARE = shapely.box(43, 36, 44, 37)


def row(number: int) -> str:
    return f"{number},Event {number},2022-03-04,36,43"


def table(*rows: str) -> str:
    return "\n".join([HEADER, *rows, ""])


def told(events) -> list[str]:
    """Ids of what went in; line and reason of what did not."""
    return [f"{one.number}: {one.reason}" if isinstance(one, BadRow) else one.source_id for one in events]


@pytest.mark.parametrize(
    "content",
    [
        "sep=;\r\n" + table(row(1)).replace(",", ";"),
        table(row(1)).replace("\n", "\r"),
        table(row(1).replace("Event 1", '"Event\r1"')),
    ],
    ids=["the delimiter is told", "an old Mac", "a lone return in a cell"],
)
def test_line_ends_and_delimiters_of_old_programs(read, content):
    assert told(read("table", content.encode())) == ["1"]


def test_an_unclosed_quote_costs_its_own_row_only(read):
    rows = [row(1), '2,"Event 2,2022-03-04,36,43', *map(row, range(3, 20)), '20,"Ev\nent",2022-03-04,36,43', row(21)]
    first, bad, *rest = told(read("table", table(*rows)))
    assert first == "1"
    assert bad.startswith('3: a cell begins with "')
    assert rest == [str(number) for number in range(3, 22)]


def test_a_line_after_an_unclosed_quote_keeps_its_number(read):
    _, bad = told(read("table", table('1,"x,2022-03-04,36,43', "2,x,someday,36,43")))
    assert bad.startswith("3: 'someday'")


def test_of_a_file_that_breaks_off_what_came_before_goes_in(read):
    packed = gzip.compress(table(*map(row, range(2_000))).encode())[:-30]
    *sound, last = told(read("table", packed))
    assert len(sound) > 500
    assert "the file is cut off or broken" in last
    features = [{"type": "Feature", "properties": {"type": "flood"}, "geometry": None, "id": n} for n in (1, 2)]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert told(read("geojson", text[:-40])) == [
        "1",
        "2: the file is cut off or no GeoJSON; nothing is read from here on",
    ]


def zipped(*files: tuple[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"\x1f\x8bno gzip", zipped(), b"PK\x03\x04no zip", b"PAR1 no parquet", zipped(("a.csv", table(row(1))))[:-10]],
    ids=["gzip", "empty zip", "no zip", "parquet", "cut zip"],
)
@pytest.mark.parametrize("form", ["table", "geojson"])
def test_what_cannot_be_opened_is_one_clear_error(read, form, content):
    with pytest.raises(UnreadableInput):
        read(form, content)


def test_a_zip_is_read_past_what_its_maker_added(read):
    assert told(read("table", zipped(("__MACOSX/._a.csv", "junk"), ("data/", ""), ("data/a.csv", table(row(1)))))) == [
        "1"
    ]


def test_lines_that_would_fill_the_memory_are_refused(read, monkeypatch):
    monkeypatch.setattr(packed_files, "LONGEST_LINE", 1_000)
    assert told(read("table", table(row(1), "x" * 5_000, row(3))))[1].startswith("3: a line is longer")
    with pytest.raises(UnreadableInput, match="a line is longer"):
        read("table", "x" * 5_000)


def test_one_enormous_cell_costs_its_row_only(read):
    assert told(read("table", table(row(1), f"2,{'x' * 10_000_001},2022-03-04,36,43", row(3))))[::2] == ["1", "3"]


def test_a_header_without_end_is_refused(read):
    with pytest.raises(UnreadableInput, match="1,000,000 columns"):
        read("table", ",".join(["c"] * 1_000_000))


def workbook(fill) -> bytes:
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    fill(book, book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content: bytes, change) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return file.getvalue()


def test_cells_of_every_kind_in_one_column(read):
    def fill(_, sheet):
        sheet.append([1, "=1+1", datetime(2022, 3, 4, 12, 30), 36, 43])  # noqa: DTZ001 -- as Excel has it
        sheet.append([2, "#N/A", "04.03.2022", "36,5", 43])
        sheet.append([3, True, 44_624, 36, 43])
        sheet.append([4, "x", "#N/A", "#REF!", 43])

    first, second, bad, worse = read("table", workbook(fill), "a.xlsx")
    assert first.date_from == first.date_to == datetime(2022, 3, 4, 12, 30, tzinfo=UTC)
    assert (second.point, second.date_from.day) == ((43.0, 36.5), 4)
    assert (bad.number, worse.number) == (4, 5)
    assert "44624" in bad.reason
    assert "#REF!" in worse.reason


def test_days_since_1904_are_the_days_that_excel_shows(read):
    def fill(book, sheet):
        book.epoch = CALENDAR_MAC_1904
        sheet.append([1, "x", datetime(2022, 3, 4), 36, 43])  # noqa: DTZ001

    (event,) = read("table", workbook(fill), "a.xlsx")
    assert event.date_from == datetime(2022, 3, 4, tzinfo=UTC)


def test_a_workbook_may_lie_about_its_size(read):
    content = workbook(lambda _, sheet: sheet.append([1, "x", "2022-03-04", 36, 43]))
    wrong = repacked(content, lambda _, part: part.replace(b'ref="A1:E2"', b'ref="A1"'))
    assert wrong != content
    assert told(read("table", wrong, "a.xlsx")) == ["1"]


def test_a_workbook_that_unpacks_without_end_is_refused(read, monkeypatch):
    monkeypatch.setattr(excel, "LARGEST_REST", 100_000)
    content = workbook(lambda *_: None)
    bomb = repacked(content, lambda name, part: part + b" " * 200_000 if name.endswith("styles.xml") else part)
    assert len(bomb) < 100_000
    with pytest.raises(UnreadableInput, match="unpacks to over"):
        read("table", bomb, "a.xlsx")


def test_a_broken_sheet_is_told(read):
    content = workbook(lambda *_: None)
    broken = repacked(content, lambda name, part: part[:300] if "sheet1" in name else part)
    with pytest.raises(UnreadableInput, match="cut off or broken"):
        read("table", broken, "a.xlsx")


def parquet_file(geo: dict | None = None, **columns) -> bytes:
    made = pa.table({"id": [1, 2], **columns})
    if geo:
        made = made.replace_schema_metadata({"geo": json.dumps(geo)})
    file = io.BytesIO()
    parquet.write_table(made, file)
    return file.getvalue()


PLACED = {"lat": [36.0, None], "lon": [43.0, 44.0]}
NOON = datetime(2022, 3, 4, 12, tzinfo=timezone(timedelta(hours=5)))


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        (pa.array([NOON, None], pa.timestamp("us", "+05:00")), datetime(2022, 3, 4, 7, tzinfo=UTC)),
        (pa.array([1_646_395_200_123_456_789, None], pa.timestamp("ns")), datetime(2022, 3, 4, 12, 0, 0, 123456, UTC)),
        (pa.array([19_055, None], pa.int32()).cast(pa.date32()), datetime(2022, 3, 4, tzinfo=UTC)),
        (pa.array(["2022-03-04", None]).dictionary_encode(), datetime(2022, 3, 4, tzinfo=UTC)),
    ],
)
def test_dates_of_parquet(read, dates, first):
    one, other = read("table", parquet_file(date=dates, **PLACED), "a.parquet")
    assert (one.date_from, other.date_from) == (first, None)


def test_what_python_cannot_hold_costs_its_row_only(read):
    dates = pa.array([5_000_000, 19_055], pa.int32()).cast(pa.date32())  # the year 15,659
    killed = [Decimal("3.00"), Decimal("4.00")]
    nested = {"roles": [{"a": 1}, None], "list": [list(range(10_000)), None], "raw": [b"\xff\0", None]}
    bad, good = read("table", parquet_file(date=dates, killed=killed, **PLACED, **nested), "a.parquet")
    assert bad.number == 2
    assert good.counts["killed"].best == 4


def geo(crs: CRS | None = None, encoding: str = "WKB") -> dict:
    column = {"encoding": encoding, "geometry_types": []} | ({"crs": crs.to_json_dict()} if crs else {})
    return {"version": "1.1.0", "primary_column": "shape", "columns": {"shape": column}}


@pytest.mark.parametrize("epsg", [None, 4326, 3857, 32638])
def test_geoparquet_comes_to_lon_and_lat(read, epsg):
    crs = epsg and CRS(epsg)
    to = Transformer.from_crs(4326, epsg or 4326, always_xy=True)
    shape = shapely.transform(SQUARE, lambda lonlat: np.column_stack(to.transform(*lonlat.T)))
    content = parquet_file(geo(crs), shape=[shapely.to_wkb(shape), None], date=["2022-03-04"] * 2)
    one, other = read("table", content, "a.parquet")
    assert shapely.hausdorff_distance(one.region, SQUARE) < 1e-6
    assert other.region is None


def test_geometry_that_is_encoded_otherwise_is_told(read):
    with pytest.raises(UnreadableInput, match="only WKB"):
        read("table", parquet_file(geo(encoding="point"), shape=["x", None]), "a.parquet")


@pytest.mark.parametrize(
    "wkt", ["POINT EMPTY", "POLYGON EMPTY", "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))", "POINT Z (1 2 3)"]
)
def test_strange_shapes_of_tables_stop_nothing(read, wkt):
    (event,) = read("table", f'id,title,geometry\n1,"x","{wkt}"\n')
    assert (event.region is None) == ("EMPTY" in wkt)


def collection(*geometries: str, head: str = "") -> str:
    features = [f'{{"type":"Feature","properties":{{"type":"flood"}},"geometry":{one}}}' for one in geometries]
    return f'{{"type":"FeatureCollection",{head}"features":[{",".join(features)}]}}'


POLYGON = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}'


@pytest.mark.parametrize(
    ("geometry", "area"),
    [
        (POLYGON.replace(",0]", ",0,5]").replace(",1]", ",1,5]"), 1),
        (POLYGON.replace(",0]", ",0,5,6]").replace(",1]", ",1,5,6]"), 1),
        ('{"type":"Point","coordinates":[]}', None),
        ('{"type":"MultiPolygon","coordinates":[]}', None),
        ("null", None),
    ],
)
def test_features_that_are_odd_but_sound(read, geometry, area):
    (event,) = read("geojson", collection(geometry))
    assert (event.region and event.region.area) == area


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (f'{{"type":"GeometryCollection","geometries":[{POLYGON}]}}', "GeometryCollection"),
        ('{"type":"LineString","coordinates":[[0,0],[1,1]]}', "LineString"),
        (POLYGON.replace("[1,", "[190,"), "outside"),
        (POLYGON.replace("[1,", "[NaN,"), "geometry"),
        ('{"type":"Point","coordinates":[1e999,1]}', "geometry"),
        ('{"type":"Point","coordinates":' + "[" * 800 + "]" * 800 + "}", "geometry"),
    ],
)
def test_features_that_are_not_are_told_and_the_next_goes_in(read, geometry, reason):
    bad, good = read("geojson", collection(geometry, POLYGON))
    assert reason in bad.reason
    assert good.region is not None


@pytest.mark.parametrize(
    ("name", "is_read"),
    [("urn:ogc:def:crs:OGC:1.3:CRS84", True), ("EPSG:4258", True), ("urn:ogc:def:crs:EPSG::3857", False), ("x", False)],
)
def test_a_reference_system_in_metres_is_refused(read, name, is_read):
    text = collection(POLYGON, head=f'"crs":{{"type":"name","properties":{{"name":"{name}"}}}},')
    if is_read:
        assert len(read("geojson", text)) == 1
    else:
        with pytest.raises(UnreadableInput, match=r"coordinates are in|not known"):
            read("geojson", text)


def test_a_single_feature_and_a_packed_file_are_geojson_too(read):
    feature = json.dumps(json.loads(collection(POLYGON))["features"][0], indent=1)
    assert read("geojson", feature)[0].region.area == 1
    assert read("geojson", gzip.compress(collection(POLYGON).encode()))[0].region.area == 1
