"""Boxes, cursors and single values check themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidParameter
from app.services.boxes import parse_bbox
from app.services.cursors import read_cursor, write_cursor
from app.services.filters import EVENT_PARAMETERS, parse_filter, parse_page
from app.services.parameters import Parameters


def parse(**texts):
    given = Parameters(
        {name: [text] if isinstance(text, str) else text for name, text in texts.items()}, EVENT_PARAMETERS
    )
    return parse_filter(given, lambda text: text), parse_page(given, default_limit=100)


@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("-10,40,10,50", [(-10, 40, 10, 50)]),
        ("-10,40,0,10,50,100", [(-10, 40, 10, 50)]),
        ("170,-50,-170,50", [(170, -50, 180, 50), (-180, -50, -170, 50)]),
        ("-180,85,180,90", [(-180, 85, 180, 90)]),
        ("1e1, 2, 11, 3", [(10, 2, 11, 3)]),
    ],
)
def test_boxes_are_read(text, boxes):
    assert list(parse_bbox(text)) == boxes


@pytest.mark.parametrize(
    "text",
    ["1,2,3", "1,2,3,4,5", "a,1,2,3", "0,0,1,95", "0,10,1,5", "0,0,nan,1", "0,0,inf,1", "0,0,181,1", ",,,", "1;2;3;4"],
)
def test_bad_boxes_are_refused(text):
    with pytest.raises(InvalidParameter) as refusal:
        parse_bbox(text)
    assert parse_bbox(refusal.value.example)


@given(st.integers(1, 2**63 - 1))
def test_a_cursor_gives_back_its_key(key):
    assert read_cursor(write_cursor(key)) == (key, ())


@given(st.text(max_size=30) | st.binary(max_size=20).map(lambda raw: raw.hex()))
def test_a_forged_cursor_is_refused(text):
    with pytest.raises(InvalidParameter):
        read_cursor(text)


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"nonsense": "1"}, "nonsense"),
        ({"limit": "abc"}, "limit"),
        ({"limit": "0"}, "limit"),
        ({"limit": "-1"}, "limit"),
        ({"limit": "1.5"}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"limit": ["1", "2"]}, "limit"),
        ({"match": "maybe"}, "match"),
        ({"geometry": "centroid"}, "geometry"),
        ({"min_confidence": "2"}, "min_confidence"),
        ({"min_confidence": "nan"}, "min_confidence"),
        ({"max_radius_km": "far"}, "max_radius_km"),
        ({"datetime": "2024-01-01", "from": "2024-01-01"}, "datetime"),
        ({"q": "!!!"}, "q"),
        ({"actor": "-"}, "actor"),
        ({"type": "a\0b"}, "type"),
        ({"type": "x" * 501}, "type"),
        ({"region": [str(n) for n in range(11)]}, "region"),
        ({"cursor": "abc"}, "cursor"),
    ],
)
def test_a_bad_value_names_its_parameter(wrong, named):
    with pytest.raises(InvalidParameter) as refusal:
        parse(**wrong)
    assert refusal.value.parameter == named
    assert named in str(refusal.value)


def test_an_unknown_parameter_gets_the_nearest_known_one():
    with pytest.raises(InvalidParameter, match="did you mean limit"):
        parse(limt="3")


def test_empty_values_are_not_given_as_forms_send_them():
    wanted, page = parse(region="", q=" ", limit="", **{"from": ""})
    assert wanted == parse()[0]
    assert page.limit == 100


def test_a_limit_over_the_maximum_is_cut():
    assert parse(limit="1000000")[1].limit == 10_000


def test_repeated_values_are_kept_once_and_in_order():
    wanted, _ = parse(type=["flood", "storm", "flood"], language=["FR"], country=["iq"])
    assert (wanted.types, wanted.languages, wanted.countries) == (("flood", "storm"), ("fr",), ("IQ",))
