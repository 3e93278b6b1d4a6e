"""Events as an Atom feed (RFC 4287) with GeoRSS, to subscribe to a saved filter. Newest arrival first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import orjson

from app.formats.geojson import ReadyEvent
from app.formats.xml_text import xml_attribute, xml_text

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:georss="http://www.georss.org/georss">
<id>urn:eventmap:events</id><title>Events</title><author><name>eventmap</name></author>
"""
NEVER = "1970-01-01T00:00:00Z"  # of a feed without entries, so that it stays the same


def write(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """The feed is as new as its first entry."""
    source = iter(events)
    first = next(source, None)
    updated = orjson.loads(first.properties)["updated"] if first else NEVER
    yield f"{HEAD}<updated>{xml_text(updated)}</updated>\n".encode()
    for event in chain([first] if first else [], source):
        yield _entry(event).encode()
    yield b"</feed>\n"


def _entry(event: ReadyEvent) -> str:
    given: dict[str, Any] = orjson.loads(event.properties)
    sources = given.get("sources") or []
    links = "".join(f'<link rel="via" href={xml_attribute(note["url"])}/>' for note in sources if note.get("url"))
    categories = "".join(
        f"<category term={xml_attribute(given[level])}/>" for level in ("type", "subtype") if given.get(level)
    )
    when = " to ".join(dict.fromkeys(filter(None, (given.get("date_from"), given.get("date_to"))))) or "date unknown"
    where = given.get("location") or given.get("place") or "place unknown"
    quotes = " ".join(f"“{note['quote']}”" for note in sources if note.get("quote"))
    return (
        f"<entry><id>urn:eventmap:event:{event.id}</id><title>{xml_text(given['title'])}</title>"
        f"<updated>{xml_text(given['updated'])}</updated>{links}{categories}"
        f"<summary>{xml_text(f'{when}; {where}. {quotes}'.strip())}</summary>{_georss(event, given)}</entry>\n"
    )


def _georss(event: ReadyEvent, given: dict[str, Any]) -> str:
    """GeoRSS Simple is lat lon, and has one outer ring: the largest part of the region, with the point beside it."""
    if not event.geometry:
        return ""
    shape = orjson.loads(event.geometry)
    lon, lat = given.get("point_lon"), given.get("point_lat")
    point = "" if lon is None or lat is None else f"<georss:point>{lat} {lon}</georss:point>"
    if shape["type"] == "Point":
        return point
    ring = max((rings[0] for rings in shape["coordinates"]), key=len)
    return f"{point}<georss:polygon>{' '.join(f'{lat} {lon}' for lon, lat in ring)}</georss:polygon>"
