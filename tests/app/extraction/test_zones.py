"""Hours in countries that keep several times."""

from datetime import datetime

import pytest

from app.extraction.zones import to_utc

NOON = datetime(2023, 1, 15, 12)  # noqa: DTZ001 - the time of the place


@pytest.mark.parametrize(
    ("town", "country", "lon", "lat", "hour"),
    [
        ("Boston", "US", -71.06, 42.36, 17),
        ("Evanston", "US", -87.69, 42.05, 18),
        ("Long Beach", "US", -118.19, 33.77, 20),
        ("Tula", "RU", 37.62, 54.2, 9),
        ("Artyom", "RU", 132.19, 43.36, 2),
        ("Perth", "AU", 115.9, -31.95, 4),
        ("Lubumbashi", "CD", 27.5, -11.7, 10),
        ("Jayapura", "ID", 140.7, -2.5, 3),
        ("Baghdad", "IQ", 44.4, 33.3, 9),
    ],
)
def test_the_nearest_zone_of_the_country(town: str, country: str, lon: float, lat: float, hour: int) -> None:
    found = to_utc(NOON, country, (lon, lat), 10)
    assert found is not None
    assert found[0].hour == hour


@pytest.mark.parametrize(
    ("place", "country", "lon", "lat", "radius_km"),
    [
        ("Makhachkala, which is nearer to Astrakhan than to Moscow, whose time it keeps", "RU", 47.5, 42.98, 10),
        ("half-way between Kinshasa and Lubumbashi", "CD", 21.4, -7.9, 10),
        ("somewhere in the United States", "US", -98.5, 39.8, 2500),
        ("nowhere", None, 0, 0, 10),
    ],
)
def test_where_two_zones_may_be_meant_there_is_none(
    place: str, country: str | None, lon: float, lat: float, radius_km: float
) -> None:
    assert to_utc(NOON, country, (lon, lat), radius_km) is None
