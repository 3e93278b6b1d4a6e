"""The small tree that the words around place names become.

Leaves name a mention by its index in the parse, or a point that stands in the text. Each node says where something lies
relative to its parts; `geodata.regions` turns a tree into a region, part by part.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Named:
    """The place that mention number `mention` means: "in X", "at X", plain "X"."""

    mention: int


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A point written in the text; `precision_m` is half the unit of its last digit."""

    lon: float
    lat: float
    precision_m: float


@dataclass(frozen=True, slots=True)
class Anaphor:
    """'the city', 'there': what it means was said before; `kind` is of `Kind` or "any", `start` where it stands."""

    kind: str
    start: int


@dataclass(frozen=True, slots=True)
class Offset:
    """'20 km south-west of X'.

    `distance_km` is (low, high), equal for one number; `points` is the compass class: 4, 8 or 16.
    """

    anchor: Expression
    distance_km: tuple[float, float]
    bearing_deg: float
    points: int = 8
    vague: bool = False  # "dozens of kilometres", "an hour's drive"


@dataclass(frozen=True, slots=True)
class Direction:
    """'south of X', no distance; lies outside X."""

    anchor: Expression
    bearing_deg: float
    points: int = 8


@dataclass(frozen=True, slots=True)
class Distance:
    """'15 km from X', 'within 30 miles of X' (low is 0), no direction."""

    anchor: Expression
    distance_km: tuple[float, float]
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """'near X', 'on the outskirts of X', 'around X': `word` is the relation word's class in the language file."""

    anchor: Expression
    word: str = "near"


@dataclass(frozen=True, slots=True)
class Part:
    """'southern X', 'in the south of X', 'central X', 'the upper X'.

    `part` is n, ne, ..., center, coast, upper, lower, ...; "s+e" is the south and the east.
    """

    anchor: Expression
    part: str


@dataclass(frozen=True, slots=True)
class Between:
    """'between A and B', the triangle A-B-C."""

    anchors: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Along:
    """On a line: 'on the road from A to B' (two anchors), 'along the Euphrates', 'on the banks of X' (one)."""

    anchors: tuple[Expression, ...]
    word: str = "road"  # road, rail, river, coast, upstream, downstream, mouth


@dataclass(frozen=True, slots=True)
class Border:
    """'the border between A and B', '40 km from the Syrian border' (one anchor; it lies beyond the line)."""

    anchors: tuple[Expression, ...]
    distance_km: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Offshore:
    """'off the coast of X', '12 km off X'."""

    anchor: Expression
    distance_km: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Opposite:
    """'across the river from X', 'opposite X'."""

    anchor: Expression


@dataclass(frozen=True, slots=True)
class Within:
    """'in Iraq, south of Baghdad': `inner`, clipped to what `container` covers."""

    container: Expression
    inner: Expression


Expression: TypeAlias = (
    Named
    | Anaphor
    | Coordinates
    | Offset
    | Direction
    | Distance
    | Near
    | Part
    | Between
    | Along
    | Border
    | Offshore
    | Opposite
    | Within
)


def mentions_of(expression: Expression) -> tuple[int, ...]:
    """Mention indices of all leaves, left to right."""
    match expression:
        case Named(mention):
            return (mention,)
        case Coordinates() | Anaphor():
            return ()
        case Within(container, inner):
            return mentions_of(container) + mentions_of(inner)
        case Between(anchors) | Along(anchors) | Border(anchors):
            return tuple(index for anchor in anchors for index in mentions_of(anchor))
        case _:
            return mentions_of(expression.anchor)


def anaphors_of(expression: Expression) -> tuple[Anaphor, ...]:
    """All leaves of a tree that point back."""
    match expression:
        case Anaphor():
            return (expression,)
        case Named() | Coordinates():
            return ()
        case Within(container, inner):
            return anaphors_of(container) + anaphors_of(inner)
        case Between(anchors) | Along(anchors) | Border(anchors):
            return tuple(leaf for anchor in anchors for leaf in anaphors_of(anchor))
    return anaphors_of(expression.anchor)
