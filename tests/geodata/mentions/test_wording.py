"""The reasons that people are shown."""

from __future__ import annotations

import re

import pytest

from geodata.gazetteer import Gazetteer
from geodata.mentions import recognise
from geodata.mentions.model import explain, load_weights
from geodata.mentions.wording import in_words

SAID = [
    ("<in", "behind a word for being in a place"),
    ("large city<in", "behind a word for being in a place"),
    ("<in/comma", "behind a word for being in a place"),
    ("<<Name<conjunction", "behind another capitalised word"),
    ("large citycomma container>", "before the region that holds it"),
    ("city's government>", "a genitive before a word for a government"),
    ("city6", "the name of a town"),
    ("aka2", "another name of a town"),
    ("large city first name", "also a first name"),
    ("few city neighbours0", "nothing else in the text lies near it"),
    ("spells a person", "reads like a person's name"),
    ("opens ordinary4", "also an ordinary word"),
]


@pytest.mark.parametrize(("feature", "words"), SAID)
def test_a_feature_is_said_in_words(feature: str, words: str) -> None:
    assert in_words(feature) == words


def test_no_fitted_feature_shows_its_internal_name() -> None:
    for feature in load_weights().keys() - {"bias"}:
        words = in_words(feature)
        assert not re.search(r"[<>/\d_]|[a-z][A-Z]", words), feature
        assert " " in words, feature
    unsaid = [feature for feature in load_weights() if in_words(feature) in ("its shape", "the words around it")]
    assert unsaid == ["bias"]


def test_what_says_the_same_is_counted_together_and_doubts_stand_last() -> None:
    reason = explain(["<in", "capital<in", "capital", "surname5"], count=3)
    assert reason.endswith("but also a surname")
    assert reason.count("behind a word for being in a place") == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A bomb exploded in Baghdad, and two people died in Mosul."),
        ("fr", "Un séisme a secoué Katmandou et Pokhara."),
        ("es", "El sismo se sintió en Quito y en Guayaquil."),
        ("de", "In Kabul und Herat wurde gekämpft."),
        ("ar", "وصلت القوات إلى كركوك وأربيل."),
    ],
)
def test_every_reason_reads_as_words(gazetteer: Gazetteer, language: str, text: str) -> None:
    reasons = [candidate.reason for candidate in recognise(text, language, gazetteer)]
    assert reasons
    for reason in reasons:
        assert reason
        assert not re.search(r"[<>/\d+]", reason), reason
