"""Where a text was written shows in its words, and where it was written shows in what it names."""

import pytest

from geodata.mentions import recognise
from geodata.resolution import resolve
from geodata.resolution.dialect import read_dialect

AMERICAN = "The sheriff and two deputies met the county commissioners at 5 p.m. downtown."
BRITISH = "Councillors travelled to the centre; an MP and a constable spoke of 20 per cent. The NHS programme goes on."


def test_an_american_text_leans_to_the_united_states_and_away_from_britain():
    lean = read_dialect(AMERICAN, "en")
    assert lean["US"] > 0.5
    assert lean["GB"] == -lean["US"]
    assert "FR" not in lean


def test_a_british_text_leans_the_other_way():
    assert read_dialect(BRITISH, "en")["IE"] > 0.5 > -0.5 > read_dialect(BRITISH, "en")["US"]


def test_both_spellings_cancel_each_other():
    assert read_dialect("color colour", "en")["US"] == 0


@pytest.mark.parametrize(("text", "language"), [("Nothing here.", "en"), ("Le sheriff", "fr"), ("x", "xx"), ("", "en")])
def test_no_sign_says_nothing(text, language):
    assert not read_dialect(text, language)


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        (
            "Lancaster police said the sheriff and two deputies met councilman Ray Ott downtown at 5 p.m.",
            "Lancaster",
            "US",
        ),
        ("Lancaster councillors went to the centre. The MP said 20 per cent of pubs had shut.", "Lancaster", "GB"),
    ],
)
def test_a_namesake_follows_the_way_of_writing(gazetteer, text, name, country):
    mentions = resolve(recognise(text, "en", gazetteer), text, gazetteer, language="en")
    assert {m.place.country for m in mentions if m.text == name} == {country}
