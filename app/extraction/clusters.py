"""An event as it grows from sighting to sighting: what each adds, the more precise winning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.extraction import taxonomy
from app.extraction.dates import TimeExpression
from app.extraction.nearness import is_more_precise
from app.extraction.sightings import Sighting
from app.extraction.types import Actor, Count, When
from geodata.types import GeoParse

_GENERIC = frozenset({"attack", "explosion", "fire"})  # what they were, another sentence may tell
_LEAP = 50  # times: no toll rises so far within an article, but that of a war stands beside it


@dataclass(slots=True)
class Cluster:
    """Sightings of one event, the first one leading; it knows what any of them told, the more precise winning."""

    sightings: list[Sighting] = field(default_factory=list)
    subtype: str = ""
    when: When | None = None
    when_span: tuple[int, int] | None = None
    location: int | None = None
    location_from: Sighting | None = None
    alternatives: tuple[int, ...] = ()
    other_locations: tuple[int, ...] = ()
    actors: tuple[Actor, ...] = ()
    counts: dict[str, Count] = field(default_factory=dict)

    @property
    def aside(self) -> int | None:
        """The place of the dateline or the goal of a journey, where a sentence names no other."""
        return next((s.aside for s in self.sightings if s.aside is not None), None)

    def date_from(self, time: TimeExpression | None) -> None:
        """Take the time that a neighbouring sentence gives."""
        if time is not None:
            self.when, self.when_span = time.when, (time.first, time.last)

    @property
    def first(self) -> Sighting:
        return self.sightings[0]

    @property
    def aggregate(self) -> bool:
        return any(s.aggregate for s in self.sightings)

    @property
    def background(self) -> bool:
        return all(s.background for s in self.sightings)


def absorb(cluster: Cluster, sighting: Sighting, parse: GeoParse) -> None:
    """Add what the sighting tells."""
    cluster.sightings.append(sighting)
    if not cluster.subtype or (_says_more(sighting, cluster)):
        cluster.subtype = sighting.subtype
    if sighting.when is not None and (cluster.when is None or _is_finer(sighting.when, cluster.when)):
        cluster.when, cluster.when_span = sighting.when, sighting.when_span
    # "The wounded were taken to Tripoli" does not say where the blast was.
    lends = not sighting.weak or sighting.counts or sighting.when is not None or len(cluster.sightings) == 1
    if (
        sighting.location is not None
        and lends
        and (cluster.location is None or is_more_precise(parse, sighting.location, cluster.location))
    ):
        cluster.location, cluster.location_from = sighting.location, sighting
    cluster.alternatives += sighting.alternatives
    if sighting.aggregate:
        more = (*cluster.other_locations, sighting.location, *sighting.other_locations)
        cluster.other_locations = _distinct_places(parse, cluster.location, more)
    known = {(a.name, a.role) for a in cluster.actors}
    cluster.actors += tuple(a for a in sighting.actors if (a.name, a.role) not in known)
    for kind, count in sighting.counts.items():
        if _is_larger(count, cluster.counts.get(kind), part=kind in sighting.subsets):
            cluster.counts[kind] = count


def _says_more(sighting: Sighting, cluster: Cluster) -> bool:
    """Strong over weak, "air strike" over "attack"."""
    types = taxonomy.load()
    if is_purpose(sighting, cluster):
        return True
    if types.is_consequence(cluster.subtype, sighting.subtype) and not sighting.weak:
        return types.types[cluster.subtype].type != types.types[sighting.subtype].type  # of flood and storm, the first
    if types.is_consequence(sighting.subtype, cluster.subtype):
        return False
    refined = sighting.subtype != sighting.trigger.value.subtype
    if sighting.weak and not (sighting.modality.definite and refined):
        return False
    return all(s.weak and s.subtype == s.trigger.value.subtype for s in cluster.sightings[:-1]) or (
        cluster.subtype in _GENERIC and sighting.subtype not in _GENERIC
    )


def _is_finer(one: When, other: When) -> bool:
    if one.earliest is None or one.latest is None:
        return False
    if other.earliest is None or other.latest is None:
        return True
    return one.latest - one.earliest < other.latest - other.earliest


def _is_larger(count: Count, known: Count | None, *, part: bool) -> bool:
    """Tolls only rise within an article, and parts ("92 of them in Valencia") are smaller than the whole."""
    if known is None:
        return True
    size, before = count.best or count.low or 0, known.best or known.low or 0
    return not part and before < size and not 0 < _LEAP * before < size


def _distinct_places(parse: GeoParse, main: int | None, others: Sequence[int | None]) -> tuple[int, ...]:
    """Each place once, however often the text names it."""

    def point(index: int) -> object:
        region = parse.locations[index].region
        return region.point if region is not None else index

    kept: dict[object, int] = {}
    for index in others:
        if index is not None:
            kept.setdefault(point(index), index)
    return tuple(i for p, i in kept.items() if main is None or p != point(main))


def is_purpose(sighting: Sighting, cluster: Cluster) -> bool:
    """'Gunmen attacked a village and abducted 15' is an abduction for coders, unless the attack had its own toll."""
    same = sighting.sentence == cluster.sightings[-1].sentence and not cluster.counts
    return same and sighting.subtype == "abduction" and cluster.subtype == "attack"
