"""A page of events as one text that PostgreSQL puts together, in one query with all that is said about the page.

Ready text passes through as it lies in the rows: for a thousand events that is several times as fast as rows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    Text,
    TextClause,
    and_,
    bindparam,
    cast,
    column,
    func,
    or_,
    select,
    text,
)

from app.models import DataVersion, Event
from app.storage.conditions import conditions
from app.storage.data_version import version_word
from app.storage.event_filter import EventFilter, PageRequest, Shape, SortKey
from app.storage.fields import FIELDS
from app.storage.find_events import GEOMETRY_TEXT, undated_query, unplaced_query


class PageText(NamedTuple):
    """Features of one page as GeoJSON text, joined by commas.

    `next_below` and `next_after` say where the next page starts, None where nothing follows. `undated` and `unplaced`
    are what the filter had to leave out.
    """

    version: str
    features: str
    returned: int
    next_below: int | None
    next_after: tuple[Any, ...]
    undated: int
    unplaced: int


class FeatureText(NamedTuple):
    """One event as GeoJSON text; None where there is none with the id."""

    version: str
    feature: str | None


LIMIT = bindparam("limit", type_=BigInteger)
BELOW = bindparam("below", type_=BigInteger)
# Ids are letters and digits, so they need no escapes.
FEATURE = """'{"type":"Feature","id":"' || public_id || '","geometry":' || coalesce(geometry, 'null')
    || ',"properties":' || properties || '}'"""
FEATURES = f"string_agg({FEATURE}, ',') FILTER (WHERE n <= :limit)"
FROM_PICKED = text(f"(SELECT {FEATURE} FROM picked)")  # noqa: S608 -- constant text
PUT_TOGETHER = text(f"count(*), {FEATURES}, max(id) FILTER (WHERE n = :limit)")
NUMBERED = text("SELECT *, row_number() OVER () AS n FROM picked").columns(column("n")).subquery("page")
VERSION = [select(part).scalar_subquery() for part in (DataVersion.version, DataVersion.changed)]


def read_page(session: Connection, wanted: EventFilter, request: PageRequest) -> PageText:
    """One page, wherever it lies in the list, for the cost of its own events."""
    if wanted.selects_everything and not request.sort:  # asked all the time, so it is put together once
        query = _query_of_everything(request.shape, request.properties, request.below is not None)
    else:
        query = _page_query(wanted, request)
    values = {"limit": request.limit, "below": request.below}
    version, changed, undated, unplaced, found, features, *last = session.execute(query, values).one()
    has_more = found > request.limit
    return PageText(
        version_word(version, changed),
        features or "",
        min(found, request.limit),
        last[0] if has_more else None,
        tuple(last[1] or ()) if has_more and request.sort else (),
        undated,
        unplaced,
    )


def read_feature(session: Connection, public_id: str, request: PageRequest) -> FeatureText:
    """One event by its public id."""
    query = _feature_query(request.shape, request.properties)
    version, changed, feature = session.execute(query, {"public_id": public_id}).one()
    return FeatureText(version_word(version, changed), feature)


@lru_cache(maxsize=64)
def _feature_query(shape: Shape, properties: tuple[str, ...] | None) -> Select[Any]:
    picked = select(*_parts(shape, properties)).where(Event.public_id == bindparam("public_id")).cte("picked")
    return select(*VERSION, FROM_PICKED).add_cte(picked)


@lru_cache(maxsize=64)
def _query_of_everything(shape: Shape, properties: tuple[str, ...] | None, is_later: bool) -> Select[Any]:
    request = PageRequest(limit=1, below=1 if is_later else None, shape=shape, properties=properties)
    return _page_query(EventFilter(), request)


def _page_query(wanted: EventFilter, request: PageRequest) -> Select[Any]:
    """The query of one page, with `limit` and `below` still to be given.

    Rows are picked and sorted with their texts still packed away, then counted, then put together. What is the same
    for every filter is plain SQL: putting it together from objects would take longer than PostgreSQL takes to answer.
    """
    columns = [Event.id, *_parts(request.shape, request.properties)]
    order = [Event.id.desc()]
    if request.sort:
        columns += [FIELDS[key.name].column.label(f"key{i}") for i, key in enumerate(request.sort)]
        order = [*(_ordered(key) for key in request.sort), *order]
    where = *conditions(wanted), *_behind(request)
    picked = select(*columns).where(*where).order_by(*order).limit(LIMIT + 1).cte("picked")
    left_out = undated_query(wanted).label("undated"), unplaced_query(wanted).label("unplaced")
    last_keys = [_last_keys(len(request.sort))] if request.sort else []
    return select(*VERSION, *left_out, PUT_TOGETHER, *last_keys).select_from(NUMBERED).add_cte(picked)


def _last_keys(number: int) -> TextClause:
    """What the page is sorted by, in its last row."""
    keys = ", ".join(f"key{i}" for i in range(number))
    return text(f"(array_agg(json_build_array({keys})) FILTER (WHERE n = :limit))[1]")


def _parts(shape: Shape, properties: tuple[str, ...] | None) -> tuple[ColumnElement[Any], ...]:
    """What a Feature is made of."""
    geometry = cast(GEOMETRY_TEXT[shape], Text).label("geometry")
    return Event.public_id, geometry, _properties(properties).label("properties")


def _properties(names: tuple[str, ...] | None) -> ColumnElement[Any]:
    if names is None:
        return Event.properties
    everything = cast(Event.properties, JSON)
    pairs = [part for name in names for part in (cast(name, Text), everything.op("->")(cast(name, Text)))]
    return cast(func.json_build_object(*pairs), Text)


def _ordered(key: SortKey) -> ColumnElement[Any]:
    by = FIELDS[key.name].column
    return (by.desc() if key.descending else by.asc()).nulls_last()


def _behind(request: PageRequest) -> list[ColumnElement[bool]]:
    """What comes behind the last event of the page before: in its first key that differs, else in the row's."""
    if request.below is None:
        return []
    ways, same = [], []
    for key, value in zip(request.sort, request.after, strict=True):
        found = FIELDS[key.name].column
        if value is None:  # nothing comes behind what has no value
            same.append(found.is_(None))
            continue
        bound = cast(value, found.type)
        further = found < bound if key.descending else found > bound
        ways.append(and_(*same, or_(further, found.is_(None))))
        same.append(found == bound)
    return [or_(*ways, and_(*same, Event.id < BELOW))]
