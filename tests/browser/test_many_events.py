"""The map stays quick with 10,000 events, and says so when there are more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import pytest
from playwright.sync_api import expect

from app.settings import Settings
from tests.browser.conftest import Watched
from tests.browser.records import event
from tests.browser.site import serve, until, wait_for_events

MANY = 10_050
# Generous, since test machines are shared; on two idle cores it is a tenth.
LONGEST_DRAW_MS = 1_500


@pytest.fixture(scope="module")
def site(module_settings: Settings) -> Iterator[str]:
    random = Random(1)
    kinds = ["armed_conflict", "unrest", "accident", "natural_hazard"]
    records = [
        event(
            number,
            random.uniform(-120, 140),
            random.uniform(-40, 60),
            random.choice([5, 15, 40, 120]),
            type=random.choice(kinds),
        )
        for number in range(MANY)
    ]
    yield from serve(module_settings, records)


def test_ten_thousand_events_are_drawn_fast_and_the_rest_is_told(site: str, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{site}/#map=3/20/20").page
    wait_for_events(page)
    expect(page.locator("#status")).to_contain_text("come nearer to see all")
    assert page.evaluate("eventmap.page.answer.features.length") == 10_000
    until(page, "eventmap.page.events.shapes[0].core.length > 0")
    page.evaluate("eventmap.page.events.regions.redraw()")
    assert page.evaluate("eventmap.page.events.regions.lastDrawMs") < LONGEST_DRAW_MS
    assert page.locator("#events > li").count() < 500  # the list grows as it is read


def test_coming_nearer_asks_for_what_is_there(site: str, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{site}/#map=3/20/20").page
    wait_for_events(page)
    with page.expect_request(lambda request: "bbox=" in request.url):
        page.evaluate("void eventmap.page.map.setView([33, 44], 6, {animate: false})")
    until(page, "!eventmap.page.answer.isCut")
    wait_for_events(page)
    assert 0 < page.evaluate("eventmap.page.answer.features.length") < 1_000
