"""Short forms and inflections made by rule."""

import pytest

from geodata.gazetteer.short_names import without_article, without_generic
from geodata.gazetteer.sources.inflection import arabic, english, french, german, spanish


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Anbar Governorate", "Anbar"), ("محافظة الأنبار", "الأنبار"), ("Provincia de Barcelona", "Barcelona"),
        ("province d'Alep", "Alep"), ("Kharkiv Oblast", "Kharkiv"), ("Muhafazat Hadramawt", "Hadramawt"),
        ("Gao Cercle", "Gao"), ("Daïra de Batna", "Batna"), ("Zhirnovskiy Rayon", "Zhirnovskiy"),
        ("Northern Province", None), ("Central Region", None), ("Texas", None), ("Capital District", None),
    ],
)  # fmt: skip
def test_generic_words_come_off_unless_nothing_is_left(full, short):
    assert without_generic(full) == short


@pytest.mark.parametrize(
    ("name", "bare"), [("Al Ḩudaydah", "Ḩudaydah"), ("El Fasher", "Fasher"), ("Alabama", None), ("Al Qa", None)]
)
def test_the_arabic_article_comes_off(name, bare):
    assert without_article(name) == bare


@pytest.mark.parametrize(
    ("inflect", "word", "forms"),
    [
        (english, "Iraqi", {"Iraqi", "Iraqis"}),
        (english, "Chinese", {"Chinese"}),
        (english, "Frenchwoman", {"Frenchwoman", "Frenchwomen"}),
        (english, "German", {"German", "Germans"}),
        (french, "irakien", {"irakien", "irakiens", "irakienne", "irakiennes"}),
        (french, "libyen", {"libyen", "libyens", "libyenne", "libyennes"}),
        (french, "grec/grecque", {"grec", "grecs", "grecque", "grecques"}),
        (french, "russe", {"russe", "russes"}),
        (french, "français", {"français", "française", "françaises"}),
        (german, "irakisch", {"irakisch", "irakische", "irakischer", "irakischen", "irakischem", "irakisches"}),
        (german, "Franzose", {"Franzose", "Franzosen", "Französin", "Französinnen"}),
        (german, "Iraker", {"Iraker", "Irakers", "Irakern", "Irakerin", "Irakerinnen"}),
        (spanish, "iraquí", {"iraquí", "iraquíes", "iraquís"}),
        (spanish, "alemán", {"alemán", "alemana", "alemanes", "alemanas"}),
        (spanish, "turco", {"turco", "turca", "turcos", "turcas"}),
        (spanish, "español", {"español", "española", "españoles", "españolas"}),
    ],
)
def test_demonyms_inflect(inflect, word, forms):
    assert set(inflect(word)) == forms


def test_arabic_demonyms_take_gender_number_and_article():
    assert {"عراقي", "عراقية", "عراقيون", "العراقي", "العراقيين"} <= set(arabic("عراقي"))
    assert {"كوري شمالي", "الكوري الشمالي"} <= set(arabic("كوري شمالي"))
