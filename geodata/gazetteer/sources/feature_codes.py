"""GeoNames' feature classes and codes as our kinds."""

from __future__ import annotations

from geodata.types import Kind

_CODES: dict[str, Kind] = {
    "CONT": Kind.CONTINENT,
    "ADM1": Kind.ADMIN1,
    "ADM1H": Kind.FEATURE,
    "ADM2": Kind.ADMIN2,
    "PPLX": Kind.DISTRICT,
    "STM": Kind.RIVER,
    "STMX": Kind.RIVER,
    "STMI": Kind.RIVER,
    "CNL": Kind.RIVER,
    "WAD": Kind.RIVER,
    "LK": Kind.LAKE,
    "LKS": Kind.LAKE,
    "LKI": Kind.LAKE,
    "RSV": Kind.LAKE,
    "SEA": Kind.SEA,
    "OCN": Kind.SEA,
    "GULF": Kind.SEA,
    "BAY": Kind.SEA,
    "STRT": Kind.STRAIT,
    "CHN": Kind.STRAIT,
    "ISL": Kind.ISLAND,
    "ISLS": Kind.ISLAND,
    "ATOL": Kind.ISLAND,
    "MT": Kind.MOUNTAIN,
    "MTS": Kind.MOUNTAIN,
    "HLL": Kind.MOUNTAIN,
    "HLLS": Kind.MOUNTAIN,
    "PK": Kind.MOUNTAIN,
    "VLC": Kind.MOUNTAIN,
    "RDGE": Kind.MOUNTAIN,
    "DSRT": Kind.DESERT,
    "RGN": Kind.REGION,
    "RGNE": Kind.REGION,
    "RGNH": Kind.REGION,
    "AREA": Kind.REGION,
    "PEN": Kind.REGION,
    "DLTA": Kind.REGION,
    "PLN": Kind.REGION,
    "PLAT": Kind.REGION,
    "UPLD": Kind.REGION,
    "VAL": Kind.REGION,
    "AIRP": Kind.AIRPORT,
    "AIRF": Kind.AIRPORT,
    "AIRB": Kind.BASE,
    "INSM": Kind.BASE,
    "MILB": Kind.BASE,
    "NVB": Kind.BASE,
}


def kind_of(feature_class: str, feature_code: str) -> Kind:
    """Unknown codes fall back on their class; PCL* are countries, PPL* populated places."""
    if feature_code.startswith("PCL") and feature_code != "PCLH":
        return Kind.COUNTRY
    kind = _CODES.get(feature_code)
    if kind is not None:
        return kind
    return Kind.CITY if feature_class == "P" else Kind.FEATURE
