"""Regions at a border and at a distance from one, over the outlines of the index that the program uses."""

import pytest
import shapely

from geodata.gazetteer import Gazetteer
from geodata.geocoder import Geocoder


@pytest.fixture(scope="module")
def geocoder(whole: Gazetteer) -> Geocoder:
    return Geocoder(whole)


@pytest.mark.parametrize(
    ("query", "inside", "outside"),
    [
        # Belgorod; Lviv region and the Black Sea off Odesa's coast
        ("40 km from the border with Ukraine", [(36.59, 50.6)], [(24.0, 49.84), (31.5, 45.5)]),
        # Sumy, Narva; Moscow
        ("30 km from the Russian border", [(34.8, 50.9), (27.0, 57.8)], [(37.6, 55.7)]),
        # on both sides, but not so near
        ("20 km from the border between Syria and Turkey", [(38.35, 36.72), (38.35, 37.07)], [(38.35, 36.87)]),
        # Kilis' plain, Qamishli; the coast at Latakia
        ("near the Syrian border", [(36.85, 37.0), (41.22, 37.05)], [(35.75, 35.3)]),
        ("within 10 km of the border with Haiti", [(-71.7, 19.5)], [(-72.3, 18.5)]),
    ],
)
def test_a_border_lies_where_it_is(
    geocoder: Geocoder, query: str, inside: list[tuple[float, float]], outside: list[tuple[float, float]]
) -> None:
    region = geocoder.geocode(query)[0].region
    assert region.area.is_valid
    assert shapely.get_num_coordinates(region.area) <= 220
    assert region.core.difference(region.area).area < 0.02 * region.core.area
    assert [region.area.contains(shapely.Point(*point)) for point in inside] == [True] * len(inside)
    assert [region.area.contains(shapely.Point(*point)) for point in outside] == [False] * len(outside)


def test_an_islands_border_is_its_coast(geocoder: Geocoder) -> None:
    region = geocoder.geocode("10 km from the border with Australia")[0].region
    assert region.area.is_valid
    assert not region.area.is_empty
