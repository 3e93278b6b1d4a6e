"""Events to test with: a few lines make one, the rest has plain defaults."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient
from shapely import Point, box
from sqlalchemy.orm import Session

from app import create_app
from app.database import Database
from app.records import EventRecord, event_id
from app.settings import Settings
from app.storage.events import write_events
from app.web import context
from geodata.geocoder import Geocoder

numbers = count(1)
MakeEvent = Callable[..., EventRecord]
DAY = timedelta(days=1) - timedelta(microseconds=1)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.session() as session:
        yield session


@pytest.fixture
def make_event() -> MakeEvent:
    """Makes records. `square=(lon, lat, half)` draws the region, `day="2024-01-31"` gives the whole day."""

    def make(square: tuple[float, float, float] | None = None, day: str | None = None, **fields: Any) -> EventRecord:
        number = next(numbers)
        given: dict[str, Any] = {
            "id": event_id("test", str(number)),
            "type": "armed_conflict",
            "title": f"Event {number}",
            "origin": "test",
            "source": "tests",
        }
        if square:
            lon, lat, half = square
            given |= {
                "region": box(lon - half, lat - half, lon + half, lat + half),
                "core": Point(lon, lat).buffer(half / 3),
                "point": (lon, lat),
                "radius_km": half * 111,
            }
        if day:
            start = datetime.fromisoformat(day).replace(tzinfo=UTC)
            given |= {"date_from": start, "date_to": start + DAY, "date_precision": "day"}
        return EventRecord(**(given | fields))

    return make


@pytest.fixture
def store(session: Session, make_event: MakeEvent) -> Callable[..., str]:
    """Makes an event, writes it, and gives its id."""

    def store_one(**fields: Any) -> str:
        record = make_event(**fields)
        write_events(session, [record])
        session.commit()
        return record.id

    return store_one


@pytest.fixture(scope="session")
def geocoder(session_settings: Settings) -> Geocoder:
    """The real place index, opened once."""
    return Geocoder.open(session_settings.gazetteer_path)


@pytest.fixture
def client(session_settings: Settings, database: Database, geocoder: Geocoder) -> FlaskClient:
    """A client of the whole application; what it writes is rolled back."""
    app = create_app(session_settings, database)
    app.extensions[context.KEY].geocoder = geocoder
    return app.test_client()
