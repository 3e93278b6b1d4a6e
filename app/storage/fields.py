"""The properties of an event that can be asked for by name: in filters, for sorting, in schemas."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import ColumnElement, cast, func
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH

from app.models import Event
from app.storage.links import STATUS


class Kind(StrEnum):
    """What a property's values are; decides what they can be compared with."""

    TEXT = "text"
    NUMBER = "number"
    WHOLE = "whole number"
    BOOLEAN = "boolean"
    INSTANT = "instant"
    TEXTS = "list of texts"
    SHAPE = "geometry"
    OBJECT = "object"
    OBJECTS = "list of objects"

    @property
    def is_number(self) -> bool:
        return self in (Kind.NUMBER, Kind.WHOLE)


class Field(NamedTuple):
    """A property: what it holds, for people, and where it lies."""

    kind: Kind
    description: str
    column: ColumnElement[object]


_ACTOR_NAMES = func.jsonb_path_query_array(Event.actors, cast("$[*].name", JSONPATH), type_=JSONB)

FIELDS: dict[str, Field] = {
    "id": Field(Kind.TEXT, "Id, the same for ever", Event.public_id),
    "title": Field(Kind.TEXT, "Title", Event.title),
    "type": Field(Kind.TEXT, "Type of the event", Event.type),
    "subtype": Field(Kind.TEXT, "Finer type", Event.subtype),
    "date_from": Field(Kind.INSTANT, "Earliest time it can have begun", Event.date_from),
    "date_to": Field(Kind.INSTANT, "Latest time it can have ended", Event.date_to),
    "date_precision": Field(Kind.TEXT, "How exactly the time is known", Event.date_precision),
    "location": Field(Kind.TEXT, "Where, in the words of the source", Event.location),
    "relation": Field(Kind.TEXT, "How the words relate to the place: in, near, offset, ...", Event.relation),
    "place": Field(Kind.TEXT, "Name of the place that the region was built from", Event.place),
    "country": Field(Kind.TEXT, "Country, ISO 3166-1 alpha-2", Event.country),
    "admin1": Field(Kind.TEXT, "Province or state", Event.admin1),
    "radius_km": Field(Kind.NUMBER, "Radius of the 90 % region in kilometres", Event.radius_km),
    "precision_acled": Field(Kind.WHOLE, "Precision on ACLED's scale, 1 to 3", Event.precision_acled),
    "precision_ucdp": Field(Kind.WHOLE, "Precision on UCDP's scale, 1 to 7", Event.precision_ucdp),
    "precision_gtd": Field(Kind.WHOLE, "Precision on GTD's scale, 1 to 5", Event.precision_gtd),
    "confidence": Field(Kind.NUMBER, "Confidence, 0 to 1", Event.confidence),
    "actors": Field(Kind.TEXTS, "Who took part", _ACTOR_NAMES),
    "killed_low": Field(Kind.WHOLE, "Killed, at least", Event.killed_low),
    "killed_best": Field(Kind.WHOLE, "Killed, best estimate", Event.killed_best),
    "killed_high": Field(Kind.WHOLE, "Killed, at most", Event.killed_high),
    "wounded_low": Field(Kind.WHOLE, "Wounded, at least", Event.wounded_low),
    "wounded_best": Field(Kind.WHOLE, "Wounded, best estimate", Event.wounded_best),
    "wounded_high": Field(Kind.WHOLE, "Wounded, at most", Event.wounded_high),
    "language": Field(Kind.TEXT, "Language of the source, ISO 639-1", Event.language),
    "source": Field(Kind.TEXT, "Newspaper, data set or file", Event.source),
    "status": Field(Kind.TEXT, "How far it was checked", STATUS),
    "parent": Field(Kind.TEXT, "Id of the sum that it is part of", Event.parent),
    "place_id": Field(Kind.TEXT, "Id of the place, such as geonames:98182", Event.place_id),
    "aggregate": Field(Kind.BOOLEAN, "Is it a sum over several events?", Event.aggregate),
    "background": Field(Kind.BOOLEAN, "Was it told as history?", Event.background),
    "updated": Field(Kind.INSTANT, "When it last changed", Event.updated),
}

SHAPES: dict[str, Field] = {
    "geometry": Field(Kind.SHAPE, "The region that holds the true place with 90 %", Event.region),
    "core": Field(Kind.SHAPE, "The region that holds it with 50 %", Event.core),
    "point": Field(Kind.SHAPE, "The likeliest point", Event.point),
}

QUERYABLES = FIELDS | SHAPES
SORTABLES = {name: field for name, field in FIELDS.items() if field.kind is not Kind.TEXTS}
# What an event shows beside, and nobody can ask by.
SHOWN: dict[str, tuple[Kind, str]] = {
    "point_lon": (Kind.NUMBER, "Longitude of the likeliest point"),
    "point_lat": (Kind.NUMBER, "Latitude of the likeliest point"),
    "sources": (Kind.OBJECTS, "Articles: title, link, date and quoted words"),
    "date_basis": (Kind.TEXT, "What the date rests on"),
    "method": (Kind.TEXT, "How the region came about"),
    "actor_roles": (Kind.TEXTS, "The actors' roles, in the order of the actors"),
    "other_counts": (Kind.OBJECT, "Further counts: missing, displaced, arrested, ..."),
    "count_words": (Kind.OBJECT, "The words behind the numbers of killed and wounded, or what the source contradicts"),
}
PROPERTIES = {name: (field.kind, field.description) for name, field in FIELDS.items()} | SHOWN
