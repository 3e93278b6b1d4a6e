"""Where a town and a unit share a name, the words around it say which of the two is meant."""

import pytest

from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder
from geodata.types import Kind


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("en", "Fighting continued in Kandahar province on Monday.", "Kandahar", Kind.ADMIN1),
        ("en", "Shelling hit Aleppo governorate overnight.", "Aleppo", Kind.ADMIN1),
        ("fr", "Une attaque a eu lieu dans la province de Kandahar.", "Kandahar", Kind.ADMIN1),
        ("de", "Der Angriff geschah in der Provinz Kandahar.", "Kandahar", Kind.ADMIN1),
        ("es", "El ataque ocurrió en la provincia de Herat.", "Herat", Kind.ADMIN1),
        ("ar", "وقع الهجوم في محافظة كركوك", "كركوك", Kind.ADMIN1),
        ("en", "Two people died in Minsk region.", "Minsk", Kind.ADMIN1),
        ("en", "Troops entered the city of Kherson.", "Kherson", Kind.CITY),
        ("en", "A drone fell 30 km SSW of Donetsk.", "Donetsk", Kind.CITY),
        ("en", "Fighting broke out near Kherson.", "Kherson", Kind.CITY),
        ("en", "A convoy was hit on the road between Kherson and Mykolaiv.", "Mykolaiv", Kind.CITY),
        ("fr", "L'embuscade a eu lieu à mi-chemin entre Gao et Kidal.", "Gao", Kind.CITY),
        ("en", "They met south of Kandahar province.", "Kandahar", Kind.ADMIN1),
        ("en", "Troops moved north of Sinaloa.", "Sinaloa", Kind.ADMIN1),  # and not its town Sinaloa de Leyva
        ("en", "They crossed 20 km from Punjab.", "Punjab", Kind.ADMIN1),  # no town of the name
        ("en", "Clashes went on in Donetsk.", "Donetsk", Kind.ADMIN1),  # nothing tells
        ("es", "Un tiroteo dejó tres muertos en Badiraguato.", "Badiraguato", Kind.CITY),  # a district's bare name
        ("es", "Un tiroteo en el municipio de Badiraguato dejó tres muertos.", "Badiraguato", Kind.ADMIN2),
        ("ar", "وقع زلزال في تارودانت يوم الجمعة.", "تارودانت", Kind.CITY),
    ],
)
def test_words_tell_a_town_from_its_unit(whole: Gazetteer, language: str, text: str, name: str, kind: Kind) -> None:
    mentions = Geocoder(whole).parse(text, language).mentions
    assert [mention.place.kind for mention in mentions if mention.text == name] == [kind]


@pytest.mark.parametrize(
    ("language", "text", "unit"),
    [
        ("en", "Power was cut in Kyiv region.", "Kyiv Oblast"),
        ("es", "Hubo un ataque en la región rusa de Kursk.", "Kursk Oblast"),
        ("fr", "Un drone est tombé dans la région de Kiev.", "Kyiv Oblast"),
        ("en", "A drone fell in Moscow region.", "Moscow Oblast"),
        ("en", "A quake shook Tashkent province.", "Tashkent Region"),
        ("en", "Rain fell on Sofia province.", "Sofia"),
    ],
)
def test_a_region_is_the_wide_one_of_two_units(whole: Gazetteer, language: str, text: str, unit: str) -> None:
    mention = Geocoder(whole).parse(text, language).mentions[-1]
    assert (mention.place.name, mention.place.kind) == (unit, Kind.ADMIN1)


def test_one_text_may_mean_both(whole: Gazetteer) -> None:
    text = "Donetsk is under fire. Two shells fell 12 km west of Donetsk, officials of Donetsk region said."
    mentions = Geocoder(whole).parse(text, "en").mentions
    assert [mention.place.kind for mention in mentions] == [Kind.ADMIN1, Kind.CITY, Kind.ADMIN1]


def test_the_unit_stays_the_other_reading(whole: Gazetteer) -> None:
    mention = Geocoder(whole).parse("A drone fell 30 km south of Donetsk.", "en").mentions[0]
    assert (mention.place.kind, mention.runner_up.kind) == (Kind.CITY, Kind.ADMIN1)
