"""The batch parser answers every line, in the contract's shape, whatever the line holds."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.services.parse_shape import answer_line

TEXT = "A drone strike killed three fighters near Mosul on Tuesday, officials said."


def asked(geocoder, **fields):
    return json.loads(answer_line(geocoder, json.dumps(fields).encode()))


def test_the_shapes_are_the_contracts(geocoder):
    parsed = asked(geocoder, id="1", text=TEXT, published="2023-11-22")
    assert parsed["language"] == "en"
    assert {"start", "end", "text", "role", "place", "score"} <= set(parsed["mentions"][0])
    location = parsed["locations"][0]
    assert {
        "start",
        "end",
        "text",
        "relation",
        "mentions",
        "region",
        "core",
        "point",
        "radius_km",
        "confidence",
        "method",
        "precision",
    } <= set(location)
    event = parsed["events"][0]
    assert set(event["when"]) >= {"earliest", "latest", "precision", "basis"}
    assert {"type", "subtype", "codes", "start", "end", "title", "location", "parent", "confidence"} <= set(event)
    assert set(event["counts"]["killed"]) >= {"low", "best", "high", "text"}
    assert parsed["locations"][event["location"]]["text"].endswith("Mosul")
    assert TEXT[event["start"] : event["end"]]


def test_given_spans_are_the_mentions_and_nothing_else_is(geocoder):
    parsed = asked(geocoder, text="From Paris to Mosul.", spans=[[14, 19]])
    assert [(m["start"], m["end"], m["text"]) for m in parsed["mentions"]] == [(14, 19, "Mosul")]


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"null",
        b"[1]",
        b"\xff\xfe",
        b'{"id": 1}',
        b'{"id": {"a": 1}, "text": 5}',
        b'{"text": "x", "spans": [[0, 99]]}',
        b'{"text": "x", "spans": {"a": 1}}',
        b'{"text": "x", "published": "2023-13-45"}',
        b'{"text": "x", "language": "tlh"}',
        b'{"text": "a\\u0000b"}',
        b"[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_answered_gets_a_reason(geocoder, line):
    answer = json.loads(answer_line(geocoder, line))
    assert answer["events"] == []
    assert answer["reason"]


@pytest.mark.parametrize("text", ["", " ", "\ud800 Mosul", "Mosul \u202e\u200f", "(((((.*+?[", "Mosul " * 3000])
def test_strange_texts_are_read_with_true_offsets(geocoder, text):
    parsed = asked(geocoder, id="\udfff", text=text)
    for mention in parsed["mentions"]:
        assert text[mention["start"] : mention["end"]] == mention["text"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_text_breaks_the_batch(geocoder, text):
    assert "mentions" in asked(geocoder, text=text, published="2023-11-22")
