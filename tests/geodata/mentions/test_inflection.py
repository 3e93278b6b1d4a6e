"""Names that a language changes, joins to other words or leads with a word for their kind."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.resolution import resolve
from geodata.types import Role

CASES = [
    # language, text, the name as it must be marked, country
    ("de", "Die Exporte in die Vereinigten Staaten sinken.", "Vereinigten Staaten", "US"),
    ("de", "In der Tschechischen Republik wird gewählt.", "Tschechischen Republik", "CZ"),
    ("de", "Der Präsident Sri Lankas trat zurück.", "Sri Lankas", "LK"),
    ("de", "Die Wirtschaft Saudi-Arabiens wächst.", "Saudi-Arabiens", "SA"),
    ("de", "Die Armee flog Angriffe in Nordsyrien.", "Nordsyrien", "SY"),
    ("de", "Aus der Ostukraine fliehen Tausende.", "Ostukraine", "UA"),
    ("de", "Die Lage in Südostkenia ist angespannt.", "Südostkenia", "KE"),
    ("de", "Auf der Halbinsel Krim fiel der Strom aus.", "Krim", "UA"),
    ("de", "Im Kanton Graubünden liegt Schnee.", "Graubünden", "CH"),
    ("ar", "قتل جنديان في محافظة الأنبار.", "الأنبار", "IQ"),
    ("ar", "وقع الحادث في جنوب لبنان.", "لبنان", "LB"),
    ("ar", "وصلت المساعدات إلى جنوب السودان.", "جنوب السودان", "SS"),
    ("ar", "وصل الوفد للقاهرة مساء.", "لقاهرة", "EG"),
]


@pytest.mark.parametrize(("language", "text", "name", "country"), CASES)
def test_the_name_is_found_and_nothing_more_of_the_words_around_it(
    gazetteer: Gazetteer, language: str, text: str, name: str, country: str
) -> None:
    places = {m.text: m.place for m in resolve(recognise(text, language, gazetteer), text, gazetteer)}
    place = places.get(name)
    assert place is not None, list(places)
    assert place.country == country


@pytest.mark.parametrize("word", ["Westfalenpark", "Osterhase", "Nordwand", "Mittelstand", "Südfrüchte"])
def test_a_direction_before_no_area_makes_no_name(gazetteer: Gazetteer, word: str) -> None:
    found = recognise(f"Es ging um {word} und Geld.", "de", gazetteer)
    assert [c.text for c in found if c.role in (Role.PLACE, Role.ACTOR)] == []


def test_the_direction_in_front_is_no_part_of_what_the_name_names(gazetteer: Gazetteer) -> None:
    (syria,) = [c for c in recognise("Angriffe in Nordsyrien", "de", gazetteer) if c.text == "Nordsyrien"]
    assert syria.name_start == syria.start + len("Nord")


@pytest.mark.parametrize("text", ["تحدث كريم عن ذكريات الطفولة.", "هذا نور الصباح."])
def test_an_ordinary_word_is_no_place_however_large_its_namesake(gazetteer: Gazetteer, text: str) -> None:
    assert [c.text for c in recognise(text, "ar", gazetteer) if c.role in (Role.PLACE, Role.ACTOR)] == []
