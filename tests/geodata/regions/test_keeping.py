"""Regions are drawn once for the same words about the same places, and the memory for them is bounded."""

from __future__ import annotations

from typing import cast

import pytest

from geodata.gazetteer import Gazetteer
from geodata.regions import shape
from geodata.regions.atlas import GazetteerAtlas, Kept
from geodata.regions.binding import bind
from geodata.relations.tree import Anaphor, Between, Coordinates, Direction, Expression, Named, Offset, Within
from geodata.types import Kind, Place

MOSUL = Place("geonames:99072", "Mosul", Kind.CITY, 43.12, 36.34, row=7)
TIKRIT = Place("geonames:90150", "Tikrit", Kind.CITY, 43.68, 34.6, row=9)
UNLISTED = Place("nominatim:1", "Mosul", Kind.CITY, 43.0, 36.0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Named(0), Named(2)),
        (Direction(Named(0), 180.0, 4), Direction(Named(2), 180.0, 4)),
        (Between((Named(0), Named(1))), Between((Named(2), Named(1)))),
        (Within(Named(1), Offset(Named(0), (5.0, 5.0), 90.0)), Within(Named(1), Offset(Named(2), (5.0, 5.0), 90.0))),
        (Anaphor("city", 4), Anaphor("city", 90)),
    ],
)
def test_the_same_words_about_the_same_places_are_one(one: Expression, other: Expression) -> None:
    places = [MOSUL, TIKRIT, MOSUL]
    assert bind(one, places) == bind(other, places)


def test_other_words_or_places_are_others() -> None:
    trees: list[Expression] = [
        Named(0),
        Named(1),
        Named(2),
        Named(3),
        Direction(Named(0), 180.0, 4),
        Direction(Named(0), 90.0, 4),
        Offset(Named(0), (5.0, 5.0), 180.0),
        Offset(Named(0), (5.0, 6.0), 180.0),
        Between((Named(0), Named(1))),
        Between((Named(1), Named(0))),
        Coordinates(43.12, 36.34, 50.0),
        Anaphor("city", 0),
    ]
    assert len({bind(tree, [MOSUL, TIKRIT, UNLISTED, None]) for tree in trees}) == len(trees)


def test_what_nobody_asked_for_longest_goes() -> None:
    kept: Kept[int] = Kept(2)
    made: list[int] = []

    def ask(key: int) -> int:
        def make() -> int:
            made.append(key)
            return key * 10

        return kept.get(key, make)

    assert [ask(key) for key in (1, 2, 1, 3, 1, 2)] == [10, 20, 10, 30, 10, 20]
    assert made == [1, 2, 3, 2]


def test_heavy_things_leave_room_for_few() -> None:
    kept: Kept[int] = Kept(10, lambda value: value)
    made: list[int] = []

    def ask(value: int) -> int:
        return kept.get(value, lambda: made.append(value) or value)

    assert [ask(value) for value in (3, 4, 3, 6, 3, 4)] == [3, 4, 3, 6, 3, 4]
    assert made == [3, 4, 6, 4]  # 4 went for 6
    assert [ask(value) for value in (99, 99)] == [99, 99]  # heavier than the limit: alone, but kept
    assert made[4:] == [99]


def test_towns_do_not_displace_countries() -> None:
    atlas = GazetteerAtlas(cast(Gazetteer, None))
    towns = [Place(f"x:{row}", "Town", Kind.CITY, 43.0, 36.0, row=row) for row in range(3)]
    for town in towns:
        shape(Named(0), [town], atlas)
        shape(Direction(Named(0), 180.0, 4), [town], atlas)
    assert [len(kept) for kept in (atlas.discs, atlas.regions)] == [3, 3]
