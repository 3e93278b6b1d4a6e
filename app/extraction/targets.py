"""How many things were hit: "strikes on two sites", "a strike on a vehicle"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from app.extraction.aggregates import as_count
from app.extraction.lexicon import Lexicon
from app.extraction.numbers import Quantity
from app.extraction.phrases import Hit
from app.extraction.tokens import Tokens
from app.extraction.types import Count

_REACH = 9  # words from the trigger to the number: "bombed, in the night from Monday to Tuesday, two positions"
_NOUN_REACH = 1  # "two military sites"
_WALLS = frozenset(',;:().!?"«»“”،؛')


def count_targets(
    trigger: Hit, quantities: Sequence[Quantity], targets: Set[int], lexicon: Lexicon, tokens: Tokens, last: int
) -> Count | None:
    """The number behind the trigger whose noun is a target, with no comma between; `last` ends the sentence."""
    numbered = {q.first: q for q in quantities}
    for i in range(trigger.last, min(trigger.last + _REACH, last)):
        norm = tokens.norm[i]
        if norm in _WALLS:
            return None
        quantity = numbered.get(i)
        if quantity is None and norm in lexicon.articles:
            quantity = Quantity(i, i + 1, 1, 1, 1, i)
        if quantity is None:
            continue
        if any(n in targets for n in range(quantity.last, min(quantity.last + _NOUN_REACH + 1, last))):
            return as_count(quantity, tokens)
        if quantity.best != 1:
            return None
    return None
