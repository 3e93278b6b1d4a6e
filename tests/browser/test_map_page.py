"""The map as a person meets it: loading, filters, list and map, address, keyboard, small screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.settings import Settings
from tests.browser.conftest import Watched
from tests.browser.records import event, on_day
from tests.browser.site import serve, until, wait_for_events

BAGHDAD, SOUTH, DERNA = 1, 2, 3
RECORDS = [
    event(BAGHDAD, 44.4, 33.34, title="Rockets near Baghdad", **on_day("2023-11-20")),
    event(SOUTH, 44.2, 32.8, 30, title="Strike south of Baghdad", location="south of Baghdad", **on_day("2023-11-21")),
    event(DERNA, 22.64, 32.76, title="Flood in Derna", type="natural_hazard", **on_day("2023-09-11")),
    event(4, title="Somewhere, one does not know where", **on_day("2023-01-02")),
    event(5, 30.0, 15.0, 800, title="Somewhere in Sudan, one does not know when", type="unrest"),
]


@pytest.fixture(scope="module")
def site(module_settings: Settings) -> Iterator[str]:
    yield from serve(module_settings, RECORDS)


@pytest.fixture
def look(site: str, open_page: Callable[..., Watched]) -> Callable[..., Page]:
    def at(path: str = "/", **options: object) -> Page:
        page = open_page(site + path, **options).page
        wait_for_events(page)
        return page

    return at


def titles(page: Page) -> list[str]:
    return page.locator("#events .title").all_inner_texts()


def click_map_at(page: Page, lon: float, lat: float) -> None:
    x, y = page.evaluate(
        "([lon, lat]) => { const {x, y} = eventmap.page.map.latLngToContainerPoint([lat, lon]);"
        " const box = eventmap.page.map.getContainer().getBoundingClientRect(); return [box.x + x, box.y + y]; }",
        [lon, lat],
    )
    page.mouse.click(x, y)


def test_all_events_are_listed_the_newest_first_and_the_unknown_is_counted(look: Callable[..., Page]) -> None:
    page = look()
    assert titles(page) == [record.title for record in (RECORDS[1], RECORDS[0], RECORDS[2], RECORDS[3], RECORDS[4])]
    expect(page.locator("#status")).to_contain_text("5 events")
    expect(page.locator("#status")).to_contain_text("1 without a place")
    expect(page.locator("#status")).to_contain_text("1 without a date")


def test_the_regions_are_drawn_with_a_stronger_core(look: Callable[..., Page]) -> None:
    page = look("/#map=9/33.34/44.40")
    until(page, "eventmap.page.events.shapes.every(shape => shape.core.length > 0)")

    def opacity(lon: float, lat: float) -> int:
        return page.evaluate(
            """([lon, lat]) => {
              const layer = eventmap.page.events.regions, map = layer._map;
              const at = map.latLngToLayerPoint([lat, lon]).subtract(layer._bounds.min).multiplyBy(layer._ratio);
              return layer._container.getContext("2d").getImageData(at.x, at.y, 1, 1).data[3];
            }""",
            [lon, lat],
        )

    core, region, outside = opacity(44.4, 33.34), opacity(44.5, 33.34), opacity(44.7, 33.34)
    assert core > 1.5 * region > 0
    assert outside == 0


def test_the_basemap_and_its_names_are_drawn(look: Callable[..., Page]) -> None:
    page = look("/#map=6/33.0/44.0")
    until(page, "eventmap.basemap._tiers.detail && eventmap.basemap._tiers.detail.provinces")
    colours = page.evaluate(
        """() => {
          const seen = new Set();
          for (const tile of document.querySelectorAll("canvas.leaflet-tile")) {
            const data = tile.getContext("2d").getImageData(0, 0, tile.width, tile.height).data;
            for (let i = 0; i < data.length; i += 40) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
          }
          return seen.size;
        }"""
    )
    assert colours > 20  # sea, land, lines and their soft edges


def test_a_click_in_the_list_finds_the_event_on_the_map(look: Callable[..., Page]) -> None:
    page = look()
    page.get_by_role("button", name="Flood in Derna").click()
    expect(page.locator("#events blockquote")).to_have_text("the quoted words of the article")
    expect(page.locator("#events cite a")).to_have_attribute("href", "https://news.example/1")
    until(page, "eventmap.page.map.getZoom() === 8 && eventmap.page.map.getBounds().contains([32.76, 22.64])")
    assert page.evaluate("eventmap.page.events._chosen.events[0].properties.title") == "Flood in Derna"


def test_a_click_on_the_map_finds_the_event_in_the_list(look: Callable[..., Page]) -> None:
    page = look("/#map=9/32.9/44.3")
    click_map_at(page, 44.2, 32.7)
    expect(page.locator("#events li.chosen .title")).to_have_text("Strike south of Baghdad")
    expect(page.locator(".leaflet-popup .title")).to_have_text("Strike south of Baghdad")


def test_events_that_share_a_spot_are_all_offered(look: Callable[..., Page]) -> None:
    page = look("/#map=5/15/30")
    page.evaluate("void eventmap.page.events.show(eventmap.page.answer.features.concat(eventmap.page.answer.features))")
    click_map_at(page, 31, 15)
    expect(page.locator(".leaflet-popup")).to_contain_text("2 events may have been here")


def test_the_filters_are_the_parameters_of_the_address(look: Callable[..., Page]) -> None:
    page = look()
    page.get_by_label("From").fill("2023-11-21")
    page.get_by_role("button", name="Show events").click()
    expect(page.locator("#events .title")).to_have_text(["Strike south of Baghdad"])
    assert parse_qs(urlsplit(page.url).query) == {"from": ["2023-11-21"]}
    expect(page.locator("#status")).to_contain_text("left out by the filter")
    page.get_by_label("Natural hazard").check()
    expect(page.locator("#status")).to_contain_text("0 events")
    page.go_back()
    expect(page.locator("#status")).to_contain_text("1 event")
    expect(page.get_by_label("Natural hazard")).not_to_be_checked()


def test_an_address_opens_what_it_says(look: Callable[..., Page]) -> None:
    page = look("/?type=natural_hazard&q=flood&min_confidence=0.42&actor=Some+group&f=html#map=7/32.500/22.000")
    assert titles(page) == ["Flood in Derna"]
    expect(page.get_by_label("Words")).to_have_value("flood")
    expect(page.get_by_label("At least this sure")).to_have_value("0.42")
    assert page.evaluate("eventmap.page.map.getZoom()") == 7
    page.get_by_role("button", name="Remove the filter actor = Some group").click()
    wait_for_events(page)
    assert parse_qs(urlsplit(page.url).query) == {
        "type": ["natural_hazard"],
        "q": ["flood"],
        "min_confidence": ["0.42"],
    }


def test_the_downloads_hold_what_is_shown(look: Callable[..., Page]) -> None:
    page = look("/?type=natural_hazard")
    link = page.get_by_role("link", name="GeoJSON", exact=True)
    assert link.get_attribute("href").endswith("/events.geojson?type=natural_hazard")
    found = page.evaluate(
        "async (href) => (await (await fetch(href)).json()).features.length", link.get_attribute("href")
    )
    assert found == 1


def test_a_wrong_value_is_told_beside_its_field(site: str, open_page: Callable[..., Watched]) -> None:
    watched = open_page(f"{site}/")
    page = watched.page
    wait_for_events(page)
    page.get_by_label("From").fill("the day before")
    page.get_by_role("button", name="Show events").click()
    expect(page.locator("[data-problem=from]")).to_contain_text("from")
    expect(page.get_by_label("From")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("From")).to_be_focused()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-problem=from]")).to_be_hidden()
    expect(page.locator("#status")).to_contain_text("5 events")
    # Chromium itself reports the refused request; nothing else went wrong.
    watched.errors[:] = [error for error in watched.errors if "status of 400" not in error]


def test_the_list_can_follow_the_map(look: Callable[..., Page]) -> None:
    page = look("/#map=8/33/44")
    page.get_by_label("Only what the map shows").check()
    expect(page.locator("#events .title")).to_have_text(["Strike south of Baghdad", "Rockets near Baghdad"])
    page.evaluate("void eventmap.page.map.setView([32.76, 22.64], 8, {animate: false})")
    expect(page.locator("#events .title")).to_have_text(["Flood in Derna"])


def test_the_keyboard_reaches_everything(look: Callable[..., Page]) -> None:
    page = look()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the list")).to_be_focused()
    reached = []
    for _ in range(45):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.innerText || document.activeElement.name || ''"))
    text = "\n".join(reached)
    for wanted in ("region", "from", "Show events", "GeoJSON", "Strike south of Baghdad"):
        assert wanted in text
    page.locator("#events button.event").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#events button.event").first).to_have_attribute("aria-expanded", "true")
    until(page, "eventmap.page.map.getZoom() === 8 && !eventmap.page.map._animatingZoom")  # Enter flew there
    page.locator(".folium-map").focus()
    before = page.evaluate("eventmap.page.map.getZoom()")
    page.keyboard.press("Equal")
    until(page, f"eventmap.page.map.getZoom() > {before}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_on_a_small_telephone(look: Callable[..., Page], scheme: str) -> None:
    page = look(width=360, height=740, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator(".folium-map").bounding_box()["height"] > 300
    page.get_by_text("Filters", exact=True).click()
    expect(page.get_by_label("Where")).to_be_visible()
    page.get_by_role("button", name="Flood in Derna").click()
    expect(page.locator("#events blockquote")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_an_event_has_a_page_of_its_own(
    look: Callable[..., Page], site: str, open_page: Callable[..., Watched]
) -> None:
    page = open_page(f"{site}/events/{RECORDS[1].id}").page
    expect(page.get_by_role("heading", level=1)).to_have_text("Strike south of Baghdad")
    expect(page.locator("dl.fields")).to_contain_text("south of Baghdad")
    until(page, "eventmap.single.shapes.length === 1 && eventmap.single.shapes[0].core.length === 1")


def test_an_event_without_a_place_says_so(site: str, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{site}/events/{RECORDS[3].id}").page
    expect(page.get_by_text("could not be placed")).to_be_visible()
