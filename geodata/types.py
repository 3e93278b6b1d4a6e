"""The frozen values that the stages of `geodata` hand on.

Coordinates are lon, lat in degrees, EPSG:4326; distances are kilometres, bearings degrees clockwise from north.
Text offsets are half-open and count Unicode code points.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geodata.relations.tree import Expression


class Role(StrEnum):
    """What a name does in its sentence. Only `PLACE` leads to a location."""

    PLACE = "place"
    ACTOR = "actor"  # the state as somebody who acts: "Washington said"
    DEMONYM = "demonym"  # "Iranian", "pro-iranien"
    IN_NAME = "in-name"  # part of an organisation's name: "Islamic Resistance in Iraq"
    PERSON = "person"
    OTHER = "other"


class Kind(StrEnum):
    """What a place is; follows the classes of GeoNames feature codes."""

    CONTINENT = "continent"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    CITY = "city"  # every populated place, villages too (GeoNames class P)
    DISTRICT = "district"  # a section of a populated place (PPLX)
    RIVER = "river"
    LAKE = "lake"
    SEA = "sea"
    STRAIT = "strait"
    ISLAND = "island"
    MOUNTAIN = "mountain"
    DESERT = "desert"
    REGION = "region"  # informal: Darfur, Donbas, Sahel
    AIRPORT = "airport"
    BASE = "base"  # military
    FEATURE = "feature"  # anything else that has a name on a map


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer. `row` is its number in the opened index and holds for that file only."""

    id: str  # "geonames:98182"
    name: str
    kind: Kind
    lon: float
    lat: float
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None  # GeoNames admin-1 code without the country: "07"
    population: int = 0
    feature_code: str | None = None  # GeoNames: "PPLC"
    admin1_name: str | None = None
    row: int = -1


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in the text, with what it does there and, once resolved, the place it means."""

    start: int
    end: int
    text: str
    role: Role
    place: Place | None = None
    score: float = 0.0  # calibrated probability that `place` is right
    reason: str | None = None
    runner_up: Place | None = None
    name_start: int | None = None  # where the name begins inside the span, if behind its start: "Nordsyrien"


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """Where something is, as far as the words say: shapes with a stated probability.

    `area` holds the truth with 90 %, `core` with 50 %; both are valid (Multi)Polygons, right-handed, split at the
    antimeridian. `point` (lon, lat) represents the region, `radius_km` is the radius around it that holds `area`.
    """

    area: BaseGeometry
    core: BaseGeometry
    point: tuple[float, float]
    radius_km: float
    method: str  # how the shapes came about, for people: "direction S of Baghdad, ring sector fitted on ..."
    confidence_factor: float = 1.0  # under 1 where a clip or a fallback weakens the claim


@dataclass(frozen=True, slots=True)
class Precision:
    """Precision codes of the field's data sets that follow from a region."""

    acled: int  # 1-3
    ucdp: int  # 1-7
    gtd: int  # 1-5


@dataclass(frozen=True, slots=True)
class Location:
    """A spatial expression of the text with the region it describes; `region` is None where `reason` says why."""

    start: int
    end: int
    text: str
    relation: str  # the outermost relation that shapes the region: "in", "direction", "offset", ...
    mentions: tuple[int, ...]  # indices into the parse's mentions
    expression: Expression
    region: Region | None
    confidence: float
    precision: Precision | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a surrounding text would say: names are resolved near these first."""

    country: str | None = None  # ISO 3166-1 alpha-2
    places: tuple[str, ...] = ()  # place ids


@dataclass(frozen=True, slots=True)
class GeoParse:
    """All that `geodata` reads in one text."""

    language: str
    mentions: tuple[Mention, ...] = ()
    locations: tuple[Location, ...] = ()
    sentences: tuple[tuple[int, int], ...] = field(default=())
    reason: str | None = None
