"""The `filter` parameter: CQL2 as text or JSON, in any reference system that is offered -> an SQL condition."""

from __future__ import annotations

from typing import Any

import cql2
import numpy as np
import orjson
from sqlalchemy import ColumnElement

from app.errors import InvalidParameter
from app.services.reference_systems import ReferenceSystem
from app.storage.cql2 import condition

LANGUAGES = ("cql2-text", "cql2-json")
EXAMPLE = "type = 'flood' AND confidence > 0.5"
# The parser calls itself for each bracket, and a stack that overflows takes the whole process with it.
DEEPEST_BRACKETS = 100
LONGEST = 10_000


def parse_filter_text(text: str, language: str, system: ReferenceSystem) -> ColumnElement[bool]:
    """Raises `InvalidParameter` for `filter`."""
    tree = _read_json(text) if language == "cql2-json" else _read_text(text)
    return condition(tree if system.is_lonlat else _to_lonlat(tree, system))


def _read_text(text: str) -> Any:
    depth = deepest = 0
    for character in text:
        depth += (character == "(") - (character == ")")
        deepest = max(deepest, depth)
    if deepest > DEEPEST_BRACKETS:
        raise InvalidParameter("filter", f"is nested deeper than {DEEPEST_BRACKETS} brackets")
    try:
        return cql2.parse_text(text).to_json()
    except (cql2.ParseError, cql2.ValidationError, ValueError) as error:
        where = next((line.split("|", 1)[-1] for line in str(error).splitlines() if "^" in line), "")
        place = f" at character {where.index('^')}" if "^" in where else ""
        raise InvalidParameter("filter", f"is no CQL2 text{place}", EXAMPLE) from error


def _read_json(text: str) -> Any:
    try:
        return orjson.loads(text)
    except ValueError as error:
        raise InvalidParameter("filter", "is no JSON", '{"op":"=","args":[{"property":"type"},"flood"]}') from error


def _to_lonlat(node: Any, system: ReferenceSystem) -> Any:
    """The same tree with its coordinates in lon, lat."""
    if isinstance(node, list):
        return [_to_lonlat(item, system) for item in node]
    if not isinstance(node, dict):
        return node
    if isinstance(node.get("bbox"), list):
        numbers = node["bbox"]
        half = len(numbers) // 2
        corners = [*_moved(numbers[:2], system), *_moved(numbers[half : half + 2], system)]
        return {**node, "bbox": corners}
    return {
        name: _moved(value, system) if name == "coordinates" else _to_lonlat(value, system)
        for name, value in node.items()
    }


def _moved(coordinates: Any, system: ReferenceSystem) -> Any:
    if isinstance(coordinates, list) and coordinates and not isinstance(coordinates[0], list):
        try:
            moved = system.back(np.array([coordinates[:2]], dtype=float))[0]
        except (ValueError, TypeError) as error:
            raise InvalidParameter("filter", "holds coordinates that cannot be read", EXAMPLE) from error
        if not np.isfinite(moved).all():
            raise InvalidParameter("filter", "holds coordinates outside of filter-crs")
        return moved.tolist()
    return [_moved(part, system) for part in coordinates] if isinstance(coordinates, list) else coordinates
