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


@pytest.mark.skipif(not GAZETTEER.exists(), reason="needs the built gazetteer")
@pytest.mark.parametrize("path", [DEFAULT, *HELD_OUT], ids=lambda path: path.stem)
def test_shares_of_right_fields(path: Path) -> None:
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    total = score(articles, Geocoder.open(GAZETTEER), show_misses=False)["all"]
    shares = {field: total[field] / total["n"] for field in FLOORS}
    assert all(shares[field] >= floor for field, floor in FLOORS.items()), shares
