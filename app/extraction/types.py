"""Event drafts: what an article says happened, each field with the words it rests on. Plain frozen values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Evidence:
    """Quoted words that a field rests on; offsets into the article's text, half-open, code points."""

    field: str  # "type" | "when" | "location" | "actor" | "count"
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class When:
    """An interval of UTC instants, both ends inclusive; None is an open or unknown end.

    `precision` is hour, day, days, week, month, year, range or unknown. `basis` is the rule and the words, for people.
    `needs_published` says that the text has a date which only a publication date would fix.
    """

    earliest: datetime | None
    latest: datetime | None
    precision: str
    basis: str
    needs_published: bool = False


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes part. `role` is source, target or claimant; `name` is the normal form, `text` the words."""

    name: str
    role: str
    start: int
    end: int
    text: str = ""
    country: str | None = None  # ISO 3166-1 alpha-2, where the actor is a state or its people
    kind: str | None = None  # state force, rebel group, militia, civilians, ...
    named: bool = False  # a name of its own, not "gunmen"


@dataclass(frozen=True, slots=True)
class Count:
    """How many, as far as the words say; None where there is no number on that side. "no casualties" is 0, 0, 0."""

    low: int | None
    best: int | None
    high: int | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One event of one article. `location` indexes the parse's locations, `parent` the drafts; None is unknown."""

    type: str
    subtype: str | None
    start: int  # the trigger's span
    end: int
    title: str
    when: When
    location: int | None
    actors: tuple[Actor, ...] = ()
    counts: dict[str, Count] = field(
        default_factory=dict
    )  # killed, wounded, missing, displaced, arrested, events, targets
    parent: int | None = None
    aggregate: bool = False
    background: bool = False
    confidence: float = 0.0
    codes: dict[str, object] = field(default_factory=dict)  # acled: [type, sub] | None, cameo, plover
    evidence: tuple[Evidence, ...] = ()
    other_locations: tuple[int, ...] = ()  # an aggregate over several places: "in Syria and in Iraq"
