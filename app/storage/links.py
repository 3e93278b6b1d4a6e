"""Links between events that are one, and what is served of a linked set: one event with the sources of all.

What an event says of itself (`status`, `sources`) stays in its columns; only the ready text and `duplicate_of` change,
so that undoing a link brings back what was there. Callers commit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Row, and_, case, delete, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from app.models import Event, EventLink

DUPLICATE = "duplicate"  # the status that is served for an event that another one stands for
STATUS = case((Event.duplicate_of.is_not(None), DUPLICATE), else_=Event.status)  # as it is served
SOURCE_FIELDS = ("title", "url", "published", "quote")
MOST_SOURCES = 100


class LinkInfo(NamedTuple):
    """A link as it is listed."""

    later: str
    earlier: str
    score: float
    parts: dict[str, Any]
    made_by: str
    made: datetime
    undone: datetime | None


def put_link(session: Session, one: int, other: int, score: float, parts: dict[str, Any], made_by: str) -> None:
    """Say that two events are one; an undone link holds again."""
    values = {"score": score, "parts": parts, "made_by": made_by, "made": func.now(), "undone": None}
    adding = insert(EventLink).values(event_id=max(one, other), same_as_id=min(one, other), **values)
    session.execute(adding.on_conflict_do_update(index_elements=["event_id", "same_as_id"], set_=values))


def put_difference(session: Session, one: int, other: int, made_by: str) -> None:
    """Say that two events are not one: a link that is undone, whether or not it was ever made."""
    values = {"score": 0.0, "parts": {}, "made_by": made_by, "undone": func.now()}
    adding = insert(EventLink).values(event_id=max(one, other), same_as_id=min(one, other), **values)
    session.execute(
        adding.on_conflict_do_update(index_elements=["event_id", "same_as_id"], set_={"undone": func.now()})
    )


def forget_differences(session: Session, ones: Iterable[int], others: Iterable[int]) -> None:
    """A person knows better: what kept the two sets apart no longer counts."""
    session.execute(delete(EventLink).where(_between(ones, others), EventLink.undone.is_not(None)))


def are_told_apart(session: Session, ones: Iterable[int], others: Iterable[int]) -> bool:
    """Was a link between the two sets undone?"""
    undone = select(EventLink.id).where(_between(ones, others), EventLink.undone.is_not(None))
    return bool(session.scalar(select(undone.exists())))


def set_of(session: Session, key: int) -> frozenset[int]:
    """All events that are one with this one, itself included."""
    return sets_of(session, [key])[0]


def sets_of(session: Session, keys: Iterable[int]) -> list[frozenset[int]]:
    """The sets that these events belong to, each once."""
    known: dict[int, set[int]] = {key: {key} for key in keys}
    edge = set(known)
    while edge:
        found = session.execute(
            select(EventLink.event_id, EventLink.same_as_id).where(
                or_(EventLink.event_id.in_(edge), EventLink.same_as_id.in_(edge)), EventLink.undone.is_(None)
            )
        ).all()
        edge = {key for pair in found for key in pair} - known.keys()
        for one, other in found:
            joined = known.setdefault(one, {one}) | known.setdefault(other, {other})
            known.update(dict.fromkeys(joined, joined))
    return list({frozenset(members) for members in known.values()})


def list_links(session: Session, keys: Iterable[int] | None, limit: int) -> list[LinkInfo]:
    """Links, the latest first; of these events only, where some are given."""
    later, earlier = aliased(Event), aliased(Event)
    query = (
        select(
            later.public_id,
            earlier.public_id,
            EventLink.score,
            EventLink.parts,
            EventLink.made_by,
            EventLink.made,
            EventLink.undone,
        )
        .join(later, later.id == EventLink.event_id)
        .join(earlier, earlier.id == EventLink.same_as_id)
        .order_by(EventLink.id.desc())
        .limit(limit)
    )
    if keys is not None:
        query = query.where(or_(EventLink.event_id.in_(keys), EventLink.same_as_id.in_(keys)))
    return [LinkInfo(*row) for row in session.execute(query)]


def linked_with(session: Session, keys: Iterable[int]) -> set[int]:
    """These events, as far as links hold them, and all that are one with them."""
    return {key for members in sets_of(session, keys) if len(members) > 1 for key in members}


def redraw_sets(session: Session, keys: Iterable[int]) -> None:
    """Rewrite what is served of these events and of all that are one with them."""
    for members in sets_of(session, keys):
        _redraw(session, members)


def representative(members: Sequence[Row[Any]]) -> Row[Any]:
    """The one that is shown: what may be passed on, then the most precise region, then the highest confidence."""
    return min(
        members,
        key=lambda row: (
            row.do_not_reexport,
            row.radius_km if row.radius_km is not None else float("inf"),
            -(row.confidence or 0),
            row.id,
        ),
    )


def representative_of(session: Session, members: Iterable[int]) -> int:
    """Its row."""
    return representative(_members(session, members)).id


def _redraw(session: Session, keys: frozenset[int]) -> None:
    rows = _members(session, keys)
    if not rows:
        return
    shown = representative(rows)
    others = [row for row in rows if row is not shown]
    for row in rows:
        properties = orjson.loads(row.properties)
        properties["status"] = row.status if row is shown else DUPLICATE
        properties["sources"] = _sources(shown, others) if row is shown else [_ordered(note) for note in row.sources]
        for name in ("duplicate_of", "duplicates"):
            properties.pop(name, None)
        if row is not shown:
            properties["duplicate_of"] = shown.public_id
        elif others:
            properties["duplicates"] = [other.public_id for other in others]
        written = {
            "duplicate_of": None if row is shown else shown.public_id,
            "properties": orjson.dumps(properties).decode(),
        }
        if written != {name: getattr(row, name) for name in written}:
            session.execute(
                update(Event).where(Event.id == row.id).values(written),
                execution_options={"synchronize_session": False},
            )


def _members(session: Session, keys: Iterable[int]) -> Sequence[Row[Any]]:
    return session.execute(
        select(
            Event.id,
            Event.public_id,
            Event.duplicate_of,
            Event.do_not_reexport,
            Event.radius_km,
            Event.confidence,
            Event.status,
            Event.sources,
            Event.properties,
        )
        .where(Event.id.in_(keys))
        .order_by(Event.id)
        .with_for_update()
    ).all()


def _sources(shown: Row[Any], others: Iterable[Row[Any]]) -> list[dict[str, Any]]:
    """Those of all, each once. What must not be passed on does not get out by way of an event that may be."""
    told = [shown, *(row for row in others if shown.do_not_reexport or not row.do_not_reexport)]
    notes = {orjson.dumps(_ordered(note)): _ordered(note) for row in told for note in row.sources}
    return list(notes.values())[:MOST_SOURCES]


def _ordered(note: dict[str, Any]) -> dict[str, Any]:
    # A JSONB object comes back with its members in another order.
    return {name: note.get(name) for name in SOURCE_FIELDS}


def _between(ones: Iterable[int], others: Iterable[int]) -> Any:
    ones, others = list(ones), list(others)
    return or_(
        and_(EventLink.event_id.in_(ones), EventLink.same_as_id.in_(others)),
        and_(EventLink.event_id.in_(others), EventLink.same_as_id.in_(ones)),
    )
