"""Brackets that only say where a place lies, "Gajibo (Dikwa, Borno)", part no sentence and end no clause."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from app.extraction.tokens import Tokens
from geodata.types import GeoParse, Role

_LONGEST = 14  # tokens
NO_WALL = "·"
_MARKS = frozenset(",،-–'’.")
_UNITS = frozenset(
    "district province region state county governorate department département région cercle commune territoire "
    "provincia departamento municipio estado cantón de du des la le d l del el".split()
)


def open_brackets(tokens: Tokens, parse: GeoParse) -> Tokens:
    """The tokens with brackets around nothing but names, one of them a place, turned into a mark without meaning."""
    if "(" not in tokens.text:
        return tokens
    starts = [mention.start for mention in parse.mentions if mention.role is Role.PLACE]
    norm = list(tokens.norm)
    for first, opened in enumerate(tokens.norm):
        if opened != "(":
            continue
        last = next((i for i in range(first + 1, min(first + _LONGEST, len(norm))) if norm[i] == ")"), None)
        if last is None:
            continue
        if bisect_left(starts, tokens.start[first]) == bisect_left(starts, tokens.start[last]):
            continue  # no place in it
        inside = range(first + 1, last)
        if all(norm[i] in _MARKS or norm[i] in _UNITS or not tokens.text[tokens.start[i]].islower() for i in inside):
            for i in range(first, last + 1):
                if norm[i] in _MARKS or i in (first, last):
                    norm[i] = NO_WALL
    return Tokens(tokens.text, tokens.start, tokens.end, norm)


def bracket_ranges(tokens: Tokens) -> Iterator[tuple[int, int]]:
    """The token ranges of the brackets that were opened."""
    opened = None
    for i in (i for i, norm in enumerate(tokens.norm) if norm == NO_WALL):
        mark = tokens.text[tokens.start[i]]
        if mark == "(":
            opened = i
        elif mark == ")" and opened is not None:
            yield opened, i + 1
