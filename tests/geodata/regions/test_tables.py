"""The fitted tables and the chapter that tells what they hold."""

import re
from pathlib import Path

import pytest

from geodata.regions.tables import digest, model

CHAPTER = Path(__file__).parents[3] / "docs/south-of.md"


def test_the_chapter_describes_the_tables_in_use() -> None:
    marked = re.search(r"<!-- reliability of fit (\w+) -->", CHAPTER.read_text(encoding="utf-8"))
    assert marked is not None
    assert marked.group(1) == digest(), "run python -m bench.regions_report after a fit"


@pytest.mark.parametrize(("table", "covariates"), [("offset", (0.5, 3, 20, 150, 900)), ("direction", (500, 1e5, 1e7))])
@pytest.mark.parametrize("points", [4, 8, 16])
def test_the_core_lies_inside_the_area_and_both_are_ordered(table: str, covariates: tuple, points: int) -> None:
    for covariate in covariates:
        fitted = model(table, points, covariate)
        for angle, low, high in (fitted.area, fitted.core):
            assert (low < high).all()
            assert (angle >= 0).all()
        assert fitted.core[0][-1] <= fitted.area[0][-1]
        assert fitted.core[1].min() <= fitted.typical <= fitted.area[2].max()
