"""Chromium that looks at pages. What a page asks of other machines is refused, and remembered against it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@dataclass
class Watched:
    """A page with what went wrong on it and what it wanted from elsewhere."""

    page: Page
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens an address in a browser profile of its own; ends with a check that nothing went wrong or outside."""
    contexts = []
    opened = []

    def open_one(address: str, width: int = 1280, height: int = 800, **options: object) -> Watched:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        watched = Watched(context.new_page())
        opened.append(watched)

        def guard(route: Route) -> None:
            url = route.request.url
            if url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:")):
                route.continue_()
            else:
                watched.outside.append(url)
                route.abort()

        context.route("**/*", guard)
        watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
        watched.page.on("console", lambda line: line.type == "error" and watched.errors.append(line.text))
        watched.page.on("dialog", lambda dialog: (watched.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        watched.page.goto(address)
        return watched

    yield open_one
    for context in contexts:
        context.close()
    for watched in opened:
        assert watched.outside == []
        assert watched.errors == []
