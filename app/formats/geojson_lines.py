"""Events as one Feature a line (newline-delimited GeoJSON), for pipes and for files of any length."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.formats.geojson import ReadyEvent, feature

MEDIA_TYPE = "application/x-ndjson"


def write(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """A line an event."""
    for event in events:
        yield f"{feature(event)}\n".encode()
