"""Cuts the Golan Heights out of the polygon that Natural Earth counts to Israel (docs/decisions/0011)."""

from __future__ import annotations

from typing import Any

import shapely
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

# Only the western edge matters: Mount Hermon, the Banias and the Jordan, the east shore of Lake Tiberias, the Yarmouk.
_GOLAN = Polygon(
    [
        (35.79, 33.43), (35.74, 33.34), (35.66, 33.29), (35.655, 33.24), (35.645, 33.20), (35.635, 33.12),
        (35.625, 33.05), (35.615, 33.00), (35.63, 32.95), (35.62, 32.89), (35.64, 32.875), (35.65, 32.83),
        (35.648, 32.78), (35.635, 32.73), (35.65, 32.68), (35.75, 32.70), (36.05, 32.80), (36.05, 33.43),
    ]
)  # fmt: skip
_HAZAFON = "ISR-3056"
GOLAN = "SYR-golan"


def cut_golan(properties: dict[str, Any], geometry: BaseGeometry) -> list[tuple[dict[str, Any], BaseGeometry]]:
    """The polygon as it is, or Israel's Northern District and the Golan as two."""
    if properties["adm1_code"] != _HAZAFON:
        return [(properties, geometry)]
    golan = {
        "adm1_code": GOLAN, "adm0_a3": "SYR", "iso_a2": "SY", "gn_a1_code": "SY.03", "name": "Golan Heights",
        "name_en": "Golan Heights",
    }  # fmt: skip
    return [(properties, shapely.difference(geometry, _GOLAN)), (golan, shapely.intersection(geometry, _GOLAN))]
