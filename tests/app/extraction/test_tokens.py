"""Apostrophes and hyphens inside a word only separate; everywhere else they are marks of their own."""

from __future__ import annotations

import pytest

from app.extraction.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l’attaque pro-Iranian", "l attaque pro iranian"),
        ("'tis the boys' -and- the", "' tis the boys ' - and - the"),
        ("Covid-19 and a 5-day_", "covid 19 and a 5 day_"),
        ("a_-b, a--b - c-", "a_ - b , a - - b - c -"),
        ("-", "-"),
        ("", ""),
        ("2023-11-21 of 2,500 at 5:30", "2023-11-21 of 2,500 at 5:30"),
    ],
)
def test_marks_inside_words_separate(text: str, words: str) -> None:
    tokens = tokenise(text)
    assert tokens.norm == words.split()
    assert [text[a:b].lower() for a, b in zip(tokens.start, tokens.end, strict=True)] == tokens.norm
