"""Both ways to the newest events lead to the same pages."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.storage import newest
from app.storage.event_filter import EventFilter, PageRequest, SortKey, Window
from app.storage.pages import read_page

BOX, WORLD = (0, 0, 2, 2), (-180.0, -90.0, 180.0, 90.0)
JANUARY = Window(datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 31, tzinfo=UTC))


@pytest.mark.parametrize("wanted", [{}, {"window": JANUARY}, {"types": ("protest",)}], ids=str)
def test_pages_are_the_same_either_way(session, store, monkeypatch, wanted):
    for i in range(40):
        store(square=(1, 1, 0.5) if i % 3 == 0 else (11, 11, 0.5), day=f"2024-{i % 2 + 1:02}-05", type="protest")

    def listed(limit):
        below, pages = None, []
        while True:
            request = PageRequest(limit=limit, below=below)
            page = read_page(session.connection(), EventFilter(boxes=(BOX,), **wanted), request)
            pages.append(page.features)
            if (below := page.next_below) is None:
                return pages

    ways = []
    for by_index in (True, False):
        monkeypatch.setattr("app.storage.pages.is_index_quicker", lambda *_, way=by_index: way)
        ways.append([listed(limit) for limit in (1, 3, 100)])
    assert ways[0] == ways[1]
    assert [len(pages) for pages in ways[0]] == ([7, 3, 1] if "window" in wanted else [14, 5, 1])


@pytest.mark.parametrize(
    ("expected", "keys", "wanted", "by_index"),
    [
        (2_000, 10_000_000, {"boxes": (BOX,)}, True),
        (500_000, 10_000_000, {"boxes": (BOX,)}, False),
        (2_000, 10_000_000, {"boxes": (BOX,), "window": JANUARY}, True),
        (2_000, 10_000_000, {"window": JANUARY}, False),
        (20, 200_000, {"boxes": (BOX,), "window": JANUARY}, True),
        (50_000, 200_000, {"boxes": (BOX,), "window": JANUARY}, False),
    ],
)
def test_the_index_is_taken_where_little_matches(session, monkeypatch, expected, keys, wanted, by_index):
    monkeypatch.setattr(newest, "_expected", lambda *_: expected)
    monkeypatch.setattr(newest, "_count_keys", lambda _: keys)
    assert newest.is_index_quicker(session.connection(), EventFilter(**wanted), 1000) is by_index


@pytest.mark.parametrize("wanted", [{"boxes": (BOX,)}, {"boxes": (BOX,), "window": JANUARY}], ids=str)
def test_for_a_little_in_a_box_nothing_is_asked(session, monkeypatch, wanted):
    monkeypatch.delattr(newest, "_expected")
    assert newest.is_index_quicker(session.connection(), EventFilter(**wanted), 100)


def test_what_postgresql_expects_is_read_from_its_plan(session, store):
    for _ in range(3):
        store(square=(1, 1, 0.5))
    assert newest.is_index_quicker(session.connection(), EventFilter(boxes=(BOX,)), 1000)


def test_a_page_in_another_order_does_not_ask(session, store, monkeypatch):
    store(square=(1, 1, 0.5))
    monkeypatch.delattr("app.storage.pages.is_index_quicker")
    request = PageRequest(limit=1, sort=(SortKey("title", descending=False),))
    assert read_page(session.connection(), EventFilter(boxes=(BOX,)), request).returned == 1
