"""A short title in the text's own words: the clause around the trigger. It may hold anything; display escapes it."""

from __future__ import annotations

from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens

_LONGEST = 120
_WALLS = frozenset(';:–—"«»“”')


def cut_title(tokens: Tokens, trigger: Hit, first: int, last: int) -> str:
    """From the wall before the trigger to the one after it, within the sentence [first, last), trimmed at words."""
    norms = tokens.norm
    a = trigger.first
    while a > first and norms[a - 1] not in _WALLS:
        a -= 1
    b = trigger.last
    while b < last and norms[b] not in _WALLS:
        b += 1
    while tokens.start[trigger.first] - tokens.start[a] > _LONGEST // 2 and a < trigger.first:
        a += 1
    while tokens.end[b - 1] - tokens.start[a] > _LONGEST - 2 and b > trigger.last:
        b -= 1
    text = " ".join(tokens.text[tokens.start[a] : tokens.end[b - 1]].split()).strip(" ,.،")
    cut = b < last and norms[b] not in _WALLS and norms[b] not in ".!?"
    return f"{'… ' if a > first and norms[a - 1] not in _WALLS else ''}{text}{' …' if cut else ''}"[:_LONGEST]
