"""Places of data sets without a precision code: the finest of city, district, province and country that is filled."""

from __future__ import annotations

from app.importers.cells import point_of, text_of
from app.importers.coded_places import CodedPlaces
from app.importers.columns import Row
from geodata.types import Kind, Region

# A machine picked the place, so a town's disc is wider than a coder's.
CITY_KM, DISTRICT_KM, PROVINCE_KM, COUNTRY_KM = 10.0, 40.0, 100.0, 300.0


def read_region(row: Row, country: str | None, places: CodedPlaces, source: str) -> Region | None:
    """From the columns city, district, province, country, latitude and longitude."""
    point = point_of(row, "longitude", "latitude")
    if point is None:
        return None
    if text_of(row, "city"):
        return places.disc(*point, CITY_KM, f"{source} city")
    if district := text_of(row, "district"):
        return places.unit(district, country, Kind.ADMIN2, point, DISTRICT_KM, f"{source} district")
    if province := text_of(row, "province"):
        return places.unit(province, country, Kind.ADMIN1, point, PROVINCE_KM, f"{source} province")
    return places.country(country, point, COUNTRY_KM, f"{source} country")


def finest_name(row: Row) -> str | None:
    """The name of the level that `read_region` takes."""
    return next(filter(None, (text_of(row, level) for level in ("city", "district", "province", "country"))), None)
