"""Bounding boxes: four or six numbers, west over east means across the antimeridian."""

from __future__ import annotations

from math import isfinite

from app.errors import InvalidParameter

EXAMPLE = "38.8,29.1,48.6,37.4"

Box = tuple[float, float, float, float]


def parse_bbox(text: str, parameter: str = "bbox") -> tuple[Box, ...]:
    """`minlon,minlat,maxlon,maxlat`, or six numbers with heights, which are ignored.

    Two boxes stand for one that crosses the antimeridian.
    """

    def refuse(problem: str) -> InvalidParameter:
        return InvalidParameter(parameter, problem, EXAMPLE)

    try:
        numbers = [float(part) for part in text.split(",")]
    except ValueError as error:
        raise refuse(f"cannot read {text[:80]!r} as numbers") from error
    if len(numbers) not in (4, 6):
        raise refuse(f"needs four or six numbers, not {len(numbers)}")
    if not all(map(isfinite, numbers)):
        raise refuse("needs finite numbers")
    half = len(numbers) // 2
    (west, south), (east, north) = numbers[:2], numbers[half : half + 2]
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        raise refuse("longitudes lie between -180 and 180")
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        raise refuse("latitudes lie between -90 and 90")
    if south > north:
        raise refuse("the southern edge lies north of the northern one")
    if west > east:
        return (west, south, 180.0, north), (-180.0, south, east, north)
    return ((west, south, east, north),)
