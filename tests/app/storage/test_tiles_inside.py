"""A region that holds many events: its tiles count those whose point lies in it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
import shapely
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.storage import tiles
from app.storage.event_filter import EventFilter, Match, Window
from app.storage.events import write_events
from app.storage.region_cells import MOST_AT_BORDER, ranges_inside
from app.storage.tile_address import Tile
from app.storage.tiles import read_tile
from tests.app.storage.test_tiles import features

REGION = shapely.Polygon([(9, 40), (21, 43), (30, 33), (22, 36), (12, 31)])  # not convex
# Not so near to its border that a cell there decides.
EVERYWHERE = [
    (lon, lat)
    for lon in np.arange(5, 31, 1.3).tolist()
    for lat in np.arange(29.5, 44.5, 1.1).tolist()
    if REGION.boundary.distance(shapely.Point(lon, lat)) > 0.1
]
TYPES = ["flood", "protest", "armed_conflict"]


@pytest.fixture
def many(session: Session, make_event: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tiles, "MOST_REGIONS", 0)
    write_events(
        session,
        [
            make_event(square=(*place, 0.05), day=f"2024-0{1 + i % 5}-11", type=TYPES[i % 3], subtype=TYPES[i % 2])
            for i, place in enumerate(EVERYWHERE)
        ],
    )


def counted(session: Session, z: int, **wanted: Any) -> int:
    across = 2**z
    every = (Tile(z, x, y) for x in range(across // 2, across) for y in range(across // 2))
    read = (read_tile(session.connection(), EventFilter(regions=(REGION,), **wanted), tile) for tile in every)
    return sum(cell["count"] for tile in read for cell in features(tile))


@pytest.mark.parametrize("z", [1, 3, 4])
@pytest.mark.parametrize(
    ("wanted", "condition"),
    [
        ({}, "true"),
        ({"types": ("flood",)}, "'flood' IN (type, subtype)"),
        ({"subtypes": ("protest",)}, "subtype = 'protest'"),
        (
            {"window": Window(datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 3, 20, tzinfo=UTC))},
            "date_from BETWEEN '2024-02-01' AND '2024-03-20'",
        ),
    ],
    ids=["all", "type", "subtype", "window"],
)
def test_cells_count_the_points_inside(session, many, z, wanted, condition):
    inside = f"SELECT count(*) FROM events WHERE ST_Covers(ST_GeomFromText(:region, 4326), point) AND {condition}"
    found = session.scalar(text(inside), {"region": REGION.wkt})
    assert found > 20
    assert counted(session, z, **wanted) == found


def test_few_events_are_compared_by_their_regions(session, make_event):
    """One that reaches far out of the region is not drawn, though its middle lies inside."""
    wide, narrow = make_event(square=(12.2, 38, 8)), make_event(square=(12.2, 38, 0.1))
    write_events(session, [wide, narrow])
    shown = features(read_tile(session.connection(), EventFilter(regions=(REGION,)), Tile(4, 8, 6)))
    assert [feature["id"] for feature in shown] == [narrow.id]


def test_another_match_is_never_counted_by_points(session, many, monkeypatch):
    def refuse(*_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(tiles, "count_by_point", refuse)
    assert counted(session, 1, match=Match.INTERSECTS) == counted(session, 1, match=Match.WITHIN) > 0


@pytest.mark.parametrize("tile", [Tile(0, 0, 0), Tile(3, 4, 3), Tile(9, 283, 203), Tile(15, 18000, 13000)])
def test_ranges_are_apart_and_lie_in_the_tile(tile):
    whole, fine = ranges_inside([REGION], tile, 10)
    low_key, high_key = tile.keys()
    ranges = sorted([*zip(*whole, strict=True), *zip(*fine, strict=True)])
    ends = [end for each in ranges for end in each]
    assert ends == sorted(ends)
    assert all(low_key <= end <= high_key for end in ends)
    assert all(end % 4**6 == 0 for each in whole for end in each)
    assert len(ranges) < 4 * MOST_AT_BORDER


def test_a_region_elsewhere_has_no_range():
    assert ranges_inside([REGION], Tile(3, 0, 0), 10) == (([], []), ([], []))
