"""Brackets that only say where a place lies, "Gajibo (Dikwa, Borno)", part no sentence and end no clause."""

from __future__ import annotations

from bisect import bisect_left

from app.extraction.tokens import Tokens
from geodata.types import GeoParse, Role

_LONGEST = 14  # tokens
NO_WALL = "·"
_MARKS = frozenset(",،-–'’.")


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
        if all(norm[i] in _MARKS or not tokens.text[tokens.start[i]].islower() for i in range(first + 1, last)):
            for i in range(first, last + 1):
                if norm[i] in _MARKS or i in (first, last):
                    norm[i] = NO_WALL
    return Tokens(tokens.text, tokens.start, tokens.end, norm)
