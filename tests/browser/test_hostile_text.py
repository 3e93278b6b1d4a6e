"""What articles say is text and stays text, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.maps import render_standalone
from app.records import Participant, SourceNote
from app.settings import Settings
from tests.browser.conftest import Watched
from tests.browser.records import event
from tests.browser.site import serve, wait_for_events

# Each would leave `hacked` on the window, open a dialog or ask another machine, if anything ran it.
HOSTILE = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 2</script>",
    "<img src=x onerror='window.hacked = 3'>",
    '"><svg onload=alert(4)>',
    "${window.hacked = 5}",
    "`${alert(6)}`",
    "{{ 7 * 7 }}{% raw %}",
    "<!--<script>",
    "javascript:alert(8)",
    "\u202eright to left\u2066 and\u2028on a new line",
    "<a href='https://elsewhere.example/'>link</a><iframe src='https://elsewhere.example/'></iframe>",
    "\\u003cscript>window.hacked = 9</script>",
]
TEXT = " ".join(HOSTILE)
RECORDS = [
    event(
        number,
        44.4 + number / 10,
        33.3,
        title=bad,
        type=bad if number % 2 else "armed_conflict",
        subtype=bad,
        location=bad,
        place=bad,
        admin1=bad,
        method=bad,
        date_basis=bad,
        source=bad,
        actors=(Participant(bad, "source"),),
        sources=(SourceNote(bad, bad, bad, TEXT), SourceNote(None, "javascript:window.hacked=10", None, bad)),
    )
    for number, bad in enumerate([*HOSTILE, TEXT])
]


@pytest.fixture(scope="module")
def site(module_settings: Settings) -> Iterator[str]:
    yield from serve(module_settings, RECORDS)


def look_at_everything(page: Page) -> None:
    wait_for_events(page)
    rows = page.locator("#events button.event")
    expect(rows).to_have_count(len(RECORDS))
    for number in range(len(RECORDS)):
        rows.nth(number).click()
    for number in range(len(RECORDS)):
        page.evaluate(f"void eventmap.page.events._pick(L.latLng(33.3, {44.4 + number / 10}))")
    assert page.evaluate("window.hacked") is None
    assert page.locator("#events script, #events img, #events svg, #events iframe, .leaflet-popup img").count() == 0
    assert page.locator("a[href^='javascript:']").count() == 0


def test_nothing_runs_on_the_map_page(site: str, open_page: Callable[..., Watched]) -> None:
    page = open_page(f"{site}/").page
    look_at_everything(page)
    shown = set(page.locator("#events .title").all_text_contents())
    assert shown == {record.title for record in RECORDS}


def test_nothing_runs_on_an_events_own_page(site: str, open_page: Callable[..., Watched]) -> None:
    everything, an_address = RECORDS[-1], RECORDS[HOSTILE.index("javascript:alert(8)")]
    for record in (everything, an_address):
        page = open_page(f"{site}/events/{record.id}").page
        expect(page.get_by_role("heading", level=1)).to_have_text(record.title)
        assert page.evaluate("window.hacked") is None
        assert page.locator("a[href^='javascript:']").count() == 0


def test_nothing_runs_out_of_the_address(site: str, open_page: Callable[..., Watched]) -> None:
    watched = open_page(
        f"{site}/?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&actor=%3Cscript%3Ealert(2)%3C/script%3E#map=9/<b>"
    )
    wait_for_events(watched.page)
    assert watched.page.locator(".chip").inner_text().startswith("actor = <script>")


def test_nothing_runs_in_a_file_that_stands_alone(site: str, open_page: Callable[..., Watched], tmp_path: Path) -> None:
    import requests

    regions = requests.get(f"{site}/events.geojson", timeout=30).json()
    cores = requests.get(f"{site}/events.geojson?geometry=core", timeout=30).json()
    file = tmp_path / "map.html"
    file.write_text(render_standalone(regions, cores, title=TEXT), "utf-8")
    page = open_page(file.as_uri(), offline=True).page
    look_at_everything(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>window.hacked = 1</script>")


def test_the_policy_forbids_what_would_run(site: str) -> None:
    import requests

    first, second = (requests.get(f"{site}/", timeout=30) for _ in range(2))
    policy = first.headers["Content-Security-Policy"]
    assert "script-src 'self' 'nonce-" in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]
    assert "unsafe-eval" not in policy
    assert policy != second.headers["Content-Security-Policy"]  # a nonce serves once
    assert first.headers["X-Content-Type-Options"] == "nosniff"
    assert first.headers["Referrer-Policy"] == "no-referrer"
