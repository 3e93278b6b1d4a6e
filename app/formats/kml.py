"""Events as KML 2.2 for Google Earth: a TimeSpan drives its slider, the regions are see-through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from app.formats.csv_table import COLUMNS
from app.formats.geojson import ReadyEvent
from app.formats.xml_text import xml_attribute, xml_text

MEDIA_TYPE = "application/vnd.google-earth.kml+xml"
# Colours are aabbggrr.
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Events</name>
<Style id="region"><LineStyle><color>ff2a2ab8</color><width>1</width></LineStyle>\
<PolyStyle><color>402a2ab8</color></PolyStyle></Style>
"""
TAIL = "</Document></kml>\n"


def write(events: Iterable[ReadyEvent]) -> Iterator[bytes]:
    """A Placemark an event; one without a place has no geometry."""
    yield HEAD.encode()
    for event in events:
        yield _placemark(event).encode()
    yield TAIL.encode()


def _placemark(event: ReadyEvent) -> str:
    given: dict[str, Any] = orjson.loads(event.properties)
    parts = [
        f'<Placemark id="{event.id}"><name>{xml_text(given["title"])}</name>',
        _description(given.get("sources") or []),
        _time_span(given.get("date_from"), given.get("date_to")),
        "<styleUrl>#region</styleUrl>",
        "<ExtendedData>",
        *(
            f"<Data name={xml_attribute(name)}><value>{xml_text(_plain(given[name]))}</value></Data>"
            for name in COLUMNS
            if name not in ("title", "sources") and given.get(name) not in (None, [])
        ),
        "</ExtendedData>",
        _geometry(orjson.loads(event.geometry)) if event.geometry else "",
        "</Placemark>\n",
    ]
    return "".join(parts)


def _description(sources: list[dict[str, Any]]) -> str:
    """Quotes and links as plain text: a description would run as HTML, so its markup is escaped twice."""
    lines = [" - ".join(filter(None, (note.get("quote"), note.get("title"), note.get("url")))) for note in sources]
    return f"<description>{xml_text(xml_text(chr(10).join(filter(None, lines))))}</description>" if any(lines) else ""


def _time_span(date_from: str | None, date_to: str | None) -> str:
    """An open end is left out, as KML has it."""
    begin = f"<begin>{date_from}</begin>" if date_from else ""
    end = f"<end>{date_to}</end>" if date_to else ""
    return f"<TimeSpan>{begin}{end}</TimeSpan>" if begin or end else ""


def _geometry(shape: dict[str, Any]) -> str:
    if shape["type"] == "Point":
        return f"<Point><coordinates>{_pairs([shape['coordinates']])}</coordinates></Point>"
    polygons = "".join(
        "<Polygon>"
        + "".join(
            f"<{side}><LinearRing><coordinates>{_pairs(ring)}</coordinates></LinearRing></{side}>"
            for side, ring in zip(["outerBoundaryIs"] + ["innerBoundaryIs"] * (len(rings) - 1), rings, strict=True)
        )
        + "</Polygon>"
        for rings in shape["coordinates"]
    )
    return f"<MultiGeometry>{polygons}</MultiGeometry>"


def _pairs(coordinates: list[list[float]]) -> str:
    return " ".join(f"{lon},{lat}" for lon, lat in coordinates)


def _plain(value: Any) -> Any:
    return "; ".join(map(str, value)) if isinstance(value, list) else value
