"""One query serves all filters of a form, and no other filter."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import shapely
from sqlalchemy import true

from app.storage.event_filter import EventFilter, Match, PageRequest, Window
from app.storage.filter_values import values_of
from app.storage.pages import read_page
from app.storage.ready_queries import FilterForm

BOX, OTHER_BOX, WORLD = (0, 0, 2, 2), (10, 10, 12, 12), (-180.0, -90.0, 180.0, 90.0)
JANUARY = Window(datetime(2024, 1, 1, tzinfo=UTC), datetime(2024, 1, 31, tzinfo=UTC))
OPEN = Window(datetime(2024, 1, 1, tzinfo=UTC), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"boxes": (BOX,)}, {"boxes": (OTHER_BOX,)}),
        ({"boxes": (BOX,)}, {"boxes": ((1, 1, 1, 1),)}),
        ({"window": JANUARY}, {"window": OPEN}),
        ({"types": ("flood",)}, {"types": ("flood", "protest")}),
        ({"actors": ("Hamas",)}, {"actors": ("Wagner Group",)}),
        ({"min_confidence": 0.1, "words": "drone"}, {"min_confidence": 0.0, "words": "a strike"}),
        ({"boxes": (WORLD, BOX)}, {"boxes": (WORLD,)}),
    ],
)
def test_filters_that_differ_in_values_have_one_form(one, other):
    assert FilterForm.of(EventFilter(**one)) == FilterForm.of(EventFilter(**other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"boxes": (BOX,)}, {"boxes": (BOX, OTHER_BOX)}),
        ({"boxes": (BOX,)}, {"boxes": (WORLD,)}),
        ({}, {"boxes": (WORLD,)}),
        ({"types": ("flood",)}, {"subtypes": ("flood",)}),
        ({"statuses": ("auto",)}, {"statuses": ("duplicate",)}),
        ({}, {"for_export": True}),
        ({"actors": ("Hamas",)}, {"actors": ("Hamas", "...")}),
        ({"regions": (shapely.box(*BOX),)}, {"regions": (shapely.box(*BOX),), "match": Match.WITHIN}),
        ({"further": (true(),)}, {"further": (true(),)}),
    ],
)
def test_filters_that_read_differently_do_not(one, other):
    assert FilterForm.of(EventFilter(**one)) != FilterForm.of(EventFilter(**other))


def test_each_filter_of_a_form_gets_its_own_answer(session, store):
    here = store(square=(1, 1, 0.5), day="2024-01-10", type="flood")
    there = store(square=(11, 11, 0.5), day="2024-02-10", type="protest")

    def found(**wanted):
        page = read_page(session.connection(), EventFilter(**wanted), PageRequest(limit=10))
        return [event for event in (here, there) if f'"id":"{event}","geometry"'.encode() in page.features]

    assert [found(boxes=(box,)) for box in (BOX, OTHER_BOX, (11, 11, 11, 11))] == [[here], [there], [there]]
    assert [found(window=window) for window in (JANUARY, OPEN)] == [[here], [here, there]]
    assert [found(types=types) for types in (("flood",), ("protest",), ("flood", "protest"))] == [
        [here],
        [there],
        [here, there],
    ]
    assert [found(words=words) for words in ("nothing of that", "event", "...")] == [[], [here, there], [here, there]]


def test_values_are_named_for_their_place_in_the_filter():
    wanted = EventFilter(boxes=(BOX, OTHER_BOX), window=OPEN, types=("flood",), min_confidence=0.5)
    assert list(values_of(wanted)) == ["box_0", "box_1", "earliest", "latest", "types", "min_confidence"]
