"""Which event of a sentence each of its counts is the toll of."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction.counts import CountSighting
from app.extraction.sightings import Sighting


def hand_out(counts: Sequence[CountSighting], sightings: list[Sighting]) -> None:
    """Each count goes to the nearest trigger of its sentence; the first of a kind holds, unless it is a part."""
    for found in counts:
        if not sightings:
            return
        lacking = [s for s in sightings if found.kind not in s.counts or found.kind in s.subsets] or sightings
        nearest = min(lacking, key=lambda s: (s.background, abs(s.trigger.first - found.token)))
        known = nearest.counts.get(found.kind)
        if known is None or (found.kind in nearest.subsets and not found.subset):
            nearest.counts[found.kind] = found.count
            if found.subset:
                nearest.subsets |= {found.kind}
            else:
                nearest.subsets -= {found.kind}
