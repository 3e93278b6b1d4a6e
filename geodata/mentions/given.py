"""Spans that the caller names: they are the mentions, whatever recognition would say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geodata.gazetteer.names import tokenise
from geodata.mentions.lexicon import Word
from geodata.mentions.spans import Span, find_spans

if TYPE_CHECKING:
    from geodata.gazetteer import Gazetteer
    from geodata.gazetteer.flags import NameHit
    from geodata.mentions.reading import Reading

# A country, a province or a city of a million.
_LEAST_WEIGHT = 1_000_000.0
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")  # "U.S" where the span leaves the last full stop to the sentence


def given_spans(spans: Sequence[tuple[int, int]], reading: Reading, gazetteer: Gazetteer) -> list[Span]:
    """One span each, in the order given; without entries where the gazetteer has none under any part of the name."""
    starts = [token.start for token in reading.tokens]
    found = []
    for start, end in spans:
        first = min(bisect_left(starts, start), max(len(starts) - 1, 0))
        last = max(bisect_left(starts, end), first + 1)
        words = reading.text[start:end]
        hits, demonym, abbreviation = _entries(words, reading, gazetteer)
        found.append(Span(first, last, start, end, hits, demonym, abbreviation))
    return found


def _entries(words: str, reading: Reading, gazetteer: Gazetteer) -> tuple[list[NameHit], bool, bool]:
    """The entries under the whole name; else under a part of it that is known far and wide ("Baghdad Airport").

    Lesser parts mislead: "Wichita Drive" lies in any town but Wichita.
    """
    if _DOTTED.fullmatch(words):
        words += "."
    tokens = tokenise(words)
    if not tokens:
        return [], False, False
    parts = find_spans(tokens, [token.norm for token in tokens], reading.lexicon, gazetteer)
    for part in parts:
        if part.start == 0 and part.end >= len(words.rstrip(".")):
            return part.hits, part.demonym, part.abbreviation
    whole = gazetteer.hits(words)
    if whole:
        return whole, False, False
    if any(reading.lexicon.classes.get(token.norm, 0) & Word.STREET for token in tokens[1:]):
        return [], False, False
    known = [part for part in parts if gazetteer.weight(part.hits[0].row) >= _LEAST_WEIGHT]
    longest = max(known, key=lambda part: part.end - part.start, default=None)
    return (longest.hits, longest.demonym, longest.abbreviation) if longest is not None else ([], False, False)
