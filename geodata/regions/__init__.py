"""A spatial expression and the places it names -> the region it describes."""

from __future__ import annotations

from collections.abc import Sequence

from geodata.regions.around import shape_distance, shape_near, shape_point
from geodata.regions.atlas import Atlas, GazetteerAtlas
from geodata.regions.binding import bind
from geodata.regions.clipping import clip
from geodata.regions.footprint import Footprint, footprint_of
from geodata.regions.inside import extent_of, shape_named, shape_part
from geodata.regions.lines import shape_along, shape_between, shape_border, shape_offshore
from geodata.regions.plane import Plane
from geodata.regions.precision import precision_of
from geodata.regions.sectors import shape_direction, shape_offset
from geodata.relations.tree import (
    Along,
    Anaphor,
    Between,
    Border,
    Coordinates,
    Direction,
    Distance,
    Expression,
    Named,
    Near,
    Offset,
    Offshore,
    Opposite,
    Part,
    Within,
)
from geodata.types import Kind, Place, Region

__all__ = ["Atlas", "GazetteerAtlas", "precision_of", "relation_of", "shape"]


def shape(expression: Expression, places: Sequence[Place | None], atlas: Atlas) -> Region | str:
    """The region of a tree, or the reason why it has none; leaves index `places`."""
    kept = atlas.discs if _is_town(expression, places) else atlas.regions
    return kept.get(bind(expression, places), lambda: _shape(expression, places, atlas))


def _is_town(expression: Expression, places: Sequence[Place | None]) -> bool:
    place = places[expression.mention] if isinstance(expression, Named) else None
    return place is not None and place.kind is Kind.CITY


def _drawn(expression: Expression, places: Sequence[Place | None], atlas: Atlas) -> Region | None:
    """The region of a place alone, where it lies ready."""
    place = places[expression.mention] if isinstance(expression, Named) else None
    return atlas.drawn(place) if place is not None and place.kind is not Kind.CITY else None


def _shape(expression: Expression, places: Sequence[Place | None], atlas: Atlas) -> Region | str:
    ready = _drawn(expression, places, atlas)
    if ready is not None:
        return ready
    if isinstance(expression, Within):
        inner = shape(expression.inner, places, atlas)
        container = _drawn(expression.container, places, atlas)
        if container is None and isinstance(inner, Region) and isinstance(expression.container, Named):
            foot = _footprint(expression.container, places, atlas)
            extent = extent_of(foot, atlas) if isinstance(foot, Footprint) else None
            if isinstance(foot, Footprint) and extent is not None:
                return clip(inner, extent, f"in {foot.place.name}, its outline")
        outer = shape(expression.container, places, atlas)
        if isinstance(inner, str):
            return outer if isinstance(outer, Region) else inner
        return clip(inner, outer.area, outer.method) if isinstance(outer, Region) else inner
    anchors: list[Footprint] = []
    for anchor in anchors_of(expression):
        foot = _footprint(anchor, places, atlas)
        if isinstance(foot, str):
            return foot
        anchors.append(foot)
    region = _dispatch(expression, anchors, atlas)
    return region if region is not None else "nothing is left of the region that the words describe"


def anchors_of(expression: Expression) -> tuple[Expression, ...]:
    """What a relation leans on."""
    match expression:
        case Named() | Coordinates() | Anaphor():
            return (expression,)
        case Between(anchors) | Along(anchors) | Border(anchors):
            return anchors
        case Within(_, inner):
            return anchors_of(inner)
    return (expression.anchor,)


def relation_of(expression: Expression) -> str:
    """The contract's word for what shapes the region: "in", "offset", "direction", ..."""
    match expression:
        case Within(container, inner):
            plain = isinstance(inner, Named) and not isinstance(container, Named | Within)
            return relation_of(container if plain and isinstance(container, Part) else inner)
        case Named() | Anaphor():
            return "in"
        case Near(_, "around"):
            return "around"
    return type(expression).__name__.lower()


def _footprint(anchor: Expression, places: Sequence[Place | None], atlas: Atlas) -> Footprint | str:
    match anchor:
        case Named(mention):
            place = places[mention]
            return footprint_of(place, atlas) if place is not None else "the name is not resolved to a place"
        case Anaphor(kind, _):
            return f"the text does not tell before which {kind if kind != 'any' else 'place'} is meant"
        case Coordinates(lon, lat, _):
            return Footprint(Place("", f"{lat:.4f}, {lon:.4f}", Kind.FEATURE, lon, lat), Plane(lon, lat), 0.0)
        case Within(_, inner):
            return _footprint(inner, places, atlas)
    return _footprint(anchors_of(anchor)[0], places, atlas)


def _dispatch(expression: Expression, feet: list[Footprint], atlas: Atlas) -> Region | None:
    foot = feet[0]
    match expression:
        case Named():
            return shape_named(foot, atlas)
        case Coordinates(_, _, precision_m):
            return shape_point(foot, precision_m)
        case Offset():
            return shape_offset(foot, expression)
        case Direction():
            return shape_direction(foot, expression)
        case Distance(_, distance_km, vague):
            return shape_distance(foot, distance_km, vague)
        case Near(_, word):
            return shape_near(foot, word)
        case Part(_, part):
            return shape_part(foot, part, atlas)
        case Between():
            return shape_between(feet, road=False) if len(feet) > 1 else shape_near(foot, "around")
        case Along(_, word):
            return shape_along(feet, word, atlas)
        case Border(_, distance_km):
            return shape_border(feet, distance_km, atlas)
        case Offshore(_, distance_km):
            return shape_offshore(foot, distance_km, atlas)
        case Opposite():
            return shape_near(foot, "opposite")
    return None
