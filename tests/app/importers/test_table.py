"""Strange tables: guessed columns, overruled guesses, dates in both orders, shapes, files of all kinds."""

from __future__ import annotations

import dataclasses
import gzip
import io
import zipfile
from datetime import datetime

import pyarrow as pa
import pytest
import shapely
from openpyxl import Workbook
from pyarrow import parquet

from app.errors import InvalidParameter, UnreadableInput
from app.importers import table_files
from app.importers.column_guess import guess_columns, guess_day_first
from app.importers.rows import BadRow
from app.importers.table import plan_table
from app.importers.table_files import read_table

QUAKE = datetime(2023, 2, 6, 4, 17)  # noqa: DTZ001 -- Excel knows no zones
SIMPLE = "Headline,Event Date,Lat,Lng,Category,Deaths\nFlood in Derna,2023-09-10,32.767,22.637,flood,11300\n"


def test_columns_are_known_by_their_usual_names(read):
    (event,) = read("table", SIMPLE)
    assert (event.title, event.type, event.subtype) == ("Flood in Derna", "natural_hazard", "flood")
    assert event.date_from.date().isoformat() == "2023-09-10"
    assert event.counts["killed"].best == 11300
    assert event.point == (22.637, 32.767)
    assert event.source == "data"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (["X", "Y", "Datum", "Titel"], {"lon": "x", "lat": "y", "date_from": "datum", "title": "titel"}),
        (["longitude", "x", "latitude", "y"], {"lon": "longitude", "lat": "latitude"}),
        (["fecha", "lugar", "muertos"], {"date_from": "fecha", "location": "lugar", "killed": "muertos"}),
        (["nkill", "gname"], {"killed": "nkill", "actors": "gname"}),
    ],
)
def test_names_in_other_words(columns, expected):
    assert guess_columns([column.lower() for column in columns], []) == expected


def test_values_tell_what_names_do_not():
    sample = [{"a": "POINT (44 33)", "b": "https://example.org/1", "c": "2023-01-02", "d": "x"}]
    assert guess_columns(list("abcd"), sample) == {"wkt": "a", "url": "b", "date_from": "c"}


def test_a_guess_can_be_overruled(read, known):
    content = "title,other,date,lat,lon\nwrong,right,2023-01-01,1,2\n"
    told: list[str] = []
    asking = dataclasses.replace(known, mapping={"title": "Other"}, tell=told.append)
    asking.geocoder = known.geocoder
    (event,) = read("table", content, known=asking)
    assert event.title == "right"
    assert "title=other" in told[0]
    assert "not read: title" in told[0]


@pytest.mark.parametrize("mapping", [{"title": "nonsense"}, {"colour": "title"}])
def test_a_mapping_to_nothing_says_what_there_is(write, mapping):
    rows = read_table(str(write("t.csv", b"title,lat,lon\na,1,2\n")))
    with pytest.raises(InvalidParameter, match="title"):
        plan_table(rows, mapping)


def test_a_table_without_when_and_where_is_refused(write):
    with pytest.raises(UnreadableInput, match="--mapping"):
        plan_table(read_table(str(write("t.csv", b"a,b\n1,2\n"))), {})


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["03/04/2022", "25/04/2022"], (True, True)),
        (["03/04/2022", "04/25/2022"], (False, True)),
        (["03/04/2022"], (True, False)),
        (["2022-04-03"], (True, True)),
    ],
)
def test_the_order_of_day_and_month_shows_in_any_number_over_twelve(values, expected):
    assert guess_day_first(values) == expected


def test_american_dates_are_read_as_such(read):
    first, second = read("table", "title,date,lat,lon\na,03/04/2022,1,2\nb,12/25/2022,1,2\n")
    assert (first.date_from.date().isoformat(), second.date_from.date().isoformat()) == ("2022-03-04", "2022-12-25")


def test_a_place_in_words_is_geocoded(read):
    (event,) = read("table", "title,date,where\nStrike,2023-11-21,20 km south of Baghdad\n")
    assert event.region.intersects(shapely.Point(44.38, 33.13))
    assert not event.region.contains(shapely.Point(44.4, 33.32))


def test_null_island_and_empty_cells_are_no_place(read):
    zero, empty = read("table", "title,date,lat,lon\na,2022-01-01,0,0\nb,,NA,\n")
    assert zero.region is None
    assert (empty.region, empty.date_from) == (None, None)


def test_a_shape_is_the_region(read):
    (event,) = read("table", 'title,wkt\na,"POLYGON ((10 10, 11 10, 11 11, 10 11, 10 10))"\n')
    assert event.region.equals(shapely.box(10, 10, 11, 11))
    assert event.region.covers(event.core)


def test_a_bad_cell_names_its_column_and_line(read):
    bad, good = read("table", "title,date,lat,lon\na,someday,1,2\nb,2022-01-01,1,2\n")
    assert isinstance(bad, BadRow)
    assert bad.number == 2
    assert "someday" in bad.reason
    assert good.title == "b"


def test_rows_without_an_id_are_known_by_their_content(read):
    once, again = read("table", SIMPLE), read("table", SIMPLE)
    assert once[0].id == again[0].id


def test_excel_dates_and_numbers_come_as_they_are(read):
    book = Workbook()
    sheet = book.active
    sheet.append(["Title", "Date", "Latitude", "Longitude", None])
    sheet.append(["Quake", QUAKE, 37.2, 37, None])
    sheet.append([None, None, None, None])
    sheet.append(["Second", "2023-02-07", 37.2, 37])
    file = io.BytesIO()
    book.save(file)
    first, second = read("table", file.getvalue(), "quakes.xlsx")
    assert (first.title, first.date_from.date().isoformat(), first.point) == ("Quake", "2023-02-06", (37.0, 37.2))
    assert second.title == "Second"


def test_parquet_is_a_table_too(read):
    table = pa.table({"title": ["a"], "lat": [1.5], "lon": [2.5], "date": [QUAKE], "killed": [float("nan")]})
    file = io.BytesIO()
    parquet.write_table(table, file)
    (event,) = read("table", file.getvalue(), "x.parquet")
    assert (event.point, event.counts) == ((2.5, 1.5), {})


def test_json_lines_are_a_table_too(read):
    (event,) = read("table", '{"title": "a", "lat": 1, "lon": 2, "tags": ["x"]}\n', "x.jsonl")
    assert event.point == (2.0, 1.0)


def zipped(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("folder/", "")
        archive.writestr("folder/data.csv", content)
    return file.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, zipped, lambda text: text.decode().encode("utf-16")])
def test_packed_files_and_other_encodings(read, pack):
    (event,) = read("table", pack(SIMPLE.encode()), "packed")
    assert event.title == "Flood in Derna"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("piece", [1, 3, 1 << 16])
def test_utf_16_is_read_in_pieces_of_any_size(monkeypatch, read, encoding, piece):
    monkeypatch.setattr(table_files, "PIECE", piece)
    text = "\ufefftitle,lat,lon\r\nÜberfall \U0001f30a ਊ,1,2\r\nSecond,3,4"
    assert [event.title for event in read("table", text.encode(encoding))] == ["Überfall \U0001f30a ਊ", "Second"]


def test_windows_letters_in_single_lines(read):
    (event,) = read("table", "title,lat,lon\nÉmeute à Nîmes,1,2\n".encode("cp1252"))
    assert event.title == "Émeute à Nîmes"


def test_lines_over_several_rows_are_counted_as_an_editor_does(read):
    bad = read("table", 'title,date,lat,lon\n"two\nlines",2022-01-01,1,2\nx,someday,1,2\n')[1]
    assert bad.number == 4
