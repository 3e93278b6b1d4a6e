"""A short title in the text's own words: the clause around the trigger. It may hold anything; display escapes it."""

from __future__ import annotations

from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens

_LONGEST = 120
_JOINTS = frozenset("'’ʼ-‐‑")
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
    while a < trigger.first and (tokens.start[trigger.first] - tokens.start[a] > _LONGEST // 2 or _is_glued(tokens, a)):
        a += 1
    while b > trigger.last and (tokens.end[b - 1] - tokens.start[a] > _LONGEST - 4 or _is_glued(tokens, b)):
        b -= 1
    text = " ".join(tokens.text[tokens.start[a] : tokens.end[b - 1]].split()).strip(" ,.،")
    cut = b < last and norms[b] not in _WALLS and norms[b] not in ".!?"
    return f"{'… ' if a > first and norms[a - 1] not in _WALLS else ''}{text}{' …' if cut else ''}"[:_LONGEST]


def _is_glued(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is part of a longer word: "l’Iran", "pro-Iranian"."""
    return (
        0 < i < len(tokens) and tokens.start[i] - tokens.end[i - 1] == 1 and tokens.text[tokens.end[i - 1]] in _JOINTS
    )
