"""Outlines of informal regions: towns that lie in them, and neighbours that do not."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from shapely import Point

from geodata.gazetteer import Gazetteer
from geodata.types import Kind, Place

TOWNS = Path(__file__).with_name("region_towns.csv")
with TOWNS.open(encoding="utf-8") as file:
    ROWS = [(row["region"], row["inside"].split(), row["outside"].split()) for row in csv.DictReader(file)]


def town(whole: Gazetteer, text: str) -> Place:
    """The largest town of that name and country, "San_Roque/ES"."""
    name, country = text.replace("_", " ").rsplit("/", 1)
    found = [whole.place(hit.row) for hit in whole.hits(name)]
    return max((p for p in found if p.country == country and p.kind is Kind.CITY), key=lambda p: p.population)


@pytest.mark.parametrize(("region", "inside", "outside"), ROWS, ids=[row[0] for row in ROWS])
def test_a_region_holds_its_towns_and_not_its_neighbours(whole, region, inside, outside):
    outline = whole.outline(whole.by_id(f"eventmap:{region}"))
    assert inside or outside
    for name in inside:
        assert outline.covers(Point(town(whole, name).lon, town(whole, name).lat)), name
    for name in outside:
        assert not outline.covers(Point(town(whole, name).lon, town(whole, name).lat)), name


def test_every_region_is_named_in_five_languages_and_found_by_each_name(whole):
    from geodata.data import open_data

    with open_data("regions.csv") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    for region, _, _ in ROWS:
        row = whole.by_id(f"eventmap:{region}").row
        for language in ("en", "fr", "de", "es", "ar"):
            names = rows[region][language].split("|")
            assert all(row in {hit.row for hit in whole.hits(name)} for name in names), (region, names)
