"""Number words that a language writes in one: "fünfunddreißig", "zweihundertzwölf", "dreieinhalb"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def join_numbers(tables: Mapping[str, Any]) -> Iterator[tuple[str, float]]:
    """(word, value) of what `[joined_numbers]` of a language file makes of its `[numbers]`; nothing without it."""
    rule = tables.get("joined_numbers")
    if rule is None:
        return
    words = {float(value): phrases for value, phrases in tables["numbers"].items()}
    ones = {value: phrases for value, phrases in words.items() if 2 <= value <= 9} | {1.0: [rule["one"]]}
    small = {value: phrases for value, phrases in words.items() if 1 <= value <= 90 and value % 1 == 0}
    for ten in range(20, 100, 10):
        for one, heads in ones.items():
            small[ten + one] = [head + rule["and"] + tail for head in heads for tail in words[ten]]
            yield from ((word, ten + one) for word in small[ten + one])
    for one, heads in ones.items():
        for head in heads:
            if one > 1:
                yield head + rule["half"], one + 0.5
            yield head + rule["hundred"], 100 * one
            for value, tails in small.items():
                yield from ((head + rule["hundred"] + tail, 100 * one + value) for tail in tails)
