"""Lines that begin with where they were written."""

from __future__ import annotations

import pytest

from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder
from geodata.mentions.dateline import find_datelines, opens_dateline
from geodata.types import Kind

TEXTS = [
    ("GAO, Mali, Nov 3 (Reuters) - Gunmen killed", ["GAO, Mali, Nov 3"]),
    ("WASHINGTON/SEOUL (AFP) - Die", ["WASHINGTON/SEOUL"]),
    ("SANTA CRUZ, Bolivia (EFE).- Los", ["SANTA CRUZ, Bolivia"]),
    ("MADRID (Europa Press). El", ["MADRID"]),
    ("A headline\nMekelle – Zwei Jahre\nmore", ["Mekelle"]),
    ("عدن – قتل ثلاثة جنود", ["عدن"]),
    ("Gunmen killed ten people on Sunday. The town - a market - is small.", []),
    ("He is well-known in Mali.", []),
]


@pytest.mark.parametrize(("text", "datelines"), TEXTS)
def test_a_dateline_ends_in_a_dash_or_an_agency(text: str, datelines: list[str]) -> None:
    assert [text[start:end] for start, end in find_datelines(text)] == datelines


def test_the_first_name_of_a_dateline_and_one_behind_a_slash_open_it() -> None:
    text = "WASHINGTON/SEOUL, Korea (AFP) - Die"
    lines = find_datelines(text)
    assert [opens_dateline(text.index(name), text, lines) for name in ("WASH", "SEOUL", "Korea")] == [True, True, False]


def test_a_dateline_names_the_town_and_not_its_province(gazetteer: Gazetteer) -> None:
    mention, *_ = Geocoder(gazetteer).parse("SANTA CRUZ, Bolivia (EFE).- Los incendios avanzan.", "es").mentions
    assert mention.place is not None
    assert (mention.place.kind, mention.place.country) == (Kind.CITY, "BO")
