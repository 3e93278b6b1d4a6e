"""Several sightings of one event within an article become one event."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from app.extraction.clusters import Cluster, absorb
from app.extraction.fitting import is_older, may_be_of
from app.extraction.sightings import Sighting
from geodata.types import GeoParse

_LOOK_BACK = 100  # events; a text that tells more than these is a list


def merge(
    sightings: Sequence[Sighting], parse: GeoParse, published: date | None, paragraphs: Sequence[int]
) -> list[Cluster]:
    """In reading order; a sighting joins the event that it fits best, or opens one of its own."""
    clusters: list[Cluster] = []
    for sighting in sightings:
        fitting = [
            c for c in clusters[-_LOOK_BACK:] if may_be_of(sighting, c, parse) and not is_older(sighting, c, published)
        ]
        if fitting:
            absorb(max(fitting, key=lambda c: _closeness(sighting, c, paragraphs)), sighting, parse)
        elif not (sighting.modality.anaphoric and clusters):
            cluster = Cluster()
            absorb(cluster, sighting, parse)
            clusters.append(cluster)
    return clusters


def _closeness(sighting: Sighting, cluster: Cluster, paragraphs: Sequence[int]) -> tuple[int, ...]:
    """Same background, type and place first; then the event told last, or in a new paragraph the one told first."""
    last = cluster.sightings[-1].sentence
    going_on = paragraphs[sighting.sentence] == paragraphs[last]
    return (
        int(sighting.location is not None and sighting.location == cluster.location),
        int(sighting.background == cluster.background),
        int(sighting.subtype == cluster.subtype),
        last if going_on else -cluster.first.sentence,
    )
