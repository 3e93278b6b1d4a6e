"""Voronoi outlines of units that nobody surveyed."""

import numpy as np
import pytest
from shapely.geometry import Point, box

from geodata.gazetteer.division import Division
from geodata.gazetteer.records import PlaceRecord
from geodata.types import Kind

from .conftest import Listed, iraq, village

SQUARE = box(0, 0, 4, 2)


@pytest.mark.parametrize(
    ("places", "units", "area"),
    [
        ([(1, 1), (3, 1)], [7, 8], 4),
        ([(1, 1), (3, 1)], [7, 7], 8),
        ([(1, 1), (1, 1), (3, 1)], [7, 7, 8], 4),
        ([(1, 1)], [7], 8),
    ],
)
def test_a_unit_is_what_lies_nearest_to_its_places(places, units, area):
    assert Division.of(SQUARE, np.array(places, float), np.array(units)).outline(7).area == pytest.approx(area)


@pytest.mark.parametrize("units", [[8], []])
def test_a_unit_without_places_has_no_outline(units):
    places = np.array([(1.0, 1.0)] * len(units)).reshape(-1, 2)
    assert Division.of(SQUARE, places, np.array(units)).outline(7) is None


def test_districts_of_one_province_share_its_cells(index, monkeypatch):
    drawn = []
    draw = Division.of
    monkeypatch.setattr(Division, "of", lambda *given: drawn.append(given) or draw(*given))
    west = PlaceRecord("x:1", "West", Kind.ADMIN2, 44.2, 33.5, "IQ", "07", "1")
    east = PlaceRecord("x:2", "East", Kind.ADMIN2, 44.8, 33.5, "IQ", "07", "2")
    towns = [village(50, "W", 44.2, 33.5, admin2="1"), village(51, "E", 44.8, 33.5, admin2="2")]
    gazetteer = index(Listed([*iraq()[:2], west, east, *towns]))
    assert all(gazetteer.outline(gazetteer.by_id(place_id)) is not None for place_id in ("x:1", "x:2"))
    assert len(drawn) == 1


def test_units_divide_the_one_around_them(index):
    west = PlaceRecord("x:1", "West", Kind.ADMIN2, 44.2, 33.5, "IQ", "07", "1")
    east = PlaceRecord("x:2", "East", Kind.ADMIN2, 44.8, 33.5, "IQ", "07", "2")
    towns = [village(50, "W", 44.2, 33.5, admin2="1"), village(51, "E", 44.8, 33.5, admin2="2")]
    gazetteer = index(Listed([*iraq()[:2], west, east, *towns]))
    outlines = [gazetteer.outline(gazetteer.by_id(place_id)) for place_id in ("x:1", "x:2")]
    assert [outline.area for outline in outlines] == pytest.approx([0.5, 0.5])
    assert outlines[0].covers(Point(44.2, 33.5))
    assert gazetteer.outline_method(gazetteer.by_id("x:1")) == "voronoi"


def test_a_county_holds_its_towns(whole):
    county = whole.by_id("geonames:4297480")  # Laurel County, Kentucky
    assert whole.outline_method(county) == "voronoi"
    assert whole.outline(county).distance(Point(-84.083, 37.129)) < 0.05  # London, its seat
    assert 0.05 < whole.outline(county).area < 0.3  # square degrees; surveyed: 0.115
