"""Tiles hold every event once, whatever way they were counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.storage import tiles
from app.storage.event_filter import EventFilter, Window
from app.storage.events import delete_events, row_ids, write_events
from app.storage.links import put_link, redraw_sets
from app.storage.tile_address import Tile
from app.storage.tiles import read_tile

# Close to one another and far apart, on both sides of the tiles' edges.
PLACES = [(44.4 + i * 0.07, 33.3 - i * 0.05) for i in range(12)] + [(-0.01, 0.01), (0.01, -0.01), (179.9, 80.0)]
TYPES = ["flood", "protest", "armed_conflict"]


@pytest.fixture
def many(session: Session, make_event: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of some events; one is the duplicate of an event of another type."""
    monkeypatch.setattr(tiles, "MOST_REGIONS", 0)
    records = [
        make_event(square=(*place, 0.2), day=f"2024-01-{i + 1:02}", type=TYPES[i % 3], subtype=TYPES[i % 2])
        for i, place in enumerate(PLACES)
    ]
    write_events(session, records)
    keys = row_ids(session, [record.id for record in records])
    put_link(session, keys[records[0].id], keys[records[1].id], 1.0, {}, "test")
    redraw_sets(session, keys.values())
    return [record.id for record in records]


def counted(session: Session, z: int, **wanted: Any) -> Counter[str]:
    """Type -> events, over all tiles of a zoom that may hold some."""
    found: Counter[str] = Counter()
    size = 2**z
    for x in range(size):
        for y in range(size):
            for cell in features(read_tile(session.connection(), EventFilter(**wanted), Tile(z, x, y))):
                by_type = Counter({name: n for name, n in cell.items() if name in TYPES})
                assert cell["count"] == by_type.total()
                found += by_type
    return found


@pytest.mark.parametrize("z", range(7))
@pytest.mark.parametrize("wanted", [{}, {"types": ("flood",)}, {"types": ("flood", "protest")}], ids=str)
def test_what_was_counted_ahead_is_what_counting_finds(session, many, monkeypatch, z, wanted):
    ahead = counted(session, z, **wanted)
    monkeypatch.setattr(tiles, "is_counted_ahead", lambda wanted, tile: False)
    assert ahead == counted(session, z, **wanted)
    # From the rows, one by one: a duplicate counts where the event that stands for it is not asked for.
    rows = session.execute(
        text("""WITH told AS (
                SELECT public_id, type, duplicate_of, ARRAY[type, subtype] && CAST(:types AS text[]) AS fits
                FROM events)
            SELECT type FROM told AS own WHERE fits
            AND NOT EXISTS (SELECT FROM told WHERE public_id = own.duplicate_of AND fits)"""),
        {"types": list(wanted.get("types", TYPES))},
    )
    assert ahead == Counter(rows.scalars())


def test_counts_follow_every_change(session, make_event, many):
    def ahead() -> list[Any]:
        query = (
            "SELECT level, month, cell, type, subtype, events, first, last FROM event_cells WHERE events > 0"
            " ORDER BY 1,2,3,4,5"
        )
        return session.execute(text(query)).all()

    def anew() -> list[Any]:
        query = """SELECT level, month, quadkey >> (32 - 2 * level) AS cell, type, part, count(*),
            min(date_from), max(coalesce(date_to, date_from))
            FROM events CROSS JOIN LATERAL (
                SELECT to_char(date_from, 'YYYY')::integer * 12 + to_char(date_from, 'MM')::integer - 1 AS began) AS own
            CROSS JOIN LATERAL (
                SELECT level, 0 AS month, '' AS part FROM unnest(ARRAY[4, 6, 7, 8, 10]) AS level
                UNION ALL SELECT 8, 0, subtype
                UNION ALL SELECT level, began, '' FROM unnest(ARRAY[4, 6, 7]) AS level) AS counted
            WHERE quadkey IS NOT NULL AND duplicate_of IS NULL AND month IS NOT NULL AND part IS NOT NULL
            GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5"""
        return session.execute(text(query)).all()

    assert ahead() == anew() != []
    changes = [
        "UPDATE events SET type = 'riot' WHERE type = 'flood'",
        "UPDATE events SET date_from = NULL WHERE date_from = (SELECT min(date_from) FROM events)",
        "UPDATE events SET point = ST_SetSRID(ST_MakePoint(10, 10), 4326), subtype = NULL WHERE type = 'protest'",
        "UPDATE events SET duplicate_of = 'another' WHERE date_to = (SELECT max(date_to) FROM events)",
        "UPDATE events SET title = 'no matter'",
    ]
    for change in changes:
        session.execute(text(change))
        assert ahead() == anew()
    delete_events(session, row_ids(session, many[:5]).values())
    assert ahead() == anew()
    write_events(session, [make_event(square=(0, 0, 1)), make_event(day="2024-01-01")])
    assert ahead() == anew()
    session.execute(text("TRUNCATE events CASCADE"))
    assert ahead() == []


def at(text: str | None) -> datetime | None:
    return text and datetime.fromisoformat(text).replace(tzinfo=UTC)


WINDOWS = [
    ("2024-01-03", "2024-01-07T23:59:59.999999"),  # part of a month
    ("2024-01-01", "2024-01-31T23:59:59.999999"),
    ("2024-01-01", "2024-02-01"),
    ("2024-01-31", "2024-04-30T23:59:59.999999"),
    ("2023-12-31T23:00:00", "2024-03-05"),
    ("2024-03-01", None),
    (None, "2024-02-29T23:59:59.999998"),
    (None, "2024-02-15"),
    ("2030-01-01", None),
    ("0001-01-01", "9999-12-31T23:59:59.999999"),
]


