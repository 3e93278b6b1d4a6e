"""One normal form for names and text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.gazetteer import normalise, tokenise


@pytest.mark.parametrize(
    ("spellings", "key"),
    [
        (["Al-Qa'im", "al Qaim", "AL-QA’IM", "Al‑Qāʾim"], "al qaim"),
        (["Deir ez-Zor", "DEIR EZ ZOR"], "deir ez zor"),
        (["Sana'a", "Sanaa", "Ṣanʿā’a"], "sanaa"),
        (["Côte d'Ivoire", "cote d’ivoire"], "cote d ivoire"),
        (["St. Louis", "St Louis"], "st louis"),
        (["Martha's Vineyard", "Martha’s Vineyard"], "martha s vineyard"),
        (["U.S.", "US", "us"], "us"),
        (["Łódź", "Lodz"], "lodz"),
        (["Weißrussland", "Weissrussland"], "weissrussland"),
        (["بَغْدَاد", "بغداد", "بغـــداد"], "بغداد"),
        (["أربيل", "اربيل"], "اربيل"),
        (["القاهرة", "القاهره"], "القاهره"),
        (["Артёмовск", "Артемовск"], "артемовск"),
        (["Khān Yūnis", "Khan Yunis"], "khan yunis"),
    ],
)
def test_spellings_of_one_name_share_a_key(spellings, key):
    assert {normalise(spelling) for spelling in spellings} == {key}


def test_vowel_signs_of_indic_scripts_stay():
    assert normalise("दिल्ली") != normalise("दल्ल")


def test_offsets_count_code_points_of_the_text():
    text = "L’Irak, au sud d'Al-Qa'im: 20,000"
    assert [text[token.start : token.end] for token in tokenise(text)] == [token.text for token in tokenise(text)]


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("l'Irak", ["l", "irak"]),
        ("Iraq's army", ["iraq", "s", "army"]),
        ("in London. Ontario", ["in", "london", ".", "ontario"]),
        ("St. Louis", ["st", "louis"]),
        ("Paris, Texas", ["paris", ",", "texas"]),
        ("London\n\nOntario", ["london", "\n", "ontario"]),
        ("London\nOntario", ["london", "ontario"]),
        ("Iran–Iraq war", ["iran", "iraq", "war"]),
        ("war - Iraq", ["war", "-", "iraq"]),
        ("20,000 km", ["20,000", "km"]),
        ("\u200fبغداد\u200f", ["\u200f", "بغداد", "\u200f"]),
    ],
)
def test_marks_part_names_and_hyphens_do_not(text, norms):
    assert [token.norm for token in tokenise(text) if token.norm != "\u200f"] == [n for n in norms if n != "\u200f"]


@given(st.text(max_size=200))
def test_a_name_and_its_text_meet_in_the_same_key(text):
    words = [token.norm for token in tokenise(text) if normalise(token.text)]  # the others are marks between words
    assert normalise(text).split() == " ".join(words).split()


@given(st.text(alphabet=st.characters(codec=None), max_size=50))
def test_any_text_gives_keys_that_can_be_encoded(text):
    normalise(text).encode()


def test_time_is_linear_in_the_text():
    def seconds(text):
        started = time.perf_counter()
        tokenise(text)
        return time.perf_counter() - started

    seconds("warm up " * 1000)
    short, long = seconds("a.b'c-" * 5_000), seconds("a.b'c-" * 50_000)
    assert long < 60 * short + 0.1
