"""From the softmax's belief to the share of names that are right at that belief."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp, log

# A name with a single entry is believed wholly, though the place may be one that the gazetteer lacks.
_MOST = 0.998


def calibrate(belief: float, fitted: Mapping[str, float]) -> float:
    """A logistic curve over the log-odds of the belief; its slope and offset are fitted on the development corpora."""
    return 1 / (1 + exp(-fitted["offset"] - fitted["slope"] * log_odds(belief)))


def log_odds(belief: float) -> float:
    """Natural log-odds, kept finite."""
    belief = min(max(belief, 1 - _MOST), _MOST)
    return log(belief / (1 - belief))
