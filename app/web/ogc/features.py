"""Features as they are asked for: GeoJSON or JSON-FG, in any reference system, one of them or a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson
from flask import Response

from app.errors import InvalidParameter
from app.formats import geojson, json_fg
from app.formats.json_fg import Profile
from app.formats.reprojected import projected, reproject
from app.services.feature_queries import crs_of
from app.services.parameters import Parameters
from app.services.reference_systems import ReferenceSystem
from app.web.answers import answer
from app.web.links import address, link, link_to
from app.web.negotiation import liked_best
from app.web.ogc.representation import FG_TYPES, GEOJSON, HTML, JSON


@dataclass(frozen=True, slots=True)
class Kind:
    """What the features of a collection are: JSON-FG's name for them, their schema, and the properties with dates."""

    name: str
    schema_path: str | None
    dates: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """How features shall be written."""

    system: ReferenceSystem
    profile: Profile
    media_type: str
    shown: tuple[str, ...] | None = None  # properties; None is all

    @property
    def is_plain(self) -> bool:
        return self.profile is Profile.RFC7946

    def needed(self, kind: Kind) -> tuple[str, ...] | None:
        """The properties that must be read: those that are shown, and the dates that `time` is made of."""
        if self.shown is None or self.is_plain:
            return self.shown
        return tuple(dict.fromkeys((*self.shown, *kind.dates)))


def parse_asked(given: Parameters, shown: tuple[str, ...] | None = None) -> Asked:
    """`profile=` by name or URI; else `f=jsonfg` or the media types that JSON-FG had before it had profiles."""
    system, named = crs_of(given, "crs"), given.text("profile")
    if named is not None:
        known = {profile.value: profile for profile in Profile}
        profile = known.get(named.rsplit("/", 1)[-1].lower())
        if profile is None:
            raise InvalidParameter("profile", f"is one of {', '.join(Profile)}, not {named[:60]!r}", Profile.JSONFG)
        return Asked(system, profile, GEOJSON, shown)
    form = given.text("f")
    by_header = liked_best(GEOJSON, *FG_TYPES) if form is None else None
    media_type = FG_TYPES[0] if form == "jsonfg" else by_header
    if media_type in FG_TYPES:
        return Asked(system, Profile.JSONFG, media_type, shown)
    return Asked(system, Profile.RFC7946, GEOJSON, shown)


def feature_links(collection: str, media_type: str, cursor: str | None = None) -> list[dict[str, str]]:
    """From features to their other faces, their collection, and the next page."""
    other = GEOJSON if media_type in FG_TYPES else FG_TYPES[0]
    links = [
        link("self", media_type),
        link("alternate", other, f="jsonfg" if other in FG_TYPES else "json"),
        link("alternate", HTML, f="html"),
        link_to(collection, "collection", JSON),
    ]
    return [*links, link("next", media_type, cursor=cursor)] if cursor else links


def page_answer(
    kind: Kind, features: bytes, members: dict[str, Any], asked: Asked, dimension: int | None, etag: str
) -> Response:
    """A page of features, given as GeoJSON text in lon, lat."""
    members = members | _root_members(kind, asked, dimension)
    return _said(geojson.joined_collection(_written(kind, features, asked), **members), asked, etag)


def feature_answer(
    kind: Kind, feature: bytes, links: list[dict[str, str]], asked: Asked, dimension: int | None, etag: str
) -> Response:
    """One feature."""
    members = _root_members(kind, asked, dimension) | {"links": links}
    body = b"%b,%b" % (_written(kind, feature, asked)[:-1], orjson.dumps(members)[1:])
    return _said(body, asked, etag)


def _root_members(kind: Kind, asked: Asked, dimension: int | None) -> dict[str, Any]:
    if asked.is_plain:
        return {}
    schema = address(kind.schema_path) if kind.schema_path else None
    return json_fg.root_members(kind.name, schema, dimension, None if asked.system.is_lonlat else asked.system.uri)


def _written(kind: Kind, features: bytes, asked: Asked) -> bytes:
    system = asked.system
    if asked.is_plain:
        return features if system.is_lonlat else reproject(features, system.forward, system.decimals)
    project = None if system.is_lonlat else lambda shape: projected(shape, system.forward, system.decimals)
    return json_fg.features(features, asked.profile, kind.dates, project, asked.shown)


def _said(body: bytes, asked: Asked, etag: str) -> Response:
    response = answer(body, asked.media_type, etag)
    about = ("Content-Crs", f"<{asked.system.uri}>"), ("Link", f'<{asked.profile.uri}>; rel="profile"')
    response.headers.extend(about)
    return response
