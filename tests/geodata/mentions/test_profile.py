"""What a name tells by itself."""

import pytest

from geodata.mentions.profile import HITS_READ, profile_of
from geodata.types import Kind


@pytest.mark.parametrize(
    ("name", "language", "strength"),
    [
        ("Iraq", "en", "country"),
        ("Baghdad", "en", "capital"),
        ("Texas", "en", "admin1"),
        ("Mosul", "en", "city6"),
        ("Mossoul", "en", "city6"),  # known abroad too, since it is large
        ("Euphrates", "en", "natural"),
    ],
)
def test_how_well_known_its_weightiest_place_is(gazetteer, name, language, strength):
    assert profile_of(tuple(gazetteer.hits(name)[:HITS_READ]), language, gazetteer).strength == strength


def test_where_its_places_lie(gazetteer):
    hits = tuple(gazetteer.hits("Tripoli")[:HITS_READ])
    profile = profile_of(hits, "en", gazetteer)
    assert profile.kind is Kind.CITY
    assert profile.unit[0] == "LY"
    assert {"LB", "US"} <= profile.other_countries
    assert {(13, 32), (35, 34)} <= profile.cells_within <= profile.cells


def test_a_countrys_middle_is_no_place_to_be_near(gazetteer):
    profile = profile_of(tuple(gazetteer.hits("Chad")[:1]), "en", gazetteer)
    assert profile.is_unit
    assert profile.cells
    assert not profile.cells_within
