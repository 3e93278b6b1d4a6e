"""A small world of events to ask for: squares of one degree in known places, on known days."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

ITEMS = "/ogc/collections/events/items"


@pytest.fixture
def world(store: Callable[..., str]) -> dict[str, str]:
    """Name -> id."""
    return {
        "paris": store(square=(2.3, 48.8, 0.5), day="2024-01-10", subtype="flood", country="FR", confidence=0.9),
        "baghdad": store(square=(44.4, 33.3, 0.5), day="2024-01-31", country="IQ", confidence=0.4, title="Élan"),
        "fiji": store(square=(179.0, -18.0, 0.5), day="2024-02-01"),
        "samoa": store(square=(-172.0, -14.0, 0.5), day="2023-12-31"),
        "undated": store(square=(10.0, 45.0, 0.5)),
        "unplaced": store(day="2024-01-15"),
    }


@pytest.fixture
def ask(client: Any) -> Callable[..., Any]:
    """Asks for items; underscores in names stand for hyphens where OGC writes them."""
    hyphened = {"bbox_crs": "bbox-crs", "filter_lang": "filter-lang", "filter_crs": "filter-crs"}

    def get(**parameters: Any) -> Any:
        return client.get(ITEMS, query_string={hyphened.get(name, name): value for name, value in parameters.items()})

    return get


@pytest.fixture
def found(ask: Callable[..., Any], world: dict[str, str]) -> Callable[..., set[str]]:
    """The names of the events that parameters select."""
    names = {event: name for name, event in world.items()}

    def search(**parameters: Any) -> set[str]:
        response = ask(**parameters)
        assert response.status_code == 200, response.json
        return {names[feature["id"]] for feature in response.json["features"]}

    return search


def path_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def pages(client: Any, url: str) -> list[dict[str, Any]]:
    """All pages, by their next links."""
    found = []
    while url:
        found.append(client.get(url).json)
        url = next((path_of(link["href"]) for link in found[-1]["links"] if link["rel"] == "next"), "")
    return found
