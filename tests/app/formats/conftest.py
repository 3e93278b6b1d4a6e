"""Events in ready text, as storage gives them: made by the code that storage uses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from app.records import EventRecord, Participant, SourceNote, Tally
from app.storage.event_rows import COLUMNS, make_rows
from app.storage.find_events import EventText

NOW = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
NASTY = '<script>alert(1)</script> & "x" ]]> \x07 عاجل'


@pytest.fixture
def ready() -> Callable[..., list[EventText]]:
    """Records -> ready text with the geometry asked for."""

    def make(*records: EventRecord, geometry: str | None = "region") -> list[EventText]:
        rows = [dict(zip(COLUMNS, row.values, strict=True)) for row in make_rows(records, NOW)]
        shapes = [None if geometry is None else row[f"{geometry}_json"] for row in rows]
        return [
            EventText(number, row["public_id"], shape, row["properties"])
            for number, (row, shape) in enumerate(zip(rows, shapes, strict=True), start=1)
        ]

    return make


@pytest.fixture
def strike(make_event) -> EventRecord:
    """An event with something in every field."""
    return make_event(
        square=(44.4, 33.3, 0.25),
        day="2023-11-21",
        title=NASTY,
        subtype="air_strike",
        location="south of Baghdad",
        place="Baghdad",
        country="IQ",
        actors=(Participant("Hamas", "source"), Participant("=cmd()", "target")),
        counts={"killed": Tally(8, 8, 9, "at least eight")},
        sources=(SourceNote("A title", "https://example.org/1?a=1&b=2", "2023-11-22", NASTY),),
        precision_acled=2,
        precision_ucdp=2,
        confidence=0.75,
    )
