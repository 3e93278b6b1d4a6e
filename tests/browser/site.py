"""A real server for the browser to look at, and how to wait for what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Thread
from time import monotonic, sleep

from playwright.sync_api import Page
from werkzeug.serving import make_server

from app import create_app
from app.database import Database
from app.records import EventRecord
from app.settings import Settings
from app.storage.events import write_events

PATIENCE_SECONDS = 60


def serve(settings: Settings, records: list[EventRecord]) -> Iterator[str]:
    """The whole application with these events, at the address that it gives."""
    with Database(settings) as database:
        with database.session() as session:
            write_events(session, records)
            session.commit()
        server = make_server("127.0.0.1", 0, create_app(settings, database), threaded=True)
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
        server.server_close()


def until(page: Page, expression: str) -> None:
    """Waits until the expression is true. Playwright's own way evaluates in the page, which the CSP forbids."""
    end = monotonic() + PATIENCE_SECONDS
    while not page.evaluate(f"Boolean({expression})"):
        assert monotonic() < end, f"never came true: {expression}"
        sleep(0.05)


def wait_for_events(page: Page) -> None:
    """Until the answer to the page's question is shown."""
    page.wait_for_selector("#results[aria-busy=false]")
