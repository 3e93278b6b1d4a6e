"""Queries that a mistyped one may have meant: one letter too many, too few, wrong, or two swapped."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from geodata.gazetteer import Gazetteer, normalise, tokenise

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SHORTEST = 4  # nearly every shorter word is one letter away from a name
LONGEST = 40


def suggest_queries(query: str, gazetteer: Gazetteer, limit: int = 3) -> list[str]:
    """Names one slip away from the query, or the query with such a name for its longest word; the weightiest first."""
    names = _names_near(normalise(query), gazetteer, limit)
    if names:
        return names
    longest = max(tokenise(query), key=lambda token: len(token.norm), default=None)
    if longest is None:
        return []
    return [
        query[: longest.start] + name + query[longest.end :] for name in _names_near(longest.norm, gazetteer, limit)
    ]


def _names_near(name: str, gazetteer: Gazetteer, limit: int) -> list[str]:
    if not SHORTEST <= len(name) <= LONGEST:
        return []
    rows = {hit.row for slip in one_slip_away(name) for hit in gazetteer.hits(slip)[:1]}
    best = sorted(rows, key=gazetteer.weight, reverse=True)
    return list(dict.fromkeys(gazetteer.name(row) for row in best))[:limit]


def one_slip_away(name: str) -> Iterator[str]:
    """All texts that differ from `name` by one deletion, swap, replacement or insertion."""
    letters = ascii_lowercase if name.isascii() else ARABIC
    for at in range(len(name) + 1):
        head, tail = name[:at], name[at:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        yield from (head + letter + tail for letter in letters)
