"""A page of events as one text that PostgreSQL puts together, in one query with all that is said about the page.

Ready text passes through as it lies in the rows: for a thousand events that is several times as fast as rows.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

import orjson
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
    func,
    literal_column,
    or_,
    select,
    text,
)

from app.models import Event
from app.storage.conditions import conditions
from app.storage.data_version import VERSION_WORD
from app.storage.event_filter import EventFilter, PageRequest, Shape, SortKey
from app.storage.fields import FIELDS
from app.storage.filter_values import values_of
from app.storage.find_events import GEOMETRY_TEXT, NONE_LEFT_OUT, undated_query, unplaced_query
from app.storage.left_out import LeftOut, find_left_out, known_left_out
from app.storage.newest import ALONG_THE_KEY, BELOW, BY_INDEX, below, is_index_quicker
from app.storage.ready_queries import FilterForm, ReadyQuery, raw_row


class PageText(NamedTuple):
    """Features of one page as GeoJSON text in UTF-8, joined by commas.

    `next_below` and `next_after` say where the next page starts, None where nothing follows. `undated` and `unplaced`
    are what the filter had to leave out.
    """

    version: str
    features: bytes
    returned: int
    next_below: int | None
    next_after: tuple[Any, ...]
    undated: int
    unplaced: int


class FeatureText(NamedTuple):
    """One event as GeoJSON text."""

    version: str
    feature: bytes


LIMIT = bindparam("limit", type_=BigInteger)
ONE = literal_column("1", BigInteger)
# Ids are letters and digits, so they need no escapes.
FEATURE = """'{"type":"Feature","id":"' || public_id || '","geometry":' || coalesce(geometry, 'null')
    || ',"properties":' || properties || '}'"""
FEATURES = f"string_agg({FEATURE}, ',') FILTER (WHERE n <= most)"
PUT_TOGETHER = text(f"count(*), {FEATURES}, max(id) FILTER (WHERE n = most)")
NUMBERED = text("*, row_number() OVER () AS n")


def read_page(connection: Connection, wanted: EventFilter, request: PageRequest) -> PageText:
    """One page, wherever it lies in the list, for the cost of its own events."""
    version, left_out = known_left_out(connection)
    counted, all_there_is = left_out.by(wanted), LeftOut().by(wanted)
    row = _row(connection, wanted, request, counted)
    if row[0] != version and any(all_there_is):  # the data has changed since
        find_left_out(connection)
        row = row if counted == all_there_is else _row(connection, wanted, request, all_there_is)
    word, undated, unplaced, found, features, *last = row
    has_more = int(found) > request.limit
    return PageText(
        word.decode(),
        features or b"",
        min(int(found), request.limit),
        int(last[0]) if has_more else None,
        tuple(orjson.loads(last[1])) if has_more and request.sort else (),
        int(undated),
        int(unplaced),
    )


def _row(connection: Connection, wanted: EventFilter, request: PageRequest, left_out: LeftOut) -> list[Any]:
    values = {"limit": request.limit, "below": request.below}
    if wanted.further or request.sort:
        return raw_row(connection.execute(_page_query(wanted, request, left_out), values))
    by_index = is_index_quicker(connection, wanted, request.limit)
    # Where a plan is for all limits, it is for a tenth of all rows.
    limit = request.limit if wanted.selects_everything else None
    bounds = limit, request.below is not None, by_index
    ready = _ready_page(FilterForm.of(wanted), request.shape, request.properties, left_out, *bounds)
    return ready.row(connection, values | values_of(wanted))


def read_feature(connection: Connection, public_id: str, request: PageRequest) -> FeatureText | None:
    """One event by its public id; None where there is none."""
    found = _ready_feature(request.shape, request.properties).row(connection, {"public_id": public_id})
    return FeatureText(found[0].decode(), found[1]) if found else None


@lru_cache(maxsize=64)
def _ready_feature(shape: Shape, properties: tuple[str, ...] | None) -> ReadyQuery:
    picked = select(*_parts(shape, properties)).where(Event.public_id == bindparam("public_id")).subquery("picked")
    return ReadyQuery(select(VERSION_WORD, text(FEATURE)).select_from(picked), is_planned_once=True)


@lru_cache(maxsize=256)
def _ready_page(
    form: FilterForm,
    shape: Shape,
    properties: tuple[str, ...] | None,
    left_out: LeftOut,
    limit: int | None,
    is_later: bool,
    by_index: bool,
) -> ReadyQuery:
    request = PageRequest(limit=limit, below=1 if is_later else None, shape=shape, properties=properties)
    query = _page_query(form.sample, request, left_out, by_index=by_index)
    # Its way is given then: the key, or the index that its order and all its conditions are in.
    is_planned_once = limit is not None or (by_index and form.sample.is_box_or_window)
    return ReadyQuery(query, is_planned_once=is_planned_once)


def _page_query(wanted: EventFilter, request: PageRequest, left_out: LeftOut, *, by_index: bool = False) -> Select[Any]:
    """The query of one page, with `below` still to be given, and `limit` where the request has none.

    Rows are picked and sorted with their texts still packed away, then counted, then put together. What is the same
    for every filter is plain SQL: putting it together from objects would take longer than PostgreSQL takes to answer.
    """
    columns = [Event.id, *_parts(request.shape, request.properties)]
    order = [BY_INDEX if by_index else ALONG_THE_KEY]
    if request.sort:
        columns += [FIELDS[key.name].column.label(f"key{i}") for i, key in enumerate(request.sort)]
        order = [*(_ordered(key) for key in request.sort), *order]
    where = [*conditions(wanted), *_behind(request, by_index)]
    most = LIMIT if request.limit is None else literal_column(str(request.limit), BigInteger)
    picked = select(*columns).where(*where).order_by(*order).limit(most + ONE).cte("picked")
    numbered = select(NUMBERED, most.label("most")).select_from(picked).subquery("page")
    undated = undated_query(wanted) if left_out.undated else NONE_LEFT_OUT
    unplaced = unplaced_query(wanted) if left_out.unplaced else NONE_LEFT_OUT
    counts = undated.label("undated"), unplaced.label("unplaced")
    last_keys = [_last_keys(len(request.sort))] if request.sort else []
    return select(VERSION_WORD, *counts, PUT_TOGETHER, *last_keys).select_from(numbered)


def _last_keys(number: int) -> TextClause:
    """What the page is sorted by, in its last row."""
    keys = ", ".join(f"key{i}" for i in range(number))
    return text(f"(array_agg(json_build_array({keys})) FILTER (WHERE n = most))[1]")


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


def _behind(request: PageRequest, by_index: bool) -> list[ColumnElement[bool]]:
    """What comes behind the last event of the page before: in its first key that differs, else in the row's."""
    if request.below is None:
        return []
    if not request.sort:
        return [below(by_index=by_index)]
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
