"""From a cluster of sightings to the drafts that leave the package, each field with the words it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.extraction import taxonomy
from app.extraction.acled import codes_of
from app.extraction.actors import prefer_names
from app.extraction.clusters import Cluster
from app.extraction.confidence import confidence
from app.extraction.sightings import Sighting
from app.extraction.timing import is_history
from app.extraction.tokens import Tokens
from app.extraction.types import Count, EventDraft, Evidence, When
from geodata.types import GeoParse, Location

_LONGEST_CHILD = 80  # characters from the number to its place


def write_drafts(
    cluster: Cluster,
    index: int,
    tokens: Tokens,
    parse: GeoParse,
    when: When,
    location: int | None,
    link: float,
    lead: When | None,
    published: date | None,
) -> list[EventDraft]:
    """The event, and behind it its children, if it is a sum of several. `index` is its number among all drafts.

    `lead` is the time of the event told first, None for itself.
    """
    main = cluster.first
    kind = taxonomy.load().types[cluster.subtype]
    place = parse.locations[location] if location is not None else None
    actors = prefer_names(cluster.actors)
    draft = EventDraft(
        type=kind.type,
        subtype=kind.subtype,
        start=tokens.start[main.trigger.first],
        end=tokens.end[main.trigger.last - 1],
        title=main.title,
        when=when,
        location=location,
        actors=actors,
        counts=dict(cluster.counts),
        aggregate=cluster.aggregate,
        background=cluster.background or is_history(cluster, when, lead, published),
        confidence=confidence(
            strong=not all(s.weak for s in cluster.sightings),
            dated=cluster.when is not None and when.earliest is not None,
            default_date=when.earliest is not None,
            location=place,
            link=link,
            actors=bool(actors),
            counts=bool(cluster.counts),
            sightings=len(cluster.sightings),
        ),
        codes=codes_of(kind, actors),
        evidence=tuple(_evidence(cluster, tokens, place)),
        other_locations=cluster.other_locations if cluster.aggregate else (),
    )
    return [draft, *_children(cluster, draft, index, parse, tokens)]


def _evidence(cluster: Cluster, tokens: Tokens, place: Location | None) -> list[Evidence]:
    found = [_quote("type", tokens, s.trigger.first, s.trigger.last) for s in cluster.sightings]
    if cluster.when_span is not None:
        found.append(_quote("when", tokens, *cluster.when_span))
    if place is not None:
        found.append(Evidence("location", place.start, place.end, tokens.text[place.start : place.end]))
    found += [Evidence("actor", a.start, a.end, a.text) for a in cluster.actors]
    found += [Evidence("count", c.start, c.end, c.text) for c in cluster.counts.values()]
    return found


def _quote(field: str, tokens: Tokens, first: int, last: int) -> Evidence:
    return Evidence(field, tokens.start[first], tokens.end[last - 1], tokens.quote(first, last))


def _children(cluster: Cluster, parent: EventDraft, index: int, parse: GeoParse, tokens: Tokens) -> list[EventDraft]:
    return [
        replace(
            parent,
            title=_child_title(tokens, sighting, count, place),
            start=count.start,
            end=count.end,
            location=location,
            other_locations=(),
            counts={"events": count},
            parent=index,
            aggregate=True,
            evidence=(
                Evidence("count", count.start, count.end, count.text),
                Evidence("location", place.start, place.end, place.text),
            ),
        )
        for sighting in cluster.sightings
        for count, location in sighting.children
        if (place := parse.locations[location])
    ]


def _child_title(tokens: Tokens, sighting: Sighting, count: Count, place: Location) -> str:
    """'attacks: 32 in Iraq', in the text's words; the place alone where it stands far off."""
    words = tokens.text[count.start : place.end] if 0 < place.end - count.start <= _LONGEST_CHILD else ""
    trigger = tokens.quote(sighting.trigger.first, sighting.trigger.last)
    return " ".join(f"{trigger}: {words or f'{count.text} {place.text}'}".split())
