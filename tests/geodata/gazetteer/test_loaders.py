"""The formats that users download, each from a small file of the real layout."""

import zipfile
from pathlib import Path

import pytest

from geodata.errors import SourceUnreadable
from geodata.gazetteer import NameFlag
from geodata.gazetteer.chosen import chosen_sources
from geodata.gazetteer.sources.geoboundaries import GeoBoundaries
from geodata.gazetteer.sources.geonames import GeoNames
from geodata.gazetteer.sources.natural_earth import NaturalEarth
from geodata.gazetteer.sources.ourairports import OurAirports
from geodata.gazetteer.sources.whosonfirst import WhosOnFirst
from geodata.types import Kind

from .conftest import Listed, iraq

FIXTURES = Path(__file__).parent / "fixtures"


def by_name(source):
    return {record.name: record for record in source.records()}


def test_geonames_reads_kinds_codes_and_names():
    places = by_name(GeoNames(FIXTURES / "geonames"))
    assert places["Republic of Iraq"].kind is Kind.COUNTRY
    assert places["Al Anbār"].kind is Kind.ADMIN1
    assert places["Nahr Dijlah"].kind is Kind.RIVER
    fallujah = places["Al Fallūjah"]
    assert (fallujah.kind, fallujah.admin1, fallujah.admin2, fallujah.population) == (Kind.CITY, "01", "99455", 190159)
    assert ("Falludscha", NameFlag.ALTERNATE | NameFlag.DE) in fallujah.names


def test_geonames_tags_names_with_language_code_and_history():
    names = set(by_name(GeoNames(FIXTURES / "geonames"))["Baghdad"].names)
    assert ("Bagdad", NameFlag.ALTERNATE | NameFlag.FR) in names
    assert ("بغداد", NameFlag.ALTERNATE | NameFlag.AR) in names
    assert ("City of Peace", NameFlag.ALTERNATE | NameFlag.EN | NameFlag.HISTORIC) in names
    assert ("BGW", NameFlag.ALTERNATE | NameFlag.CODE) in names
    assert not any("wikipedia" in name for name, _ in names)


def test_geonames_hierarchy_gives_the_unit_that_a_line_leaves_out():
    places = by_name(GeoNames(FIXTURES / "geonames"))
    assert places["Qarah Tappah"].admin1 == "10"
    assert places["Jabal Ḩamrīn"].admin1 == ""


def test_geonames_reads_the_zip_as_it_was_downloaded(tmp_path):
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.write(FIXTURES / "geonames/IQ.txt", "IQ.txt")
        archive.writestr("readme.txt", "GeoNames Gazetteer extract files")
    assert len(by_name(GeoNames(tmp_path))) == 7


@pytest.mark.parametrize("content", ["1\ttwo\tthree\n", "not a table\n"])
def test_geonames_names_a_file_of_another_format(tmp_path, content):
    (tmp_path / "allCountries.txt").write_text(content)
    with pytest.raises(SourceUnreadable, match=r"allCountries\.txt"):
        by_name(GeoNames(tmp_path))


def test_geonames_names_a_folder_without_places(tmp_path):
    with pytest.raises(SourceUnreadable, match=r"allCountries\.txt"):
        by_name(GeoNames(tmp_path))


def test_natural_earth_tells_layers_by_their_feature_class():
    places = by_name(NaturalEarth(FIXTURES / "natural_earth.geojson"))
    assert {name: place.kind for name, place in places.items()} == {
        "Al Anbar": Kind.ADMIN1,
        "Tigris": Kind.RIVER,
        "Strait of Hormuz": Kind.STRAIT,
    }
    anbar = places["Al Anbar"]
    assert anbar.also == ("geonames:99592", "wikidata:Q187334")
    assert ("محافظة الأنبار", NameFlag.ALTERNATE | NameFlag.AR) in anbar.names
    assert ("Ramadi", NameFlag.ALTERNATE) in anbar.names


def test_natural_earth_reads_geopackages_and_shapefiles(tmp_path):
    pyogrio = pytest.importorskip("pyogrio.raw")
    import numpy as np
    import shapely

    for name, driver in (("layer.gpkg", "GPKG"), ("layer.shp", "ESRI Shapefile")):
        pyogrio.write(
            tmp_path / name,
            geometry=shapely.to_wkb(np.array([shapely.box(42, 38, 43, 39)])),
            field_data=[np.array(["Lake"], object), np.array(["Lake Van"], object), np.array([7])],
            fields=["featurecla", "name", "ne_id"],
            geometry_type="Polygon",
            crs="EPSG:4326",
            driver=driver,
        )
        [lake] = NaturalEarth(tmp_path / name).records()
        assert (lake.kind, lake.name, lake.id) == (Kind.LAKE, "Lake Van", "naturalearth:7")


def test_geoboundaries_brings_an_outline_to_the_unit_of_that_name(index):
    gazetteer = index(Listed(iraq()), GeoBoundaries(FIXTURES / "geoBoundaries-IRQ-ADM1.geojson"))
    assert gazetteer.metadata["counts"]["by_source"]["geoboundaries"] == {"joined": 1, "places": 1, "names": 2}
    assert gazetteer.outline(gazetteer.by_id("geoboundaries:17984604B9999")).bounds == (45, 32, 46.5, 33.3)
    surveyed = gazetteer.outline(gazetteer.by_id("geonames:98180"))
    assert surveyed.bounds == (44, 33, 45, 34), "a surveyed outline stays"


def test_whos_on_first_joins_by_concordance_and_leaves_the_dead_out(index):
    gazetteer = index(Listed(iraq()), WhosOnFirst(FIXTURES / "whosonfirst"))
    assert len(gazetteer) == len(iraq()) + 1
    assert gazetteer.by_id("wikidata:Q1530").id == "geonames:98182"
    assert gazetteer.outline(gazetteer.by_id("geonames:98182")) is not None
    assert gazetteer.place(gazetteer.hits("Karrada")[0].row).kind is Kind.DISTRICT


def test_ourairports_keeps_fields_and_bases():
    places = by_name(OurAirports(FIXTURES / "airports.csv"))
    assert {name: place.kind for name, place in places.items()} == {
        "Al Asad Air Base": Kind.BASE,
        "Baghdad International Airport": Kind.AIRPORT,
        "Old Military Airfield": Kind.BASE,
    }
    assert ("Ain al-Asad", NameFlag.ALTERNATE) in places["Al Asad Air Base"].names
    assert ("IQA", NameFlag.ALTERNATE | NameFlag.CODE) in places["Al Asad Air Base"].names


@pytest.mark.parametrize(
    "source",
    [
        lambda path: OurAirports(path),
        lambda path: NaturalEarth(path.with_suffix(".geojson")),
        lambda path: GeoBoundaries(path.with_suffix(".geojson")),
        lambda path: WhosOnFirst(path.parent / "empty"),
    ],
)
def test_a_file_that_is_missing_or_foreign_is_named(tmp_path, source):
    path = tmp_path / "foreign.csv"
    path.write_text("a,b\n1,2\n")
    path.with_suffix(".geojson").write_text("{")
    with pytest.raises(SourceUnreadable):
        list(source(path).records())


def test_chosen_sources_come_small_before_large():
    names = [
        source.name
        for source in chosen_sources(
            [FIXTURES / "natural_earth.geojson"], [], [FIXTURES / "whosonfirst"], None, FIXTURES / "geonames"
        )
    ]
    assert names == ["natural earth", "whosonfirst", "geonames"]
