"""Queries that a mistyped one may have meant."""

import pytest

from app.services.spelling import one_slip_away, suggest_queries


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Bagdadd", "Baghdad"),
        ("Mosull", "Mosul"),
        ("Kyrkuk", "Kirkuk"),
        ("20 km south of Baghdda", "20 km south of Baghdad"),
    ],
)
def test_a_slip_of_the_finger_is_found(geocoder, typed, meant):
    assert suggest_queries(typed, geocoder.gazetteer)[0] == meant


@pytest.mark.parametrize("typed", ["", "x", "Xqzzyplace", "!!!", "a" * 500])
def test_what_is_close_to_nothing_gets_no_suggestion(geocoder, typed):
    assert suggest_queries(typed, geocoder.gazetteer) == []


def test_a_slip_is_one_letter():
    slips = set(one_slip_away("rome"))
    assert {"ome", "roma", "romeo", "orme"} <= slips
    assert "romans" not in slips
