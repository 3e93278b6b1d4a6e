"""'A bus from Kano to Lagos crashed in Niger State': where a journey begins and ends is not where it was cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from app.extraction.linking import PlacedLocation
from app.extraction.phrases import Hit

_ARTICLE = 1  # word between "to" and the place


def set_journeys_aside(places: Sequence[PlacedLocation], cues: Sequence[Hit]) -> list[PlacedLocation]:
    """`places` in text order, those of "from X to Y" set aside; `cues` are the text's."""
    whence = {cue.last for cue in cues if cue.value == "whence"}
    whither = {cue.first: cue.last for cue in cues if cue.value == "whither"}
    ends: set[int] = set()
    for start, goal in pairwise(places):
        to = whither.get(start.last)
        if to is not None and start.first in whence and 0 <= goal.first - to <= _ARTICLE:
            ends |= {start.index, goal.index}
    return [replace(place, aside=True) if place.index in ends else place for place in places]
