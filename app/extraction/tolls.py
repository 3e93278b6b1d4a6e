"""Which event of a sentence each of its counts is the toll of."""

from __future__ import annotations

from collections.abc import Sequence

from app.extraction import taxonomy
from app.extraction.counts import CountSighting
from app.extraction.sightings import Sighting

_BLOODLESS = 25  # words that it is worth not to be the kind of event that people die of
_DEADLY = frozenset({"killed", "wounded"})
_BEHIND_AND = 10  # words that an "and" before the next trigger is worth: "killing one and kidnapping three"


def hand_out(counts: Sequence[CountSighting], sightings: list[Sighting], joints: Sequence[int] = ()) -> None:
    """Each count goes to the nearest trigger of its sentence; the first of a kind holds, unless it is a part.

    `joints` are the tokens of "and".
    """
    types = taxonomy.load().types

    def distance(found: CountSighting, sighting: Sighting) -> int:
        ahead = range(found.token, sighting.trigger.first)
        harmless = found.kind in _DEADLY and not types[sighting.subtype].deadly
        return (
            _BLOODLESS * harmless
            + abs(sighting.trigger.first - found.token)
            + _BEHIND_AND * any(joint in ahead for joint in joints)
        )

    for found in counts:
        if not sightings:
            return
        lacking = [s for s in sightings if found.kind not in s.counts or found.kind in s.subsets] or sightings
        nearest = min(lacking, key=lambda s: (s.background, distance(found, s)))
        known = nearest.counts.get(found.kind)
        if known is None or (found.kind in nearest.subsets and not found.subset):
            nearest.counts[found.kind] = found.count
            if found.subset:
                nearest.subsets |= {found.kind}
            else:
                nearest.subsets -= {found.kind}
