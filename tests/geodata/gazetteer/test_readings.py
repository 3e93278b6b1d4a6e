"""Other readings of a query over the index that the program uses."""

import pytest

from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder
from geodata.types import Kind


@pytest.mark.parametrize(
    ("query", "kinds", "countries"),
    [
        ("south of Springfield", {Kind.CITY}, {"US"}),
        ("south of Springfield, Queensland", {Kind.CITY, Kind.DISTRICT}, {"AU"}),
        ("au sud de la capitale Bagdad, en Irak", {Kind.CITY}, {"IQ"}),
        ("in the city of Victoria, Canada", {Kind.CITY}, {"CA"}),
    ],
)
def test_what_the_query_says_of_a_name_holds_for_all_its_readings(
    whole: Gazetteer, query: str, kinds: set[Kind], countries: set[str]
) -> None:
    places = [mentions[0].place for mentions in Geocoder(whole).ask(query).mentions]
    assert {place.kind for place in places if place} == kinds
    assert {place.country for place in places if place} == countries
