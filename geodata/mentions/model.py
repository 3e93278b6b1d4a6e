"""The fitted weights that turn features into the probability that a span names a place."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from math import exp

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
    """The features that spoke loudest, for people: "city<in +1.9, opens city -0.8"."""
    told = _told()
    return ", ".join([told[name][2] for name in sorted(names, key=told.__getitem__)[:count]])


class _Told(dict[str, tuple[float, str, str]]):
    """Feature -> (minus its loudness, itself, what people read of it); made when first asked for."""

    def __missing__(self, name: str) -> tuple[float, str, str]:
        weight = load_weights().get(name, 0.0)
        entry = self[name] = (-abs(weight), name, f"{name} {weight:+.1f}")
        return entry


@cache
def _told() -> _Told:
    return _Told()