@pytest.mark.parametrize("ends", WINDOWS, ids=str)
def test_a_window_is_counted_by_months_and_at_its_ends(session, many, monkeypatch, make_event, ends):
    intervals = [
        ("2023-12-15", "2024-01-01"),
        ("2024-01-01", "2024-01-01"),
        ("2024-01-31", "2024-02-01"),
        ("2024-02-01", "2024-02-29"),
        ("2024-02-29T23:59:59.999999", "2024-02-29T23:59:59.999999"),
        ("2023-11-30", "2024-05-01"),
        (None, "2024-01-05"),
        ("2024-02-10", None),
    ]
    dated = [
        replace(make_event(square=(10 * i - 40, 10, 1)), date_from=at(begin), date_to=at(end))
        for i, (begin, end) in enumerate(intervals)
    ]
    write_events(session, [*dated, make_event(square=(0, 0, 1))])
    window = Window(*map(at, ends))
    ahead = [cells(session, z, window=window) for z in range(4)]
    found = session.execute(
        text("""WITH told AS (SELECT * FROM events WHERE occurred && tstzrange(:earliest, :latest, '[]'))
            SELECT count(*) FROM told AS own
            WHERE NOT EXISTS (SELECT FROM told WHERE public_id = own.duplicate_of)"""),
        {"earliest": window.earliest, "latest": window.latest},
    ).scalar()
    assert [sum(cell["count"] for cell in zoom) for zoom in ahead] == [found] * 4
    monkeypatch.setattr(tiles, "is_counted_ahead", lambda wanted, tile: False)
    assert ahead == [cells(session, z, window=window) for z in range(4)]


def cells(session: Session, z: int, **wanted: Any) -> list[dict[str, Any]]:
    """The features of all tiles of a zoom."""
    places = (Tile(z, x, y) for x in range(2**z) for y in range(2**z))
    read = (features(read_tile(session.connection(), EventFilter(**wanted), tile)) for tile in places)
    return sorted((cell for tile in read for cell in tile), key=lambda cell: sorted(cell.items(), key=str))


def test_a_full_tile_shows_what_lies_in_it_before_what_reaches_into_it(session, store, monkeypatch):
    monkeypatch.setattr(tiles, "MOST_REGIONS", 2)
    reaching = [store(square=(-0.5, 0.5, 1.0)) for _ in range(3)]
    inside = [store(square=(0.5, 0.5, 0.4)) for _ in range(2)]
    ids = {feature["id"] for feature in features(read_tile(session.connection(), EventFilter(), Tile(8, 128, 127)))}
    assert ids == set(inside)
    session.execute(text("DELETE FROM events WHERE public_id = :id"), {"id": inside[0]})
    ids = {feature["id"] for feature in features(read_tile(session.connection(), EventFilter(), Tile(8, 128, 127)))}
    assert inside[1] in ids
    assert len(ids & set(reaching)) == 1


def test_a_window_draws_what_lies_in_the_tile_before_what_reaches_into_it(session, store, monkeypatch):
    window = Window(at("2024-01-01"), at("2024-01-31"))
    reaching = [store(square=(-0.5, 0.5, 1.0), day="2024-01-05") for _ in range(3)]
    inside = [store(square=(0.5, 0.5, 0.4), day=f"2024-0{month}-05") for month in (1, 2)]

    def drawn() -> set[str]:
        tile = read_tile(session.connection(), EventFilter(window=window), Tile(8, 128, 127))
        return {feature["id"] for feature in features(tile)}

    assert drawn() == {*reaching, inside[0]}
    monkeypatch.setattr(tiles, "MOST_REGIONS", 2)
    assert inside[0] in drawn()
    assert len(drawn() & set(reaching)) == 1


def test_a_region_of_less_than_a_pixel_is_a_point(session, store):
    store(square=(10.0, 45.0, 0.001))
    (shown,) = features(read_tile(session.connection(), EventFilter(), Tile(0, 0, 0)), "geometry")
    assert shown["geometry"] == "point"


def test_many_events_in_one_place_have_one_cell_below_the_finest_zoom(session, store, monkeypatch):
    monkeypatch.setattr(tiles, "MOST_REGIONS", 1)
    for _ in range(3):
        store(square=(0.001, 0.001, 0.1))
    (cell,) = features(read_tile(session.connection(), EventFilter(), Tile(18, 131072, 131071)))
    assert cell["count"] == 3


def features(tile: bytes, extra: str = "") -> Iterator[dict[str, Any]]:
    """The attributes of each feature of a tile with at most one layer (Mapbox Vector Tile 2.1)."""
    for _, layer in fields(tile):
        parts = list(fields(layer))
        keys = [value.decode() for number, value in parts if number == 3]
        values = [scalar(value) for number, value in parts if number == 4]
        for feature in (dict(fields(value)) for number, value in parts if number == 2):
            tags = list(varints(feature.get(2, b"")))
            attributes = {keys[k]: values[v] for k, v in zip(tags[::2], tags[1::2], strict=True)}
            yield attributes | ({"geometry": ["", "point", "line", "polygon"][feature[3]]} if extra else {})


def scalar(value: bytes) -> Any:
    ((number, content),) = fields(value)
    return content.decode() if number == 1 else content >> 1 if number == 6 else content


def fields(message: bytes) -> Iterator[tuple[int, Any]]:
    at = 0
    while at < len(message):
        tag, at = varint(message, at)
        value, at = varint(message, at)
        if tag & 7 == 2:
            value, at = message[at : at + value], at + value
        yield tag >> 3, value


def varints(packed: bytes) -> Iterator[int]:
    at = 0
    while at < len(packed):
        value, at = varint(packed, at)
        yield value


def varint(message: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = message[at]
        value, shift, at = value | (byte & 127) << shift, shift + 7, at + 1
        if byte < 128:
            return value, at
