"""The file, opened."""

import pytest

from geodata.errors import GazetteerNotBuilt, GazetteerUnreadable
from geodata.gazetteer import Gazetteer, NameFlag, tokenise
from geodata.gazetteer.build import build
from geodata.types import Kind

from .conftest import Listed, iraq


def ids(gazetteer, hits):
    return [gazetteer.id(hit.row) for hit in hits]


def test_a_name_gives_the_weightiest_place_first(index):
    gazetteer = index()
    assert ids(gazetteer, gazetteer.hits("bagdad")) == ["geonames:98182", "geonames:1"]


def test_an_alias_of_a_dwarfed_place_is_distrusted(index):
    gazetteer = index()
    city, hamlet = gazetteer.hits("Bagdad")
    assert not city.flags & NameFlag.LOW_TRUST
    assert hamlet.flags & NameFlag.LOW_TRUST


def test_flags_tell_codes_demonyms_and_languages(index):
    gazetteer = index()
    assert gazetteer.hits("IQ")[0].flags & NameFlag.CODE
    assert gazetteer.hits("Iraqi")[0].flags == NameFlag.DEMONYM | NameFlag.EN
    assert gazetteer.hits("العراق")[0].flags & NameFlag.AR
    assert gazetteer.hits("Iraq")[0].flags & NameFlag.PREFERRED


def test_a_walk_finds_the_longest_name_first_and_stops_at_marks(index):
    gazetteer = index()
    norms = [token.norm for token in tokenise("near Abu Ghraib North Gate, Abu Ghraib. Baghdad")]
    assert [end for end, _ in gazetteer.walk(norms, 1)] == [5, 2]
    assert [end for end, _ in gazetteer.walk(norms, 6)] == [7]
    assert gazetteer.walk(norms, 0) == []


def test_a_place_knows_its_units(index):
    gazetteer = index()
    place = gazetteer.by_id("geonames:98182")
    assert place.admin1_name == "Baghdad Governorate"
    assert [gazetteer.name(row) for row in gazetteer.parents(place.row)] == ["Baghdad Governorate", "Iraq"]
    assert gazetteer.country_place("IQ").id == "geonames:99237"
    assert gazetteer.admin1_place("IQ", "07").id == "geonames:98180"
    assert gazetteer.by_id("geonames:404") is None
    assert gazetteer.country_place("XX") is None


def test_outlines_come_with_their_method(index):
    gazetteer = index()
    unit = gazetteer.admin1_place("IQ", "07")
    assert gazetteer.outline(unit).bounds == (44, 33, 45, 34)
    assert gazetteer.outline_method(unit) == "survey"
    assert gazetteer.outline(gazetteer.by_id("geonames:98182")) is None


def test_nearest_keeps_to_kinds_and_distance(index):
    gazetteer = index()
    [(place, km)] = gazetteer.nearest(44.31, 33.11, 1, {Kind.CITY})
    assert place.id == "geonames:4"
    assert 0 < km < 2
    assert gazetteer.nearest(0, 0, 5) == []
    assert [place.kind for place, _ in gazetteer.nearest(44.3, 33.1, 9, {Kind.COUNTRY})] == [Kind.COUNTRY]


def test_search_narrows_by_what_follows_a_comma(index):
    gazetteer = index()
    assert gazetteer.search("Bagdad, Iraq")[0].id == "geonames:98182"
    assert gazetteer.search("") == []


def test_the_same_sources_give_the_same_bytes(tmp_path):
    build(tmp_path / "a.emg", [Listed(iraq())])
    build(tmp_path / "b.emg", [Listed(iraq())])
    assert (tmp_path / "a.emg").read_bytes() == (tmp_path / "b.emg").read_bytes()


def test_readers_keep_the_old_file_while_a_new_one_replaces_it(index, tmp_path):
    gazetteer = index()
    build(tmp_path / "small.emg", [Listed(iraq()[:1])])
    assert ids(gazetteer, gazetteer.hits("Bagdad")) == ["geonames:98182", "geonames:1"]
    assert len(Gazetteer.open(tmp_path / "small.emg")) == 1


def test_a_missing_file_says_how_to_build_it(tmp_path):
    with pytest.raises(GazetteerNotBuilt, match="eventmap gazetteer build"):
        Gazetteer.open(tmp_path / "none.emg")


@pytest.mark.parametrize("damage", [b"", b"short", b"X" * 4096])
def test_a_foreign_file_is_told_apart(tmp_path, damage):
    path = tmp_path / "foreign.emg"
    path.write_bytes(damage)
    with pytest.raises(GazetteerUnreadable):
        Gazetteer.open(path)


@pytest.mark.parametrize("cut", [100, -200])
def test_a_damaged_file_is_told_apart(index, tmp_path, cut):
    index()
    path = tmp_path / "small.emg"
    data = bytearray(path.read_bytes())
    if cut > 0:
        data[cut] ^= 0xFF
    path.write_bytes(data[:cut] if cut < 0 else data)
    with pytest.raises(GazetteerUnreadable):
        Gazetteer.open(path)
