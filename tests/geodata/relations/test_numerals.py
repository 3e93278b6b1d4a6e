"""Number words that German writes in one."""

import pytest

from geodata.languages import load
from geodata.languages.numerals import join_numbers


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("einundzwanzig", 21),
        ("siebenundneunzig", 97),
        ("dreieinhalb", 3.5),
        ("einhundert", 100),
        ("zweihundertzwölf", 212),
        ("neunhundertneunundneunzig", 999),
        ("fünfhundertdreissig", 530),
    ],
)
def test_a_german_number_in_one_word_has_its_value(word: str, value: float) -> None:
    assert dict(join_numbers(load("de").tables))[word] == value


def test_a_language_without_the_rule_has_none() -> None:
    assert not list(join_numbers(load("fr").tables))
