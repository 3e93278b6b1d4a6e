"""What one trigger in one sentence says, before the sightings of one event are put together."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.extraction.modality import Modality
from app.extraction.phrases import Hit
from app.extraction.types import Actor, Count, When


@dataclass(slots=True)
class Sighting:
    """`location` and `when` are what the sentence itself gives; None leaves it to the neighbours."""

    trigger: Hit
    sentence: int
    subtype: str
    weak: bool
    modality: Modality
    when: When | None = None
    when_span: tuple[int, int] | None = None
    location: int | None = None
    aside: int | None = None  # of a dateline or a journey, where the sentence names no other place
    alternatives: tuple[int, ...] = ()  # other places of the same sentence: "in southern Türkiye and northern Syria"
    other_locations: tuple[int, ...] = ()
    actors: tuple[Actor, ...] = ()
    counts: dict[str, Count] = field(default_factory=dict)
    subsets: frozenset[str] = frozenset()  # kinds whose count is only part of the whole
    title: str = ""
    aggregate: bool = False
    answers: bool = False  # "in response, X attacked repeatedly": to what was told before
    children: list[tuple[Count, int]] = field(default_factory=list)  # (events, location)
    since: Sighting | None = None  # the dated event that opened the series

    @property
    def background(self) -> bool:
        return self.modality.background


def is_allusion(sighting: Sighting) -> bool:
    """Background of which nothing is said: "in response to the recent attacks", "After an attack on the forces"."""
    told = sighting.location is not None or sighting.when is not None or sighting.counts
    return not told and (sighting.background or sighting.modality.soft)


def tells_of_nobody(sighting: Sighting) -> bool:
    """'Nobody was hurt': the toll of what was told before; "drones hit a depot in X, nobody was hurt" is an event."""
    unplaced = sighting.location is None
    return (
        unplaced
        and sighting.weak
        and bool(sighting.counts)
        and all(count.best == 0 for count in sighting.counts.values())
    )


def tie_series(sightings: list[Sighting]) -> None:
    """'Since the attack of Hamas, 66 attacks': the one dates the other."""
    opening = next((s for s in sightings if s.modality.since), None)
    if opening is None:
        return
    for sighting in sightings:
        if sighting is not opening:
            sighting.since = opening
            if sighting.when is opening.when:
                sighting.when = None
