"""Two data sets, one place."""

import pytest

from geodata.gazetteer import NameFlag
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind

from .conftest import Listed, iraq, village


def second(record, **source):
    return Listed([record], name="second", **source)


def test_an_id_joins_and_brings_names_and_ids(index):
    other = PlaceRecord("wikidata:Q1530", "Bagdado", Kind.CITY, 44.3, 33.3, also=("geonames:98182",))
    gazetteer = index(Listed(iraq()), second(other))
    assert len(gazetteer) == len(iraq())
    assert gazetteer.by_id("wikidata:Q1530").id == "geonames:98182"
    assert gazetteer.place(gazetteer.hits("Bagdado")[0].row).name == "Baghdad"
    assert gazetteer.metadata["counts"]["by_source"]["second"] == {"joined": 1, "names": 1}


def test_two_ids_of_one_scheme_are_two_places_though_a_third_is_wrong(index):
    """Natural Earth gives Kyiv Oblast and Kyiv City one Wikidata id."""
    city = PlaceRecord("geonames:703447", "Kyiv City", Kind.ADMIN1, 30.5, 50.4, "UA", "12", also=("wikidata:Q1899",))
    oblast = PlaceRecord(
        "geonames:703446", "Kyiv Oblast", Kind.ADMIN1, 30.5, 50.2, "UA", "13", also=("wikidata:Q1899",)
    )
    gazetteer = index(Listed([city, oblast]))
    assert [gazetteer.by_id(f"geonames:{n}").name for n in (703447, 703446)] == ["Kyiv City", "Kyiv Oblast"]
    assert gazetteer.by_id("wikidata:Q1899").name == "Kyiv City"


@pytest.mark.parametrize(
    ("record", "joined"),
    [
        (PlaceRecord("x:1", "BAGHDAD", Kind.CITY, 44.42, 33.35, "IQ"), True),
        (PlaceRecord("x:1", "Baghdad", Kind.DISTRICT, 44.42, 33.35), False),
        (PlaceRecord("x:1", "Baghdad", Kind.RIVER, 44.42, 33.35, "IQ"), False),
        (PlaceRecord("x:1", "Baghdad", Kind.CITY, 44.9, 33.9, "IQ"), False),
        (PlaceRecord("x:1", "Baghdad", Kind.CITY, 44.42, 33.35, "IR"), False),
        (PlaceRecord("x:1", "Basra", Kind.CITY, 44.42, 33.35, "IQ"), False),
    ],
)
def test_name_kind_country_and_distance_join_where_no_id_does(index, record, joined):
    gazetteer = index(Listed(iraq()), second(record, joins_by_name=True))
    assert len(gazetteer) == len(iraq()) + (not joined)


def test_a_source_that_only_extends_makes_no_places(index):
    lost = PlaceRecord("geonames:404", "", Kind.CITY, 0, 0, extends_only=True)
    assert len(index(Listed(iraq()), second(lost))) == len(iraq())


def test_a_bulk_source_joins_what_came_before(index):
    gazetteer = index(Listed(iraq()), second(village(98182, "Baghdad", 44.4, 33.3), bulk=True))
    assert len(gazetteer) == len(iraq())


@pytest.mark.parametrize("noise", ["7", "2023", "B", "", "...", "12 34"])
def test_numbers_and_single_letters_are_no_names(index, noise):
    record = village(9, "Fine", 44, 33)
    record.add(noise)
    assert index(Listed([record])).hits(noise) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Mount Pleasant", "Mt. Pleasant"),
        ("St. Louis", "Saint Louis"),
        ("Fort Hood", "Ft. Hood"),
        ("Ft. Worth", "Fort Worth"),
    ],
)
def test_saints_mounts_and_forts_answer_to_both_spellings(index, name, text):
    [hit] = index(Listed([village(9, name, 44, 33)])).hits(text)
    assert hit.flags & NameFlag.GENERATED


def test_a_unit_that_a_second_source_codes_into_its_own_part_still_has_a_last_parent(index):
    province = PlaceRecord("x:1", "Anbar", Kind.ADMIN1, 42.0, 33.0, "IQ", "01")
    district = PlaceRecord("x:2", "Falluja District", Kind.ADMIN2, 43.7, 33.3, "IQ", "01", "0101")
    confused = PlaceRecord("x:1", "Anbar", Kind.CITY, 42.0, 33.0, "IQ", "01", "0101")
    gazetteer = index(Listed([province, district]), second(confused))
    district_row, province_row = (gazetteer.by_id(place_id).row for place_id in ("x:2", "x:1"))
    assert gazetteer.parents(district_row) == [province_row]
    assert gazetteer.parents(province_row) == []
