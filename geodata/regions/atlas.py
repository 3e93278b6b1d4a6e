"""What the regions ask of a gazetteer: outlines, towns inside, the coast, land around."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import shapely
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer import Gazetteer
from geodata.types import Kind, Place, Region

TOWNS = 2000  # nearest to the middle; enough for half the people of any country but the largest


class Atlas(Protocol):
    """The map that regions are cut from."""

    areas: dict[str, Region | None]  # by place id: the regions of areas, kept once shaped

    def outline(self, place: Place, /) -> BaseGeometry | None:
        """Outline in lon, lat; None where it is not known."""

    def towns(self, place: Place, reach_km: float) -> Iterator[tuple[float, float, int]]:
        """(lon, lat, population) of the towns within reach of a place."""

    def land(self, lon: float, lat: float, reach_km: float) -> BaseGeometry | None:
        """The countries around a point, in lon, lat; None where no outline is known."""

    def coastline(self, place: Place, reach_km: float) -> BaseGeometry | None:
        """The outline of all land around a place, without the borders between countries."""


class GazetteerAtlas:
    """An atlas over the place index."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.areas: dict[str, Region | None] = {}

    def outline(self, place: Place, /) -> BaseGeometry | None:
        return self._gazetteer.outline(place)

    def towns(self, place: Place, reach_km: float) -> Iterator[tuple[float, float, int]]:
        outline = self.outline(place)
        middle = outline.centroid if outline is not None else shapely.Point(place.lon, place.lat)
        near = self._gazetteer.nearest(middle.x, middle.y, TOWNS, kinds={Kind.CITY}, max_km=1.2 * reach_km)
        for town, _ in near:
            yield town.lon, town.lat, town.population

    def land(self, lon: float, lat: float, reach_km: float) -> BaseGeometry | None:
        near = self._gazetteer.nearest(lon, lat, 60, kinds={Kind.CITY}, max_km=max(100.0, 2 * reach_km))
        outlines = []
        for code in sorted({town.country for town, _ in near if town.country}):
            country = self._gazetteer.country_place(code)
            outline = self.outline(country) if country else None
            if outline is not None:
                reach = max(1.0, reach_km / 40)
                window = shapely.box(lon - 2 * reach, max(-90, lat - reach), lon + 2 * reach, min(90, lat + reach))
                outlines.append(shapely.make_valid(outline).intersection(window))
        return shapely.union_all(outlines).buffer(0.01).buffer(-0.01) if outlines else None

    def coastline(self, place: Place, reach_km: float) -> BaseGeometry | None:
        outline = self.outline(place)
        middle = outline.centroid if outline is not None else shapely.Point(place.lon, place.lat)
        land = self.land(middle.x, middle.y, 1.5 * reach_km)
        if land is None or outline is None:
            return None
        coast = land.boundary.intersection(outline.buffer(0.03))
        return None if coast.is_empty else coast
