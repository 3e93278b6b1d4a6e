"""Sums and their parts, background, sections of the list, the histogram, and the pages without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.records import EventRecord, Tally
from app.settings import Settings
from tests.browser.conftest import Watched
from tests.browser.records import event, on_day
from tests.browser.site import serve, until, wait_for_events


def attacks(number: int, title: str, count: int, lon: float, **fields: object) -> EventRecord:
    counts = {"events": Tally(count, count, count, str(count))}
    return event(number, lon, 33.3, 90, title=title, aggregate=True, counts=counts, **on_day("2023-10-07"), **fields)


SUM = attacks(1, "66 attacks on bases", 66, 42)
PARTS = [
    attacks(2, "32 attacks in Iraq", 32, 44, parent=SUM.id),
    attacks(3, "34 attacks in Syria", 34, 38, parent=SUM.id),
]
OTHERS = [
    event(4, 44.4, 33.3, title="Strike this week", **on_day("2023-11-21")),
    event(5, 44.4, 33.3, title="What had happened before", background=True, **on_day("2023-11-20")),
    event(6, title="Nobody knows where", **on_day("2024-01-02")),
    event(7, 30.0, 15.0, title="Nobody knows when"),
]


@pytest.fixture(scope="module")
def site(module_settings: Settings) -> Iterator[str]:
    yield from serve(module_settings, [SUM, *PARTS, *OTHERS])


@pytest.fixture
def look(site: str, open_page: Callable[..., Watched]) -> Callable[..., Page]:
    def at(path: str = "/") -> Page:
        page = open_page(site + path).page
        wait_for_events(page)
        return page

    return at


def test_what_has_no_place_or_no_date_stands_in_a_section_of_its_own(look: Callable[..., Page]) -> None:
    page = look()
    expect(page.locator("#events h2")).to_have_text(["Without a place", "Without a date"])
    assert page.locator("#events > li").all_inner_texts()[-4].lower() == "without a place"
    expect(page.locator("#events .title").last).to_have_text("Nobody knows when")


def test_a_sum_is_marked_and_leads_to_its_parts_and_back(look: Callable[..., Page]) -> None:
    page = look()
    row = page.locator("#events li", has_text="66 attacks on bases").first
    expect(row.locator(".badge")).to_have_text("sum of 66 events")
    row.get_by_role("button").first.click()
    expect(page.locator(".relatives .title")).to_have_text(["34 attacks in Syria", "32 attacks in Iraq"])
    page.locator(".relatives button", has_text="34 attacks in Syria").click()
    expect(page.locator("#events li.chosen .title").first).to_have_text("34 attacks in Syria")
    expect(page.locator(".relatives .title")).to_have_text("66 attacks on bases")


def test_the_page_of_a_sum_links_its_parts(site: str, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{site}/events/{SUM.id}").page
    expect(page.get_by_text("counts several events together")).to_contain_text("a sum of 66 events")
    page.get_by_role("link", name="32 attacks in Iraq").click()
    page.get_by_role("link", name="Part of a larger event").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("66 attacks on bases")


def test_background_steps_back(look: Callable[..., Page]) -> None:
    page = look()
    expect(page.locator("#events li.background .badge")).to_have_text("told as background")
    until(page, "eventmap.page.events.shapes.filter(shape => shape.isBackground).length === 0")  # the news is there too
    page.get_by_label("To", exact=True).fill("2023-11-20")
    page.get_by_label("From", exact=True).fill("2023-11-20")
    page.get_by_role("button", name="Show events").click()
    until(page, "eventmap.page.events.shapes.every(shape => shape.isBackground)")


def test_a_bar_of_the_histogram_narrows_the_dates(look: Callable[..., Page]) -> None:
    page = look()
    bars = page.locator("#histogram button")
    expect(bars).to_have_count(7)  # weeks; sums are not counted beside their parts
    bars.first.focus()
    page.keyboard.press("ArrowRight")
    expect(bars.nth(1)).to_be_focused()
    page.get_by_role("button", name="2023-11-20: 2 events; show only these").click()
    expect(page.locator("#events .title")).to_have_text(["Strike this week", "What had happened before"])
    assert parse_qs(urlsplit(page.url).query) == {"from": ["2023-11-20"], "to": ["2023-11-26"]}
    page.go_back()
    expect(page.locator("#status")).to_contain_text("7 events")


def test_without_scripts_there_is_a_list(site: str, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{site}/?type=armed_conflict", java_script_enabled=False).page
    page.get_by_role("link", name="The same events as a list").click()
    assert page.url == f"{site}/events?type=armed_conflict"
    expect(page.locator(".plain-list > li")).to_have_count(7)
    page.get_by_role("link", name="66 attacks on bases").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("66 attacks on bases")


def test_an_event_that_is_not_there_is_told_on_a_page(site: str, open_page: Callable[..., Watched]) -> None:
    watched = open_page(f"{site}/events/ev<script>alert(1)")
    page = watched.page
    expect(page.get_by_role("heading", level=1)).to_have_text("No such event")
    expect(page.get_by_text("ev<script>alert(1)")).to_be_visible()
    page.get_by_role("link", name="All events on the map").click()
    wait_for_events(page)
    watched.errors[:] = [error for error in watched.errors if "status of 404" not in error]
