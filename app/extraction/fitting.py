"""Whether a sighting may tell of an event that is known already."""

from __future__ import annotations

from datetime import date, timedelta

from app.extraction import taxonomy
from app.extraction.actors import are_at_odds
from app.extraction.clusters import Cluster, is_purpose
from app.extraction.intervals import opening
from app.extraction.nearness import may_be_one_place
from app.extraction.sightings import Sighting
from app.extraction.types import Count, When
from geodata.types import GeoParse

_LEAD = 2  # sentences behind the headline
_WIDE_KM = 100.0
_NEWS = timedelta(days=60)  # older than that, and it is a reminder
_FIGHTING = frozenset({"attack", "territory"})  # families
_TOLD_ONCE = frozenset({"accident", "natural_hazard", "infrastructure"})


def may_be_of(sighting: Sighting, cluster: Cluster, parse: GeoParse) -> bool:
    """Whether types, times, places, sides and tolls allow it."""
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


def is_older(sighting: Sighting, cluster: Cluster, published: date | None) -> bool:
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
    if is_purpose(sighting, cluster):
        return True
    if sighting.weak or all(s.weak for s in cluster.sightings):
        return types.is_harmful(sighting.subtype) and types.is_harmful(cluster.subtype)
    return types.compatible(sighting.subtype, cluster.subtype)


def _is_a_part(sighting: Sighting, cluster: Cluster, parse: GeoParse) -> bool:
    """A storm killed twelve all over the north; a landslide at one place, with three of the dead, is told apart."""
    if cluster.location is None or sighting.location is None or sighting.sentence == cluster.first.sentence:
        return False
    tolls = _tolls(sighting, cluster)
    if sighting.weak or tolls is None or not 0 < (tolls[0].best or 0) < (tolls[1].best or 0):
        return False
    wide = parse.locations[cluster.location].region
    natural = taxonomy.load().types[cluster.subtype].type == "natural_hazard"
    return natural and wide is not None and wide.radius_km > _WIDE_KM


def _is_headline(sighting: Sighting, cluster: Cluster) -> bool:
    """The first sentences and the headline tell one toll of one event, however they name its place."""
    return cluster.first.sentence == 0 and sighting.sentence <= _LEAD and _is_same_toll(sighting, cluster)


def _are_other_dead(sighting: Sighting, cluster: Cluster) -> bool:
    """'Three soldiers were killed in X on Monday', told behind a strike that killed eight."""
    tolls = _tolls(sighting, cluster)
    return tolls is not None and tolls[0].best != tolls[1].best


def _is_bloodless(sighting: Sighting, cluster: Cluster) -> bool:
    """A fire without victims, told before one that killed a man: two fires."""
    tolls = _tolls(sighting, cluster)
    return tolls is not None and tolls[1].best == 0 and (tolls[0].low or tolls[0].best or 0) > 0


def _is_same_toll(sighting: Sighting, cluster: Cluster) -> bool:
    """A headline's "car bomb kills seven" and "seven died in a wave of attacks" below it."""
    tolls = _tolls(sighting, cluster)
    return tolls is not None and tolls[0].best == tolls[1].best and (tolls[0].best or 0) > 1


def _tolls(sighting: Sighting, cluster: Cluster) -> tuple[Count, Count] | None:
    """The dead that each counts; None unless both do."""
    here, before = sighting.counts.get("killed"), cluster.counts.get("killed")
    return (here, before) if here is not None and before is not None else None


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
