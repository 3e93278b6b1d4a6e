"""A name that its text puts into a unit is not sought in other countries."""

import pytest

from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder


@pytest.mark.parametrize(
    ("language", "text", "name", "unit", "country"),
    [
        ("es", "Dos soldados murieron en El Tigre, municipio de Tame, en Arauca.", "El Tigre", "Tame", "CO"),
        ("es", "Un hombre fue asesinado en San Miguel, municipio de Uruapan.", "San Miguel", "Michoacán", "MX"),
        ("ar", "قتل رجل في قرية المنصورة، قضاء الحويجة.", "المنصورة", "Al-Hawija District", "IQ"),
        ("fr", "Un incendie s'est déclaré à Saint-Martin, département du Var.", "Saint-Martin", "", "FR"),
        ("en", "A bomb went off in Victoria, a municipality of Tarlac.", "Victoria", "Central Luzon", "PH"),
    ],
)
def test_no_namesake_is_sought_outside_a_unit_that_is_called_one(
    whole: Gazetteer, language: str, text: str, name: str, unit: str, country: str
) -> None:
    mention = next(mention for mention in Geocoder(whole).parse(text, language).mentions if mention.text == name)
    assert mention.place.country == country
    assert not unit or unit in (mention.place.name, mention.place.admin1_name)


@pytest.mark.parametrize(
    ("language", "text", "name", "place"),
    [
        ("en", "Troops regained the town of Jaja in Diyala province.", "Jaja", "Diyala"),  # Yaya in Russia is called so
        ("en", "Troops took the village of Jaja, Iraq, on Monday.", "Jaja", "Iraq"),
        ("fr", "Le village de Jaja dans la province de Diyala a été attaqué.", "Jaja", "Diyala"),
        ("en", "The men of Jaja, Iraq and Iran were named.", "Jaja", "Yaya"),  # a list says nothing
        ("en", "She lives in Kyiv in Ukraine.", "Kyiv", "Kyiv"),
        ("en", "They moved from Moscow in Idaho.", "Moscow", "Moscow"),
        ("en", "Paris in Africa is a dream.", "Paris", "Paris"),  # too well known
    ],
)
def test_a_name_unknown_in_its_unit_becomes_the_unit(
    whole: Gazetteer, language: str, text: str, name: str, place: str
) -> None:
    mention = next(mention for mention in Geocoder(whole).parse(text, language).mentions if mention.text == name)
    assert mention.place.name == place
    assert ("given in its stead" in (mention.reason or "")) == (place in ("Diyala", "Iraq"))
