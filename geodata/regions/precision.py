"""Precision codes of ACLED, UCDP GED and GTD from a region's relation and size, as their coders give them."""

from __future__ import annotations

from geodata.types import Kind, Precision, Region

# Kind of the anchor when the text says plainly "in X".
_BY_KIND = {
    Kind.COUNTRY: Precision(3, 6, 5),
    Kind.CONTINENT: Precision(3, 7, 5),
    Kind.ADMIN1: Precision(3, 4, 4),
    Kind.ADMIN2: Precision(2, 3, 3),
    Kind.REGION: Precision(3, 5, 4),
    Kind.RIVER: Precision(3, 5, 3),
    Kind.DESERT: Precision(3, 5, 4),
    Kind.SEA: Precision(3, 7, 5),
    Kind.STRAIT: Precision(3, 7, 3),
    Kind.MOUNTAIN: Precision(3, 5, 3),
}
NEAR_KM = 25.0  # UCDP: "within ~25 km of a known point"


def precision_of(relation: str, kind: Kind | None, region: Region) -> Precision:
    """`kind` is the anchor's; a relation to a town is 2 in all scales while its region is small enough."""
    if relation == "in":
        return _BY_KIND.get(kind, Precision(1, 1, 1)) if kind else Precision(1, 1, 1)
    if relation == "coordinates":
        return Precision(1, 1, 1)
    if kind in (Kind.COUNTRY, Kind.CONTINENT):
        return Precision(3, 6 if relation == "part" else 5, 5 if relation != "part" else 4)
    if relation == "part" and kind in (Kind.CITY, Kind.DISTRICT):
        return Precision(1, 1, 1)
    if relation == "part" or relation in ("border", "along"):
        return Precision(3, 5, 4)
    if region.radius_km <= NEAR_KM:
        return Precision(2, 2, 2)
    return Precision(2 if region.radius_km <= 150 else 3, 5, 3 if region.radius_km <= 150 else 4)
