"""Sentence ends, by language."""

from __future__ import annotations

import pytest

from geodata.sentences import split_sentences

CASES = [
    ("en", ["He met Mr. Smith in St. Louis.", "Gov. Brown said no.", "The U.S. Army left."]),
    ("en", ["See No. 5.", "George W. Bush left at 3.5 percent."]),
    ("en", ['"I left."', "He said so (in May).", "Why?", "Nobody knows!"]),
    ("fr", ["M. Dupont a dit « non ! »", "Il est parti.", "Le service en ligne X.", "Un représentant a confirmé."]),
    ("de", ["Am 3. Mai kam Dr. Müller nach Berlin.", "Er blieb."]),
    ("es", ["¿Qué pasó?", "El Sr. López vive en EE.UU. desde 2001."]),
    ("ar", ["قتل شخصان.", "من أعلن ذلك؟", "نعم."]),
]


@pytest.mark.parametrize(("language", "sentences"), CASES)
def test_sentences_end_where_a_reader_ends_them(language: str, sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text, language)] == sentences


def test_a_headline_needs_no_full_stop() -> None:
    text = "Two killed in Mosul\nThe army said so on Tuesday. It gave no names.\n\nEarlier attacks\n"
    assert [text[a:b] for a, b in split_sentences(text, "en")] == [
        "Two killed in Mosul",
        "The army said so on Tuesday.",
        "It gave no names.",
        "Earlier attacks",
    ]


def test_lines_cut_at_a_width_are_no_sentences() -> None:
    words = "the army of the republic told the people near the river that the city of Mosul was quiet".split()
    lines = [" ".join(words) for _ in range(8)]
    text = "\n".join(lines) + "."
    assert len(split_sentences(text, "en")) == 1
