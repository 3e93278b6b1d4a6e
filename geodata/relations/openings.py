"""Which characters a compiled form can begin with, so that it is tried only where it may fit."""

from __future__ import annotations

import re

# What forms are expanded to: sets of symbols, looks behind and ahead (which take nothing), groups, repetitions.
_PIECE = re.compile(r"(?P<look>\(\?(?:<=|!)(?:\[[^]]*\])?\))|\[(?P<symbols>[^]]*)\]|\(\?:|[()|*+?]")


def openings(regex: str) -> frozenset[str]:
    """All characters with which a match can begin. Raises `ValueError` for a form that can match nothing at all."""
    first, empty = _choices(list(_PIECE.finditer(regex))[::-1])
    if empty:
        raise ValueError(f"a form that fits everywhere: {regex}")
    return frozenset(first)


def _choices(ahead: list[re.Match[str]]) -> tuple[set[str], bool]:
    """First characters, and whether nothing is enough, of alternatives up to their closing bracket; takes them off."""
    first: set[str] = set()
    empty, open_so_far = False, True  # whether any alternative, or all of this one so far, can be nothing
    while ahead:
        match = ahead.pop()
        piece = match.group()
        if piece == ")":
            break
        if piece == "|":
            empty, open_so_far = empty or open_so_far, True
            continue
        if match["look"] is not None:
            if piece == "(?!)":  # fits nowhere
                open_so_far = False
            continue
        chars, skippable = (set(match["symbols"]), False) if match["symbols"] is not None else _choices(ahead)
        while ahead and ahead[-1].group() in "*+?":
            skippable = ahead.pop().group() in "*?" or skippable
        if open_so_far:
            first |= chars
            open_so_far = skippable
    return first, empty or open_so_far
