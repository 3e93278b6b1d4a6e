"""The grammar of each language against its table of expressions: marked text, then the trees it means."""

from pathlib import Path

import pytest

from geodata.languages import supported
from tests.geodata.relations.notation import read_marked

TABLES = Path(__file__).parent
ROWS = [
    (path.stem, *line.split("\t"))
    for path in sorted(TABLES.glob("??.tsv"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "marked", "expected"), ROWS)
def test_expression_is_read_as_its_table_says(language: str, marked: str, expected: str) -> None:
    assert read_marked(marked, language) == expected


@pytest.mark.parametrize("language", supported())
def test_every_language_has_a_table_of_its_own(language: str) -> None:
    assert sum(row[0] == language for row in ROWS) >= 150
