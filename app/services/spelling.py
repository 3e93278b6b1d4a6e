"""Names that a mistyped place may have meant: one letter too many, too few, wrong, or two swapped."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase

from geodata.gazetteer import Gazetteer, normalise
from geodata.types import Place

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
SHORTEST = 4  # nearly every shorter word is one letter away from a name
LONGEST = 40


def suggest_places(text: str, gazetteer: Gazetteer, limit: int = 3) -> list[Place]:
    """Places one slip away from the text or from its longest word, the weightiest first."""
    whole = normalise(text)
    longest = max(whole.split(), key=len, default="")
    for name in dict.fromkeys((whole, longest)):
        if SHORTEST <= len(name) <= LONGEST:
            rows = {hit[0] for slip in one_slip_away(name) for hit in gazetteer.hits(slip)[:1]}
            if rows:
                best = sorted(rows, key=gazetteer.weight, reverse=True)
                return [gazetteer.place(row) for row in best[:limit]]
    return []


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
