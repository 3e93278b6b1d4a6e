"""Several sightings of one event within an article become one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from app.extraction import taxonomy
from app.extraction.actors import are_at_odds
from app.extraction.dates import TimeExpression
from app.extraction.intervals import opening
from app.extraction.nearness import is_more_precise, may_be_one_place
from app.extraction.sightings import Sighting
from app.extraction.types import Actor, Count, When
from geodata.types import GeoParse

_LOOK_BACK = 100  # events; a text that tells more than these is a list
_GENERIC = frozenset({"attack", "explosion", "fire"})  # what they were, another sentence may tell
_LEAD = 2  # sentences behind the headline
_LEAP = 50  # times: no toll rises so far within an article, but that of a war stands beside it
_WIDE_KM = 100.0
_NEWS = timedelta(days=60)  # older than that, and it is a reminder
_FIGHTING = frozenset({"attack", "territory"})  # families
_TOLD_ONCE = frozenset({"accident", "natural_hazard", "infrastructure"})


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


def merge(
    sightings: Sequence[Sighting], parse: GeoParse, published: date | None, paragraphs: Sequence[int]
) -> list[Cluster]:
    """In reading order; a sighting joins the event that it fits best, or opens one of its own."""
    clusters: list[Cluster] = []
    for sighting in sightings:
        fitting = [
            c for c in clusters[-_LOOK_BACK:] if _fits(sighting, c, parse) and not _is_older(sighting, c, published)
        ]
        if fitting:
            _absorb(max(fitting, key=lambda c: _closeness(sighting, c, paragraphs)), sighting, parse)
        elif not (sighting.modality.anaphoric and clusters):
            cluster = Cluster()
            _absorb(cluster, sighting, parse)
            clusters.append(cluster)
    return clusters


def _fits(sighting: Sighting, cluster: Cluster, parse: GeoParse) -> bool:
    if not _types_fit(sighting, cluster):
        return False
    if sighting.aggregate != cluster.aggregate and not (
        sighting.modality.anaphoric or _is_same_toll(sighting, cluster)
    ):
        return False
    again = sighting.sentence == cluster.sightings[-1].sentence
    if sighting.modality.distinct and not again and not _same_when(sighting.when, cluster.when):
        return False
    if sighting.background != cluster.background and (sighting.when is None or cluster.when is None):
        return False
    if not _whens_overlap(sighting.when, cluster.when):
        return False
    if _is_a_part(sighting, cluster, parse) or _is_bloodless(sighting, cluster):
        return False
    placed = sighting.location is not None and cluster.location is not None
    named = _is_the_one(sighting, cluster) or _is_headline(sighting, cluster)
    if placed and not named and not _places_fit(sighting, cluster, parse):
        return False
    return _is_told_again(sighting, cluster) or not are_at_odds(sighting.actors, cluster.actors)


def _is_older(sighting: Sighting, cluster: Cluster, published: date | None) -> bool:
    """'In 2017 a truck bomb killed 500', told beside an undated event: that one is the news."""
    if published is None or sighting.when is None or sighting.when.latest is None or cluster.when is not None:
        return False
    named = sighting.modality.definite or sighting.modality.anaphoric or sighting.sentence == cluster.first.sentence
    return not named and not cluster.background and sighting.when.latest < opening(published - _NEWS)


def _types_fit(sighting: Sighting, cluster: Cluster) -> bool:
    """A weak trigger ("killed", "struck") tells of any event that harms people; a strong one of its own family."""
    types = taxonomy.load()
    if types.are_cause_and_effect(sighting.subtype, cluster.subtype) or _is_told_again(sighting, cluster):
        return True
    if _is_purpose(sighting, cluster):
        return True
    if sighting.weak or all(s.weak for s in cluster.sightings):
        return types.is_harmful(sighting.subtype) and types.is_harmful(cluster.subtype)
    return types.compatible(sighting.subtype, cluster.subtype)


def _is_purpose(sighting: Sighting, cluster: Cluster) -> bool:
    """'Gunmen attacked a village and abducted 15' is an abduction for coders, unless the attack had its own toll."""
    same = sighting.sentence == cluster.sightings[-1].sentence and not cluster.counts
    return same and sighting.subtype == "abduction" and cluster.subtype == "attack"


def _is_a_part(sighting: Sighting, cluster: Cluster, parse: GeoParse) -> bool:
    """A storm killed twelve all over the north; a landslide at one place, with three of the dead, is told apart."""
    if cluster.location is None or sighting.location is None or sighting.sentence == cluster.first.sentence:
        return False
    if sighting.weak:
        return False
    dead, all_dead = sighting.counts.get("killed"), cluster.counts.get("killed")
    if dead is None or all_dead is None or not 0 < (dead.best or 0) < (all_dead.best or 0):
        return False
    wide = parse.locations[cluster.location].region
    natural = taxonomy.load().types[cluster.subtype].type == "natural_hazard"
    return natural and wide is not None and wide.radius_km > _WIDE_KM


def _is_headline(sighting: Sighting, cluster: Cluster) -> bool:
    """The first sentences and the headline tell one toll of one event, however they name its place."""
    return cluster.first.sentence == 0 and sighting.sentence <= _LEAD and _is_same_toll(sighting, cluster)


def _are_other_dead(sighting: Sighting, cluster: Cluster) -> bool:
    """'Three soldiers were killed in X on Monday', told behind a strike that killed eight."""
    dead, before = sighting.counts.get("killed"), cluster.counts.get("killed")
    return dead is not None and before is not None and dead.best != before.best


def _is_bloodless(sighting: Sighting, cluster: Cluster) -> bool:
    """A fire without victims, told before one that killed a man: two fires."""
    dead, before = sighting.counts.get("killed"), cluster.counts.get("killed")
    return dead is not None and before is not None and before.best == 0 and (dead.low or dead.best or 0) > 0


def _is_same_toll(sighting: Sighting, cluster: Cluster) -> bool:
    """A headline's "car bomb kills seven" and "seven died in a wave of attacks" below it."""
    one, other = sighting.counts.get("killed"), cluster.counts.get("killed")
    return one is not None and other is not None and one.best == other.best and (one.best or 0) > 1


