"""What holds for every region, wherever on the globe: properties, not examples."""

import math

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.languages.compass import BEARINGS, points_of
from geodata.regions import shape
from geodata.regions.atlas import Atlas, Kept
from geodata.relations.tree import Between, Direction, Distance, Expression, Named, Near, Offset, Part, Within
from geodata.types import Kind, Place, Region

WGS84 = Geod(ellps="WGS84")
lons = st.floats(-180, 180)
lats = st.floats(-89.5, 89.5)
distances = st.floats(0.5, 900)
bearings = st.sampled_from(list(BEARINGS.values()))
populations = st.integers(0, 30_000_000)


class NoOutlines:
    """An atlas that knows points only."""

    def __init__(self):
        self.regions, self.discs, self.extents, self.footprints = Kept(), Kept(), Kept(), Kept()

    def drawn(self, place):
        return None

    def outline(self, place):
        return None

    def towns(self, outline):
        return np.empty((0, 2)), np.empty(0, np.int64)

    def land(self, lon, lat, reach_km):
        return None

    def coastline(self, place, reach_km):
        return None


ATLAS: Atlas = NoOutlines()


def town(lon: float, lat: float, population: int = 50_000) -> Place:
    return Place("test:1", "Town", Kind.CITY, lon, lat, "XX", None, population)


def region_of(expression: Expression, *places: Place) -> Region:
    region = shape(expression, places, ATLAS)
    assert isinstance(region, Region), region
    return region


def check(region: Region) -> None:
    """Valid, right-handed, on the globe, of bounded size, core inside."""
    for geometry in (region.area, region.core):
        assert geometry.is_valid, shapely.is_valid_reason(geometry)
        assert geometry.geom_type in ("Polygon", "MultiPolygon")
        for part in shapely.get_parts(geometry):
            assert shapely.is_ccw(part.exterior)
            assert not any(shapely.is_ccw(hole) for hole in part.interiors)
            assert part.bounds[2] - part.bounds[0] <= 360
        west, south, east, north = geometry.bounds
        assert west >= -180
        assert east <= 180
        assert south >= -90
        assert north <= 90
        assert 24 <= shapely.get_num_coordinates(geometry) <= 230
    # In degrees, the chords of the two outlines part a little where a pole is near.
    assert region.core.difference(region.area).area <= 0.02 * region.core.area
    assert -180 <= region.point[0] <= 180
    assert region.radius_km > 0


@settings(deadline=None)
@given(lons, lats, distances, bearings)
def test_offset_is_sound_anywhere(lon: float, lat: float, km: float, bearing: float) -> None:
    check(region_of(Offset(Named(0), (km, km), bearing, points_of(bearing)), town(lon, lat)))


@settings(deadline=None)
@given(lons, lats, populations, bearings)
def test_direction_is_sound_anywhere(lon: float, lat: float, population: int, bearing: float) -> None:
    check(region_of(Direction(Named(0), bearing, points_of(bearing)), town(lon, lat, population)))


@settings(deadline=None)
@given(lons, lats, populations, st.sampled_from(["near", "around", "outskirts", "outside", "suburb"]))
def test_near_is_sound_anywhere(lon: float, lat: float, population: int, word: str) -> None:
    check(region_of(Near(Named(0), word), town(lon, lat, population)))


@settings(deadline=None)
@given(lons, lats, distances)
def test_distance_is_sound_anywhere(lon: float, lat: float, km: float) -> None:
    check(region_of(Distance(Named(0), (km, km)), town(lon, lat)))


@settings(deadline=None)
@given(lons, st.floats(-70, 70), bearings, st.floats(5, 400))
def test_between_is_sound_anywhere(lon: float, lat: float, bearing: float, km: float) -> None:
    there = WGS84.fwd(lon, lat, bearing, km * 1000)
    check(region_of(Between((Named(0), Named(1))), town(lon, lat), town(there[0], there[1])))


@settings(deadline=None)
@given(lons, st.floats(-80, 80), distances, bearings)
def test_offset_lies_on_the_stated_side(lon: float, lat: float, km: float, bearing: float) -> None:
    region = region_of(Offset(Named(0), (km, km), bearing, points_of(bearing)), town(lon, lat))
    azimuth, _, metres = WGS84.inv(lon, lat, *region.point)
    assert abs((azimuth - bearing + 180) % 360 - 180) < 5
    assert 0.7 * km < metres / 1000 < 1.3 * km
    behind = WGS84.fwd(lon, lat, bearing + 180, km * 1000)
    assert not region.area.intersects(shapely.Point(behind[:2]))


