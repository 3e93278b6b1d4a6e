"""Words with a number, in little memory."""

import pytest

from geodata.mentions.word_table import WordTable

TABLE = WordTable({"nice": 57, "nicest": 30, "بغداد": 255, "": 1})


@pytest.mark.parametrize(
    ("word", "number"),
    [("nice", 57), ("nicest", 30), ("بغداد", 255), ("", 1), ("nic", None), ("nices", None), ("بغدا", None)],
)
def test_a_word_has_its_number_and_its_beginnings_have_none(word: str, number: int | None) -> None:
    assert TABLE.get(word) == number
    assert TABLE.get(word, 0) == (number or 0)
    assert (word in TABLE) == (number is not None)


def test_numbers_are_small() -> None:
    with pytest.raises(ValueError, match="range"):
        WordTable({"nice": 256})
