"""One article through all stages that need no database: where, then what and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.extraction import extract_events
from app.extraction.types import EventDraft
from geodata.geocoder import Geocoder
from geodata.types import GeoParse


@dataclass(frozen=True, slots=True)
class Parsed:
    """All that is read in one text; the drafts' locations index the parse's."""

    text: str
    geo: GeoParse
    events: tuple[EventDraft, ...]


def parse_article(
    text: str,
    geocoder: Geocoder,
    language: str | None = None,
    published: date | None = None,
    spans: Sequence[tuple[int, int]] | None = None,
) -> Parsed:
    """Pure but for the place index. Without `published` a date that needs it stays open."""
    geo = geocoder.parse(text, language=language, spans=spans)
    return Parsed(text, geo, tuple(extract_events(geo, text, published)))
