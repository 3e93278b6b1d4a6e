"""Time windows as people and clients write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import InvalidParameter
from app.instants import instant_text
from app.services.intervals import parse_ends, parse_window

DAY_END = "T23:59:59.999999Z"


def texts(window):
    return window and tuple(end and instant_text(end) for end in (window.earliest, window.latest))


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024-01-31", "2024-01-31T00:00:00Z", "2024-01-31" + DAY_END),
        ("2024-01-01/2024-01-31", "2024-01-01T00:00:00Z", "2024-01-31" + DAY_END),
        ("2024-01-01T12:00:00Z", "2024-01-01T12:00:00Z", "2024-01-01T12:00:00Z"),
        ("2024-01-01T12:00:00+02:00/..", "2024-01-01T10:00:00Z", None),
        ("2024-01-01T12:00:00 02:00/..", "2024-01-01T10:00:00Z", None),  # a plus sign that nobody escaped
        ("2024-01-01t12:00:00.25z/", "2024-01-01T12:00:00.250000Z", None),
        ("../2024-01-31", None, "2024-01-31" + DAY_END),
        ("/2024-01-31", None, "2024-01-31" + DAY_END),
        ("2024-01-01/P31D", "2024-01-01T00:00:00Z", "2024-01-31" + DAY_END),
        ("2024-01-31/P1M", "2024-01-31T00:00:00Z", "2024-02-28" + DAY_END),
        ("2024-01-01T06:00:00Z/PT12H", "2024-01-01T06:00:00Z", "2024-01-01T18:00:00Z"),
        ("P2D/2024-01-31", "2024-01-30T00:00:00Z", "2024-01-31" + DAY_END),
        ("P1Y/2024-03-01T00:00:00Z", "2023-03-01T00:00:00Z", "2024-03-01T00:00:00Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z", "2016-12-31T23:59:59Z"),
    ],
)
def test_windows_are_read(text, earliest, latest):
    assert texts(parse_window(text)) == (earliest, latest)


@pytest.mark.parametrize("text", ["../..", "/", "../"])
def test_open_at_both_ends_is_no_window(text):
    assert parse_window(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "notadate",
        "2024-13-01",
        "2023-02-29",
        "20240101",
        "2024-01",
        "2024-01-01/2023-01-01",
        "2024-01-01/2024-01-02/2024-01-03",
        "2024-01-01/P",
        "2024-01-01/P1DT",
        "P1D/P1D",
        "../P1D",
        "9999-12-31/P1D",
        "9999-01-01T00:00:00Z/P999999Y",
        "0001-01-01T00:00:00+14:00",
        "2024-01-01T25:00:00Z",
        "٢٠٢٤-٠١-٠١",
    ],
)
def test_what_is_no_window_names_the_parameter_and_shows_a_right_value(text):
    with pytest.raises(InvalidParameter) as refusal:
        parse_window(text)
    assert refusal.value.parameter == "datetime"
    assert parse_window(refusal.value.example)


@given(st.text(max_size=40) | st.from_regex(r"[0-9P]{0,4}[-0-9TDZ:.+/ PMY]{0,40}", fullmatch=True))
def test_any_text_is_a_window_or_refused(text):
    try:
        window = parse_window(text)
    except InvalidParameter:
        return
    assert window is None or window.earliest is None or window.latest is None or window.earliest <= window.latest


def test_from_and_to_are_whole_days():
    assert texts(parse_ends("2024-01-01", "2024-01-02")) == ("2024-01-01T00:00:00Z", "2024-01-02" + DAY_END)
    assert texts(parse_ends("2024-01-01", None)) == ("2024-01-01T00:00:00Z", None)
    assert parse_ends("..", "..") is None


@pytest.mark.parametrize(
    ("start", "end", "named"), [("soon", None, "from"), (None, "later", "to"), ("2024-02-01", "2024-01-01", "to")]
)
def test_the_end_that_is_wrong_is_named(start, end, named):
    with pytest.raises(InvalidParameter) as refusal:
        parse_ends(start, end)
    assert refusal.value.parameter == named
