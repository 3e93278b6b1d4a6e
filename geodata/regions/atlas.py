"""What the regions ask of a gazetteer: outlines, towns inside, the coast, land around."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geodata.gazetteer import Gazetteer
from geodata.types import Place, Region

if TYPE_CHECKING:
    from geodata.regions.footprint import Footprint


LEAST_TOWN = 500  # inhabitants; smaller ones are many, and few live there
T = TypeVar("T")
REGIONS_KEPT = 384  # some 10 kB each
VERTICES_KEPT = 200_000  # of outlines; Canada has 50,000 and a county some hundred
_LEAST_VERTICES = 100  # what the rest of a footprint costs


class Kept(Generic[T]):
    """What was worked out last, by whatever it depends on, up to a sum of weights; threads may share it."""

    def __init__(self, limit: int = 512, weigh: Callable[[T], int] = lambda _: 1) -> None:
        self._limit, self._weigh = limit, weigh
        self._weight = 0
        self._made: OrderedDict[Hashable, T] = OrderedDict()
        self._change = Lock()

    def __len__(self) -> int:
        return len(self._made)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """What is kept for the key, or is made now; what nobody asked for longest goes for it."""
        try:
            made = self._made[key]
            self._made.move_to_end(key)
        except KeyError:
            made = make()
            self._keep(key, made)
        return made

    def _keep(self, key: Hashable, made: T) -> None:
        with self._change:
            if key in self._made:  # another thread was faster
                return
            self._made[key] = made
            self._weight += self._weigh(made)
            while self._weight > self._limit and len(self._made) > 1:
                self._weight -= self._weigh(self._made.popitem(last=False)[1])


class Atlas(Protocol):
    """The map that regions are cut from."""

    # News names the same places in the same words, and a country costs milliseconds.
    regions: Kept[Region | str]  # by the bound tree
    discs: Kept[Region | str]  # those of towns alone, which are drawn in no time and are not to displace a country
    extents: Kept[BaseGeometry]  # the 90 % shapes of areas alone, for what is only clipped to them, by place id
    footprints: Kept[Footprint]  # by place id

    def drawn(self, place: Place, /) -> Region | None:
        """The region of a place alone, where it lies ready."""

    def outline(self, place: Place, /) -> BaseGeometry | None:
        """Outline in lon, lat; None where it is not known."""

    def towns(self, outline: BaseGeometry, /) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Towns inside an outline: (n, 2) lon, lat and population, the largest first."""

    def land(self, lon: float, lat: float, reach_km: float) -> BaseGeometry | None:
        """The countries around a point, in lon, lat; None where no outline is known."""

    def coastline(self, place: Place, reach_km: float) -> BaseGeometry | None:
        """The outline of all land around a place, without the borders between countries."""


class GazetteerAtlas:
    """An atlas over the place index."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.regions: Kept[Region | str] = Kept(REGIONS_KEPT)
        self.discs: Kept[Region | str] = Kept(REGIONS_KEPT)
        self.extents: Kept[BaseGeometry] = Kept()
        self.footprints: Kept[Footprint] = Kept(VERTICES_KEPT, count_vertices)

    def drawn(self, place: Place, /) -> Region | None:
        return self._gazetteer.drawn(place)

    def outline(self, place: Place, /) -> BaseGeometry | None:
        return self._gazetteer.outline(place)

    def towns(self, outline: BaseGeometry, /) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        return self._gazetteer.towns_in(outline, LEAST_TOWN)

    def land(self, lon: float, lat: float, reach_km: float) -> BaseGeometry | None:
        reach = max(1.0, reach_km / 40)
        window = (lon - 2 * reach, max(-90.0, lat - reach), lon + 2 * reach, min(90.0, lat + reach))
        found = map(self.outline, self._gazetteer.countries_in(*window))  # one by one: together they are twenty MiB
        outlines = [_coarse(outline, window, reach / 200) for outline in found if outline is not None]
        if not outlines:
            return None
        # There and back closes the slivers between neighbours.
        return shapely.union_all(outlines).buffer(0.01, quad_segs=1).buffer(-0.01, quad_segs=1)

    def coastline(self, place: Place, reach_km: float) -> BaseGeometry | None:
        outline = self.outline(place)
        middle = outline.centroid if outline is not None else shapely.Point(place.lon, place.lat)
        land = self.land(middle.x, middle.y, 1.5 * reach_km)
        if land is None or outline is None:
            return None
        coast = land.boundary.intersection(outline.buffer(0.03))
        return None if coast.is_empty else coast


def count_vertices(foot: Footprint) -> int:
    """What a footprint holds, for the limit."""
    return _LEAST_VERTICES + int(shapely.get_num_coordinates([foot.outline, foot.shape]).sum())


def _coarse(outline: BaseGeometry, window: tuple[float, float, float, float], tolerance_deg: float) -> BaseGeometry:
    """The outline within a window, without specks: every bend and islet of a large country costs seconds otherwise."""
    parts = shapely.get_parts(shapely.clip_by_rect(outline, *window))
    large = parts[shapely.area(parts) > tolerance_deg**2]
    return shapely.make_valid(shapely.MultiPolygon(list(shapely.simplify(large, tolerance_deg))))
