"""The annotated articles stay read as well as they are: the floors lie a little under what was measured."""

import json
from pathlib import Path

import pytest

from app.settings import Settings
from bench.events_score import DEFAULT, score
from geodata.geocoder import Geocoder

GAZETTEER = Settings.from_env({}).gazetteer_path
FLOORS = {"type": 0.9, "subtype": 0.8, "day": 0.9, "place": 0.75, "killed": 0.9}
HELD_OUT = [DEFAULT.with_name(f"events_{name}.jsonl") for name in ("heldout", "fresh", "notes", "news", "second")]
# These annotate all events of their texts, none in some.
COMPLETE = {
    "third": FLOORS | {"place": 0.8, "wounded": 0.9, "found": 0.9},
    "reports": {"type": 0.82, "day": 0.95, "place": 0.86, "killed": 0.9, "wounded": 0.9, "found": 0.95},
    "reports_third": {"type": 0.85, "day": 0.8, "place": 0.85, "killed": 0.9, "wounded": 0.9, "found": 0.85},
    "reports_second": {"type": 0.9, "day": 0.9, "place": 0.95, "killed": 0.9, "wounded": 0.95, "found": 0.9},
    "fourth": {"type": 0.75, "day": 0.85, "place": 0.8, "killed": 0.8, "wounded": 0.8, "found": 0.8},
}
PRECISION = {"third": 0.92, "fourth": 0.75, "reports": 0.9, "reports_second": 0.9, "reports_third": 0.8}


@pytest.mark.skipif(not GAZETTEER.exists(), reason="needs the built gazetteer")
@pytest.mark.parametrize("path", [DEFAULT, *HELD_OUT], ids=lambda path: path.stem)
def test_shares_of_right_fields(path: Path) -> None:
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    total = score(articles, Geocoder.open(GAZETTEER), show_misses=False)["all"]
    shares = {field: total[field] / total["n"] for field in FLOORS}
    assert all(shares[field] >= floor for field, floor in FLOORS.items()), shares


@pytest.mark.skipif(not GAZETTEER.exists(), reason="needs the built gazetteer")
@pytest.mark.parametrize("name", COMPLETE)
def test_texts_make_the_events_that_they_tell_and_few_others(name: str) -> None:
    lines = DEFAULT.with_name(f"events_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    total = score(map(json.loads, lines), Geocoder.open(GAZETTEER), show_misses=False)["all"]
    shares = {field: total[field] / total["n"] for field in COMPLETE[name]}
    assert all(shares[field] >= floor for field, floor in COMPLETE[name].items()), shares
    assert total["real"] / total["drafts"] >= PRECISION[name], total
