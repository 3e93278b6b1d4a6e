"""The pages as text: every script has the nonce, everything comes from us, the vendored files are what they claim."""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

import app
from app.maps import EVENT_TYPES, PageAddresses, render_event, render_geocode, render_page, render_standalone
from app.maps.assets import BASEMAP, SCRIPTS, STATIC, STYLES
from app.maps.pages import TEMPLATES

ADDRESSES = PageAddresses(
    static=lambda name, version: f"/static/{name}?v={version}",
    home="/",
    feed="/events.geojson",
    summary="/events/summary",
    geocode="/geocode",
    event_list="/events",
    event_page="/events/ID",
    downloads={"GeoJSON": "/events.geojson"},
)
FEATURE = {
    "type": "Feature",
    "geometry": None,
    "properties": {"id": "ev1", "title": "</title><script>", "type": "unrest", "date_from": None, "date_to": None},
}
EMPTY: dict[str, Any] = {"type": "FeatureCollection", "features": []}
PAGES = {
    "map": lambda: render_page(ADDRESSES, "the-nonce"),
    "geocode": lambda: render_geocode(ADDRESSES, "the-nonce"),
    "event": lambda: render_event(ADDRESSES, "the-nonce", FEATURE, None, []),
    "standalone": lambda: render_standalone(EMPTY),
}


class Elements(HTMLParser):
    """All elements of a page with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("page", PAGES)
def test_every_script_that_runs_has_the_nonce(page: str) -> None:
    scripts = [attributes for tag, attributes in Elements(PAGES[page]()).found if tag == "script"]
    running = [attributes for attributes in scripts if not (attributes.get("type") or "").startswith("application/")]
    assert len(running) > 1
    assert all(attributes.get("nonce") for attributes in running)


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_asked_of_other_hosts(page: str) -> None:
    for _, attributes in Elements(PAGES[page]()).found:
        for name in ("src", "href", "action"):
            assert not (attributes.get(name) or "").startswith(("http:", "https:", "//"))


@pytest.mark.parametrize("page", PAGES)
def test_no_handler_stands_in_an_attribute(page: str) -> None:
    assert not [name for _, attributes in Elements(PAGES[page]()).found for name in attributes if name.startswith("on")]


def test_the_file_that_stands_alone_asks_for_no_file() -> None:
    for tag, attributes in Elements(render_standalone(EMPTY)).found:
        assert "src" not in attributes, tag
        assert tag != "link"


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES])
def test_a_file_can_stand_inside_a_page(name: str) -> None:
    assert not re.search(r"</(script|style)|<!--", (STATIC / name).read_text("utf-8"), re.IGNORECASE)


def test_own_scripts_write_text_and_never_markup() -> None:
    for name in SCRIPTS:
        if name.startswith("js/"):
            source = (STATIC / name).read_text("utf-8")
            assert not re.search(
                r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", source
            )


def test_every_own_script_is_loaded() -> None:
    assert {f"js/{path.name}" for path in (STATIC / "js").glob("*.js")} == {n for n in SCRIPTS if n.startswith("js/")}


def test_vendored_files_are_what_the_manifest_says() -> None:
    vendor = STATIC / "vendor"
    manifest = json.loads((vendor / "manifest.json").read_text())
    claimed = {vendor / package["name"] / file: sum_ for package in manifest for file, sum_ in package["files"].items()}
    assert {path for path in vendor.rglob("*") if path.is_file()} == {*claimed, vendor / "manifest.json"}
    assert all(hashlib.sha256(path.read_bytes()).hexdigest() == sum_ for path, sum_ in claimed.items())
    assert all("LICENSE" in package["files"] for package in manifest)


def test_the_basemap_is_small_enough_and_whole() -> None:
    for name in BASEMAP.values():
        assert (STATIC / name).stat().st_size < 5 * 1024 * 1024
    for tier in ("world", "detail"):
        objects = json.loads((STATIC / BASEMAP[tier]).read_bytes())["objects"]
        assert {"land", "lakes", "rivers", "countries", "disputed"} <= set(objects)
    towns = {row[1] for row in json.loads((STATIC / BASEMAP["worldLabels"]).read_bytes())}
    assert {"Baghdad", "Iraq", "Mediterranean Sea"} <= towns


def test_every_type_of_the_taxonomy_has_a_look() -> None:
    taxonomy = tomllib.loads((Path(app.__file__).parent / "extraction" / "taxonomy.toml").read_text("utf-8"))
    assert set(EVENT_TYPES) == {*taxonomy["types"], "other"}
    assert len({kind.colour for kind in EVENT_TYPES.values()}) == len(EVENT_TYPES)


def test_every_page_has_the_same_frame():
    """One head for all, so that what is mended in it is mended everywhere."""
    own = [path.name for path in TEMPLATES.rglob("*.html") if "<html" in path.read_text()]
    assert own == ["skeleton.html"]
