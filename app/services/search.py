"""Finding events: pages, streams, one event with its evidence, counts. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy.orm import Session

from app.errors import NotFound
from app.records import EVENT_ID
from app.services.cursors import write_cursor
from app.storage import articles, data_version, extents, find_events, pages, summary
from app.storage.event_filter import EventFilter, PageRequest, Shape
from app.storage.extents import Extent
from app.storage.find_events import EventText
from app.storage.pages import FeatureText, PageText
from app.storage.summary import Period, Summary


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Events of one page as ready text. `undated` and `unplaced` tell what the filter had to leave out."""

    events: list[EventText]
    next_cursor: str | None
    undated: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class CitedArticle:
    """An article behind an event. `quotes` are in the order of the text."""

    id: int
    title: str | None
    url: str | None
    source: str
    published: str | None
    quotes: list[Quotation]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a field rests on, with a few around them."""

    field: str
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventDetail:
    """One event with all three geometries (GeoJSON objects or None) and its evidence."""

    text: EventText
    properties: dict[str, Any]
    region: dict[str, Any] | None
    core: dict[str, Any] | None
    point: dict[str, Any] | None
    articles: list[CitedArticle]


def read_page(session: Session, wanted: EventFilter, request: PageRequest) -> PageText:
    """One page of matches as one text, with all that is said about it."""
    return pages.read_page(session, wanted, request)


def next_cursor(page: PageText) -> str | None:
    """Where the next page starts; None on the last."""
    return None if page.next_below is None else write_cursor(page.next_below, page.next_after)


def read_feature(session: Session, public_id: str, request: PageRequest) -> FeatureText:
    """One event as GeoJSON text."""
    if not EVENT_ID.fullmatch(public_id):
        raise NotFound(f"there is no event {public_id[:60]!r}")
    found = pages.read_feature(session, public_id, request)
    if found is None:
        raise NotFound(f"there is no event {public_id!r}")
    return found


def find_page(session: Session, wanted: EventFilter, request: PageRequest) -> FoundPage:
    """One page of matches, newest arrival first."""
    page = find_events.find_events(session, wanted, request)
    return FoundPage(
        page.events,
        write_cursor(page.next_below) if page.next_below is not None else None,
        find_events.count_undated(session, wanted),
        find_events.count_unplaced(session, wanted),
    )


def stream(session: Session, wanted: EventFilter, request: PageRequest) -> Iterator[EventText]:
    """The matches in bounded memory."""
    return find_events.stream_events(session, wanted, request)


def event_text(session: Session, public_id: str, shape: Shape = Shape.REGION) -> EventText | None:
    """One event as ready text."""
    return find_events.find_event(session, public_id, shape)


def event_detail(session: Session, public_id: str) -> EventDetail | None:
    """One event with everything that its page shows."""
    shapes = {
        shape: find_events.find_event(session, public_id, shape) for shape in (Shape.REGION, Shape.CORE, Shape.POINT)
    }
    text = shapes[Shape.REGION]
    if any(found is None for found in shapes.values()):
        return None
    region, core, point = (found.geometry and orjson.loads(found.geometry) for found in shapes.values())
    return EventDetail(text, orjson.loads(text.properties), region, core, point, _cited(session, text.key))


def summarise(session: Session, wanted: EventFilter, period: Period) -> dict[str, Any]:
    """Counts by time, type and country as one JSON object."""
    counts: Summary = summary.summarise_events(session, wanted, period)
    return {
        "total": counts.total,
        "aggregates": counts.aggregates,
        "undated": find_events.count_undated(session, wanted),
        "unplaced": find_events.count_unplaced(session, wanted),
        "by": period.value,
        "time": [{"from": first_day, "count": number} for first_day, number in counts.by_time.items()],
        "types": counts.by_type,
        "countries": counts.by_country,
    }


def extent(session: Session) -> Extent:
    """How far the events reach, in one scan."""
    return extents.read_extent(session)


def count_all(session: Session) -> int:
    """How many events are shown in all."""
    return extents.count_all(session)


def version(session: Session) -> str:
    """A word that changes whenever the data does."""
    return data_version.read_version(session)


def _cited(session: Session, event_key: int) -> list[CitedArticle]:
    cited: dict[int, CitedArticle] = {}
    for evidence, article in articles.find_evidence(session, event_key):
        entry = cited.setdefault(
            article.id,
            CitedArticle(article.id, article.title, article.url, article.source, articles.published_text(article), []),
        )
        entry.quotes.append(
            Quotation(evidence.field, evidence.quote, evidence.prefix, evidence.suffix, evidence.start, evidence.end)
        )
    return list(cited.values())
