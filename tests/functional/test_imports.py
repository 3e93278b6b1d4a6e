"""`eventmap import` and `eventmap export` as they are typed."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

COLUMNS = "event_id_cnty,event_date,event_type,sub_event_type,actor1,country,iso,location,latitude,longitude"
ACLED = f"""{COLUMNS},geo_precision,time_precision,notes,fatalities,timestamp
IRQ1,2022-06-30,Battles,Armed clash,A,Iraq,368,Al-Qa'im,34.3688,41.0955,1,1,Notes,3,1656979200
IRQ2,2022-07-01,Odd things,New,A,Iraq,368,Nowhere,134,41,1,1,Notes,3,1656979200
IRQ3,2022-07-01,Odd things,New,A,Iraq,368,Somewhere,34,41,2,1,Notes,3,1656979200
"""
TABLE = "Headline;Tag;Breite;Länge\nHochwasser;15.07.2021;50,54;7,08\n"


def test_import_reports_bad_rows_unknown_types_and_keeps_the_rest(eventmap, tmp_path):
    path = tmp_path / "acled.csv"
    path.write_text(ACLED)
    dry = eventmap("import", "acled", path, "--dry-run")
    assert "nothing written" in dry.stderr
    ran = eventmap("import", "acled", path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == ""
    assert "row 3 left out: longitude 41, latitude 134" in ran.stderr
    assert "odd_things (1)" in ran.stderr
    assert "2 added" in ran.stderr
    assert "0 added, 0 changed, 2 known" in eventmap("import", "acled", path).stderr
    (tmp_path / "gone.txt").write_text("IRQ3\n")
    assert "1 events removed" in eventmap("import", "acled", "--deleted", tmp_path / "gone.txt").stderr


def test_restricted_data_stay_out_of_exports_unless_allowed(eventmap, tmp_path):
    path = tmp_path / "acled.csv"
    path.write_text(ACLED)
    eventmap("import", "acled", path)
    assert json.loads(eventmap("export", "-o", "-").stdout)["features"] == []
    assert len(json.loads(eventmap("export", "-o", "-", "--include-restricted").stdout)["features"]) == 2


def test_a_table_with_a_mapping_to_a_geopackage(eventmap, tmp_path):
    path = tmp_path / "hochwasser.csv"
    path.write_text(TABLE)
    mapping = ["--mapping", "date_from=Tag", "--mapping", "lon=Länge", "--mapping", "title=Headline"]
    ran = eventmap("import", "table", path, *mapping)
    assert "1 added" in ran.stderr, ran.stderr
    exported = tmp_path / "out.gpkg"
    assert eventmap("export", "-o", exported).returncode == 0
    if shutil.which("ogrinfo") is None:
        pytest.skip("gdal-bin is not installed")
    told = subprocess.run(["ogrinfo", "-al", exported], capture_output=True, text=True, check=True).stdout
    assert "title (String) = Hochwasser" in told
    assert "2021/07/15" in told


def test_wrong_usage_says_what_is_right(eventmap, tmp_path):
    assert eventmap("import", "acled").returncode == 2
    ran = eventmap("import", "ucdp", tmp_path / "none.csv")
    assert ran.returncode == 1
    assert "No such file" in ran.stderr


def test_a_feed_on_a_private_address_is_refused(eventmap):
    ran = eventmap("import", "feed", "http://127.0.0.1:9/feed.xml")
    assert ran.returncode == 1
    assert "no public address" in ran.stderr
