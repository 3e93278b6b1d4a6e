"""The page for expressions as a person meets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from app.settings import Settings
from tests.browser.conftest import Watched
from tests.browser.records import event
from tests.browser.site import serve, until, wait_for_events
from tests.browser.test_hostile_text import HOSTILE

TITLES = "#readings .title"


@pytest.fixture(scope="module")
def site(module_settings: Settings) -> Iterator[str]:
    yield from serve(module_settings, [event(1, 44.4, 33.165, 2, title="Strike south of Baghdad")])


@pytest.fixture
def look(site: str, open_page: Callable[..., Watched]) -> Callable[..., Page]:
    def at(query: str = "", **options: object) -> Page:
        page = open_page(f"{site}/geocode{query}", **options).page
        wait_for_events(page)
        return page

    return at


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_typing_shows_region_core_point_and_reading_at_once(look: Callable[..., Page]) -> None:
    page = look()
    page.get_by_label("A place, or words around one").press_sequentially("20 km south of Baghdad", delay=5)
    expect(page.locator(TITLES).first).to_have_text("20 km south of Baghdad")
    expect(page.locator("#status")).to_contain_text("read as English")
    details = page.locator("#readings .details")
    for told in ("geonames:98182", "Offset(20 km, s, Baghdad)", "ACLED 2 of 3", "CC BY 4.0", "highest-density"):
        expect(details).to_contain_text(told)
    until(page, "eventmap.geocodePage.shown.shapes[0].core.length === 1")
    until(page, "eventmap.geocodePage.map.getBounds().contains(eventmap.geocodePage.point.getLatLng())")
    assert asked(page) == {"q": ["20 km south of Baghdad"]}  # the address is a permalink


def test_what_lies_in_something_else_reads_well(look: Callable[..., Page]) -> None:
    page = look("?q=" + quote("au sud de la capitale Bagdad, en Irak"))
    expect(page.locator(TITLES)).to_have_text("south of Baghdad, in Iraq")


def test_a_page_asked_for_by_f_html_asks_for_data_all_the_same(look: Callable[..., Page]) -> None:
    page = look("?q=Springfield&f=html")
    expect(page.locator(TITLES).first).to_contain_text("Springfield")
    assert page.locator("[data-extras] button").count() == 0  # no filter: it says nothing of what is asked for


def test_a_slip_of_the_finger_gets_what_may_have_been_meant(look: Callable[..., Page]) -> None:
    page = look("?q=20+km+south+of+Bagdhad")
    page.get_by_role("button", name="Did you mean “20 km south of Baghdad”?").click()
    expect(page.locator(TITLES).first).to_have_text("20 km south of Baghdad")
    assert asked(page) == {"q": ["20 km south of Baghdad"]}


def test_other_readings_can_be_chosen(look: Callable[..., Page]) -> None:
    page = look("?q=Springfield")
    rows = page.locator("#readings button.event")
    first = page.evaluate("eventmap.geocodePage.point.getLatLng().lng")
    rows.nth(1).click()
    expect(rows.nth(1)).to_have_attribute("aria-expanded", "true")
    expect(rows.nth(0)).to_have_attribute("aria-expanded", "false")
    until(page, f"eventmap.geocodePage.point.getLatLng().lng !== {first}")
    expect(page.locator("#readings .details")).to_have_count(1)


def test_examples_of_five_languages_are_read_in_them(look: Callable[..., Page]) -> None:
    page = look()
    for language in ("English", "Français", "Deutsch", "Español", "العربية"):
        code = page.get_by_role("option", name=language).get_attribute("value")
        example = page.locator(f"[data-example][lang={code}]").first
        example.click()
        expect(page.locator("#status")).to_contain_text(f"read as {language}")
        expect(page.locator(TITLES).first).to_be_visible()
    field = page.get_by_label("A place, or words around one")
    assert field.evaluate("field => getComputedStyle(field).direction") == "rtl"
    page.go_back()
    expect(page.locator("#status")).to_contain_text("read as Español")


def test_the_context_decides_between_places_of_one_name(look: Callable[..., Page]) -> None:
    page = look("?q=Tripoli")
    expect(page.locator("#readings .details")).to_contain_text("Libya")
    page.get_by_label("Country of the text").fill("lb")
    expect(page.locator("#readings .details")).to_contain_text("Lebanon")
    assert asked(page) == {"q": ["Tripoli"], "country": ["LB"]}


def test_what_cannot_be_found_or_asked_is_told_beside_the_field(site: str, open_page: Callable[..., Watched]) -> None:
    watched = open_page(f"{site}/geocode?q=the+day+after")
    page = watched.page
    expect(page.locator("#status")).to_contain_text("Nothing found")
    page.get_by_label("Country of the text").fill("7")
    expect(page.locator("[data-problem=country]")).to_contain_text("IQ")
    expect(page.get_by_label("Country of the text")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Country of the text")).to_be_focused()
    # Chromium itself reports the refused request; nothing else went wrong.
    watched.errors[:] = [error for error in watched.errors if "status of 400" not in error]


def test_the_map_and_this_page_lead_to_each_other(look: Callable[..., Page]) -> None:
    page = look("?q=20+km+south+of+Baghdad")
    page.get_by_role("link", name="Show events here").click()
    wait_for_events(page)
    assert asked(page) == {"region": ["20 km south of Baghdad"]}
    expect(page.locator("#events .title")).to_have_text("Strike south of Baghdad")
    page.get_by_role("link", name="Where is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Where is …?")
    page.get_by_role("link", name="Map of events").click()
    expect(page.locator("#events")).to_be_visible()


def test_the_keyboard_is_enough(look: Callable[..., Page]) -> None:
    page = look("?q=Springfield")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the readings")).to_be_focused()
    for _ in range(25):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.querySelectorAll('#readings button')[1]"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#readings button").nth(1)).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_on_a_small_telephone(look: Callable[..., Page], scheme: str) -> None:
    page = look(f"?q={quote('على بعد 20 كيلومترا جنوب بغداد')}", width=360, height=740, color_scheme=scheme)
    expect(page.locator(TITLES).first).to_have_text("20 km south of Baghdad")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    field = page.get_by_label("A place, or words around one").bounding_box()
    map_box, readings = page.locator(".folium-map").bounding_box(), page.locator("#readings").bounding_box()
    assert field["y"] < map_box["y"] < readings["y"]
    assert field["y"] + field["height"] < 740


def test_nothing_runs_out_of_a_hostile_question(look: Callable[..., Page]) -> None:
    for bad in (
        " ".join(HOSTILE)[:480],
        "20 km south of <img src=x onerror=alert(1)>",
        "Baghdad</script><script>alert(2)",
    ):
        page = look(f"?q={quote(bad)}&country=IQ&place={quote(HOSTILE[0])}")
        assert page.evaluate("window.hacked") is None
        assert page.locator("#results script, #results img, #results svg, #results iframe").count() == 0
        assert page.locator(".chip").inner_text().startswith("place = <script>")
