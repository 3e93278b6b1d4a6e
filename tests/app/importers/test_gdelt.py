"""GDELT: field numbers, FIPS, areas instead of pins, near-duplicates."""

from __future__ import annotations

import pytest
import shapely

from app.errors import UnreadableInput
from app.importers import gdelt
from app.importers.gdelt import COLUMNS
from app.importers.rows import BadRow

BAGHDAD = {"ActionGeo_Lat": "33.3386", "ActionGeo_Long": "44.3939"}
REPORT = {
    "GLOBALEVENTID": "900000001",
    "SQLDATE": "20231121",
    "Actor1Code": "USAMIL",
    "Actor1Name": "UNITED STATES",
    "Actor1CountryCode": "USA",
    "Actor2Code": "IRQ",
    "Actor2Name": "IRAQ",
    "IsRootEvent": "1",
    "EventCode": "195",
    "EventBaseCode": "195",
    "EventRootCode": "19",
    "QuadClass": "4",
    "ActionGeo_Type": "4",
    "ActionGeo_FullName": "Baghdad, Baghdad, Iraq",
    "ActionGeo_CountryCode": "IZ",
    "ActionGeo_ADM1Code": "IZ07",
    "ActionGeo_FeatureID": "-3103581",
    "DATEADDED": "20231122001500",
    "SOURCEURL": "https://news.example.org/1",
} | BAGHDAD


def rows(*changes: dict, width: int = 61) -> list[list[str]]:
    return [[{**REPORT, **change}.get(column, "") for column in COLUMNS[width]] for change in changes]


def test_the_fields_are_where_gdelts_codebook_puts_them():
    assert [len(COLUMNS[width]) for width in (57, 58, 61)] == [57, 58, 61]
    at = {name: COLUMNS[61].index(name) + 1 for name in COLUMNS[61]}
    assert (at["Actor2Code"], at["IsRootEvent"], at["EventCode"], at["AvgTone"]) == (16, 26, 27, 35)
    assert (at["Actor1Geo_Type"], at["ActionGeo_Type"], at["ActionGeo_Lat"], at["SOURCEURL"]) == (36, 52, 57, 61)


@pytest.mark.parametrize("width", [57, 58, 61])
def test_all_widths_are_read(read, width):
    (event,) = read("gdelt", rows({}, width=width), "20231122.export.CSV")
    assert (event.type, event.subtype, event.country) == ("armed_conflict", "air_strike", "IQ")
    assert event.region.contains(shapely.Point(44.3939, 33.3386))
    assert [(actor.name, actor.role) for actor in event.actors] == [("UNITED STATES", "source"), ("IRAQ", "target")]


def test_country_codes_are_fips(read):
    (event,) = read("gdelt", rows({"ActionGeo_CountryCode": "IS", "ActionGeo_Type": "1"} | {
        "ActionGeo_Lat": "31.5", "ActionGeo_Long": "34.75", "ActionGeo_FullName": "Israel"}))  # fmt: skip
    assert event.country == "IL"


def test_a_country_is_an_area_and_no_pin(read):
    (event,) = read(
        "gdelt",
        rows({"ActionGeo_Type": "1", "ActionGeo_FullName": "Iraq", "ActionGeo_Lat": "33", "ActionGeo_Long": "44"}),
    )
    assert event.region.contains(shapely.Point(43.1, 36.3))


def test_a_province_is_found_by_its_fips_code(read):
    (event,) = read("gdelt", rows({"ActionGeo_Type": "5", "ActionGeo_FullName": "Baghdad, Iraq"}))
    assert "outline" in event.method
    assert event.region.contains(shapely.Point(44.3939, 33.3386))


def test_codes_are_strings(read):
    statement, demand = read(
        "gdelt", rows({"EventCode": "010", "EventRootCode": "01"}, {"EventCode": "10", "EventRootCode": "10"})
    )
    assert (statement.subtype, demand.subtype) == ("statement", "demand")


def test_no_place_is_no_region(read):
    (event,) = read("gdelt", rows({"ActionGeo_Type": "0", "ActionGeo_Lat": "", "ActionGeo_Long": ""}))
    assert event.region is None


def test_reports_of_one_thing_are_one_event_with_all_sources(read):
    again = {"GLOBALEVENTID": "900000002", "SOURCEURL": "https://other.example.org/2"}
    turned = {"Actor1Code": "IRQ", "Actor2Code": "USAMIL", "EventCode": "190", "GLOBALEVENTID": "3"}
    elsewhere = {"ActionGeo_FeatureID": "1", "ActionGeo_Lat": "36.3", "GLOBALEVENTID": "4"}
    events = read("gdelt", rows({}, again, turned, elsewhere))
    assert [event.source_id for event in events] == ["900000001", "4"]
    assert [note.url for note in events[0].sources] == ["https://news.example.org/1", "https://other.example.org/2"]


def test_folding_holds_no_more_than_its_window(read, monkeypatch):
    monkeypatch.setattr(gdelt, "WINDOW", 2)
    events = read("gdelt", rows(*({"GLOBALEVENTID": str(n), "ActionGeo_FeatureID": str(n)} for n in range(5))))
    assert [event.source_id for event in events] == list("01234")


def test_a_quote_mark_in_a_name_does_not_swallow_lines(read):
    lines = rows({"ActionGeo_FullName": 'The "Green Zone, Iraq'}, {"ActionGeo_FeatureID": "2"})
    assert len(read("gdelt", "\n".join("\t".join(line) for line in lines))) == 2


def test_a_short_line_is_a_bad_row(read):
    good = "\t".join(rows({})[0])
    _, bad = sorted(read("gdelt", f"{good}\n1\t2\n"), key=lambda row: isinstance(row, BadRow))
    assert bad == BadRow(2, "2 columns where the header has 61")


def test_another_file_is_refused(read):
    with pytest.raises(UnreadableInput, match="not 61"):
        read("gdelt", "a\tb\n")


def test_reports_without_actors_have_a_title_that_says_what_and_where(read):
    (event,) = read("gdelt", rows({"Actor1Name": "", "Actor2Name": ""}))
    assert event.title == "Air strike, Baghdad, Iraq"


@pytest.mark.parametrize(
    "change", [{"ActionGeo_Type": "0"}, {"ActionGeo_Type": "1", "ActionGeo_Lat": "0", "ActionGeo_Long": "0"}]
)
def test_what_gdelt_did_not_place_has_no_region(read, change):
    (event,) = read("gdelt", rows(change))
    assert (event.region, event.relation) == (None, None)
