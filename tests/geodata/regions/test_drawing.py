"""Regions that lie ready in the index are those that would be drawn."""

import pytest
import shapely

from geodata.gazetteer import Gazetteer
from geodata.regions import GazetteerAtlas, shape
from geodata.regions.footprint import footprint_of
from geodata.regions.inside import shape_named
from geodata.relations.tree import Named, Within
from geodata.types import Kind, Region


def named(gazetteer: Gazetteer, place_id: str) -> Region:
    place = gazetteer.by_id(place_id)
    assert place is not None
    region = shape(Named(0), [place], GazetteerAtlas(gazetteer))
    assert isinstance(region, Region)
    return region


@pytest.mark.parametrize(
    "place_id",
    ["geonames:99237", "geonames:98180", "geonames:6255148", "geonames:3017382", "eventmap:river-euphrates"],
)
def test_they_are_the_same_to_the_last_bit(whole: Gazetteer, place_id: str) -> None:
    place, atlas = whole.by_id(place_id), GazetteerAtlas(whole)
    assert place is not None
    ready, anew = whole.drawn(place), shape_named(footprint_of(place, atlas), atlas)
    assert ready is not None, "nothing was drawn for it: is the index older than the program?"
    assert anew is not None
    assert shapely.equals_identical(ready.area, anew.area)
    assert shapely.equals_identical(ready.core, anew.core)
    assert (ready.point, ready.radius_km, ready.method) == (anew.point, anew.radius_km, anew.method)
    assert anew.confidence_factor == ready.confidence_factor == 1.0
    assert shapely.equals_identical(named(whole, place_id).area, ready.area)


def test_what_is_said_to_lie_in_one_is_clipped_to_it(whole: Gazetteer) -> None:
    town, unit = whole.by_id("geonames:98182"), whole.by_id("geonames:99237")
    region = shape(Within(Named(1), Named(0)), [town, unit], GazetteerAtlas(whole))
    assert isinstance(region, Region)
    assert region.area.within(named(whole, "geonames:99237").area.buffer(1e-6))


def test_towns_and_places_without_an_outline_are_drawn_when_asked_for(whole: Gazetteer) -> None:
    town = whole.by_id("geonames:98182")
    assert town is not None
    assert whole.drawn(town) is None
    assert named(whole, town.id).method == "in Baghdad, disc by its size"


def test_all_first_order_units_are_among_the_rows(gazetteer: Gazetteer) -> None:
    rows = gazetteer.rows_outlined(Kind.ADMIN1)
    assert rows == sorted(set(rows))
    assert {row for row in range(len(gazetteer)) if gazetteer.kind[row] is Kind.ADMIN1} <= set(rows)
