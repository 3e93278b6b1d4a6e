"""Titles of coded records are made alike, whatever the data set leaves out."""

from __future__ import annotations

import pytest

from app.importers.coded_titles import coded_title, words_of


@pytest.mark.parametrize(
    ("sides", "place", "title"),
    [
        (["Army", "Rebels"], "Mosul", "Armed clash: Army - Rebels, Mosul"),
        (["Army", None], "Mosul", "Armed clash: Army, Mosul"),
        ([None, ""], "Mosul", "Armed clash, Mosul"),
        ([], None, "Armed clash"),
        (["Army"], None, "Armed clash: Army"),
        (["Police", "Police"], None, "Armed clash: Police"),
        (["Army"], "Kyiv, Kyiv, Ukraine", "Armed clash: Army, Kyiv, Ukraine"),
        (list("abcd"), None, "Armed clash: a - b - c - d"),
        (list("abcdef"), None, "Armed clash: a - b - c - 3 others"),
    ],
)
def test_a_title_says_what_is_known_and_nothing_else(sides, place, title):
    assert coded_title("Armed clash", sides, place) == title


def test_a_type_reads_as_words():
    assert words_of("armed_clash") == "Armed clash"


HEADS = {
    "icews": ["event_id", "event_date", "cameo_code", "city", "latitude", "longitude", "source_name", "target_name"],
    "polecat": ["Event ID", "Event Date", "Event Type", "City", "Latitude", "Longitude", "Actor Name"],
    "acled": ["event_id_cnty", "event_date", "event_type", "location", "latitude", "longitude", "actor1"],
}
ROWS = {
    "icews": ["1", "2022-03-04", "190", "Mosul", "36.3", "43.1", "", ""],
    "polecat": ["1", "2022-03-04", "ASSAULT", "Mosul", "36.3", "43.1", ""],
    "acled": ["1", "2022-03-04", "Battles", "Mosul", "36.3", "43.1", ""],
}


@pytest.mark.parametrize(
    ("form", "title"), [("icews", "Armed clash, Mosul"), ("polecat", "Assault, Mosul"), ("acled", "Battles, Mosul")]
)
def test_no_importer_leaves_room_for_an_actor_that_is_not_there(read, form, title):
    (event,) = read(form, [HEADS[form], ROWS[form]])
    assert event.title == title
