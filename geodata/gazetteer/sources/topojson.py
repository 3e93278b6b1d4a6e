"""Reads TopoJSON: shapes of neighbours share their arcs, so that a dissolve leaves no slivers."""

from __future__ import annotations

import json
from typing import Any, TextIO

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry


def read_topojson(file: TextIO) -> dict[str, BaseGeometry]:
    """Feature id -> valid (Multi)Polygon of the first object. Topologies must be quantized."""
    topology = json.load(file)
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]
    (layer,) = topology["objects"].values()
    return {str(shape["id"]): _polygons(shape, arcs) for shape in layer["geometries"] if shape.get("type")}


def _polygons(shape: dict[str, Any], arcs: list[NDArray[Any]]) -> BaseGeometry:
    parts = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
    polygons = [_polygon(part, arcs) for part in parts]
    geometry: BaseGeometry = polygons[0] if len(polygons) == 1 else MultiPolygon(polygons)
    return geometry if geometry.is_valid else shapely.make_valid(geometry, method="structure", keep_collapsed=False)


def _polygon(rings: list[list[int]], arcs: list[NDArray[Any]]) -> Polygon:
    shell, *holes = [_ring(ring, arcs) for ring in rings]
    return Polygon(shell, holes)


def _ring(indices: list[int], arcs: list[NDArray[Any]]) -> NDArray[Any]:
    # A negative index is the arc run backwards, as its one's complement; arcs meet in a shared point.
    parts = [arcs[index] if index >= 0 else arcs[~index][::-1] for index in indices]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