@settings(deadline=None)
@given(st.floats(-170, 170), st.floats(-60, 60), st.floats(1, 300), bearings)
def test_offset_grows_with_its_distance(lon: float, lat: float, km: float, bearing: float) -> None:
    sizes = [
        abs(WGS84.geometry_area_perimeter(region_of(Offset(Named(0), (d, d), bearing, 4), town(lon, lat)).area)[0])
        for d in (km, 1.5 * km)
    ]
    assert sizes[1] > sizes[0]


@settings(deadline=None)
@given(st.floats(-170, 170), st.floats(-60, 60), populations, bearings)
def test_direction_lies_outside_the_towns_middle(lon: float, lat: float, population: int, bearing: float) -> None:
    region = region_of(Direction(Named(0), bearing, points_of(bearing)), town(lon, lat, population))
    assert not region.area.intersects(shapely.Point(lon, lat))
    opposite = WGS84.fwd(lon, lat, bearing + 180, 5000)
    assert not region.area.intersects(shapely.Point(opposite[:2]))


@pytest.mark.parametrize("part", ["n", "se", "wsw", "center"])
def test_part_of_a_town_lies_inside_its_surroundings(part: str) -> None:
    whole = region_of(Named(0), town(44.4, 33.3, 5_000_000))
    inside = region_of(Part(Named(0), part), town(44.4, 33.3, 5_000_000))
    check(inside)
    assert inside.radius_km < 2 * whole.radius_km
    if part in BEARINGS:
        azimuth, _, _ = WGS84.inv(44.4, 33.3, *inside.point)
        assert abs((azimuth - BEARINGS[part] + 180) % 360 - 180) < 20


@pytest.mark.parametrize(("lon", "lat"), [(179.9, -18.1), (-179.95, 65.0), (10.0, 89.9), (10.0, -89.9), (0.0, 0.0)])
def test_edges_of_the_globe(lon: float, lat: float) -> None:
    for bearing in (0.0, 90.0, 180.0, 270.0):
        check(region_of(Offset(Named(0), (60.0, 60.0), bearing, 4), town(lon, lat)))
    check(region_of(Distance(Named(0), (0.0, 40.0)), town(lon, lat)))


def test_within_a_pole_cap_the_pole_is_held() -> None:
    region = region_of(Distance(Named(0), (0.0, 60.0)), town(30.0, 89.8))
    assert region.area.contains(shapely.Point(-100.0, 89.99))


def test_container_clips_and_contradiction_weakens() -> None:
    offset = Offset(Named(0), (60.0, 60.0), 180.0, 4)
    free = region_of(offset, town(44.4, 33.3))
    clipped = region_of(Within(Near(Named(1), "near"), offset), town(44.4, 33.3), town(44.5, 32.8, 900_000))
    assert clipped.area.area < free.area.area
    assert clipped.confidence_factor == 1.0
    apart = region_of(Within(Near(Named(1), "near"), offset), town(44.4, 33.3), town(10.0, 50.0))
    assert apart.area.equals(free.area)
    assert apart.confidence_factor < 1.0
    assert "not clipped" in apart.method


@given(st.floats(1, 300))
@settings(deadline=None, max_examples=20)
def test_vague_distance_is_wider(km: float) -> None:
    plain = region_of(Offset(Named(0), (km, km), 0.0, 4), town(20.0, 10.0))
    vague = region_of(Offset(Named(0), (km, km), 0.0, 4, vague=True), town(20.0, 10.0))
    assert vague.area.area > plain.area.area


def test_region_radius_reaches_every_vertex() -> None:
    region = region_of(Direction(Named(0), 180.0, 4), town(44.4, 33.3, 7_000_000))
    for lon, lat in shapely.get_coordinates(region.area):
        assert WGS84.inv(*region.point, lon, lat)[2] / 1000 <= region.radius_km * 1.01


def test_unresolved_name_has_a_reason() -> None:
    assert isinstance(shape(Named(0), [None], ATLAS), str)


def test_numbers_are_finite_on_a_point_without_population() -> None:
    region = region_of(Direction(Named(0), 90.0, 4), town(0.0, 0.0, 0))
    assert math.isfinite(region.radius_km)
