"""Shapes as they are stored: valid, right-handed MultiPolygons on a grid of about a metre. Whole arrays at a time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

DECIMALS = 5  # 1.1 m at the equator; no region of a news event is known better
_EQUAL_AREA = Transformer.from_crs(4326, 6933, always_xy=True)

Shapes = NDArray[np.object_]


def clean_polygons(shapes: Sequence[BaseGeometry | None]) -> Shapes:
    """Each as a MultiPolygon; None stays None, and so does what holds no area at all."""
    given = _array(shapes)
    given = shapely.force_2d(given) if shapely.has_z(given).any() else given
    rounded = shapely.transform(given, lambda lonlat: np.round(lonlat, DECIMALS))
    sound = shapely.is_valid(rounded) & ~shapely.is_empty(rounded)
    # Rounding folds slivers over; what is lost by it keeps its own coordinates.
    for index in np.flatnonzero(~sound & ~shapely.is_missing(given)):
        repaired = _polygons_of(shapely.make_valid(rounded[index]))
        rounded[index] = repaired if repaired is not None else _polygons_of(shapely.make_valid(given[index]))
    return shapely.orient_polygons(_as_multipolygons(rounded), exterior_cw=False)


def areas_km2(shapes: Shapes) -> NDArray[np.float64]:
    """Areas by the equal-area projection that the `likely` match uses, too; nan for None."""
    projected = shapely.transform(shapes, lambda lonlat: np.column_stack(_EQUAL_AREA.transform(*lonlat.T)))
    return np.where(shapely.is_missing(shapes), np.nan, shapely.area(projected) / 1e6)


def _array(shapes: Sequence[BaseGeometry | None]) -> Shapes:
    # Filled by assignment: numpy would take a collection apart.
    array = np.empty(len(shapes), dtype=object)
    array[:] = list(shapes)
    return array


def _polygons_of(shape: BaseGeometry) -> BaseGeometry | None:
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon | MultiPolygon)]
    merged = shapely.union_all(parts)
    return merged if parts and not merged.is_empty else None


def _as_multipolygons(shapes: Shapes) -> Shapes:
    """None for what is neither polygon nor multipolygon."""
    kinds = shapely.get_type_id(shapes)
    whole = np.where(kinds == shapely.GeometryType.MULTIPOLYGON, shapes, None)
    single = np.flatnonzero(kinds == shapely.GeometryType.POLYGON)
    if single.size:
        whole[single] = shapely.multipolygons(shapes[single], indices=np.arange(single.size))
    return whole
