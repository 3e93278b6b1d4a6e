"""A short title in the text's own words: the sentence of the trigger, cut where it is long.

It may hold anything; display escapes it.
"""

from __future__ import annotations

from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens

_LONGEST = 120
_MARKED = 4  # characters that " …" and its like may take
_JOINTS = frozenset("'’ʼ-‐‑")
_WALLS = frozenset(";:–—")
_COMMAS = frozenset(",،")


def cut_title(tokens: Tokens, trigger: Hit, first: int, last: int) -> str:
    """From the start of the sentence [first, last), or the wall before the trigger, to the wall or the end behind it.

    It never begins within a clause; what is too long ends at a comma, if the trigger stands before it, else at a word.
    """
    norms = tokens.norm
    a, b = trigger.first, trigger.last
    while a > first and norms[a - 1] not in _WALLS:
        a -= 1
    while b < last and norms[b] not in _WALLS:
        b += 1
    whole = _width(tokens, a, b) <= _LONGEST - _MARKED
    if not whole:
        b = _end(tokens, a, b)
        comma = next((i for i in range(b, a, -1) if norms[i - 1] in _COMMAS), a)
        if comma > trigger.last and _width(tokens, a, comma) > _LONGEST // 2:
            b, whole = comma, True
    text = " ".join(tokens.text[tokens.start[a] : tokens.end[b - 1]].split()).strip(" ,.،")
    return f"{text}{'' if whole else ' …'}"[:_LONGEST]


def _end(tokens: Tokens, first: int, last: int) -> int:
    """The last token, not included, that keeps a title short and parts no word."""
    while last > first + 1 and (_width(tokens, first, last) > _LONGEST - _MARKED or _is_glued(tokens, last)):
        last -= 1
    return last


def _width(tokens: Tokens, first: int, last: int) -> int:
    return tokens.end[last - 1] - tokens.start[first] if last > first else 0


def _is_glued(tokens: Tokens, i: int) -> bool:
    """Whether token `i` is part of a longer word: "l’Iran", "pro-Iranian"."""
    return (
        0 < i < len(tokens) and tokens.start[i] - tokens.end[i - 1] == 1 and tokens.text[tokens.end[i - 1]] in _JOINTS
    )
