"""Sums ("66 attacks") and the events that they consist of."""

from __future__ import annotations

from typing import Any

import orjson
from sqlalchemy import Connection

from app.storage.event_filter import EventFilter, PageRequest, Shape
from app.storage.fields import FIELDS
from app.storage.pages import read_page

MOST_PARTS = 100


def read_parts(connection: Connection, public_id: str) -> list[dict[str, Any]]:
    """Properties of the events that the sum with this id consists of, as far as the text tells them."""
    parts = EventFilter(further=(FIELDS["parent"].column == public_id,))
    page = read_page(connection, parts, PageRequest(limit=MOST_PARTS, shape=Shape.NONE))
    return [feature["properties"] for feature in orjson.loads(b"[%b]" % page.features)]
