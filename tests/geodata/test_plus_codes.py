from __future__ import annotations

import pytest

from geodata.plus_codes import read_plus_code


@pytest.mark.parametrize(
    ("code", "lon", "lat", "height_deg"),
    [  # as the published library (openlocationcode 1.0.1) decodes them
        ("7FG49QCJ+2V", 2.7821875, 20.3700625, 0.000125),
        ("7FG49QCJ+2VX", 2.782234375, 20.3701125, 0.000025),
        ("8FVC2222+22", 8.0000625, 47.0000625, 0.000125),
        ("4VCPPQGP+Q9", 174.7859375, -41.2730625, 0.000125),
    ],
)
def test_a_code_names_its_box(code: str, lon: float, lat: float, height_deg: float) -> None:
    west, south, east, north = read_plus_code(code)
    assert (west + east) / 2 == pytest.approx(lon, abs=1e-7)
    assert (south + north) / 2 == pytest.approx(lat, abs=1e-7)
    assert north - south == pytest.approx(height_deg)


def test_a_code_beyond_the_pole_is_none() -> None:
    assert read_plus_code("XX222222+22") is None
