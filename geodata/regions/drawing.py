"""Draws, once for an index, what is the same in every text: the regions of all places with an outline."""

from __future__ import annotations

from geodata.gazetteer import Gazetteer
from geodata.regions.atlas import GazetteerAtlas
from geodata.regions.footprint import footprint_of
from geodata.regions.inside import shape_named
from geodata.types import Kind, Region


def draw_outlined(gazetteer: Gazetteer) -> dict[int, Region]:
    """By row: surveyed and hand-drawn outlines and courses, and first-order units; 36,000 districts would be 50 MB."""
    atlas = GazetteerAtlas(gazetteer)
    drawn = {}
    for row in gazetteer.rows_outlined(Kind.ADMIN1):
        foot = footprint_of(gazetteer.place(row), atlas)
        region = shape_named(foot, atlas) if foot.shape is not None else None  # discs are drawn in no time
        if region is not None:
            drawn[row] = region
    return drawn
