"""A parsed article in the contract's shape, and the answers of `parse --jsonl` and POST /parse."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

import orjson

from app.errors import EventmapError, InvalidParameter, UnreadableInput
from app.extraction.types import Actor, Count, EventDraft, Evidence
from app.instants import interval_texts
from app.services.documents.document import parse_published
from app.services.documents.json_records import parse_json
from app.services.parsing import Parsed, parse_article
from geodata.errors import GeodataError
from geodata.geocoder import Geocoder
from geodata.jsonshape import drawn_text, location_json, mention_json

logger = logging.getLogger(__name__)

EXAMPLE = '{"id": "1", "text": "A blast hit Mosul on Tuesday.", "published": "2023-11-22"}'


def answer_line(geocoder: Geocoder, line: bytes) -> bytes:
    """One answer of a batch; a line that cannot be answered gets the reason, and the rest goes on."""
    asked: Any = None
    try:
        asked = parse_json(line.decode("utf-8", "replace"))
        return orjson.dumps(answer(geocoder, asked))
    except (ValueError, RecursionError):
        reason = "the line is no JSON object"
    except (EventmapError, GeodataError) as error:
        reason = str(error)
    except Exception as error:
        # A batch must not end at the one text that finds a fault of ours.
        logger.exception("parse")
        reason = f"reading it failed ({type(error).__name__}); please report it"
    given_id = asked.get("id") if isinstance(asked, dict) else None
    given_id = whole(given_id) if isinstance(given_id, str) else given_id
    return orjson.dumps({"id": given_id, "mentions": [], "locations": [], "events": [], "reason": reason})


def answer(geocoder: Geocoder, asked: Any) -> dict[str, Any]:
    """The parse of `{"id", "text", "language"?, "published"?, "spans"?}`; another shape is an `InvalidParameter`."""
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise InvalidParameter("text", "is missing", EXAMPLE)
    language = asked.get("language")
    if language is not None and not isinstance(language, str):
        raise InvalidParameter("language", "is no language code", "fr")
    published, spans = read_published(asked.get("published")), read_spans(asked)
    parsed = parse_article(whole(asked["text"]), geocoder, language or None, published, spans)
    given_id = asked.get("id")
    return {"id": whole(given_id) if isinstance(given_id, str) else given_id, **parsed_json(parsed)}


def whole(text: str) -> str:
    """Halves of surrogate pairs become question marks, so that offsets stay and the answer can be written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def read_published(given: Any) -> date | None:
    """The day of `published`; None where it is not given."""
    if given in (None, ""):
        return None
    try:
        moment, _ = parse_published(given if isinstance(given, str) else repr(given))
    except UnreadableInput as error:
        raise InvalidParameter("published", str(error), "2023-11-22") from error
    return moment.date() if moment else None


def read_spans(asked: dict[str, Any]) -> list[tuple[int, int]] | None:
    """The given mentions; None where the recogniser is to find them."""
    spans = asked.get("spans")
    if spans is None:
        return None
    length = len(asked["text"])
    try:
        pairs = [(start, end) for start, end in spans]
    except (TypeError, ValueError):
        pairs = [(None, None)]
    for pair in pairs:
        if not all(type(offset) is int for offset in pair) or not 0 <= pair[0] < pair[1] <= length:
            raise InvalidParameter("spans", f"are pairs of offsets within the text, 0 to {length}", "[[12, 17]]")
    return pairs


def parsed_json(parsed: Parsed) -> dict[str, Any]:
    """Language, mentions, locations and events, for orjson to write; `reason` where the parse has one."""
    shaped: dict[str, Any] = {
        "language": parsed.geo.language,
        "mentions": [mention_json(mention) for mention in parsed.geo.mentions],
        "locations": [location_json(location, drawn_text) for location in parsed.geo.locations],
        "events": [event_json(event) for event in parsed.events],
    }
    return shaped | ({"reason": parsed.geo.reason} if parsed.geo.reason else {})


def event_json(event: EventDraft) -> dict[str, Any]:
    """EVENT of the contract."""
    earliest, latest = interval_texts(event.when.earliest, event.when.latest)
    return {
        "type": event.type,
        "subtype": event.subtype,
        "codes": event.codes,
        "start": event.start,
        "end": event.end,
        "title": event.title,
        "when": {
            "earliest": earliest,
            "latest": latest,
            "precision": event.when.precision,
            "basis": event.when.basis,
            "needs_published": event.when.needs_published,
        },
        "location": event.location,
        "other_locations": list(event.other_locations),
        "actors": [fields_json(actor) for actor in event.actors],
        "counts": {kind: fields_json(count) for kind, count in event.counts.items()},
        "parent": event.parent,
        "aggregate": event.aggregate,
        "background": event.background,
        "confidence": event.confidence,
        "evidence": [fields_json(evidence) for evidence in event.evidence],
    }


def fields_json(value: Actor | Count | Evidence) -> dict[str, Any]:
    """A flat value by its fields; `asdict` would copy each of them."""
    return {name: getattr(value, name) for name in value.__slots__}
