"""The points at which GeoNames puts countries and units: coded data sets use them, centroids would be far off."""

from __future__ import annotations

import csv
from functools import cache

from geodata.data import open_data


@cache
def unit_points() -> dict[str, tuple[float, float]]:
    """Code ("IQ", "IQ.01", "US.GA.121") -> lon, lat. Points typed in from GeoNames are newer than the derived ones.

    A few seas and regions are among these, by their ids in our own tables ("red-sea").
    """
    points: dict[str, tuple[float, float]] = {}
    for table in ("unit_points.csv.gz", "own_unit_points.csv"):
        with open_data(table) as file:
            points |= {row["code"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(file)}
    return points
