"""'in Iraq, south of Baghdad': what a container leaves of a region."""

from __future__ import annotations

from dataclasses import replace

import shapely
from shapely.affinity import scale
from shapely.geometry.base import BaseGeometry

from geodata.regions.making import make_region, thin
from geodata.regions.plane import polygons_of
from geodata.types import Region

LEAST_SHARE = 0.03  # with less than this of the area left the two contradict each other


def clip(inner: Region, container: BaseGeometry, outer: str) -> Region:
    """The part inside; where next to nothing is left, the region as it was, with less confidence and the reason.

    `outer` says what the container is.
    """
    shapely.prepare(container)
    if container.contains(inner.area):
        return inner
    area = thin(polygons_of(shapely.intersection(inner.area, container)))
    if area.is_empty or area.area < LEAST_SHARE * inner.area.area:
        method = f"{inner.method}; lies outside the container ({outer}), not clipped"
        return replace(inner, method=method, confidence_factor=0.5 * inner.confidence_factor)
    core = polygons_of(shapely.intersection(inner.core, container))
    if core.is_empty:
        core = scale(area, 0.7, 0.7).intersection(area)
    point = inner.point
    if not shapely.contains_xy(area, *point):
        inside = polygons_of(core).representative_point()
        point = (inside.x, inside.y)
    method = f"{inner.method}; clipped to: {outer}"
    area = shapely.orient_polygons(area)
    return make_region(area, shapely.orient_polygons(polygons_of(core)), point, method, inner.confidence_factor)
