"""Event records for the browser to show."""

from __future__ import annotations

from datetime import UTC, datetime
from math import cos, radians
from typing import Any

from shapely import Point
from shapely.affinity import scale, translate
from shapely.geometry.base import BaseGeometry

from app.records import EventRecord, Participant, SourceNote, event_id

KM_PER_DEGREE = 111.2


def disc(lon: float, lat: float, radius_km: float) -> BaseGeometry:
    """Nearly round on the ground."""
    circle = scale(Point(0, 0).buffer(radius_km / KM_PER_DEGREE), 1 / cos(radians(lat)), 1)
    return translate(circle, lon, lat)


def event(number: int, lon: float | None = None, lat: float = 0, radius_km: float = 15, **fields: Any) -> EventRecord:
    given: dict[str, Any] = {
        "id": event_id("browser", str(number)),
        "type": "armed_conflict",
        "title": f"Event {number}",
        "origin": "test",
        "source": "tests",
        "sources": (
            SourceNote("A headline", "https://news.example/1", "2023-11-22", "the quoted words of the article"),
        ),
        "actors": (Participant("Some group", "source"),),
        "confidence": 0.8,
    }
    if lon is not None:
        given |= {
            "region": disc(lon, lat, radius_km),
            "core": disc(lon, lat, radius_km / 2.5),
            "point": (lon, lat),
            "radius_km": radius_km,
        }
    return EventRecord(**(given | fields))


def on_day(text: str) -> dict[str, Any]:
    start = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return {"date_from": start, "date_to": start.replace(hour=23, minute=59, second=59), "date_precision": "day"}
