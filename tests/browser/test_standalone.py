"""`eventmap map -o map.html`: one file that needs no network and no server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from shapely.geometry import mapping

from app.maps import render_standalone
from tests.browser.conftest import Watched
from tests.browser.records import disc
from tests.browser.site import until, wait_for_events


def feature(number: int, radius_km: float) -> dict[str, Any]:
    properties = {
        "id": f"ev{number}",
        "title": f"Event {number}",
        "type": "unrest",
        "date_from": "2024-02-03",
        "date_to": "2024-02-03",
        "place": "Nairobi",
        "radius_km": radius_km,
        "sources": [{"title": "A headline", "url": None, "published": None, "quote": "quoted words"}],
    }
    geometry = mapping(disc(36.8 + number, -1.3, radius_km))
    return {"type": "Feature", "geometry": geometry, "properties": properties}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    regions = {"type": "FeatureCollection", "features": [feature(number, 25) for number in range(3)]}
    cores = {"type": "FeatureCollection", "features": [feature(number, 8) for number in range(3)]}
    written = tmp_path / "map.html"
    written.write_text(render_standalone(regions, cores, title="Protests in Kenya"), "utf-8")
    return written


def test_it_opens_from_a_disk_without_a_network(file: Path, open_page: Callable[..., Watched]) -> None:
    page = open_page(file.as_uri(), offline=True).page
    wait_for_events(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Protests in Kenya")
    expect(page.locator("#status")).to_contain_text("3 events")
    page.get_by_role("button", name="Event 1").click()
    expect(page.locator("#events blockquote")).to_have_text("quoted words")
    until(page, "eventmap.page.events.shapes.every(shape => shape.core.length === 1)")
    until(page, "eventmap.basemap._tiers.world && eventmap.basemap._tiers.world.land")
    page.evaluate("void eventmap.page.map.setView([-1.3, 36.8], 8, {animate: false})")
    until(page, "eventmap.basemap._tiers.detail && eventmap.basemap._tiers.detail.provinces")


def test_it_shows_regions_without_cores_too(tmp_path: Path, open_page: Callable[..., Watched]) -> None:
    written = tmp_path / "map.html"
    written.write_text(render_standalone({"type": "FeatureCollection", "features": [feature(1, 25)]}), "utf-8")
    page = open_page(written.as_uri(), offline=True).page
    wait_for_events(page)
    expect(page.locator("#status")).to_contain_text("1 event")
