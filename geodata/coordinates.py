"""Coordinates that stand in a text: decimal degrees, degrees-minutes-seconds, MGRS, plus codes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import mgrs  # type: ignore[import-untyped]

from geodata.plus_codes import read_plus_code


class WrittenPoint(NamedTuple):
    """`precision_m` is half the unit of the last digit written."""

    lon: float
    lat: float
    precision_m: float


M_PER_DEG = 111_320.0
_NUMBER = r"(\d{1,2}(?:[.,]\d+)?)"
_SECONDS = rf"(?:{_NUMBER}\s?(?:[\"″”]|''|’’)\s?)?"
_ANGLE = rf"(\d{{1,3}}(?:[.,]\d+)?)\s?°?(?:\s?{_NUMBER}\s?['′’]\s?{_SECONDS})?"
# Hemispheres; O is west (ouest, oeste). German writes O for east, but uses E in coordinates too.
_SIDES = re.compile(rf"(?<![\w.,]){_ANGLE}\s?([NSEWO])\b[\s,;/]{{0,3}}{_ANGLE}\s?([NSEWO])\b")
_DECIMAL = re.compile(r"(?<![\w.,])(-?\d{1,2}\.\d{3,})°?\s*[,;/]\s*(-?\d{1,3}\.\d{3,})°?(?![\w.])")
# Two decimals are prices too: they need a bracket or a short word ("at", "bei") before them, and no unit behind.
_SHORT = re.compile(
    r"(?:^|[(:]\s?|\b(?!to\b)[^\W\d_]{1,3}\s)(-?\d{1,2}\.\d\d)\s*[,;]\s*(-?\d{1,3}\.\d\d)(?![\w.]|\s?[%€$£])"
)
_MGRS = re.compile(r"\b(\d{1,2}[C-HJ-NP-X])\s?([A-HJ-NP-Z]{2})\s?(\d{2,5})\s?(\d{2,5})\b")
_PLUS = re.compile(r"(?<![\w+])([23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3})(?![\w+])")


# What every notation has somewhere; almost all texts are done with after this one look, which stops at digits only.
_MAYBE = re.compile(r"[\d+](?:(?<=\d)(?:\s?°|\s?[NSEWO]\b|\.\d\d|[C-X]\s?[A-Z]{2}\s?\d)|(?<=[2-9CFGHJMPQRVWX]\+))")


def find_coordinates(text: str) -> list[tuple[int, int, WrittenPoint]]:
    """(start, end, point) of all written points, in order, not overlapping; impossible degrees are passed over."""
    if not _MAYBE.search(text):
        return []
    found: list[tuple[int, int, WrittenPoint]] = []
    for start, end, point in sorted(_all(text), key=lambda item: item[0]):
        inside = -180 <= point.lon <= 180 and -90 <= point.lat <= 90
        if inside and (not found or start >= found[-1][1]):
            found.append((start, end, point))
    return found


def _all(text: str) -> Iterator[tuple[int, int, WrittenPoint]]:
    for match in _SIDES.finditer(text):
        if point := _two_angles(match):
            yield match.start(), match.end(), point
    for match in _DECIMAL.finditer(text):
        lat, lon = match.groups()
        digits = min(len(part.partition(".")[2]) for part in (lat, lon))
        yield match.start(), match.end(), WrittenPoint(float(lon), float(lat), M_PER_DEG / 2 / 10**digits)
    for match in _SHORT.finditer(text):
        lat, lon = match.groups()
        yield match.start(1), match.end(), WrittenPoint(float(lon), float(lat), M_PER_DEG / 2 / 100)
    for match in _MGRS.finditer(text):
        zone, square, east, north = match.groups()
        if len(east) == len(north):
            try:
                lat_deg, lon_deg = mgrs.MGRS().toLatLon(zone + square + east + north)
            except mgrs.core.MGRSError:
                continue
            yield match.start(), match.end(), WrittenPoint(lon_deg, lat_deg, 10 ** (5 - len(east)) / 2)
    for match in _PLUS.finditer(text):
        if box := read_plus_code(match.group()):
            west, south, east, north = box
            half_m = (north - south) * M_PER_DEG / 2
            yield match.start(), match.end(), WrittenPoint((west + east) / 2, (south + north) / 2, half_m)


def _two_angles(match: re.Match[str]) -> WrittenPoint | None:
    """One of the two is north or south, the other east or west, in either order; bare whole degrees are too vague."""
    first, second = match.groups()[:4], match.groups()[4:]
    if (first[3] in "NS") == (second[3] in "NS") or ("°" not in match.group() and "." not in match.group()):
        return None
    (lat, lat_unit), (lon, lon_unit) = (
        _degrees(part) for part in (sorted((first, second), key=lambda part: part[3] not in "NS"))
    )
    return WrittenPoint(lon, lat, max(lat_unit, lon_unit) * M_PER_DEG / 2)


def _degrees(angle: tuple[str, ...]) -> tuple[float, float]:
    """(signed degrees, degrees that one unit of the last digit is worth)."""
    value, unit = 0.0, 1.0
    for text, factor in zip(angle[:3], (1.0, 1 / 60, 1 / 3600), strict=True):
        if text:
            text = text.replace(",", ".")
            value += float(text) * factor
            unit = factor / 10 ** len(text.partition(".")[2])
    return (-value if angle[3] in "SWO" else value), unit
