"""Whatever stands in a cell, a row becomes a record that the database takes, or a reason why not."""

from __future__ import annotations

import json
import random

import pytest

from app.importers import gdelt, ucdp
from app.importers.rows import BadRow
from app.storage.events import write_events
from tests.app.importers import test_acled, test_gdelt, test_ucdp

CHANCE = random.Random(1)
NASTY = [
    *"| |NA|0|-1|1.5|7|99999|3000000000|1e30|inf|nan|-0|1,5|1_000|١٢|²|180.0000001|0001-01-01|9999-12-31".split("|"),
    *"31 February 2022|10000-01-01|1;2;;3|عاجل|'\"\\|=cmd()|${x}|[size=]|{}|[]|\u202e".split("|"),
    "[size=99999999999999999999]",
    *("9" * 400, f"[size={'9' * 5000}]", "POINT (1 2)", "\ud83d", "x" * 5000),
    " ".join("".join(CHANCE.choices("abcdefghijklmnopqrstuvwxyz", k=9)) for _ in range(5000)),  # nothing packs it
]
ICEWS = (
    "event_id event_date source_name source_sectors source_country event_text cameo_code intensity target_name "
    "target_sectors target_country story_id sentence_number publisher city district province country latitude longitude"
).split()
POLECAT = (
    "Event ID;Event Date;Event Type;Event Mode;Contexts;Actor Name;Recipient Name;Placename;City;District;Province;"
    "Country;Latitude;Longitude;Raw Placename;Source;Publication Date;Language"
).split(";")
GOOD = {
    "acled": (test_acled.COLUMNS, test_acled.CLASH),
    "ucdp": (ucdp.COLUMNS, test_ucdp.EVENT),
    "gdelt": (gdelt.COLUMNS[61], test_gdelt.REPORT),
    "icews": (ICEWS, dict(zip(ICEWS, ["1", "2022-03-04"], strict=False)) | {"cameo_code": "190", "latitude": "36"}),
    "polecat": (POLECAT, dict(zip(POLECAT, ["1", "2022-03-04", "ASSAULT"], strict=False)) | {"Latitude": "36"}),
    "table": (
        "id type title date_from date_to lat lon wkt radius_km location country killed wounded actors url".split(),
        {"id": "1", "type": "flood", "title": "A flood", "date_from": "2022-03-04", "lat": "36", "lon": "43"},
    ),
}


def write_all(session, records) -> None:
    write_events(session, [record for record in records if not isinstance(record, BadRow)])


@pytest.mark.parametrize("form", GOOD)
def test_one_nasty_cell_a_row(read, session, form):
    columns, good = GOOD[form]
    rows = [
        [nasty if name == column else good.get(name, "") for name in columns] for column in columns for nasty in NASTY
    ]
    content = [[text.encode("utf-8", "replace").decode() for text in row] for row in rows]
    told = read(form, content if form == "gdelt" else [columns, *content])
    assert sum(not isinstance(one, BadRow) for one in told) > (0 if form == "gdelt" else len(rows) / 2)
    write_all(session, told)


@pytest.mark.parametrize("form", GOOD)
def test_nothing_but_nasty_cells(read, session, form):
    columns, good = GOOD[form]
    chance = random.Random(form)
    nasty = [text.encode("utf-8", "replace").decode() for text in NASTY]
    rows = [
        [chance.choice(nasty) if chance.random() < 0.4 else good.get(name, "") for name in columns] for _ in range(500)
    ]
    write_all(session, read(form, rows if form == "gdelt" else [columns, *rows]))


def test_nasty_properties_of_features(read, session):
    good = {"type": "flood", "title": "A flood", "date_from": "2022-03-04", "point_lon": 1, "point_lat": 2}
    names = [
        *good,
        *"date_to subtype radius_km precision_acled killed_best confidence country source parent language".split(),
        *"status updated actors actor_roles other_counts sources aggregate place".split(),
    ]
    values = [*NASTY, None, True, 1.5, 10**20, -(2**63) - 1, [], [1], [None], {}, {"a": 1}, [[]]]
    values += [[{"name": 1}], {"a": {"best": 1e300}}]
    features = [
        {"type": "Feature", "id": f"{name}{number}", "geometry": None, "properties": good | {name: value}}
        for name in names
        for number, value in enumerate(values)
    ]
    lines = "\n".join(json.dumps(feature) for feature in features)
    told = read("geojson", lines, "x.geojsonl")
    assert len(told) == len(features)
    write_all(session, told)