def _is_told_again(sighting: Sighting, cluster: Cluster) -> bool:
    """'The fighting left 30 dead', of a base that was overrun in the sentence before."""
    types = taxonomy.load().types
    return (
        sighting.modality.definite
        and sighting.when is None
        and sighting.location is None
        and sighting.sentence == cluster.sightings[-1].sentence + 1
        and {types[sighting.subtype].family, types[cluster.subtype].family} <= _FIGHTING
    )


def _is_the_one(sighting: Sighting, cluster: Cluster) -> bool:
    """'The blast was heard in Cyprus': of disasters an article tells one, and "the" means that one."""
    unique = taxonomy.load().types[cluster.subtype].type in _TOLD_ONCE
    return unique and sighting.modality.definite and sighting.subtype == cluster.subtype


def _places_fit(sighting: Sighting, cluster: Cluster, parse: GeoParse) -> bool:
    """Sums over several places fit where they share one; what has a day of its own fits only the main place."""
    if sighting.weak and sighting.when is not None and sighting.counts and not sighting.aggregate:
        main = sighting.location, cluster.location
        if main[0] != main[1] and _are_other_dead(sighting, cluster):
            return False
        return main[0] is None or main[1] is None or may_be_one_place(parse, main[0], main[1])
    return any(
        may_be_one_place(parse, one, other)
        for one in (sighting.location, *sighting.alternatives, *sighting.other_locations)
        for other in (cluster.location, *cluster.alternatives, *cluster.other_locations)
        if one is not None and other is not None
    )


def _same_when(one: When | None, other: When | None) -> bool:
    if one is None or other is None or one.earliest is None or other.earliest is None:
        return False
    return (one.earliest, one.latest) == (other.earliest, other.latest)


def _whens_overlap(one: When | None, other: When | None) -> bool:
    if one is None or other is None:
        return True
    if one.needs_published and other.needs_published:
        return one.basis.split(":")[0].lower() == other.basis.split(":")[0].lower()  # the same words, or unlike ones
    starts, ends = (one.earliest, other.earliest), (one.latest, other.latest)
    if starts[0] and ends[1] and starts[0] > ends[1]:
        return False
    return not (starts[1] and ends[0] and starts[1] > ends[0])


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


def _absorb(cluster: Cluster, sighting: Sighting, parse: GeoParse) -> None:
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
    if _is_purpose(sighting, cluster):
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
