"""The event as a plain value: what importers yield, services pass on and storage writes.

It knows neither the database nor the text it came from, so that every way in and out speaks of the same thing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

EVENT_ID = re.compile(r"ev[a-z2-7]{13}")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, as low, best and high; None where nobody gave a number."""

    low: int | None = None
    best: int | None = None
    high: int | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part; `role` is source, target or claimant, `kind` state force, rebel group, ...; None if not said."""

    name: str
    role: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where an event was reported: title, link and quoted words, never the full text."""

    title: str | None = None
    url: str | None = None
    published: str | None = None  # RFC 3339 date or instant
    quote: str | None = None


@dataclass(slots=True)  # frozen in spirit: saying so would make the 36 fields three times as slow to fill
class EventRecord:
    """One event with everything that is stored of it. Unknown is None; `region` None is an event without a place.

    `region` (90 %) and `core` (50 %) are (Multi)Polygons in lon, lat; `point` is (lon, lat).
    `date_from` and `date_to` are UTC instants, both inclusive.
    """

    id: str  # stable and public, see `event_id`
    type: str
    title: str
    origin: str  # "article", or the importer's name: "geojson", "acled", ...
    source: str  # name of the newspaper, data set or file; what the `source` filter compares
    source_id: str | None = None  # the record's id in that source
    subtype: str | None = None
    date_from: datetime | None = None
    date_to: datetime | None = None
    date_precision: str | None = None
    date_basis: str | None = None
    region: BaseGeometry | None = None
    core: BaseGeometry | None = None
    point: tuple[float, float] | None = None
    radius_km: float | None = None
    method: str | None = None  # how the region came about, for people
    location: str | None = None  # the words of the text
    relation: str | None = None
    place: str | None = None
    place_id: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-2
    admin1: str | None = None
    precision_acled: int | None = None
    precision_ucdp: int | None = None
    precision_gtd: int | None = None
    confidence: float | None = None
    actors: tuple[Participant, ...] = ()
    counts: dict[str, Tally] = field(default_factory=dict)  # killed, wounded, missing, ...
    language: str | None = None
    status: str = "auto"
    parent: str | None = None  # id of the aggregate that this event is part of
    aggregate: bool = False  # a sum over several events; stays out of counts
    background: bool = False  # reported as history, not as news
    do_not_reexport: bool = False  # the data's terms forbid passing it on
    sources: tuple[SourceNote, ...] = ()
    search_text: str = ""  # further words that `q` finds, beside title, places and actors
    updated: datetime | None = None  # when the source last changed it; None is the time of writing


def clean(text: str) -> str:
    """Text as PostgreSQL and UTF-8 take it: no NUL, no half of a surrogate pair."""
    text = text.replace("\0", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


# Base 32 in lower case, two letters at a time: the library's own way takes four times as long.
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [one + other for one in _LETTERS for other in _LETTERS]
_SHIFTS = range(50, -1, -10)


def event_id(*parts: str) -> str:
    """The public id that follows from where an event came from: the same in every database, on every load."""
    digest = blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    bits = int.from_bytes(digest, "big") << 1  # 64 of them, in 13 letters of five
    return "ev" + _LETTERS[bits >> 60] + "".join([_PAIRS[bits >> shift & 1023] for shift in _SHIFTS])
