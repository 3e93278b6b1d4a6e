"""Chromium that looks at pages. It finds no other machine, and what a page asks of one is remembered against it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Interception of each request would do the same, but slowly and without the cache.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]
PATIENCE_MS = 60_000  # test machines are shared; whoever waits for what comes waits no longer than it takes
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
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def profile(chromium: Browser) -> Callable[..., BrowserContext]:
    """The browser profile with these options: one for all tests, so that files come from its cache."""

    @cache
    def with_options(**options: Hashable) -> BrowserContext:
        width, height = options.pop("size")
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE_MS)
        return context

    return with_options


@pytest.fixture
def open_page(profile: Callable[..., BrowserContext]) -> Iterator[Callable[..., Watched]]:
    """Opens an address in a page of its own; ends with a check that nothing went wrong or outside."""
    opened = []

    def open_one(address: str, width: int = 1280, height: int = 800, **options: Hashable) -> Watched:
        watched = Watched(profile(size=(width, height), **options).new_page())
        opened.append(watched)

        def watch(request: Request) -> None:
            if not request.url.startswith(("http://127.0.0.1:", "file://", "data:", "blob:")):
                watched.outside.append(request.url)

        watched.page.on("request", watch)
        watched.page.on("pageerror", lambda error: watched.errors.append(str(error)))
        watched.page.on("console", lambda line: line.type == "error" and watched.errors.append(line.text))
        watched.page.on("dialog", lambda dialog: (watched.errors.append(f"dialog {dialog.message}"), dialog.dismiss()))
        watched.page.goto(address)
        return watched

    yield open_one
    for watched in opened:
        watched.page.close()
    for watched in opened:
        assert watched.outside == []
        assert watched.errors == []
