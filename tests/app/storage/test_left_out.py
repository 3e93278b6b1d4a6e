"""What a filter leaves out is counted, though nobody counts where there is nothing, and however the data changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from app.services.filters import parse_filter
from app.services.parameters import Parameters
from app.storage.data_version import raise_version
from app.storage.event_filter import EventFilter, PageRequest
from app.storage.events import delete_events, row_ids, write_events
from app.storage.left_out import LeftOut, find_left_out, known_left_out
from app.storage.pages import read_page
from tests.app.conftest import MakeEvent

EVERYWHERE_ONCE = {"bbox": ["-10,-10,10,10"], "datetime": ["2024-01-01/2024-12-31"]}


@pytest.fixture
def wanted() -> EventFilter:
    return parse_filter(Parameters(EVERYWHERE_ONCE, EVERYWHERE_ONCE), find_region=pytest.fail)


@pytest.fixture
def counts(session: Session, wanted: EventFilter) -> Callable[[], tuple[int, int, int]]:
    connection = session.connection()

    def read() -> tuple[int, int, int]:
        page = read_page(connection, wanted, PageRequest(limit=10))
        return page.returned, page.undated, page.unplaced

    return read


def test_counts_follow_the_data(session, counts, make_event: MakeEvent) -> None:
    placed = make_event(square=(0, 0, 1), day="2024-05-01")
    write_events(session, [placed])
    raise_version(session)
    assert [counts(), counts()] == [(1, 0, 0)] * 2
    assert known_left_out(session.connection())[1] == LeftOut(undated=False, unplaced=False)

    undated, unplaced = make_event(square=(0, 0, 1)), make_event(day="2024-05-01")
    write_events(session, [undated])
    raise_version(session)
    assert [counts(), counts()] == [(1, 1, 0)] * 2
    write_events(session, [unplaced])
    raise_version(session)
    assert [counts(), counts()] == [(1, 1, 1)] * 2

    delete_events(session, row_ids(session, [undated.id]).values())
    raise_version(session)
    assert [counts(), counts()] == [(1, 0, 1)] * 2
    assert known_left_out(session.connection())[1] == LeftOut(undated=False, unplaced=True)


def test_a_page_as_of_a_version_that_nobody_knows_is_counted(session, counts, make_event: MakeEvent) -> None:
    write_events(session, [make_event(square=(0, 0, 1), day="2024-05-01")])
    raise_version(session)
    find_left_out(session.connection())
    write_events(session, [make_event(square=(0, 0, 1))])
    raise_version(session)
    assert counts() == (1, 1, 0)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, LeftOut(undated=False, unplaced=False)),
        ({"bbox": ["0,0,1,1"]}, LeftOut(undated=False, unplaced=True)),
        ({"from": ["2024-01-01"]}, LeftOut(undated=True, unplaced=False)),
    ],
)
def test_a_filter_leaves_out_by_what_it_asks_for(asked: dict[str, list[str]], expected: LeftOut) -> None:
    assert LeftOut().by(parse_filter(Parameters(asked, asked), find_region=pytest.fail)) == expected
