"""The fitted weights that turn features into the probability that a span names a place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from math import exp

from geodata.mentions.wording import in_words

# Places take this probability or more. Lower than one half, since a missed place costs an event its location.
LEAST_PROBABILITY = 0.4


@cache
def load_weights() -> Mapping[str, float]:
    """Feature name -> weight in log-odds; written by bench/toponyms_recognition_fit.py."""
    weights: dict[str, float] = json.loads((resources.files(__package__) / "weights.json").read_text("utf-8"))
    return weights


def probability(names: Iterable[str]) -> float:
    """Probability from the features that hold."""
    weigh = load_weights().get
    total = weigh("bias", 0.0) + sum([weigh(name, 0.0) for name in names])
    return 1.0 / (1.0 + exp(-total)) if total > -700 else 0.0


def explain(names: Iterable[str], count: int = 3) -> str:
    """What spoke loudest, for people: "behind a word for being in a place; the name of a capital; but also a surname".

    Features that say the same are counted together; what spoke against a place stands behind "but".
    """
    weigh = load_weights().get
    totals: dict[str, float] = {}
    for name in names:
        weight = weigh(name)
        if weight:
            words = in_words(name)
            totals[words] = totals.get(words, 0.0) + weight
    loudest = [words for _, words in sorted([(-abs(total), words) for words, total in totals.items()])[:count]]
    speaking_for = [words for words in loudest if totals[words] > 0]
    against = [words for words in loudest if totals[words] < 0]
    return "; ".join(speaking_for + [f"but {words}" for words in against])
