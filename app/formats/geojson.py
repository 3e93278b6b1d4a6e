"""Events as GeoJSON (RFC 7946): ready text is wrapped, never parsed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Protocol

import orjson

MEDIA_TYPE = "application/geo+json"


class ReadyEvent(Protocol):
    """What storage gives: the id, and JSON text of geometry (None: none) and properties."""

    id: str
    geometry: str | None
    properties: str


def feature(event: ReadyEvent) -> str:
    """One Feature. Ids are letters and digits, so they need no escapes."""
    return (
        f'{{"type":"Feature","id":"{event.id}","geometry":{event.geometry or "null"},"properties":{event.properties}}}'
    )


def feature_collection(events: Iterable[ReadyEvent], **members: Any) -> bytes:
    """A whole FeatureCollection; `members` (links, counts) stand before the features, where readers look first."""
    return joined_collection(",".join(map(feature, events)).encode(), **members)


def joined_collection(features: bytes, **members: Any) -> bytes:
    """The same of features that are one text already."""
    head = orjson.dumps({"type": "FeatureCollection", **members})
    return b'%b,"features":[%b]}' % (head[:-1], features)


def page_members(
    returned: int, undated: int, unplaced: int, links: list[dict[str, str]], now: datetime
) -> dict[str, Any]:
    """What a page says about itself, in the words of OGC API - Features."""
    return {
        "timeStamp": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "numberReturned": returned,
        "undated": undated,
        "unplaced": unplaced,
        "links": links,
    }


def write(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """A FeatureCollection in pieces, for results of any length."""
    separator = '{"type":"FeatureCollection","features":[\n'
    for event in events:
        yield f"{separator}{feature(event)}".encode()
        separator = ",\n"
    yield b"\n]}\n" if separator == ",\n" else b'{"type":"FeatureCollection","features":[]}\n'
