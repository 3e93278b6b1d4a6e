"""GDAL reads the OGC API as its users do: through its own driver, with and without filters."""

from __future__ import annotations

import re
import shutil
import subprocess

import pyogrio
import pytest

pytestmark = pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL's tools are not installed")

ITEMS = "/ogc/collections/events/items"


def count(site, *options: str) -> int:
    command = ["ogrinfo", "-ro", "-so", *options, f"OAPIF:{site.root}/ogc", "events"]
    seen = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Feature Count: (\d+)", seen)[1])


def matched(site, query: str) -> int:
    return site.get(f"{ITEMS}?limit=10000&{query}").json["numberMatched"]


def test_layers_and_columns(site):
    command = ["ogrinfo", "-ro", "-so", f"OAPIF:{site.root}/ogc", "events"]
    seen = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for line in ("Geometry: Multi Polygon", "title: String", "radius_km: Real", "confidence: Real"):
        assert line in seen, line


def test_fields_have_their_types_whatever_the_first_page_holds(site):
    told = pyogrio.read_info(f"OAPIF:{site.root}/ogc", layer="events")
    kinds = dict(zip(told["fields"], told["ogr_types"], strict=True))
    named = {name: kinds[name] for name in ("wounded_best", "date_from", "radius_km", "actors", "background")}
    assert named == {
        "wounded_best": "OFTInteger",
        "date_from": "OFTDateTime",
        "radius_km": "OFTReal",
        "actors": "OFTStringList",
        "background": "OFTInteger",
    }


def test_every_event(site):
    assert count(site) == matched(site, "") > 20


def test_a_box_and_a_property_are_the_servers_work(site):
    box = ["-spat", "38", "29", "49", "38"]
    assert count(site, *box) == matched(site, "bbox=38,29,49,38") > 0
    assert count(site, *box, "-where", "country = 'IQ'") == matched(site, "bbox=38,29,49,38&country=IQ")


def test_all_pages_arrive_in_a_geopackage(site, tmp_path):
    target = tmp_path / "events.gpkg"
    source = [f"OAPIF:{site.root}/ogc", "events", "-oo", "PAGE_SIZE=7", "-mapFieldType", "StringList=String"]
    subprocess.run(["ogr2ogr", "-f", "GPKG", target, *source], capture_output=True, check=True)
    seen = subprocess.run(["ogrinfo", "-ro", "-so", "-al", target], capture_output=True, text=True, check=True).stdout
    assert f"Feature Count: {matched(site, '')}" in seen


# The GDAL of today, in pyogrio's wheel; the tools above are the system's, often years older.
@pytest.mark.parametrize(
    ("asked", "query"),
    [
        ({}, ""),
        ({"bbox": (38, 29, 49, 38)}, "bbox=38,29,49,38"),
        ({"where": "country = 'IQ'"}, "country=IQ"),
        # A comparison of days becomes `datetime`: what lasted into the window is found, too.
        ({"where": "date_from >= '2023/06/01'"}, "datetime=2023-06-01/.."),
        ({"bbox": (38, 29, 49, 38), "where": "confidence > 0.5"}, "bbox=38,29,49,38&filter=confidence%3E0.5"),
    ],
)
def test_gdal_of_today_reads_the_same(site, asked, query):
    about, _, shapes, _ = pyogrio.raw.read(f"OAPIF:{site.root}/ogc", layer="events", **asked)
    assert about["geometry_type"] == "MultiPolygon"
    assert len(shapes) == matched(site, query) > 0


def test_gdal_of_today_reads_json_fg_and_geojson_by_address(site):
    for driver, query in (("JSONFG", "f=jsonfg"), ("GeoJSON", "f=json")):
        about = pyogrio.read_info(f"{driver}:{site.root}{ITEMS}?limit=10000&{query}")
        assert (about["driver"], about["features"]) == (driver, matched(site, ""))
