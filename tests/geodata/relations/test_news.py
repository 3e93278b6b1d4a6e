"""Spatial words in whole sentences, through recognition and resolution: what `parse` makes of them."""

from pathlib import Path

import pytest

from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder
from tests.geodata.relations.notation import describe

ROWS = [
    (path.stem[-2:], *line.split("\t"))
    for path in sorted(Path(__file__).parent.glob("news_??.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "text", "expected"), ROWS)
def test_a_sentence_is_located_as_its_table_says(gazetteer: Gazetteer, language: str, text: str, expected: str) -> None:
    parse = Geocoder(gazetteer).parse(text, language)
    assert "; ".join(describe(found.expression, list(parse.mentions)) for found in parse.locations) == expected
