"""Event drafts of an article -> event records with their evidence."""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from geopy.distance import geodesic

from app.extraction.types import EventDraft
from app.records import EventRecord, Participant, SourceNote, Tally, event_id
from app.services.documents import Document
from app.services.parsing import Parsed
from app.storage.articles import Quote
from geodata.types import Location, Place, Region

UNNAMED_SOURCE = "unnamed"
LONGEST_QUOTE = 400


def make_records(document: Document, parsed: Parsed) -> tuple[list[EventRecord], list[Quote]]:
    """Records in the order of the drafts, and the words that their fields rest on."""
    ids = event_ids(document, parsed.events)
    records = [
        _record(document, parsed, draft, ids[index], ids[draft.parent] if draft.parent is not None else None)
        for index, draft in enumerate(parsed.events)
    ]
    quotes = [
        Quote(ids[index], evidence.field, evidence.start, evidence.end)
        for index, draft in enumerate(parsed.events)
        for evidence in draft.evidence
    ]
    return records, quotes


def event_ids(document: Document, drafts: Sequence[EventDraft]) -> list[str]:
    """Ids that follow from the article and the trigger: the same in every database."""
    ids: list[str] = []
    for draft in drafts:
        parts = ["article", document.content_hash, str(draft.start), draft.subtype or draft.type]
        while (new := event_id(*parts)) in ids:  # two events of one trigger: "in Syria and in Iraq"
            parts.append("again")
        ids.append(new)
    return ids


def _record(document: Document, parsed: Parsed, draft: EventDraft, new_id: str, parent: str | None) -> EventRecord:
    indices = ([] if draft.location is None else [draft.location]) + list(draft.other_locations)
    located = [parsed.geo.locations[index] for index in indices]
    placed = [location for location in located if location.region is not None]
    main = placed[0] if placed else (located[0] if located else None)
    place = anchor_place(main, parsed) if main else None
    region = join_regions([location.region for location in placed])
    precision = main.precision if main else None
    return EventRecord(
        id=new_id,
        type=draft.type,
        subtype=draft.subtype,
        title=draft.title,
        origin="article",
        source=document.source or UNNAMED_SOURCE,
        source_id=document.content_hash,
        date_from=draft.when.earliest,
        date_to=draft.when.latest,
        date_precision=draft.when.precision,
        date_basis=draft.when.basis,
        region=region.area if region else None,
        core=region.core if region else None,
        point=region.point if region else None,
        radius_km=region.radius_km if region else None,
        method=region.method if region else (main.reason if main else None),
        location="; ".join(location.text for location in located) or None,
        relation=main.relation if main else None,
        place=place.name if place else None,
        place_id=place.id if place else None,
        country=place.country if place else None,
        admin1=place.admin1_name if place else None,
        precision_acled=precision.acled if precision else None,
        precision_ucdp=precision.ucdp if precision else None,
        precision_gtd=precision.gtd if precision else None,
        confidence=draft.confidence,
        actors=tuple(Participant(actor.name, actor.role, actor.kind) for actor in draft.actors),
        counts={kind: Tally(c.low, c.best, c.high, c.text) for kind, c in draft.counts.items()},
        language=parsed.geo.language,
        parent=parent,
        aggregate=draft.aggregate,
        background=draft.background,
        sources=(source_note(document, parsed, draft),),
        search_text=document.text,
    )


def anchor_place(location: Location, parsed: Parsed) -> Place | None:
    """The most local place that the expression names: Baghdad in "in Iraq, south of the capital Baghdad"."""
    places = [parsed.geo.mentions[index].place for index in location.mentions]
    named = [place for place in places if place is not None]
    return min(named, key=lambda place: place.kind in ("country", "admin1", "continent"), default=None)


def join_regions(regions: Sequence[Region]) -> Region | None:
    """The regions of an event that the text puts in several places, as one."""
    if len(regions) < 2:
        return regions[0] if regions else None
    first = regions[0]
    reach = max(geodesic(first.point[::-1], other.point[::-1]).km + other.radius_km for other in regions)
    return Region(
        area=shapely.union_all([region.area for region in regions]),
        core=shapely.union_all([region.core for region in regions]),
        point=first.point,
        radius_km=reach,
        method="; ".join(dict.fromkeys(region.method for region in regions)),
    )


def source_note(document: Document, parsed: Parsed, draft: EventDraft) -> SourceNote:
    """Title, link and the sentence that tells most of the event."""
    start, end = telling_sentence(parsed, draft, document.title)
    quote = " ".join(parsed.text[start:end].split())
    return SourceNote(
        title=document.title,
        url=document.url,
        published=document.published_text,
        quote=quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 2].rpartition(" ")[0] + " …",
    )


def telling_sentence(parsed: Parsed, draft: EventDraft, title: str | None) -> tuple[int, int]:
    """The sentence with the trigger and the place, where one has both; else the one that most fields rest on.

    The title is quoted last: it stands beside the quote anyway.
    """
    fields = [(evidence.field, evidence.start) for evidence in draft.evidence] or [("type", draft.start)]

    def tells(sentence: tuple[int, int]) -> tuple[bool, bool, int]:
        told = [field for field, start in fields if sentence[0] <= start < sentence[1]]
        is_title = parsed.text[slice(*sentence)].strip() == title
        return bool(told) and not is_title, {"type", "location"} <= set(told), len(told)

    return max(parsed.geo.sentences, key=tells, default=(draft.start, draft.end))
